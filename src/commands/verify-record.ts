import 'reflect-metadata';
import { PostgresClock } from '../adapters/postgres/clock.js';
import { PostgresReader } from '../adapters/postgres/reader.js';
import { sealerFor } from '../adapters/postgres/sealed.js';
import { onDatabase } from './database.js';

/** `npm run verify-record`: walks every chain of the record and names the first break in each (P10). Exit code 1 if any. */
await onDatabase(async (dataSource, settings) => {
  const reader = new PostgresReader(
    dataSource,
    sealerFor(settings.encryptionKeys, settings.dataDir),
    new PostgresClock(dataSource),
  );
  let chains = 0;
  let entries = 0;
  let broken = 0;
  for await (const { head, fault } of reader.verifyRecord()) {
    chains += 1;
    entries += head.seq;
    if (!fault) continue;
    broken += 1;
    process.stderr.write(`BROKEN ${head.chain}: ${fault.what}.\n`);
  }
  process.stdout.write(
    broken === 0
      ? `The record is whole: ${entries} entries in ${chains} chains.\n`
      : `${broken} of ${chains} chains are broken. Compare with a backup, and tell whoever answers for the record.\n`,
  );
  return broken === 0 ? 0 : 1;
});
