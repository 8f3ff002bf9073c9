import { existsSync } from 'node:fs';
import type { DataSource } from 'typeorm';
import { startEmbedded } from '../adapters/postgres/embedded.js';
import { connect, migrate } from '../adapters/postgres/data-source.js';
import { readSettings, SettingsFault, type Settings } from '../config/settings.js';

/** Runs a command on the service's database, whether the service is running or not, and ends with its exit code. */
export async function onDatabase(
  work: (dataSource: DataSource, settings: Settings) => Promise<number>,
): Promise<never> {
  let code = 1;
  try {
    if (existsSync('.env')) process.loadEnvFile('.env');
    const settings = readSettings(process.env);
    const embedded = settings.databaseUrl === null ? await startEmbedded(settings.dataDir) : null;
    const dataSource = await connect(settings.databaseUrl ?? embedded?.url ?? '');
    try {
      await migrate(dataSource);
      code = await work(dataSource, settings);
    } finally {
      await dataSource.destroy();
      await embedded?.stop();
    }
  } catch (error) {
    const reason = error instanceof SettingsFault || error instanceof Error ? error.message : String(error);
    process.stderr.write(`${reason}\n`);
  }
  process.exit(code);
}
