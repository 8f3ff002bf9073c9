import { Body, Controller, Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Diary } from '../../application/diary.js';
import { Incidents } from '../../application/incidents.js';
import { READER, type Reader, type VisitView } from '../../application/ports/reader.js';
import { Refusal } from '../../application/refusal.js';
import { Viewings } from '../../application/viewings.js';
import { localDate, showDayTime, showTime } from '../../domain/time/local.js';
import { standingOnVisit } from '../../domain/incident/standing.js';
import { concernedByVisit } from '../../domain/permission/concerned.js';
import type { Right } from '../../domain/permission/rights.js';
import { Words, type Word } from '../frame/word.js';
import { From, Needs, Page, type Standpoint } from '../guard.js';
import { isId } from '../is-id.js';
import { byField, errorList } from '../form/errors.js';
import { refusedFields } from './plan-form.js';
import { FormReading, typedOf, type FieldError, type Typed } from '../form/typed.js';
import { mayBeChanged } from './visit-change.controller.js';
import { refuseStale, sawOf } from './saw.js';
import { SeriesDesk } from './series-desk.js';
import { visitedShown, visitPageOf } from './visit-page.js';
import { readSpan, spanFields } from './when.js';

interface Forms {
  readonly times?: Typed;
  readonly cancel?: Typed;
  readonly errors?: readonly FieldError[];
}

/** One visit: what the diary holds, and its changes (HVPF 8.2.2). */
@Controller('itinerary/visits/:id')
@Page()
export class VisitController {
  constructor(
    @Inject(READER) private readonly reader: Reader,
    private readonly diary: Diary,
    private readonly incidents: Incidents,
    private readonly viewings: Viewings,
    private readonly words: Words,
    private readonly series: SeriesDesk,
  ) {}

  @Get()
  @Needs('see_visits')
  async page(
    @From() from: Standpoint,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.show(from, await this.find(id, from), {}, reply, this.words.take(request, reply));
  }

  @Post('times')
  @Needs('plan_visits')
  async times(
    @From() from: Standpoint,
    @Param('id') id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const view = await this.find(id, from, 'plan_visits');
    const times = typedOf(body);
    if (times['change'] !== undefined) return this.show(from, view, { times }, reply);
    const reading = new FormReading(times);
    const span = readSpan(reading, from.zone);
    if (!span) return this.show(from, view, { times, errors: reading.errors }, reply.status(422));
    const { visit } = view;
    // What the form shows is to the minute; what was not touched stays to the second.
    const moved = (shown: number, before: number): number | undefined =>
      shown === Math.floor(before / 60_000) * 60_000 ? undefined : shown;
    const change = {
      plannedStart: moved(span.start, visit.plannedStart),
      plannedEnd: moved(span.end, visit.plannedEnd),
    };
    const saw = sawOf(times);
    try {
      if (times['which'] === 'later') {
        // Those who have seen what becomes of each, and said yes: that is held against the diary as it is then.
        if (times['sure'] === undefined) refuseStale(view, change, saw, from.zone);
        return await this.series.answer(from, view, { change }, { action: 'times', typed: times }, reply);
      }
      const changed = await this.diary.change(id, change, from.visitor.person, from.access, saw);
      const when = `${showDayTime(changed.visit.plannedStart, from.zone)} to ${showTime(changed.visit.plannedEnd, from.zone)}`;
      this.words.leave(reply, {
        title: `Visit ${visit.reference} is changed`,
        text: `${when}.`,
        warnings: changed.warnings,
      });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return this.show(
        from,
        // As it is now: somebody else may have been quicker.
        await this.find(id, from, 'plan_visits'),
        {
          times,
          errors: refusedFields(error).map((one) => (one.field === 'attendee' ? { ...one, field: 'start' } : one)),
        },
        reply.status(422),
      );
    }
    await reply.redirect(`/itinerary/visits/${id}`, 303);
  }

