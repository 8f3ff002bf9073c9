import { Get, Inject, Patch, Post } from '@nestjs/common';
import { DIRECTORIES, type Directories } from '../../application/ports/directories.js';
import { READER, type Reader } from '../../application/ports/reader.js';
import { Refusal } from '../../application/refusal.js';
import { namedIn, seenBy } from '../../application/seen-by.js';
import { Viewings, type Viewer } from '../../application/viewings.js';
import { VisitSeries, type LaterOnes } from '../../application/visit-series.js';
import type { Access } from '../../domain/permission/access.js';
import { concernedByVisit } from '../../domain/permission/concerned.js';
import { iso } from '../../domain/time/instant.js';
import type { LeftOut } from '../../domain/visit/series.js';
import type { Visit } from '../../domain/visit/visit.js';
import { MOST_WEEKS } from '../../domain/visit/weekly.js';
import { ApiController } from '../door/api-controller.js';
import { Input } from '../door/input.js';
import { Operation, type AnswerOf, type InputOf } from '../door/operation.js';
import { visitedAfter } from './plan-of.js';
import { cancelLater, changeLater, lookAtLater } from './series.operations.js';
import { visitJson } from './visit-json.js';

/** This visit and the later ones of its series. */
@ApiController('visits/:id/this-and-later')
export class SeriesController {
  constructor(
    private readonly series: VisitSeries,
    private readonly viewings: Viewings,
    @Inject(READER) private readonly reader: Reader,
    @Inject(DIRECTORIES) private readonly directories: Directories,
  ) {}

  @Get()
  @Operation(lookAtLater)
  async look(@Input() { path, by, access }: InputOf<typeof lookAtLater>): Promise<AnswerOf<typeof lookAtLater>> {
    const { visits, leftOut, saw } = await this.series.look(path.id, { reason: '' }, by, access);
    return { visits: visits.map(({ visit }) => laterJson(visit)), leftOut: leftOut.map(leftJson), saw };
  }

  @Patch()
  @Operation(changeLater)
  async change(
    @Input() { path, body, by, access, viewer }: InputOf<typeof changeLater>,
  ): Promise<AnswerOf<typeof changeLater>> {
    const { personVisited, saw, ...change } = body;
    const view = await this.reader.visit(path.id);
    if (!view || !access.may('plan_visits', concernedByVisit(view.visit)))
      throw new Refusal('not_found', 'There is no visit with this id.');
    const visited = personVisited && visitedAfter(view.details.personVisited, personVisited);
    const wish = { change: { ...change, ...(visited ? { personVisited: visited } : {}) } };
    const done = await this.series.carryOut(path.id, wish, by, access, { saw });
    const shown = await this.shown(done, access, viewer);
    return {
      visits: done.visits.map(({ warnings, kept }, index) => ({
        ...shown[index]!,
        warnings: [...warnings],
        kept: [...kept],
      })),
      leftOut: done.leftOut.map(leftJson),
    };
  }

  @Post('cancel')
  @Operation(cancelLater)
  async cancel(
    @Input() { path, body, by, access, viewer }: InputOf<typeof cancelLater>,
  ): Promise<AnswerOf<typeof cancelLater>> {
    const { reason, saw } = body;
    const done = await this.series.carryOut(path.id, { reason }, by, access, { saw });
    return { visits: await this.shown(done, access, viewer), leftOut: done.leftOut.map(leftJson) };
  }

  private async shown({ visits }: LaterOnes, access: Access, viewer: Viewer) {
    const directory = await this.directories.directory();
    const series = visits[0]?.visit.series;
    const { items } = await this.reader.visits({ series, page: 1, perPage: MOST_WEEKS });
    const ids = new Set(visits.map(({ visit }) => visit.id));
    const seen = items.filter(({ visit }) => ids.has(visit.id)).map((view) => seenBy(access, view));
    await this.viewings.ofList(viewer, 'was shown visits of a series', namedIn(seen));
    const views = new Map(seen.map((view) => [view.visit.id, view]));
    return visits.map(({ visit }) => {
      const view = views.get(visit.id);
      if (!view) throw new Error(`Visit ${visit.id} was changed and is not there.`);
      return visitJson(view, directory);
    });
  }
}

const laterJson = ({ id, reference, plannedStart, plannedEnd }: Visit) => ({
  id,
  reference,
  plannedStart: iso(plannedStart),
  plannedEnd: iso(plannedEnd),
});

const leftJson = ({ visit, why }: LeftOut) => ({ ...laterJson(visit), why });
