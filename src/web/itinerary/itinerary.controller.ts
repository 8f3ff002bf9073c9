import { Body, Controller, Get, Inject, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Diary, type Planned, type VisitPlan } from '../../application/diary.js';
import { READER, type Reader } from '../../application/ports/reader.js';
import { Refusal } from '../../application/refusal.js';
import type { Directory } from '../../domain/organisation/directory.js';
import type { Person } from '../../domain/organisation/organisation.js';
import { sayDuration } from '../../domain/time/duration.js';
import { localDate, showDayTime, showTime } from '../../domain/time/local.js';
import { Words, type Word } from '../frame/word.js';
import { From, Needs, Page, type Standpoint } from '../guard.js';
import { namesOf } from '../visit-words.js';
import { dayOf } from './day.js';
import { blankHomeSafe, blankPlan, madeUpPlan, readHomeSafe, readPlan, refusedFields, type Read } from './plan-form.js';
import { byField, errorList } from '../form/errors.js';
import { typedOf, type FieldError, type Typed } from '../form/typed.js';
import { dayAsked } from './when.js';

/** More in one day than any office has; the API pages through more. */
const MOST_VISITS = 500;

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
    const forms =
      query['example'] === undefined
        ? {}
        : { plan: madeUpPlan(from.directory, from.visitor.person, from.at, from.zone) };
    await this.show(from, query, forms, reply, this.words.take(request, reply));
  }

  @Post('visits')
  @Needs('plan_visits')
  async plan(@From() from: Standpoint, @Body() body: unknown, @Res() reply: FastifyReply): Promise<void> {
    const plan = typedOf(body);
    await this.enter(from, readPlan(plan, from.zone), { plan }, reply);
  }

  @Post('home-safe')
  @Needs('plan_visits')
  async homeSafe(@From() from: Standpoint, @Body() body: unknown, @Res() reply: FastifyReply): Promise<void> {
    const home = typedOf(body);
    await this.enter(from, readHomeSafe(home, from.at, from.zone), { home }, reply);
  }

  private async enter(from: Standpoint, read: Read<VisitPlan>, forms: Forms, reply: FastifyReply): Promise<void> {
    const refused = (errors: readonly FieldError[]) => this.show(from, {}, { ...forms, errors }, reply.status(422));
    if ('errors' in read) return refused(read.errors);
    let planned: Planned;
    try {
      planned = await this.diary.plan(read.plan, from.visitor.person, from.access);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return refused(refusedFields(error, forms.home !== undefined));
    }
    this.words.leave(reply, sayPlanned(planned, from));
    await reply.redirect(`/itinerary?date=${localDate(planned.visit.plannedStart, from.zone)}`, 303);
  }

  private async show(
    from: Standpoint,
    query: Typed,
    forms: Forms,
    reply: FastifyReply,
    word: Word | null = null,
  ): Promise<void> {
    const { at, zone, directory, visitor, access } = from;
    const { start, end } = dayAsked(query['date'], at, zone);
    const person = directory.person(String(query['person'] ?? ''))?.id;
    const { items } = await this.reader.visits({
      scope: access.scope('see_visits'),
      from: start,
      to: end,
      person,
      drills: 'without',
      page: 1,
      perPage: MOST_VISITS,
    });
    const errors = forms.errors ?? [];
    await reply.view('itinerary.njk', {
      day: dayOf(items, { start, at, zone, directory, person: visitor.person }),
      person,
      mayPlan: access.has('plan_visits'),
      staff: staffOf(from),
      colleagues: colleaguesOf(from),
      plan: forms.plan ?? blankPlan(directory, visitor.person, at, zone),
      home: forms.home ?? blankHomeSafe(directory, visitor.person, at, zone),
      planErrors: forms.plan ? byField(errors) : {},
      homeErrors: forms.home ? byField(errors) : {},
      errorList: errorList(errors, forms.home ? 'home-' : ''),
      word,
    });
  }
}

/** For whom whoever looks may plan. */
const staffOf = ({ directory, access }: Standpoint) =>
  choicesOf(
    directory,
    directory.organisation.people.filter(({ id, unit }) => access.may('see_visits', { unit, people: [id] })),
  );

/** Who may go along: those, and everybody of their own unit. */
function colleaguesOf({ directory, access, visitor }: Standpoint) {
  const own = directory.person(visitor.person)?.unit;
  return choicesOf(
    directory,
    directory.organisation.people.filter(
      ({ id, unit }) => unit === own || access.may('see_visits', { unit, people: [id] }),
    ),
  );
}

/** Those who visit come first; anybody may. */
function choicesOf(directory: Directory, people: readonly Person[]) {
  const visits = ({ roles }: Person): boolean => roles.includes('practitioner');
  return [...people.filter(visits), ...people.filter((person) => !visits(person))].map(({ id, name, unit }) => ({
    value: id,
    text: `${name}, ${directory.unit(unit)?.name ?? unit}`,
  }));
}

function sayPlanned({ visit, warnings }: Planned, { directory, zone }: Standpoint): Word {
  const names = namesOf(visit, directory);
  const length = sayDuration(visit.plannedEnd - visit.plannedStart);
  const next =
    visit.kind === 'home_safe'
      ? 'Once home, they text HOME.'
      : 'At the door they text ARRIVED 45, or for how many minutes they will be inside; when out, LEFT.';
  const when = `${showDayTime(visit.plannedStart, zone)} to ${showTime(visit.plannedEnd, zone)}, ${length}`;
  return {
    title:
      visit.kind === 'home_safe'
        ? `Home-safe check ${visit.reference} is planned`
        : `Visit ${visit.reference} is planned`,
    text:
      visit.kind === 'home_safe'
        ? `${names.join(' and ')}, home by ${showDayTime(visit.plannedEnd, zone)}. ${next}`
        : `${names.join(' and ')}, ${when}. ${next}`,
    warnings,
  };
}