  @Post('cancel')
  @Needs('plan_visits')
  async cancel(
    @From() from: Standpoint,
    @Param('id') id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const view = await this.find(id, from, 'plan_visits');
    const cancel = typedOf(body);
    if (cancel['change'] !== undefined) return this.show(from, view, { cancel }, reply);
    const reading = new FormReading(cancel);
    const reason = reading.required('reason', 'Enter why it is cancelled');
    const refused = (errors: readonly FieldError[]) => this.show(from, view, { cancel, errors }, reply.status(422));
    if (reading.errors.length > 0) return refused(reading.errors);
    try {
      if (cancel['which'] === 'later')
        return await this.series.answer(from, view, { reason }, { action: 'cancel', typed: cancel }, reply);
      await this.diary.cancel(id, reason, from.visitor.person);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return refused([{ field: 'reason', text: error.message }]);
    }
    this.words.leave(reply, {
      title: `Visit ${view.visit.reference} is cancelled`,
      text: 'It is not watched any more.',
    });
    await reply.redirect(`/itinerary/visits/${id}`, 303);
  }

  /** Whoever was rung and given the code. From somebody on the visit it is heard as well, and shown to nobody (P8). */
  @Post('alert-code')
  @Needs('report')
  async alertCode(@From() from: Standpoint, @Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    const { visit } = await this.known(id);
    const { at, directory, visitor } = from;
    const isOnIt = standingOnVisit({ visit, at, now: { directory } }, visitor.person) === 'practitioner';
    const heard = await this.incidents.alertCodeHeard(visit.id, visitor.person).catch((refused: unknown) => {
      throw isOnIt ? nothingHere() : refused;
    });
    if (isOnIt) throw nothingHere();
    this.words.leave(reply, { title: 'Your report was taken', text: heard.answer });
    await reply.redirect(`/incidents/${heard.incidentId}`, 303);
  }

  /** The visit, for those who have this right to it. */
  private async find(id: string, { access }: Standpoint, right: Right = 'see_visits'): Promise<VisitView> {
    const view = await this.known(id);
    if (!access.may(right, concernedByVisit(view.visit))) throw nothingHere();
    return view;
  }

  /** The visit, whoever asks: what is refused and recorded further in. */
  private async known(id: string): Promise<VisitView> {
    const view = isId(id) ? await this.reader.visit(id) : null;
    if (!view) throw nothingHere();
    return view;
  }

  private async show(
    from: Standpoint,
    view: VisitView,
    forms: Forms,
    reply: FastifyReply,
    word: Word | null = null,
  ): Promise<void> {
    const { at, zone, directory, visitor, access } = from;
    const errors = forms.errors ?? [];
    // Recorded first: what cannot be recorded is not shown.
    if (visitedShown(view, access)) await this.viewings.ofVisit(view.visit.id, { by: visitor.person });
    const series = await this.series.of(view.visit, from);
    await reply.view('visit.njk', {
      visit: visitPageOf(view, { at, zone, directory, person: visitor.person, access }, series.shown),
      series: series.shown,
      later: series.later,
      date: localDate(view.visit.plannedStart, zone),
      saw: `${view.visit.plannedStart} ${view.visit.plannedEnd}`,
      mayCopy: mayCopy(view, from),
      mayChange: access.may('plan_visits', concernedByVisit(view.visit)) && mayBeChanged(view, visitor.person),
      times: forms.times ?? spanFields(view.visit.plannedStart, view.visit.plannedEnd, zone),
      cancel: forms.cancel ?? {},
      errors: byField(errors),
      errorList: errorList(errors),
      word,
    });
  }
}

const mayCopy = ({ visit }: VisitView, { access }: Standpoint): boolean =>
  !visit.drill && visit.kind !== 'home_safe' && access.may('plan_visits', concernedByVisit(visit));

const nothingHere = (): Refusal =>
  new Refusal('not_found', 'There is no visit here. It may be that the address was cut short.');
