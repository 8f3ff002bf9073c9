import type { Entry, Said } from '../evidence.js';
import { personAt } from '../office.js';
import { wordIn } from '../people.js';
import type { Case } from './case.js';
import type { Finding } from './finding.js';
import { personIn } from './groups.js';
import { Match } from './match.js';

const LAW = 'every text in the record, once';
/** Two clocks read one after the other. */
const CLOSE = 100;
const A_SEARCH = 1_000;

/** Every text that the service said it has is kept, read, and acted on exactly once (P1); and nothing is made up. */
export function textsOnce(the: Case): Finding[] {
  return [...kept(the), ...actedOn(the)];
}

function kept({ evidence: { messages, said, polls } }: Case): Finding[] {
  const inbound = messages.filter(({ direction }) => direction === 'inbound');
  const findings = said.flatMap((text) => {
    const rows = inbound.filter(({ sid }) => sid === text.sid);
    const name = `"${text.body}" of ${personAt(text.phone)?.id}`;
    // Without a webhook it is only in the provider's list; a service that looks there has to find it.
    const owed = text.acceptedAt !== null || polls.some((at) => at > text.at + A_SEARCH);
    if (rows.length > 1) return [`${name} is kept ${rows.length} times`];
    if (rows.length === 0) return owed ? [`${name} is lost (${text.tries.join(', ')})`] : [];
    return rows[0]?.state === 'handled' ? [] : [`${name} was never read`];
  });
  const invented = inbound
    .filter((row) => !said.some(({ sid }) => sid === row.sid))
    .map(({ body, mobile }) => `"${body}" of ${mobile} was never sent`);
  return [...findings, ...invented].map((what) => ({ law: LAW, what }));
}

type Word =
  | 'ARRIVED'
  | 'LEFT'
  | 'EXTEND 1'
  | 'NO ACCESS'
  | 'ABANDON'
  | 'SOS'
  | 'PHRASE'
  | 'ACK'
  | 'SAFE'
  | 'NO'
  | 'POLICE'
  | 'CODE'
  | 'THEIR EXTEND';

/** What the record may say of a text, by the person who sent it. */
const ENTRIES: Readonly<Record<Word, readonly string[]>> = {
  ARRIVED: ['arrival_confirmed', 'text_received'],
  LEFT: ['departure_confirmed'],
  'EXTEND 1': ['extended', 'text_received'],
  'NO ACCESS': ['no_access', 'text_received'],
  ABANDON: ['abandoned', 'text_received'],
  SOS: ['incident_opened', 'incident_changed', 'report_noted'],
  PHRASE: ['incident_opened', 'incident_changed', 'report_noted'],
  ACK: ['acknowledged', 'report_noted'],
  SAFE: ['stood_down', 'report_noted'],
  NO: ['no_answer_reported', 'report_noted'],
  POLICE: ['police_told', 'report_noted'],
  CODE: ['incident_changed', 'report_noted'],
  'THEIR EXTEND': ['extended', 'report_noted'],
};

function actedOn({ evidence, patience }: Case): Finding[] {
  const people = [...new Set(evidence.said.map(({ phone }) => phone))];
  const everything = evidence.visits.flatMap(({ entries }) => entries);
  const references = new Map(evidence.incidents.map(({ id, reference }) => [id, reference]));
  return people.flatMap((phone) => {
    const person = personAt(phone)?.id ?? '';
    // Those that it said it has come first: what it found by itself, or took in without being able to say so, may explain the rest.
    const texts = evidence.said
      .filter((text) => text.phone === phone && theirWord(text) !== null)
      .sort((a, b) => (a.acceptedAt ?? Infinity) - (b.acceptedAt ?? Infinity) || a.at - b.at);
    const entries = entriesOf(person, everything);
    const latest = (text: Said): number => patience.record(text.acceptedAt ?? Infinity);
    const match = new Match<Said, Entry>(
      texts,
      entries,
      (text, entry) => maySayOf(text, entry, references),
      (text, entry) => entry.at <= latest(text),
    );
    for (const text of texts) match.find(text, (entry) => entry.kind !== 'text_received' && entry.at <= latest(text));
    for (const text of texts) match.find(text, (entry) => entry.at <= latest(text));
    for (const text of texts) match.find(text, () => true);
    const mustBeExplained = (entry: Entry): boolean => !isAlongside(entry, person, everything);
    for (const entry of entries.filter(mustBeExplained)) match.explain(entry, mustBeExplained);

    return [
      ...texts.flatMap((text) => wrongWith(text, match.of(text), person, latest(text))),
      ...entries
        .filter((entry) => mustBeExplained(entry) && match.by(entry) === undefined)
        .map(({ kind, at }) => ({
          law: LAW,
          what: `the record has ${kind} by ${person}, and no text of theirs that says so`,
          at,
        })),
    ];
  });
}

function wrongWith(text: Said, entry: Entry | undefined, person: string, latest: number): Finding[] {
  if (text.acceptedAt === null) return [];
  const what = `"${text.body}" of ${person}`;
  if (!entry) return [{ law: LAW, what: `${what} was not acted on`, at: text.acceptedAt }];
  if (entry.at <= latest) return [];
  const late = ((entry.at - text.acceptedAt) / 1_000).toFixed(1);
  return [{ law: 'in time', what: `${what} was acted on ${late} s after it was taken in`, at: text.acceptedAt }];
}

/** Whether the entry may be what the record says of the text: of the incident whose number the text has, where it has one. */
function maySayOf(text: Said, entry: Entry, references: ReadonlyMap<string, string>): boolean {
  const word = theirWord(text);
  if (word === null || !ENTRIES[word].includes(entry.kind)) return false;
  const number = REPLY.exec(text.body)?.[1];
  if (number !== undefined && references.get(entry.incidentId ?? '') !== number) return false;
  return entry.at >= (text.calledAt ?? text.at) - CLOSE;
}

const REPLY = /^(\d{4,5}) (ACK|SAFE|NO|EXTEND|POLICE|CODE)\b/;

function theirWord({ body }: Said): Word | null {
  const own = wordIn(body);
  if (own !== undefined) return own === 'CHAT' ? null : own;
  const reply = REPLY.exec(body)?.[2];
  return reply === 'EXTEND' ? 'THEIR EXTEND' : ((reply as Word | undefined) ?? null);
}

const COUNTED = new Set(
  Object.values(ENTRIES)
    .flat()
    .filter((kind) => kind !== 'text_received'),
);

/** Entries that stand for a text of this person's; not those that only go along with one. */
const entriesOf = (person: string, entries: readonly Entry[]): Entry[] =>
  entries
    .filter(({ by, kind }) => by === person && (COUNTED.has(kind) || kind === 'text_received'))
    .filter(({ kind, text }) => !(kind === 'arrival_confirmed' && /never confirmed/.test(text)))
    .filter((entry) => entry.kind !== 'departure_confirmed' || personIn(entry) === '' || personIn(entry) === person)
    .sort((a, b) => a.at - b.at || a.seq - b.seq);

/** A LEFT may stand an overdue alarm down, an extension does, and words that change nothing are noted. */
const isAlongside = ({ kind, at }: Entry, person: string, entries: readonly Entry[]): boolean =>
  kind === 'text_received' ||
  (kind === 'stood_down' && entries.some((one) => one.by === person && one.at === at && one.kind !== 'stood_down'));
