import { Get, Inject } from '@nestjs/common';
import { CLOCK, type Clock } from '../../application/ports/clock.js';
import { DIRECTORIES, type Directories } from '../../application/ports/directories.js';
import { Readiness } from '../../application/readiness.js';
import { narrowed } from '../../domain/permission/access.js';
import { groupsOf, type Finding } from '../../domain/readiness/finding.js';
import { iso, type Instant } from '../../domain/time/instant.js';
import { ApiController } from '../door/api-controller.js';
import { Input } from '../door/input.js';
import { Operation, type AnswerOf, type InputOf } from '../door/operation.js';
import { unitsBelow } from '../organisation/units-below.js';
import { getReadiness } from './readiness.operations.js';

@ApiController('readiness')
export class ReadinessController {
  constructor(
    private readonly readiness: Readiness,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(DIRECTORIES) private readonly directories: Directories,
  ) {}

  @Get()
  @Operation(getReadiness)
  async get(@Input() { query, access }: InputOf<typeof getReadiness>): Promise<AnswerOf<typeof getReadiness>> {
    const [at, directory] = await Promise.all([this.clock.now(), this.directories.directory()]);
    const scope = narrowed(access.scope('see_figures'), unitsBelow(directory, query.unit));
    const findings = await this.readiness.look(at, directory, scope);
    return {
      at: iso(at),
      ready: findings.length === 0,
      total: findings.length,
      groups: groupsOf(findings).map(({ kind, title, why, clause, findings: found }) => ({
        kind,
        title,
        why,
        clause,
        count: found.length,
        findings: found.map(findingJson),
      })),
    };
  }
}

const findingJson = ({ says, unit, person, visit, from, to }: Finding) => ({
  says,
  unit,
  person,
  visitId: visit,
  from: moment(from),
  to: moment(to),
});

const moment = (at: Instant | null): string | null => (at === null ? null : iso(at));
