import { Get, Inject, Patch, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Diary } from '../../application/diary.js';
import { planOf } from '../../application/visit-file/new-visit.schema.js';
import { Incidents } from '../../application/incidents.js';
import { CLOCK, type Clock } from '../../application/ports/clock.js';
import { DIRECTORIES, type Directories } from '../../application/ports/directories.js';
import { READER, type Reader, type VisitView } from '../../application/ports/reader.js';
import { Refusal } from '../../application/refusal.js';
import { Viewings, type Viewer } from '../../application/viewings.js';
import type { Access } from '../../domain/permission/access.js';
import { concernedByVisit } from '../../domain/permission/concerned.js';
import type { Right } from '../../domain/permission/rights.js';
import { namedIn, seenBy } from '../../application/seen-by.js';
import { SETTINGS, type Settings } from '../../config/settings.js';
import { ApiController } from '../door/api-controller.js';
import { drillsOf } from '../door/drills.js';
import { Input } from '../door/input.js';
import { Operation, type AnswerOf, type InputOf } from '../door/operation.js';
import { pageJson, pageOfAll, pagingOf } from '../door/paging.js';
import { incidentWithEntriesJson } from '../incidents/incident-json.js';
import { unitsBelow } from '../organisation/units-below.js';
import { entryJson } from './entry.schema.js';
import { outOfReachByNow, visitedAfter } from './plan-of.js';
import { visitJson } from './visit-json.js';
import { columnOf, readVisitsCsv } from '../../application/visit-file/visits-csv.js';
import {
  cancelVisit,
  changeVisit,
  getVisit,
  importVisits,
  listVisitEntries,
  listVisits,
  planVisit,
  reportAlertCode,
} from './visits.operations.js';

