import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { NUMBERS, type Numbers } from '../../../application/ports/number-book.js';
import { Refusal } from '../../../application/refusal.js';
import { dayNamed } from '../../../domain/time/week.js';
import { Words } from '../../frame/word.js';
import { typedOf } from '../../form/typed.js';
import { From, Needs, Page, type Standpoint } from '../../guard.js';
import { mayIn, refuseUnless, unitHere } from '../reach.js';
import { dayPage } from './day-page.js';

/** One date of a unit's rota: from here what begins on it is given to others, struck out, put back, added to. */
@Controller('office/rota/days')
@Page()
export class RotaDayController {
  constructor(
    @Inject(NUMBERS) private readonly numbers: Numbers,
    private readonly words: Words,
  ) {}

  @Get(':date')
  @Needs('change_rota')
  async page(
    @From() from: Standpoint,
    @Param('date') date: string,
    @Query() query: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const unit = unitHere(from, typedOf(query)['unit'] ?? '');
    refuseUnless(mayIn(from, 'change_rota', unit.id), 'change the rota');
    const start = dayNamed(date, from.zone);
    if (start === null) throw new Refusal('not_found', 'There is no such date.');
    const page = dayPage(unit, start, from, await this.numbers.optedOut());
    await reply.view('rota-day.njk', { ...page, word: this.words.take(request, reply) });
  }
}
