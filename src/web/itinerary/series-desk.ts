import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { READER, type Reader, type VisitView } from '../../application/ports/reader.js';
import { Refusal } from '../../application/refusal.js';
import { whyNone } from '../../application/series-words.js';
import { VisitSeries, type Wish } from '../../application/visit-series.js';
import { concernedByVisit } from '../../domain/permission/concerned.js';
import { MOST_WEEKS } from '../../domain/visit/weekly.js';
import type { Visit } from '../../domain/visit/visit.js';
import { errorList } from '../form/errors.js';
import { newPress, pressOf } from '../form/press.js';
import type { FieldError, Typed } from '../form/typed.js';
import { Words } from '../frame/word.js';
import type { Standpoint } from '../guard.js';
import { laterRows, laterWith, sayLaterDone, sayLeft, seriesShown, type SeriesShown } from './series-words.js';

/** Only this visit, or this and the later ones of its series: what the pages of a visit show of that, and what they ask. */
@Injectable()
export class SeriesDesk {
  constructor(
    @Inject(READER) private readonly reader: Reader,
    private readonly series: VisitSeries,
    private readonly words: Words,
  ) {}

  /** What there is of its series for whoever looks, and how many later ones they could change with it. */
  async of(visit: Visit, from: Standpoint): Promise<{ readonly shown: SeriesShown | null; readonly later: number }> {
    const { access, visitor, zone } = from;
    const { series } = visit;
    if (series === undefined) return { shown: null, later: 0 };
    const scope = access.scope('see_visits');
    const { items } = await this.reader.visits({ series, scope, page: 1, perPage: MOST_WEEKS });
    // A list has those of whoever was taken off a visit as well: they are out of their reach.
    const visits = items.map((one) => one.visit).filter((one) => access.may('see_visits', concernedByVisit(one)));
    return {
      shown: seriesShown(visits, visit.id, visitor.person, zone),
      later: laterWith(visit, visits, visitor.person, access),
    };
  }

  /**
   * Shows each visit as it is and as it would be, and asks whether they are sure; carries it out once they are. A refusal that
   * is about what was typed is thrown, for the form that has it.
   */
  async answer(
    from: Standpoint,
    { visit }: VisitView,
    wish: Wish,
    { action, typed }: { readonly action: 'times' | 'change' | 'cancel'; readonly typed: Typed },
    reply: FastifyReply,
  ): Promise<void> {
    const { visitor, access, zone } = from;
    const asked = { from, visit, wish, action, typed };
    if (typed['sure'] === undefined) return this.ask(asked, [], reply.status(200));
    try {
      const seen = { saw: typed['sure'], press: pressOf(typed) };
      const done = await this.series.carryOut(visit.id, wish, visitor.person, access, seen);
      this.words.leave(reply, sayLaterDone(done, wish, zone));
    } catch (error) {
      if (!(error instanceof Refusal) || error.kind !== 'conflict') throw error;
      return this.ask(asked, [{ field: 'visits', text: error.message }], reply.status(422));
    }
    await reply.redirect(`/itinerary/visits/${visit.id}`, 303);
  }

  private async ask(
    asked: {
      readonly from: Standpoint;
      readonly visit: Visit;
      readonly wish: Wish;
      readonly action: string;
      readonly typed: Typed;
    },
    errors: readonly FieldError[],
    reply: FastifyReply,
  ): Promise<void> {
    const { from, visit, wish, action, typed } = asked;
    const later = await this.series.look(visit.id, wish, from.visitor.person, from.access);
    const [first] = later.visits;
    const left = later.leftOut.map((one) => sayLeft(one, from.zone));
    if (!first) throw new Refusal('conflict', whyNone(later.leftOut));
    // What is wrong with the first is wrong with what was typed.
    if (first.faults.length > 0) throw new Refusal('invalid', 'The visits were not changed.', first.faults);
    const rows = laterRows(later, from);
    const held = Object.entries(typed).filter(([field]) => !['_csrf', 'sure', 'press'].includes(field));
    await reply.view('series-later.njk', {
      visit: { id: visit.id, reference: visit.reference },
      cancels: 'reason' in wish,
      reason: 'reason' in wish ? wish.reason : '',
      action,
      rows,
      left,
      faulty: rows.some(({ faults }) => faults.length > 0),
      noted: rows.filter(({ notes }) => notes.length > 0).length,
      sure: later.saw,
      typed: [...held, ['press', typed['press'] ?? newPress()]],
      errorList: errorList(errors),
    });
  }
}
