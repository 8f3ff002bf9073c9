import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { visitChain } from '../../src/domain/record/chain.js';
import type { Instant } from '../../src/domain/time/instant.js';
import type { Provider } from './provider.js';
import { spreadOf, type Spread } from './spread.js';

/** How late the alarms of some visits were, in milliseconds after the moment that each was due. */
export interface Lateness {
  /** Until the transaction with the incident and its first alert was committed. */
  readonly committed: Spread;
  /** Until the provider had that alert. */
  readonly accepted: Spread;
}

interface Alarm {
  readonly chain: string;
  readonly committed: number;
  readonly message: string | null;
}

/** Waits until the provider has as many different texts as there are visits to alarm of. */
export async function sentTo(provider: Provider, expected: number, patience = 180_000): Promise<void> {
  const giveUp = Date.now() + patience;
  for (;;) {
    const count = await provider.count();
    if (count >= expected) return;
    if (Date.now() > giveUp) throw new Error(`Only ${count} of ${expected} alerts reached the provider.`);
    await pause(200);
  }
}

/** What Postgres kept of each alarm's commit, and what the provider noted of its alert. */
export class Alarms {
  private constructor(
    private readonly raised: ReadonlyMap<string, Alarm>,
    private readonly sent: ReadonlyMap<string, Instant>,
  ) {}

  static async read(db: pg.Pool, provider: Provider): Promise<Alarms> {
    // The record's rows are written once: their transaction is the one that raised the alarm.
    const { rows } = await db.query<Alarm>(
      `SELECT entry.chain, extract(epoch FROM pg_xact_commit_timestamp(entry.xmin))::float8 * 1000 AS committed,
          (SELECT message.id FROM message WHERE message.incident_id = entry.incident_id AND message.purpose = 'ask'
            ORDER BY message.created_at LIMIT 1) AS message
        FROM entry WHERE entry.kind = 'incident_opened'`,
    );
    const raised = new Map<string, Alarm>();
    for (const alarm of rows) {
      if (raised.has(alarm.chain)) throw new Error(`Two incidents were opened on ${alarm.chain}.`);
      raised.set(alarm.chain, alarm);
    }
    const sent = new Map<string, Instant>();
    for (const { message, at } of await provider.take()) if (!sent.has(message)) sent.set(message, at);
    return new Alarms(raised, sent);
  }

  /** Throws when an alarm was not raised or its alert not sent: then there is nothing worth measuring. */
  latenessOf(due: ReadonlyMap<string, Instant>): Lateness {
    const committed: number[] = [];
    const accepted: number[] = [];
    for (const [visit, dueAt] of due) {
      const alarm = this.of(visit);
      const sent = this.sent.get(alarm.message ?? '');
      if (sent === undefined) throw new Error(`The alert of visit ${visit} never reached the provider.`);
      committed.push(alarm.committed - dueAt);
      accepted.push(sent - dueAt);
    }
    return { committed: spreadOf(committed), accepted: spreadOf(accepted) };
  }

  private of(visit: string): Alarm {
    const alarm = this.raised.get(visitChain(visit));
    if (!alarm) throw new Error(`No alarm was raised of visit ${visit}.`);
    return alarm;
  }
}
