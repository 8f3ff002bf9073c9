import { Get, Inject, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Drills } from '../../application/drills.js';
import { DIRECTORIES, type Directories } from '../../application/ports/directories.js';
import type { DrillView } from '../../application/ports/drills.js';
import { Refusal } from '../../application/refusal.js';
import type { Directory } from '../../domain/organisation/directory.js';
import { iso } from '../../domain/time/instant.js';
import { ApiController } from '../door/api-controller.js';
import { Input } from '../door/input.js';
import { Operation, type AnswerOf, type InputOf } from '../door/operation.js';
import { pageJson, pagingOf } from '../door/paging.js';
import { unitsBelow } from '../organisation/units-below.js';
import { getDrill, listDrills, startDrill } from './drills.operations.js';

@ApiController('drills')
export class DrillsController {
  constructor(
    private readonly drills: Drills,
    @Inject(DIRECTORIES) private readonly directories: Directories,
  ) {}

  @Post()
  @Operation(startDrill)
  async start(
    @Input() { body, by, access }: InputOf<typeof startDrill>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AnswerOf<typeof startDrill>> {
    const { unit, practitioner = null, kind = 'overdue' } = body;
    if (!access.may('run_drills', { unit, people: [] })) throw notTheirs();
    const { id, warnings } = await this.drills.start({ unit, practitioner, kind, by: body.by ?? by });
    reply.header('location', `/api/v1/drills/${id}`);
    const { drill } = await this.drills.find(id);
    return { ...drillJson(drill, await this.directories.directory()), warnings };
  }

  @Get()
  @Operation(listDrills)
  async list(@Input() { query, access }: InputOf<typeof listDrills>): Promise<AnswerOf<typeof listDrills>> {
    const directory = await this.directories.directory();
    const units = within(unitsBelow(directory, query.unit), access.scope('see_drills').units);
    const page = await this.drills.page({ ...pagingOf(query), units, kind: query.kind });
    return pageJson(page, (drill) => drillJson(drill, directory));
  }

  @Get(':id')
  @Operation(getDrill)
  async get(@Input() { path, access }: InputOf<typeof getDrill>): Promise<AnswerOf<typeof getDrill>> {
    const { drill, comparison } = await this.drills.find(path.id);
    if (!access.may('see_drills', { unit: drill.unit, people: [] }))
      throw new Refusal('not_found', 'There is no drill with this id.');
    return { ...drillJson(drill, await this.directories.directory()), comparison };
  }
}

/** Those that are asked for, of those that may be seen; undefined: all. */
function within(asked: readonly string[] | undefined, seen: readonly string[] | null): readonly string[] | undefined {
  if (seen === null) return asked;
  return asked ? asked.filter((unit) => seen.includes(unit)) : seen;
}

const notTheirs = (): Refusal =>
  new Refusal('forbidden', 'No drill was begun.', [
    { field: 'unit', message: 'is no unit in which you may run drills', mend: 'give one of your own' },
  ]);

const drillJson = (drill: DrillView, directory: Directory) => ({
  id: drill.id,
  drill: true as const,
  unit: drill.unit,
  kind: drill.kind,
  practitioner: { person: drill.practitioner, name: directory.person(drill.practitioner)?.name ?? drill.practitioner },
  visitId: drill.visitId,
  incidentId: drill.incidentId,
  reference: drill.reference,
  status: drill.endedAt === null ? ('running' as const) : ('ended' as const),
  outcome: drill.outcome,
  startedAt: iso(drill.startedAt),
  startedBy: drill.startedBy,
  endedAt: drill.endedAt === null ? null : iso(drill.endedAt),
  steps: drill.steps.map((step) => ({ ...step, startedAt: iso(step.startedAt), asked: [...step.asked] })),
});
