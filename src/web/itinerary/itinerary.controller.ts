import { Body, Controller, Get, Inject, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Diary } from '../../application/diary.js';
import type { VisitPlan } from '../../domain/visit/visit-plan.js';
import { READER, type Reader } from '../../application/ports/reader.js';
import { Refusal } from '../../application/refusal.js';
import { Viewings } from '../../application/viewings.js';
import type { Person } from '../../domain/organisation/organisation.js';
import type { Instant } from '../../domain/time/instant.js';
import { localDate } from '../../domain/time/local.js';
import { isoWeek } from '../../domain/time/week.js';
import { Words, type Word } from '../frame/word.js';
import { From, Needs, Page, type Standpoint } from '../guard.js';
import { byField, errorList } from '../form/errors.js';
import { newPress, onceOf } from '../form/press.js';
import { typedOf, type FieldError, type Typed } from '../form/typed.js';
import { colleaguesOf, staffOf, unitsOf } from './choices.js';
import { copiedPlan } from './copied-plan.js';
import { dayOf } from './day.js';
import { blankHomeSafe, blankPlan, madeUpPlan, readHomeSafe, readPlan, refusedFields, type Read } from './plan-form.js';
import { sayPlanned } from './planned-word.js';
import { readRepeat, seriesRows } from './repeat.js';
import { idleOn } from './week.js';
import { dateFields, dayAsked } from './when.js';
import { recordLook, visitsOf, whoseOf } from './whose.js';

interface Forms {
  readonly plan?: Typed;
  readonly home?: Typed;
  readonly errors?: readonly FieldError[];
}

/** The itinerary diary, and the forms that plan in it. */
@Controller('itinerary')
@Page()
export class ItineraryController {
  constructor(
    @Inject(READER) private readonly reader: Reader,
    private readonly diary: Diary,
    private readonly viewings: Viewings,
    private readonly words: Words,
  ) {}

  @Get()
  @Needs('see_visits')
  async page(
    @From() from: Standpoint,
    @Query() query: Typed,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const asked = typedOf(query);
    await this.show(from, asked, await this.formsFor(asked, from), reply, this.words.take(request, reply));
  }

  @Post('visits')
  @Needs('plan_visits')
  async plan(@From() from: Standpoint, @Body() body: unknown, @Res() reply: FastifyReply): Promise<void> {
    const plan = typedOf(body);
    // Back from the page that asks whether they are sure.
    if (plan['change'] !== undefined) return this.show(from, {}, { plan }, reply.status(200));
    const read = readPlan(plan, from.zone);
    const series = 'errors' in read ? read : readRepeat(plan, read.plan, from.zone);
    await this.enter(from, series, { plan }, reply);
  }

  @Post('home-safe')
  @Needs('plan_visits')
  async homeSafe(@From() from: Standpoint, @Body() body: unknown, @Res() reply: FastifyReply): Promise<void> {
    const home = typedOf(body);
    const read = readHomeSafe(home, from.at, from.zone);
    await this.enter(from, 'errors' in read ? read : { plan: [read.plan] }, { home }, reply);
  }

  private async enter(
    from: Standpoint,
    read: Read<readonly VisitPlan[]>,
    forms: Forms,
    reply: FastifyReply,
  ): Promise<void> {
    const refused = (errors: readonly FieldError[]) => this.show(from, {}, { ...forms, errors }, reply.status(422));
    if ('errors' in read) return refused(read.errors);
    const typed = forms.plan ?? forms.home ?? {};
    const { plan: plans } = read;
    const lines = plans.map((_, index) => index + 1);
    try {
      if (plans.length > 1 && typed['sure'] === undefined) return await this.askWhetherSure(from, plans, typed, reply);
      const { visitor, access } = from;
      const together = plans.length > 1;
      const done = await this.diary.planOnce(onceOf(typed), plans, lines, visitor.person, access, together);
      this.words.leave(reply, sayPlanned(done.planned, done.again, from));
      await reply.redirect(whereTo(plans, from.zone), 303);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return refused(refusedFields(error, forms.home !== undefined));
    }
  }

  /** Every visit of a series with what someone should know of it, before any is planned. */
  private async askWhetherSure(
    from: Standpoint,
    plans: readonly VisitPlan[],
    typed: Typed,
    reply: FastifyReply,
  ): Promise<void> {
    const previews = await this.diary.preview(plans, from.access);
    const [first] = previews;
    // What is wrong with the first is wrong with what was typed.
    if (first && first.faults.length > 0) throw new Refusal('invalid', 'The visits were not planned.', first.faults);
    const rows = seriesRows(plans, previews, from.zone);
    await reply.status(200).view('series.njk', {
      rows,
      who: (plans[0]?.attendees ?? []).map((id) => from.directory.person(id)?.name ?? id).join(' and '),
      faulty: rows.some(({ faults }) => faults.length > 0),
      warned: rows.filter(({ warnings }) => warnings.length > 0).length,
      typed: Object.entries(typed).filter(([field]) => field !== '_csrf'),
    });
  }

  private async formsFor(query: Typed, from: Standpoint): Promise<Forms> {
    if (!from.access.has('plan_visits')) return {};
    if (query['copy'] !== undefined) return { plan: await copiedPlan(query['copy'], from, this.reader, this.viewings) };
    return query['example'] === undefined
      ? {}
      : { plan: madeUpPlan(from.directory, from.visitor.person, from.at, from.zone) };
  }

  private async show(
    from: Standpoint,
    query: Typed,
    forms: Forms,
    reply: FastifyReply,
    word: Word | null = null,
  ): Promise<void> {
    const { at, zone, directory, visitor, access } = from;
    const span = dayAsked(query['date'] ?? query['day'], at, zone);
    const whose = whoseOf(query, from);
    const { visits, cut } = await visitsOf(this.reader, whose, from, span);
    const view = { start: span.start, at, zone, directory, person: visitor.person };
    const errors = forms.errors ?? [];
    const day = dayOf(visits, view);
    await recordLook(this.viewings, visits, from, day.title);
    await reply.view('itinerary.njk', {
      day,
      // Whoever has nothing among those that are shown may have a visit all the same.
      idle: cut ? [] : idleOn(visits, whose.people, view),
      week: isoWeek(span.start, zone),
      cut,
      whose,
      mayPlan: access.has('plan_visits'),
      units: unitsOf(from),
      staff: staffOf(from),
      colleagues: colleaguesOf(from),
      plan: forms.plan ?? planFor(span.start, whose.person, from),
      home: forms.home ?? blankHomeSafe(directory, visitor.person, at, zone),
      press: forms.plan?.['press'] ?? forms.home?.['press'] ?? newPress(),
      planErrors: forms.plan ? byField(errors) : {},
      homeErrors: forms.home ? byField(errors) : {},
      errorList: errorList(errors, forms.home ? 'home-' : ''),
      word,
    });
  }
}

/** The form for whose day is looked at, and for that day, where it is to come. */
function planFor(day: Instant, person: Person | null, { directory, visitor, at, zone }: Standpoint): Typed {
  const blank = { ...blankPlan(directory, visitor.person, at, zone), ...(person && { attendee: person.id }) };
  return day > at ? { ...blank, ...dateFields(day, zone) } : blank;
}

const whereTo = (plans: readonly VisitPlan[], zone: string): string => {
  const start = plans[0]?.plannedStart ?? 0;
  return plans.length > 1
    ? `/itinerary/week?week=${isoWeek(start, zone)}&person=${encodeURIComponent(plans[0]?.attendees[0] ?? '')}`
    : `/itinerary?date=${localDate(start, zone)}`;
};
