import { Controller, Get, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Readiness } from '../../../application/readiness.js';
import { typedOf, type Typed } from '../../form/typed.js';
import { From, Needs, Page, type Standpoint } from '../../guard.js';
import { unitAsked } from '../unit-asked.js';
import { readinessPage } from './readiness-page.js';

/** What is missing, of what an alarm would need: in the units of whoever looks. */
@Controller('office/readiness')
@Page()
export class ReadinessPageController {
  constructor(private readonly readiness: Readiness) {}

  @Get()
  @Needs('see_figures')
  async page(@From() from: Standpoint, @Query() query: Typed, @Res() reply: FastifyReply): Promise<void> {
    const { unit, choices, scope } = unitAsked(from, 'see_figures', typedOf(query)['unit']);
    const findings = await this.readiness.look(from.at, from.directory, scope);
    await reply.view('office-readiness.njk', { ...readinessPage(findings, from), unit, choices });
  }
}