@ApiController('visits')
export class VisitsController {
  constructor(
    private readonly diary: Diary,
    private readonly incidents: Incidents,
    private readonly viewings: Viewings,
    @Inject(READER) private readonly reader: Reader,
    @Inject(DIRECTORIES) private readonly directories: Directories,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Post()
  @Operation(planVisit)
  async plan(
    @Input() { body, by, access, viewer, asking }: InputOf<typeof planVisit>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AnswerOf<typeof planVisit>> {
    const plans = [planOf(body, await this.clock.now())];
    const { planned, again } = await this.diary.planOnce(asking, plans, [], by, access);
    const [one] = planned;
    if (!one) throw outOfReachByNow();
    reply.header('location', `/api/v1/visits/${one.visit.id}`);
    // What stands there by now may be somebody else's words: then it is a look.
    const shown = await this.shown(one.visit.id, access, again ? viewer : undefined);
    return { ...shown, warnings: [...one.warnings] };
  }

  @Get()
  @Operation(listVisits)
  async list(@Input() { query, access, viewer }: InputOf<typeof listVisits>): Promise<AnswerOf<typeof listVisits>> {
    const directory = await this.directories.directory();
    const { unit, person, status, series, drills, from, to } = query;
    const page = await this.reader.visits({
      ...pagingOf(query),
      scope: access.scope('see_visits'),
      units: unitsBelow(directory, unit),
      person,
      status,
      series,
      drills: drillsOf(drills),
      from,
      to,
    });
    const items = page.items.map((view) => seenBy(access, view));
    await this.viewings.ofList(viewer, 'listed visits', namedIn(items));
    return pageJson({ ...page, items }, (view) => visitJson(view, directory));
  }

  @Post('import')
  @Operation(importVisits)
  async import(
    @Input() { body, by, access, asking }: InputOf<typeof importVisits>,
  ): Promise<AnswerOf<typeof importVisits>> {
    const rows = readVisitsCsv(body, this.settings.timeZone);
    const now = await this.clock.now();
    const lines = rows.map(({ line }) => line);
    const plans = rows.map(({ visit }) => planOf(visit, now));
    const { planned, ids } = await inColumns(this.diary.planOnce(asking, plans, lines, by, access));
    return {
      planned: planned.length,
      visits: planned.map(({ visit, warnings }) => ({
        line: lines[ids.indexOf(visit.id)] ?? 0,
        id: visit.id,
        reference: visit.reference,
        warnings: [...warnings],
      })),
    };
  }

  @Get(':id')
  @Operation(getVisit)
  async get(@Input() { path, access, viewer }: InputOf<typeof getVisit>): Promise<AnswerOf<typeof getVisit>> {
    await this.view(path.id, access);
    return this.shown(path.id, access, viewer);
  }

  @Patch(':id')
  @Operation(changeVisit)
  async change(
    @Input() { path, body, by, access, viewer }: InputOf<typeof changeVisit>,
  ): Promise<AnswerOf<typeof changeVisit>> {
    const { personVisited, ...change } = body;
    const before = await this.view(path.id, access, 'plan_visits');
    const visited = personVisited && visitedAfter(before.details.personVisited, personVisited);
    const { warnings } = await this.diary.change(
      path.id,
      { ...change, ...(visited ? { personVisited: visited } : {}) },
      by,
      access,
    );
    return { ...(await this.shown(path.id, access, viewer)), warnings: [...warnings] };
  }

  @Post(':id/cancel')
  @Operation(cancelVisit)
  async cancel(
    @Input() { path, body, by, access, viewer }: InputOf<typeof cancelVisit>,
  ): Promise<AnswerOf<typeof cancelVisit>> {
    await this.view(path.id, access, 'plan_visits');
    await this.diary.cancel(path.id, body.reason, by);
    return this.shown(path.id, access, viewer);
  }

  @Post(':id/alert-code')
  @Operation(reportAlertCode)
  async alertCode(
    @Input() { path, body, access }: InputOf<typeof reportAlertCode>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AnswerOf<typeof reportAlertCode>> {
    await this.view(path.id, access, 'report');
    const { answer, incidentId } = await this.incidents.alertCodeHeard(path.id, body.by);
    const view = await this.reader.incident(incidentId);
    if (!view) throw new Refusal('not_found', 'There is no incident with this id.');
    reply.header('location', `/api/v1/incidents/${incidentId}`);
    const [entries, directory] = await Promise.all([this.reader.entriesOf(view), this.directories.directory()]);
    return { answer, incident: incidentWithEntriesJson(view, entries, directory) };
  }

  @Get(':id/entries')
  @Operation(listVisitEntries)
  async entries(
    @Input() { path, query, access }: InputOf<typeof listVisitEntries>,
  ): Promise<AnswerOf<typeof listVisitEntries>> {
    const { visit } = await this.view(path.id, access);
    return pageJson(pageOfAll(await this.reader.entriesOfVisit(visit.id), pagingOf(query)), entryJson);
  }

  /** `viewer`: who is shown it; left out where they are told what they have just said themselves. */
  private async shown(id: string, access: Access, viewer?: Viewer) {
    const found = await this.reader.visit(id);
    if (!found) throw new Refusal('not_found', 'There is no visit with this id.');
    const view = seenBy(access, found);
    // Recorded first: what cannot be recorded is not shown.
    if (viewer && view.details.personVisited) await this.viewings.ofVisit(id, viewer);
    return visitJson(view, await this.directories.directory());
  }

  /** The visit, for those who have this right to it; for others there is none. */
  private async view(id: string, access: Access, right: Right = 'see_visits'): Promise<VisitView> {
    const view = await this.reader.visit(id);
    if (!view || !access.may(right, concernedByVisit(view.visit)))
      throw new Refusal('not_found', 'There is no visit with this id.');
    return view;
  }
}

/** The diary tells its faults by the fields of a visit; whoever has the file open looks for columns. */
async function inColumns<T>(planning: Promise<T>): Promise<T> {
  try {
    return await planning;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new Refusal(
      error.kind,
      error.message,
      error.faults.map((fault) => ({ ...fault, field: columnOf(fault.field) })),
    );
  }
}
