import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { NUMBERS, type Numbers } from '../../../application/ports/number-book.js';
import { Refusal } from '../../../application/refusal.js';
import { needsCover } from '../../../domain/organisation/cover.js';
import type { RotaShift } from '../../../domain/organisation/organisation.js';
import { isDated, isOver } from '../../../domain/organisation/shift.js';
import { isOnDate, roundOf } from '../../../domain/organisation/strike-out.js';
import { dayNamed, plusDays } from '../../../domain/time/week.js';
import { Words } from '../../frame/word.js';
import { typedOf } from '../../form/typed.js';
import { From, Needs, Page, type Standpoint } from '../../guard.js';
import { hrefOfRota, mayIn, refuseUnless, unitHere } from '../reach.js';
import { dayOf } from './calendar.js';
import { sayDate, sayTimes, shiftRow } from './shift-row.js';

/** One date of a unit's rota: what begins on it, given to others, struck out, put back, added to. */
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
    const { directory, zone, at } = from;
    const start = dayNamed(date, zone);
    if (start === null) throw new Refusal('not_found', 'There is no such date.');
    const question = { directory, zone, optedOut: await this.numbers.optedOut() };
    const needs = needsCover(directory.organisation, unit.id);
    const end = plusDays(start, 1, zone);
    await reply.view('rota-day.njk', {
      unit: { id: unit.id, name: unit.name, href: `${hrefOfRota(unit.id)}&date=${date}` },
      title: sayDate(date, zone),
      isPast: end <= at,
      day: dayOf(unit.id, start, end, at, needs, question),
      shifts: directory.organisation.rota
        .filter((shift) => shift.unit === unit.id && concerns(shift, date))
        .map((shift) => rowOf(shift, date, from)),
      addAt: `/office/rota/shifts/-/add?unit=${encodeURIComponent(unit.id)}&kind=single&date=${date}`,
      word: this.words.take(request, reply),
    });
  }
}

const concerns = (shift: RotaShift, date: string): boolean =>
  isDated(shift) ? shift.date === date : isOnDate(shift, date) || (shift.except?.includes(date) ?? false);

function rowOf(shift: RotaShift, date: string, from: Standpoint) {
  const { at, zone } = from;
  const round = isDated(shift) ? shift : roundOf(shift, date);
  return {
    ...shiftRow(shift, from),
    times: sayTimes(shift),
    href: isDated(shift) ? `/office/rota/shifts/${shift.id}` : `/office/rota/shifts/${shift.id}/on/${date}`,
    isStruckOut: !isDated(shift) && !isOnDate(shift, date),
    isOver: isOver(round, at, zone),
  };
}
