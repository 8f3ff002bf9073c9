import { Controller, Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { From, Needs, Page, type Standpoint } from '../guard.js';
import { officePlaces } from './places.js';

/** Where somebody comes who shortens an address, or types what the menu says: the first of the office's pages that they may open. */
@Controller('office')
@Page()
export class OfficeController {
  @Get()
  @Needs('see_policy')
  async first(@From() { access }: Standpoint, @Res() reply: FastifyReply): Promise<void> {
    await reply.redirect(officePlaces(access)[0]?.href ?? '/', 303);
  }
}
