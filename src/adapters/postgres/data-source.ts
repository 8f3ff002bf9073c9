import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readdirSync } from 'node:fs';
import { DataSource, MigrationExecutor } from 'typeorm';
import { SIMULATOR_ENTITIES } from '../simulator/entities.js';
import * as followUps from './entities/follow-up.entities.js';
import * as messages from './entities/message.entities.js';
import * as organisation from './entities/organisation.entities.js';
import * as practice from './entities/practice.entities.js';
import * as record from './entities/record.entities.js';
import * as tokens from './entities/token.entities.js';
import * as signIn from './entities/sign-in.entities.js';
import * as calendars from './entities/calendar.entities.js';
import * as visits from './entities/visit.entities.js';
import * as watch from './entities/watch.entities.js';
import { PooledClient } from './pooled-client.js';

const here = dirname(fileURLToPath(import.meta.url));

/** `migrations/` lies beside `src`, in the sources as in `dist`. */
const MIGRATIONS = join(here, '..', '..', '..', 'migrations');

/** Held while migrations run, so that of several processes that start at once one migrates and the others wait. */
const MIGRATION_LOCK = 2_207_061_901;

/** `name`: what Postgres shows of these connections. */
export async function connect(url: string, name = 'allswell'): Promise<DataSource> {
  const dataSource = new DataSource({
    type: 'postgres',
    url,
    entities: [
      ...Object.values(organisation),
      ...Object.values(visits),
      ...Object.values(record),
      ...Object.values(messages),
      ...Object.values(watch),
      ...Object.values(practice),
      ...Object.values(followUps),
      ...Object.values(tokens),
      ...Object.values(signIn),
      ...Object.values(calendars),
      ...SIMULATOR_ENTITIES,
    ],
    migrations: await migrations(),
    migrationsTransactionMode: 'each',
    poolSize: 20,
    connectTimeoutMS: 10_000,
    extra: {
      Client: PooledClient,
      // Kept through quiet hours: a new connection costs its sign-in and the preparing of every statement, in the very rush.
      min: 8,
      application_name: name,
      // A frozen process must not hold its locks for ever (decision 14).
      idle_in_transaction_session_timeout: 5_000,
      statement_timeout: 30_000,
      // Of a connection that nobody uses, its end is seen within some twelve seconds, and not after the system's two hours.
      keepAlive: true,
      keepAliveInitialDelayMillis: 2_000,
    },
    logging: false,
  });
  await dataSource.initialize();
  return dataSource;
}

/** Brings the tables up to date. Safe to call in several processes at once. */
export async function migrate(dataSource: DataSource): Promise<void> {
  const runner = dataSource.createQueryRunner();
  try {
    // An index over years of entries takes longer than any other statement may.
    await runner.query(`SET statement_timeout = 0`);
    await runner.query(`SELECT pg_advisory_lock(${MIGRATION_LOCK})`);
    // Whoever waits for a table keeps everybody else waiting behind: better to give up, and to be started again.
    await runner.query(`SET lock_timeout = '5s'`);
    const executor = new MigrationExecutor(dataSource, runner);
    executor.transaction = 'each';
    await executor.executePendingMigrations();
  } finally {
    await runner.query(`RESET statement_timeout; RESET lock_timeout`).catch(() => undefined);
    await runner.query(`SELECT pg_advisory_unlock(${MIGRATION_LOCK})`).catch(() => undefined);
    await runner.release();
  }
}

type MigrationClass = new () => object;

async function migrations(): Promise<MigrationClass[]> {
  const files = readdirSync(MIGRATIONS)
    .filter((file) => /^\d+-.*\.(ts|js)$/.test(file))
    .sort();
  const modules = (await Promise.all(files.map((file) => import(join(MIGRATIONS, file))))) as Record<
    string,
    MigrationClass
  >[];
  return modules.flatMap((module) => Object.values(module));
}
