import { Get, Inject, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Drills } from '../../application/drills.js';
import { DIRECTORIES, type Directories } from '../../application/ports/directories.js';
import type { DrillView } from '../../application/ports/drills.js';
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
    @Input() { body, by }: InputOf<typeof startDrill>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AnswerOf<typeof startDrill>> {
    const { unit, practitioner = null, kind = 'overdue' } = body;
    const { id, warnings } = await this.drills.start({ unit, practitioner, kind, by: body.by ?? by });
    reply.header('location', `/api/v1/drills/${id}`);
    const { drill } = await this.drills.find(id);
    return { ...drillJson(drill, await this.directories.directory()), warnings };
  }

  @Get()
  @Operation(listDrills)
  async list(@Input() { query }: InputOf<typeof listDrills>): Promise<AnswerOf<typeof listDrills>> {
    const directory = await this.directories.directory();
    const units = unitsBelow(directory, query.unit);
    const page = await this.drills.page({ ...pagingOf(query), units, kind: query.kind });
    return pageJson(page, (drill) => drillJson(drill, directory));
  }

  @Get(':id')
  @Operation(getDrill)
  async get(@Input() { path }: InputOf<typeof getDrill>): Promise<AnswerOf<typeof getDrill>> {
    const { drill, comparison } = await this.drills.find(path.id);
    return { ...drillJson(drill, await this.directories.directory()), comparison };
  }
}

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
