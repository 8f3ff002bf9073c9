import type { Case } from './case.js';
import type { Finding } from './finding.js';

/** Two clocks that are read one after the other, and the way between them. */
const CLOSE = 300;
/** On a machine that has far too much to do, the way between them takes long: so wrong may be what is known of Postgres's clock. */
const CLOSE_ON_A_SLOW_MACHINE = 1_500;
/** What is known of Postgres's clock was measured up to so long before. */
const MEASURED_BEFORE = 12_000;

/**
 * The times in the record are Postgres's, whatever the clocks of the processes say: nothing is written as later than it was
 * seen to happen, and a text that came in by a webhook not as earlier than the call.
 */
export function trueTimes({ evidence: { messages, attempts, said, troubles } }: Case): Finding[] {
  const law = 'the times in the record are true';
  const close = (at: number): number =>
    troubles.some(({ touches, from, to }) => touches === 'pace' && from <= at && to >= at - MEASURED_BEFORE)
      ? CLOSE_ON_A_SLOW_MACHINE
      : CLOSE;
  const ahead = messages.flatMap((row) => {
    const sent = attempts.find((one) => one.row === row.id);
    const early = sent === undefined ? 0 : row.at - sent.at;
    return early > close(row.at)
      ? [{ law, what: `"${row.body}" was sent ${early} ms before it was written, by the record`, at: row.at }]
      : [];
  });
  const taken = messages.flatMap((row) => {
    const text = said.find(({ sid }) => sid === row.sid);
    if (!text || text.acceptedAt === null || text.calledAt === null) return [];
    const wrong = row.at > text.acceptedAt + close(row.at) || row.at < text.calledAt - close(row.at);
    return wrong ? [{ law, what: `"${text.body}" came in at another time than the record has`, at: row.at }] : [];
  });
  return [...ahead, ...taken];
}
