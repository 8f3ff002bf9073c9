import { mkdtempSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** One folder for the whole run. The Postgres in it is started by the first suite that needs one (postgres.ts). */
export default function beforeAllSuites() {
  const folder = mkdtempSync(join(tmpdir(), 'allswell-test-'));
  // As root Postgres runs as a user of its own, who must be able to enter.
  chmodSync(folder, 0o755);
  process.env.ALLSWELL_TEST_FOLDER = folder;
}
