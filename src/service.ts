import fastifyCookie from '@fastify/cookie';
import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DataSource } from 'typeorm';
import { ClockWatch } from './adapters/clock-watch.js';
import { HealthWatch } from './adapters/health-watch.js';
import { Heartbeat } from './adapters/heartbeat.js';
import { NightWatch } from './adapters/jobs/night-watch.js';
import type { WakeUpQueue } from './adapters/jobs/wake-up-queue.js';
import { nestLogger } from './adapters/log.js';
import { startEmbedded, type Embedded } from './adapters/postgres/embedded.js';
import { PostgresLedger } from './adapters/postgres/ledger.js';
import { unroutable } from './api/door/unroutable.js';
import { CHANGES, type Changes } from './application/ports/changes.js';
import { WAKE_UPS } from './application/ports/wake-ups.js';
import type { Settings } from './config/settings.js';
import { LOG, type Overrides } from './core.module.js';
import { OpenDoors } from './open-doors.js';
import type { Logger } from 'pino';

/** A running service. */
export interface Service {
  readonly app: NestFastifyApplication;
  readonly settings: Settings;
  /** Finishes what is in hand, then lets go of everything. */
  stop(): Promise<void>;
}

/** Starts the whole service: database, migrations, doors, and the rounds of the night watch. */
export async function startService(settings: Settings, overrides: Overrides = {}): Promise<Service> {
  const embedded = settings.databaseUrl === null ? await startEmbedded(settings.dataDir) : null;
  try {
    return await startOn(settings, embedded, overrides);
  } catch (error) {
    await embedded?.stop();
    throw error;
  }
}

/** A worker loads no pages: it has its memory for its work. */
async function rootModule(settings: Settings, databaseUrl: string, overrides: Overrides): Promise<DynamicModule> {
  if (settings.role === 'worker')
    return (await import('./worker.module.js')).WorkerModule.register(settings, databaseUrl, overrides);
  return (await import('./app.module.js')).AppModule.register(settings, databaseUrl, overrides);
}

async function startOn(settings: Settings, embedded: Embedded | null, overrides: Overrides): Promise<Service> {
  const databaseUrl = settings.databaseUrl ?? embedded?.url ?? '';
  const app = await NestFactory.create<NestFastifyApplication>(
    await rootModule(settings, databaseUrl, overrides),
    new FastifyAdapter({
      trustProxy: settings.trustedProxies.length > 0 ? [...settings.trustedProxies] : false,
      bodyLimit: 2_000_000,
      routerOptions: { maxParamLength: 200 },
      frameworkErrors: unroutable,
    }),
    // Quiet until it listens: what stops a start is said once, in the one line of main.ts.
    { logger: false, abortOnError: false },
  );
  const log = app.get<Logger>(LOG);
  if (settings.role !== 'worker') {
    const { furnish } = await import('./web/furnish.js');
    await app.register(fastifyCookie);
    await furnish(app);
  }
  const doors = new OpenDoors(app);
  await app.listen(settings.port, settings.host);
  app.useLogger(nestLogger(log));

  const nightWatch = app.get(NightWatch);
  const wakeUps = app.get<WakeUpQueue>(WAKE_UPS);
  app.get(PostgresLedger).onMessages = (lanes) => nightWatch.messagesWereWritten(lanes);
  await (settings.role === 'web' ? nightWatch.startHeart() : nightWatch.start());
  await app.get(ClockWatch).start();
  await wakeUps.start(settings.role === 'web' ? null : () => nightWatch.wake());
  // Only processes with boards hear of changes.
  if (settings.role !== 'worker') app.get<Changes>(CHANGES).start();
  app.get(Heartbeat).start();
  app.get(HealthWatch).start();

  return {
    app,
    settings,
    stop: async () => {
      // Screens that follow this process go to another one at once; the rounds take what time they need.
      await app.get<Changes>(CHANGES).stop();
      app.get(Heartbeat).stop();
      app.get(HealthWatch).stop();
      app.get(ClockWatch).stop();
      // The rounds first: what they have in hand may still need the doors, where the simulator is behind them.
      await nightWatch.stop();
      await wakeUps.stop();
      await doors.close();
      await app.get(DataSource).destroy();
      await embedded?.stop();
    },
  };
}
