import 'reflect-metadata';
import { existsSync } from 'node:fs';
import { loadDemonstration } from './demonstration.js';
import { readSettings } from './config/settings.js';
import { startService } from './service.js';
import { welcome } from './welcome.js';
import { whyNotStarted } from './why-not-started.js';

/** The process: reads its settings, starts the service, says what to open, and stops in order when it is told to. */
async function main(): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const settings = readSettings(process.env);
  const service = await startService(settings);
  await loadDemonstration(service);
  process.stdout.write(welcome(settings));

  let stopping = false;
  const stop = (signal: string): void => {
    if (stopping) return;
    stopping = true;
    process.stdout.write(`${signal}: finishing what is in hand.\n`);
    service.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop(signal));
}

main().catch((error: unknown) => {
  process.stderr.write(`Allswell does not start: ${whyNotStarted(error)}\n`);
  process.exit(1);
});
