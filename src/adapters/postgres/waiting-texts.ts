import type { EntityManager } from 'typeorm';
import type { ReceivedText } from '../../application/ports/ledger.js';
import type { Instant } from '../../domain/time/instant.js';

/** The oldest text that waits and that nobody has in hand. */
export async function nextText(manager: EntityManager, now: Instant): Promise<ReceivedText | null> {
  // Only a sender's oldest text is next, and may have to wait for its next attempt. In a flood that is asked of few, or it
  // would be worked out for all that wait each time; of all only where the oldest are of phones whose texts are in hand.
  // In the order of one index and without a look at each sender: the planner believes that nothing waits, as mostly nothing does.
  // A wait is a second: one further ahead than a minute is an error, and would hold up all that this phone ever texts.
  const oldestOf = (most: number): string => `
    SELECT * FROM (
      SELECT sid, from_number AS "from", body, attempts,
             (extract(epoch FROM coalesce(sent_at, received_at)) * 1000)::float8 AS "textedAt"
        FROM inbound
        WHERE handled_at IS NULL AND seq = ANY (ARRAY(
          SELECT seq FROM (
            SELECT DISTINCT ON (from_number) seq, retry_at FROM (
              SELECT seq, from_number, retry_at FROM inbound WHERE handled_at IS NULL ORDER BY seq LIMIT ${most}) waiting
            ORDER BY from_number, seq) first
          WHERE retry_at <= $1::timestamptz OR retry_at > $1::timestamptz + interval '1 minute'))
        ORDER BY seq LIMIT 1
        FOR UPDATE SKIP LOCKED) next`;
  const [row] = await manager.query<ReceivedText[]>(`${oldestOf(30)} UNION ALL ${oldestOf(1_000_000)} LIMIT 1`, [
    new Date(now),
  ]);
  return row ?? null;
}
