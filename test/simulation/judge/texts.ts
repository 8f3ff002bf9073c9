import { SECOND } from '../../../src/domain/time/instant.js';
import { clock, type Evidence } from './evidence.js';

/** Once taken in, a text is handled within this. */
const HANDLED_WITHIN = 6 * SECOND;

/** P1: whatever the provider has from somebody is taken in, and handled once, and the record says so. */
export function textsAreHandledOnce(evidence: Evidence): string[] {
  const { played, grace, ends } = evidence;
  const broken: string[] = [];
  const handlings = new Map<string, number>();
  for (const { handled, lines, messages } of played.commits) {
    for (const sid of handled) {
      handlings.set(sid, (handlings.get(sid) ?? 0) + 1);
      const from = played.inbound.get(sid)?.from ?? '';
      const person = played.office.directory.personByMobile(from);
      if (lines.length === 0) broken.push(`P1: nothing in the record tells of text ${sid}`);
      const isAnswered = messages.some((row) => row.mobile === from && row.purpose === 'reply');
      if (person && !isAnswered && !evidence.isPoisoned)
        broken.push(`P1: text ${sid} of ${person.id} was not answered`);
    }
  }
  const known = new Set(played.said.map(({ sid }) => sid));
  for (const sid of played.inbound.keys()) if (!known.has(sid)) broken.push(`P1: text ${sid} was taken in twice`);
  for (const { sid, at, body } of played.said) {
    const row = played.inbound.get(sid);
    const what = `"${body}" (${sid}), sent ${clock(at)}`;
    // The list is read every 15 s, and may lag for 20.
    if (!row && grace.text(at, 45 * SECOND, []) < ends) broken.push(`P1: ${what}, was never taken in`);
    if (!row) continue;
    const times = handlings.get(sid) ?? 0;
    if (times > 1) broken.push(`P1: ${what}, was handled ${times} times`);
    const allowed = evidence.isPoisoned ? 15 * SECOND : HANDLED_WITHIN;
    const latest = grace.loop(row.receivedAt, allowed);
    if ((row.handledAt ?? ends) > latest)
      broken.push(`P1: ${what}, was taken in at ${clock(row.receivedAt)} and not handled by ${clock(latest)}`);
  }
  return broken;
}

/** P5: nothing but somebody's own word is taken for an answer. */
export function onlyPeopleAnswer(evidence: Evidence): string[] {
  const broken: string[] = [];
  for (const lines of evidence.incidents.values()) {
    for (const { entry, commit, at } of lines) {
      if (!THEIR_WORD.has(entry.kind)) continue;
      const said = commit.handled.some((sid) => {
        const from = evidence.played.inbound.get(sid)?.from;
        return from !== undefined && from === evidence.mobile(entry.by);
      });
      if (!said) broken.push(`P5: "${entry.text}" at ${clock(at)}, and ${entry.by} had said nothing`);
    }
  }
  return broken;
}

const THEIR_WORD: ReadonlySet<string> = new Set(['acknowledged', 'no_answer_reported', 'police_told']);
