import { Inject, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Diary, type PlannedOnce } from '../../application/diary.js';
import { DIRECTORIES, type Directories } from '../../application/ports/directories.js';
import { READER, type Reader } from '../../application/ports/reader.js';
import { Refusal } from '../../application/refusal.js';
import { namedIn, seenBy } from '../../application/seen-by.js';
import { Viewings } from '../../application/viewings.js';
import { SETTINGS, type Settings } from '../../config/settings.js';
import { instantOf } from '../../domain/time/local.js';
import { ofRepeated } from '../../domain/visit/plan-checks.js';
import type { VisitPlan } from '../../domain/visit/visit-plan.js';
import type { Visit } from '../../domain/visit/visit.js';
import { MOST_WEEKS, timesUntil, weeklyPlans } from '../../domain/visit/weekly.js';
import { ApiController } from '../door/api-controller.js';
import { Input } from '../door/input.js';
import { Operation, type AnswerOf, type InputOf } from '../door/operation.js';
import { outOfReachByNow } from './plan-of.js';
import { visitJson } from './visit-json.js';
import { planSeries, type NewSeries } from './weekly.operations.js';

/** A visit that is repeated every week, as the diary's form plans it. */
@ApiController('visits/series')
export class WeeklyController {
  constructor(
    private readonly diary: Diary,
    private readonly viewings: Viewings,
    @Inject(READER) private readonly reader: Reader,
    @Inject(DIRECTORIES) private readonly directories: Directories,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Post()
  @Operation(planSeries)
  async plan(
    @Input() { body, by, access, viewer, asking }: InputOf<typeof planSeries>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AnswerOf<typeof planSeries>> {
    const zone = this.settings.timeZone;
    const { times: _times, until: _until, ...plan } = body;
    const plans = weeklyPlans(plan, countOf(body, zone), zone);
    const places = plans.map((_, index) => index + 1);
    const together = plans.length > 1;
    const done = await sayingWhich(plans, this.diary.planOnce(asking, plans, places, by, access, together));
    const [first] = done.planned;
    if (!first) throw outOfReachByNow();
    const { id, series } = first.visit;
    reply.header('location', series === undefined ? `/api/v1/visits/${id}` : `/api/v1/visits?series=${series}`);
    const found = await this.views(first.visit);
    const views = new Map(found.map((view) => [view.visit.id, seenBy(access, view)]));
    // What stands there by now may be somebody else's words: then it is a look.
    if (done.again) await this.viewings.ofList(viewer, 'was shown visits of a series', namedIn([...views.values()]));
    const directory = await this.directories.directory();
    return {
      series: series ?? null,
      visits: done.planned.flatMap(({ visit, warnings }) => {
        const view = views.get(visit.id);
        const repeated = ofRepeated(visit, done.planned[0]?.visit ?? visit, zone);
        return view ? [{ ...visitJson(view, directory), warnings: [...repeated, ...warnings] }] : [];
      }),
    };
  }

  private async views({ id, series }: Visit) {
    if (series !== undefined) return (await this.reader.visits({ series, page: 1, perPage: MOST_WEEKS })).items;
    const view = await this.reader.visit(id);
    return view ? [view] : [];
  }
}

function countOf({ times, until, plannedStart }: NewSeries, zone: string): number {
  if (until === undefined) return times ?? 1;
  const [year = 0, month = 0, day = 0] = until.split('-').map(Number);
  const count = timesUntil(plannedStart, instantOf({ year, month, day, hour: 12, minute: 0 }, zone), zone);
  if (count >= 1 && count <= MOST_WEEKS) return count;
  throw new Refusal('invalid', 'None of the visits was planned.', [
    {
      field: 'until',
      ...(count < 1
        ? { message: 'is before the day of the first visit', mend: 'Give the first visit’s day, or a later one.' }
        : {
            message: `makes ${count} visits`,
            mend: `Repeat it for ${MOST_WEEKS} weeks at the most, and go on from there later.`,
          }),
    },
  ]);
}

/** The first one's faults are what was asked for amiss, and as a rule those of all; else each says of which visit it is. */
async function sayingWhich(plans: readonly VisitPlan[], planning: Promise<PlannedOnce>): Promise<PlannedOnce> {
  try {
    return await planning;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const ofFirst = error.faults.filter(({ line }) => line === 1 || line === undefined);
    const told = ofFirst.length > 0 ? ofFirst : error.faults;
    throw new Refusal(
      error.kind,
      error.message,
      told.map(({ line, field, message, mend }) => ({
        field,
        message: line && line > 1 ? `of number ${line} of ${plans.length} ${message}` : message,
        mend,
      })),
    );
  }
}
