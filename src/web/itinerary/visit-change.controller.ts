import { Body, Controller, Get, Inject, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { CHANGED_MEANWHILE, Diary } from '../../application/diary.js';
import { READER, type Reader, type VisitView } from '../../application/ports/reader.js';
import { Refusal } from '../../application/refusal.js';
import { shownVersion } from '../../application/shown-version.js';
import { Viewings } from '../../application/viewings.js';
import { concernedByVisit } from '../../domain/permission/concerned.js';
import { isWatched } from '../../domain/visit/visit.js';
import { statusSeenBy } from '../../domain/visit/visit-status.js';
import { byField, errorList } from '../form/errors.js';
import { typedOf, type FieldError, type Typed } from '../form/typed.js';
import { Words } from '../frame/word.js';
import { From, Needs, Page, type Standpoint } from '../guard.js';
import { isId } from '../is-id.js';
import { namesOf } from '../visit-words.js';
import { changeIn, changeFields } from './change-form.js';
import { colleaguesOf, staffOf } from './choices.js';
import { readPlan, refusedFields } from './plan-form.js';
import { SeriesDesk } from './series-desk.js';

/** The whole of a visit, to be changed as it was planned: who goes, how, when, to whom (HVPF 8.2.2). */
@Controller('itinerary/visits/:id/change')
@Page()
export class VisitChangeController {
  constructor(
    @Inject(READER) private readonly reader: Reader,
    private readonly diary: Diary,
    private readonly viewings: Viewings,
    private readonly words: Words,
    private readonly series: SeriesDesk,
  ) {}

  @Get()
  @Needs('plan_visits')
  async page(@From() from: Standpoint, @Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    const view = await this.find(id, from);
    await this.show(from, view, changeFields(view, from.zone), [], reply);
  }

  @Post()
  @Needs('plan_visits')
  async change(
    @From() from: Standpoint,
    @Param('id') id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const typed = typedOf(body);
    const later = typed['which'] === 'later';
    // Those who have seen what becomes of each, and said yes: that is held against the diary as it is then.
    const sure = later && typed['sure'] !== undefined;
    const view = await this.find(id, from, sure);
    const refused = async (errors: readonly FieldError[]) =>
      this.show(from, await this.find(id, from, sure), typed, errors, reply.status(422));
    if (typed['change'] !== undefined) return this.show(from, view, typed, [], reply);
    const shown = changeFields(view, from.zone);
    const read = readPlan({ ...shown, ...typed }, from.zone, shown);
    if ('errors' in read) return refused(read.errors);
    const { saw = shownVersion(view) } = typed;
    if (!sure && saw !== shownVersion(view)) return refused([{ field: 'attendee', text: CHANGED_MEANWHILE }]);
    const change = changeIn(view, read.plan);
    if (!sure && Object.keys(change).length === 0)
      return refused([{ field: 'attendee', text: 'Nothing is different from what the diary has' }]);
    try {
      if (later) return await this.series.answer(from, view, { change }, { action: 'change', typed }, reply);
      const changed = await this.diary.change(id, change, from.visitor.person, from.access, { version: saw });
      const title = `Visit ${view.visit.reference} is changed`;
      this.words.leave(reply, { title, text: 'The diary has it as below.', warnings: changed.warnings });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return refused(refusedFields(error));
    }
    await reply.redirect(`/itinerary/visits/${id}`, 303);
  }

  /** The visit, for those who may change it and see whom it is to, while it can be changed. `over`: or later. */
  private async find(id: string, { access, visitor }: Standpoint, over = false): Promise<VisitView> {
    const view = isId(id) ? await this.reader.visit(id) : null;
    const concerned = view && concernedByVisit(view.visit);
    const may = concerned && access.may('plan_visits', concerned) && access.may('see_person_visited', concerned);
    if (!may || !(over || mayBeChanged(view, visitor.person)))
      throw new Refusal('not_found', 'There is no visit here that can be changed. It may have ended meanwhile.');
    return view;
  }

  private async show(
    from: Standpoint,
    view: VisitView,
    typed: Typed,
    errors: readonly FieldError[],
    reply: FastifyReply,
  ): Promise<void> {
    const { visit } = view;
    const party = visit.attendees.map(({ person }) => person);
    await this.viewings.ofVisit(visit.id, { by: from.visitor.person });
    await reply.view('visit-change.njk', {
      visit: { id: visit.id, reference: visit.reference },
      saw: shownVersion(view),
      // Two fit into the form: of more, who goes is left as it is.
      party: party.length > 2 ? namesOf(visit, from.directory).join(', ') : null,
      staff: staffOf(from, party),
      colleagues: colleaguesOf(from, party),
      plan: typed,
      later: (await this.series.of(visit, from)).later,
      planErrors: byField(errors),
      errorList: errorList(errors),
    });
  }
}

/** What was planned as a visit, and is not over. */
export const mayBeChanged = ({ visit }: VisitView, person: string): boolean =>
  !visit.drill &&
  ['alone', 'in_pairs', 'joint'].includes(visit.kind) &&
  isWatched({ status: statusSeenBy(person, visit) });
