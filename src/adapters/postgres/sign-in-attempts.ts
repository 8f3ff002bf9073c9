import type { DataSource } from 'typeorm';
import type { Counted, SignInAttempts } from '../../application/ports/sign-in-attempts.js';
import type { NewEntry } from '../../domain/decision.js';
import { opensAt, withAttempt, withSuccess, type Tally } from '../../domain/sign-in/throttle.js';
import { HOUR, type Instant } from '../../domain/time/instant.js';
import { appendOfficeEntries } from './record.js';

interface Row {
  readonly key: string;
  readonly failures: number;
  readonly last_at: Date;
  readonly told_at: Date | null;
}

const tallyOf = (row: Row): Tally | null =>
  row.failures === 0 ? null : { failures: row.failures, lastAt: row.last_at.getTime() };

/** The tallies, each locked while it is looked at: a thousand attempts at once are counted one by one. */
export class PostgresSignInAttempts implements SignInAttempts {
  constructor(private readonly dataSource: DataSource) {}

  async take(
    counted: readonly Counted[],
    at: Instant,
  ): Promise<{ readonly heldUntil: Instant | null; readonly tell: boolean }> {
    const now = new Date(at);
    return this.dataSource.transaction(async (manager) => {
      await manager.query(
        `DELETE FROM sign_in_tally WHERE key IN (SELECT key FROM sign_in_tally WHERE last_at < $1 FOR UPDATE SKIP LOCKED)`,
        [new Date(at - 24 * HOUR)],
      );
      await manager.query(
        `INSERT INTO sign_in_tally (key, failures, last_at)
          SELECT key, 0, $2 FROM unnest($1::text[]) AS key ORDER BY key ON CONFLICT (key) DO NOTHING`,
        [counted.map(({ key }) => key), now],
      );
      const rows = await manager.query<Row[]>(
        `SELECT * FROM sign_in_tally WHERE key = ANY($1) ORDER BY key FOR UPDATE`,
        [counted.map(({ key }) => key)],
      );
      const known = counted.map(({ kind, key }) => ({ kind, row: rows.find((row) => row.key === key)! }));
      const held = known.filter(({ kind, row }) => opensAt(kind, tallyOf(row)) > at);
      if (held.length > 0) {
        const untold = held.filter(({ row }) => row.told_at === null || row.told_at < row.last_at);
        await manager.query(`UPDATE sign_in_tally SET told_at = $2 WHERE key = ANY($1)`, [
          untold.map(({ row }) => row.key),
          now,
        ]);
        const until = Math.max(...held.map(({ kind, row }) => opensAt(kind, tallyOf(row))));
        return { heldUntil: until, tell: untold.length > 0 };
      }
      for (const { row } of known)
        await manager.query(`UPDATE sign_in_tally SET failures = $2, last_at = $3 WHERE key = $1`, [
          row.key,
          withAttempt(tallyOf(row), at).failures,
          now,
        ]);
      return { heldUntil: null, tell: false };
    });
  }

  async wentWell(counted: readonly Counted[]): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      const rows = await manager.query<Row[]>(
        `SELECT * FROM sign_in_tally WHERE key = ANY($1) ORDER BY key FOR UPDATE`,
        [counted.map(({ key }) => key)],
      );
      for (const { kind, key } of counted) {
        const row = rows.find((one) => one.key === key);
        const tally = row && tallyOf(row);
        if (tally)
          await manager.query(`UPDATE sign_in_tally SET failures = $2 WHERE key = $1`, [
            key,
            withSuccess(kind, tally).failures,
          ]);
      }
    });
  }

  async record(entries: readonly NewEntry[]): Promise<void> {
    await this.dataSource.transaction((manager) => appendOfficeEntries(manager, entries));
  }
}
