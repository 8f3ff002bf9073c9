import { Controller, Get, Inject, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { READER, type Reader } from '../../application/ports/reader.js';
import { HOUR } from '../../domain/time/instant.js';
import { From, Needs, Page, type Standpoint } from '../guard.js';
import { boardOf } from './board.js';

const AHEAD = 12 * HOUR;

@Controller()
@Page()
export class BoardController {
  constructor(@Inject(READER) private readonly reader: Reader) {}

  @Get()
  @Needs('see_visits')
  async page(@From() from: Standpoint, @Query('unit') unit: unknown, @Res() reply: FastifyReply): Promise<void> {
    await reply.view('board.njk', await this.boardFor(from, unit));
  }

  /** The part that changes, for the script that keeps the page up to date. */
  @Get('board')
  @Needs('see_visits')
  async part(@From() from: Standpoint, @Query('unit') unit: unknown, @Res() reply: FastifyReply): Promise<void> {
    await reply.view('board-part.njk', await this.boardFor(from, unit));
  }

  private async boardFor(from: Standpoint, asked: unknown) {
    const { at, zone, directory, visitor, access } = from;
    const unit = typeof asked === 'string' ? directory.unit(asked) : undefined;
    const units = unit ? directory.unitsBelow(unit.id).map(({ id }) => id) : null;
    const visits = await this.reader.board(units, at + AHEAD, access.scope('see_visits'));
    const board = boardOf(
      visits.map(({ visit }) => visit),
      { at, zone, directory, person: visitor.person },
    );
    const choices = directory.organisation.units.map(({ id, name }) => ({
      value: id,
      text: name,
      selected: id === unit?.id,
    }));
    return {
      board,
      unit: unit ?? null,
      units: [{ value: '', text: 'Every unit' }, ...choices],
      live: unit ? `/board?unit=${encodeURIComponent(unit.id)}` : '/board',
    };
  }
}
