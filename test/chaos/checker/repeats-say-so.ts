import type { Case } from './case.js';
import type { Finding } from './finding.js';

const LAW = 'repeats say that they are one';

/** Better twice than never; but whoever gets an alert the second time reads that it is one (P4). */
export function repeatsSaySo({ evidence: { attempts, messages } }: Case): Finding[] {
  const taken = attempts.filter(({ sid }) => sid !== null);
  const seen = new Set<string | null>();
  const unmarked = taken
    .filter(({ row, body }) => {
      const again = seen.has(row);
      seen.add(row);
      return again && !body.startsWith('AGAIN: ');
    })
    .map(({ body, to, at }) => ({ law: LAW, what: `"${body}" went to ${to} again without a word`, at }));
  return [...unmarked, ...writtenTwice(messages)];
}

/** The same question twice in the same words, written by two workers that both thought it was theirs. */
function writtenTwice(messages: Case['evidence']['messages']): Finding[] {
  const asks = messages.filter(
    ({ purpose, body }) => (purpose === 'ask' || purpose === 'stand_down') && !/still open/.test(body),
  );
  return asks
    .filter((row, index) =>
      asks.some(
        (other, earlier) =>
          earlier < index &&
          other.incidentId === row.incidentId &&
          other.person === row.person &&
          other.body.replace(/^AGAIN: /, '') === row.body.replace(/^AGAIN: /, ''),
      ),
    )
    .map(({ body, person, at }) => ({ law: LAW, what: `"${body}" was written to ${person} twice`, at }));
}
