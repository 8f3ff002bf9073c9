import type { EntityManager } from 'typeorm';
import type { ReceivedText } from '../../application/ports/ledger.js';
import type { Instant } from '../../domain/time/instant.js';

/** The oldest text that waits and that nobody has in hand. */
export async function nextText(manager: EntityManager, now: Instant): Promise<ReceivedText | null> {
  // Only a sender's oldest text is next. In a flood that is asked of few, or it would be worked out for all that wait each
  // time; of all only where the oldest are of phones whose texts are in hand.
  // A wait is a second: one further ahead than a minute is an error, and would hold up all that this phone ever texts.
  const oldestOf = (most: number): string => `
    SELECT * FROM (
      SELECT sid, from_number AS "from", body, attempts FROM inbound
        WHERE handled_at IS NULL AND seq = ANY (ARRAY(
          SELECT seq FROM (
            SELECT seq, from_number FROM inbound
              WHERE handled_at IS NULL AND (retry_at <= $1::timestamptz OR retry_at > $1::timestamptz + interval '1 minute')
              ORDER BY seq LIMIT ${most}) waiting
          WHERE seq = (
            SELECT min(seq) FROM inbound WHERE from_number = waiting.from_number AND handled_at IS NULL)))
        ORDER BY seq LIMIT 1
        FOR UPDATE SKIP LOCKED) next`;
  const [row] = await manager.query<ReceivedText[]>(`${oldestOf(30)} UNION ALL ${oldestOf(1_000_000)} LIMIT 1`, [
    new Date(now),
  ]);
  return row ?? null;
}
