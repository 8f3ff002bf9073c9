import fastifyCookie from '@fastify/cookie';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DataSource } from 'typeorm';
import { Heartbeat } from './adapters/heartbeat.js';
import { NightWatch } from './adapters/jobs/night-watch.js';
import type { WakeUpQueue } from './adapters/jobs/wake-up-queue.js';
import { nestLogger } from './adapters/log.js';
import { startEmbedded, type Embedded } from './adapters/postgres/embedded.js';
import { PostgresLedger } from './adapters/postgres/ledger.js';
import { unroutable } from './api/door/unroutable.js';
import { AppModule } from './app.module.js';
import { WAKE_UPS } from './application/ports/wake-ups.js';
import type { Settings } from './config/settings.js';
import { LOG, type Overrides } from './core.module.js';
import { furnish } from './web/furnish.js';
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

async function startOn(settings: Settings, embedded: Embedded | null, overrides: Overrides): Promise<Service> {
  const databaseUrl = settings.databaseUrl ?? embedded?.url ?? '';
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.register(settings, databaseUrl, overrides),
    new FastifyAdapter({
      trustProxy: false,
      bodyLimit: 2_000_000,
      routerOptions: { maxParamLength: 200 },
      frameworkErrors: unroutable,
    }),
    // Quiet until it listens: what stops a start is said once, in the one line of main.ts.
    { logger: false, abortOnError: false },
  );
  const log = app.get<Logger>(LOG);
  await app.register(fastifyCookie);
  await furnish(app);
  await app.listen(settings.port, settings.host);
  app.useLogger(nestLogger(log));

  const nightWatch = app.get(NightWatch);
  const wakeUps = app.get<WakeUpQueue>(WAKE_UPS);
  app.get(PostgresLedger).onMessages = () => nightWatch.messagesWereWritten();
  nightWatch.start();
  await wakeUps.start(() => nightWatch.wake());
  app.get(Heartbeat).start();

  return {
    app,
    settings,
    stop: async () => {
      app.get(Heartbeat).stop();
      await app.close();
      await wakeUps.stop();
      await nightWatch.stop();
      await app.get(DataSource).destroy();
      await embedded?.stop();
    },
  };
}
