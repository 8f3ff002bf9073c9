import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { NUMBERS, type Numbers } from '../../../application/ports/number-book.js';
import { needsCover } from '../../../domain/organisation/cover.js';
import type { Unit } from '../../../domain/organisation/organisation.js';
import { isDated, isOver } from '../../../domain/organisation/shift.js';
import { localDate } from '../../../domain/time/local.js';
import { unitsInReach } from '../../frame/units-in-reach.js';
import { Words } from '../../frame/word.js';
import { typedOf, type Typed } from '../../form/typed.js';
import { From, Needs, Page, type Standpoint } from '../../guard.js';
import { dayAsked } from '../../itinerary/when.js';
import { hrefOfRota, mayIn, personLink, unitHere } from '../reach.js';
import { calendarOf, type Span } from './calendar.js';
import { shiftRow } from './shift-row.js';

/** A unit's rota as a calendar: who is nominated contact when, and when nobody is (HVPF 8.1.6). */
@Controller('office/rota')
@Page()
export class RotaPageController {
  constructor(
    @Inject(NUMBERS) private readonly numbers: Numbers,
    private readonly words: Words,
  ) {}

  @Get()
  @Needs('see_office')
  async page(
    @From() from: Standpoint,
    @Query() query: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const typed = typedOf(query);
    const units = unitsInReach(from, 'see_office');
    const word = this.words.take(request, reply);
    const unit = unitAsked(typed, units, from);
    if (!unit) return reply.view('rota.njk', { unit: null, word });
    const { directory, at, zone } = from;
    const optedOut = await this.numbers.optedOut();
    const span: Span = typed['view'] === 'month' ? 'month' : 'week';
    const around = dayAsked(typed['date'], at, zone).start;
    const calendar = calendarOf({ unit: unit.id, span, around, at }, { directory, zone, optedOut });
    const address = (date: string, view: Span): string =>
      `${hrefOfRota(unit.id)}${view === 'month' ? '&view=month' : ''}${date === '' ? '' : `&date=${date}`}`;
    await reply.view('rota.njk', {
      unit: { id: unit.id, name: unit.name },
      units: units.map(({ id, name }) => ({ value: id, text: name })),
      span,
      date: localDate(around, zone),
      calendar,
      hrefs: {
        before: address(calendar.before, span),
        after: address(calendar.after, span),
        now: address('', span),
        week: address(localDate(around, zone), 'week'),
        month: address(localDate(around, zone), 'month'),
      },
      ...shiftsOf(unit, from),
      standIns: standIns(unit, from),
      mayChange: mayIn(from, 'change_rota', unit.id),
      addAt: `/office/rota/shifts/-/add?unit=${encodeURIComponent(unit.id)}`,
      word,
    });
  }
}

/** The unit that the address names; without one their own, or the first whose people go on visits. */
function unitAsked(typed: Typed, units: readonly Unit[], from: Standpoint): Unit | null {
  if (typed['unit']) return unitHere(from, typed['unit']);
  const { organisation } = from.directory;
  const own = from.directory.person(from.visitor.person)?.unit;
  return (
    units.find(({ id }) => id === own && needsCover(organisation, id)) ??
    units.find(({ id }) => needsCover(organisation, id)) ??
    units[0] ??
    null
  );
}

/** The unit's own, and those of units above it: they count where the unit has none of its own. */
function shiftsOf(unit: Unit, from: Standpoint) {
  const { directory, at, zone } = from;
  const rota = directory.organisation.rota.filter((shift) => !isOver(shift, at, zone));
  const own = rota.filter((shift) => shift.unit === unit.id);
  const above = directory.unitsUpwards(unit.id).slice(1);
  return {
    weekly: own.filter((shift) => !isDated(shift)).map((shift) => shiftRow(shift, from)),
    dated: own
      .filter(isDated)
      .sort((a, b) => `${a.date} ${a.from}`.localeCompare(`${b.date} ${b.from}`))
      .map((shift) => shiftRow(shift, from)),
    above: above.flatMap(({ id, name }) =>
      rota
        .filter((shift) => shift.unit === id)
        .map((shift) => ({
          ...shiftRow(shift, from),
          unit: name,
          href: mayIn(from, 'see_office', id) ? hrefOfRota(id) : null,
        })),
    ),
  };
}

/** Who is asked when no contact can be reached and the line manager is away (HVPF 8.4.3). */
function standIns(unit: Unit, from: Standpoint) {
  const { directory, at } = from;
  const senior = directory.seniorOnSite(unit.id);
  const others = directory.otherManagers(unit.id).filter(({ id }) => id !== senior?.id);
  return [
    ...(senior ? [{ person: senior, as: 'senior person on site' }] : []),
    ...others.slice(0, 4).map((person) => ({ person, as: 'manager' })),
  ].map(({ person, as }) => ({ ...personLink(from, person), as, absent: directory.isAbsent(person.id, at) }));
}
