import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { setTimeout as pause } from 'node:timers/promises';
import { PULSE, TOO_LATE, type Pulse, type Readings } from '../../application/ports/pulse.js';
import { BUILD } from '../../config/build.js';
import { SECOND } from '../../domain/time/instant.js';

/** A database that has not answered by now is away. */
const PATIENCE = 3 * SECOND;

type Status = 'UP' | 'DOWN';

/** For whoever watches the watch (P12), in the shapes that HMPPS's services have. */
@Controller()
export class HealthController {
  constructor(@Inject(PULSE) private readonly pulse: Pulse) {}

  @Get('health')
  async health(@Res({ passthrough: true }) reply: FastifyReply) {
    const readings = await this.read();
    const components = {
      db: { status: upIf(readings !== null) },
      deadlines: waiting(readings, 'latestDeadline'),
      alerts: waiting(readings, 'oldestAlert'),
      texts: waiting(readings, 'oldestText'),
    };
    const status = upIf(Object.values(components).every((component) => component.status === 'UP'));
    if (status === 'DOWN') reply.status(503);
    const { buildNumber, gitRef, version } = BUILD;
    return { status, components, uptime: process.uptime(), build: { buildNumber, gitRef, version } };
  }

  /** That the process answers is all there is to it: starting it again mends no database. */
  @Get('health/liveness')
  liveness() {
    return { status: 'UP' };
  }

  @Get('health/readiness')
  async readiness(@Res({ passthrough: true }) reply: FastifyReply) {
    const status = upIf((await this.read()) !== null);
    if (status === 'DOWN') reply.status(503);
    return { status };
  }

  @Get('ping')
  ping() {
    return { status: 'UP' };
  }

  @Get('info')
  info() {
    const { name, version, buildNumber, gitBranch, gitRef, productId } = BUILD;
    return {
      git: { branch: gitBranch, commit: { id: gitRef } },
      build: { artifact: name, name, version, buildNumber },
      uptime: process.uptime(),
      productId,
    };
  }

  /** Null when the database is away. */
  private async read(): Promise<Readings | null> {
    const answered = new AbortController();
    const { signal } = answered;
    try {
      return await Promise.race([this.pulse.read(), pause(PATIENCE, null, { signal })]);
    } catch {
      return null;
    } finally {
      answered.abort();
    }
  }
}

const upIf = (up: boolean): Status => (up ? 'UP' : 'DOWN');

const waiting = (readings: Readings | null, what: keyof Readings) => ({
  status: upIf(readings !== null && readings[what] <= TOO_LATE[what]),
  details: { waitingSeconds: readings && Math.round(readings[what]) },
});
