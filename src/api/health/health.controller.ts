import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ClockWatch } from '../../adapters/clock-watch.js';
import { PATIENCE } from '../../adapters/health-watch.js';
import type { WakeUpQueue } from '../../adapters/jobs/wake-up-queue.js';
import { NOT_HEARD } from '../../adapters/postgres/echo.js';
import { within } from '../../application/patience.js';
import { CHANGES, type Changes } from '../../application/ports/changes.js';
import { PULSE, type Pulse, type Readings } from '../../application/ports/pulse.js';
import { WAKE_UPS } from '../../application/ports/wake-ups.js';
import { WATCH, type Watch } from '../../application/ports/watch.js';
import { clocksOff, isDown, vitalSigns, type Component } from '../../application/vital-signs.js';
import { BUILD } from '../../config/build.js';
import { SECOND } from '../../domain/time/instant.js';

/** For whoever watches the watch (P12), in the shapes that HMPPS's services have. Any process tells of the whole service. */
@Controller()
export class HealthController {
  constructor(
    @Inject(PULSE) private readonly pulse: Pulse,
    @Inject(WAKE_UPS) private readonly wakeUps: WakeUpQueue,
    @Inject(WATCH) private readonly watch: Watch,
    @Inject(CHANGES) private readonly changes: Changes,
    private readonly clockWatch: ClockWatch,
  ) {}

  @Get('health')
  async health(@Res({ passthrough: true }) reply: FastifyReply) {
    const readings = await this.read();
    const components = {
      ...vitalSigns(readings),
      clock: this.clock(readings),
      queue: this.queue(),
      boards: this.boards(),
    };
    const status = isDown(components) ? 'DOWN' : 'UP';
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
    const status = (await this.read()) ? 'UP' : 'DOWN';
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
  private read(): Promise<Readings | null> {
    return within(PATIENCE, this.pulse.read());
  }

  /** Never DOWN: Postgres's clock decides, so a clock that is off makes nothing late. */
  private clock(readings: Readings | null): Component {
    const others = clocksOff(readings?.processes ?? [], this.watch.worker.slice(0, 8)).map(({ id, clockAhead }) => ({
      id,
      aheadSeconds: clockAhead,
    }));
    const off = this.clockWatch.isOff || others.length > 0;
    return {
      status: 'UP',
      details: {
        aheadSeconds: this.clockWatch.ahead / SECOND,
        ...(others.length > 0 ? { others } : {}),
        ...(off
          ? {
              warning:
                "A machine's clock is more than 2 seconds off Postgres's. Nothing is late by it; set the clock (NTP).",
            }
          : {}),
      },
    };
  }

  /** Never DOWN: the loop needs no queue. */
  private queue(): Component {
    const { engine, connected, warnings } = this.wakeUps.state;
    return { status: 'UP', details: { engine, connected, ...(warnings.length > 0 ? { warnings } : {}) } };
  }

  /** Never DOWN: boards look for themselves every three seconds. */
  private boards(): Component {
    const { isHeard } = this.changes;
    return { status: 'UP', details: { toldAtOnce: isHeard, ...(isHeard === false ? { warning: NOT_HEARD } : {}) } };
  }
}
