import { MINUTE, SECOND, type Instant } from '../../../src/domain/time/instant.js';
import { clock, type Evidence, type Written } from './evidence.js';

/** Ten minutes after the expected end (HVPF 8.4.2). */
const OVERDUE_AFTER = 10 * MINUTE;

/** What is promised, after the moment or after whatever stood in the way. */
const CAUGHT_UP_WITHIN = 5 * SECOND;

/** For so long a text of theirs that came in is heard first: it may say LEFT. */
const TEXTS_GO_FIRST = 5 * SECOND;

/** The contact has this long before the manager is asked (policies/hmpps-home-visits.yaml). */
const CONTACT_HAS = 3 * MINUTE;

/** What the record has said of a visit so far. */
interface Known {
  end: Instant | null;
  /** Since when it stands as it stands. */
  since: Instant;
  readonly out: Set<string>;
  open: Written | null;
}

/** P2, P3: every visit that passed its time led to an alarm, in time, and no other did; lateness is said. */
export function alarmsAreRaised(evidence: Evidence): string[] {
  const broken: string[] = [];
  for (const [visitId, lines] of evidence.chains) {
    if (visitId === 'office') continue;
    const known: Known = { end: null, since: 0, out: new Set(), open: null };
    const until = Math.min(evidence.ends, evidence.poisonedFrom(visitId));
    for (const written of lines) {
      if (written.at > until) break;
      broken.push(...before(evidence, known, written.at, visitId));
      if (written.entry.kind === 'incident_opened' && written.entry.data['kind'] === 'overdue')
        broken.push(...cause(evidence, known, written, visitId));
      learn(known, written, lines);
    }
    broken.push(...before(evidence, known, until, visitId));
  }
  return broken;
}

/** Nothing was due by then that had not been acted on. */
function before(evidence: Evidence, known: Known, at: Instant, visitId: string): string[] {
  const { end, out, open, since } = known;
  if (end === null || out.size === 0 || open) return [];
  const due = Math.max(end + OVERDUE_AFTER, since);
  const allowed = CAUGHT_UP_WITHIN + (awaited(evidence, out, due) ? TEXTS_GO_FIRST : 0);
  const latest = evidence.grace.loop(due, allowed);
  if (at <= latest) return [];
  known.end = null;
  return [`P2: visit ${visitId} was due out ${clock(end)}, and no alarm was raised by ${clock(latest)}`];
}

/** Whether a text of theirs, not heard yet, may have held the alarm up. */
function awaited({ played, grace }: Evidence, out: ReadonlySet<string>, due: Instant): boolean {
  const until = grace.loop(due, CAUGHT_UP_WITHIN);
  return [...played.inbound.values()].some(({ from, receivedAt, handledAt }) => {
    const person = played.office.directory.personByMobile(from)?.id;
    return person && out.has(person) && receivedAt <= until && (handledAt === null || handledAt > due);
  });
}

function cause(evidence: Evidence, known: Known, written: Written, visitId: string): string[] {
  const { end, out, open } = known;
  const { at } = written;
  const { incidentId } = written.entry;
  const lines = written.commit.lines.filter(({ entry }) => entry.incidentId === incidentId);
  if (end === null) return [];
  const broken: string[] = [];
  if (at < end + OVERDUE_AFTER || out.size === 0 || open)
    broken.push(`no alarm without cause: ${visitId} at ${clock(at)}, due out ${clock(end)}, out ${[...out].join()}`);
  broken.push(...heardFirst(evidence, out, at));
  const late = at - Math.max(end + OVERDUE_AFTER, known.since);
  if (late < 11 * SECOND) return broken;
  const said = lines.find(({ entry }) => entry.kind === 'fault' && 'lateBySeconds' in entry.data)?.entry.data;
  if (!said || Math.abs(Number(said['lateBySeconds']) * SECOND - late) > 5 * SECOND)
    broken.push(`P3: the alarm of ${clock(at)} was ${late / SECOND} s late, and the record does not say so`);
  const steps = lines.filter(({ entry }) => entry.kind === 'step_started').map(({ entry }) => entry.data['step']);
  const asked = lines.filter(({ entry }) => entry.kind === 'asked' && entry.data['step'] !== 'police');
  // Where nobody of the manager's level can be asked, the contact has their time first.
  const managers = (evidence.incidents.get(incidentId ?? '') ?? []).some(
    ({ entry }) => entry.kind === 'asked' && entry.data['step'] === 'line_manager',
  );
  if (late > CONTACT_HAS + 5 * SECOND && managers && !steps.includes('line_manager'))
    broken.push(`P3: ${clock(at)}, ${late / SECOND} s late, and the manager was not asked together with the contact`);
  if (steps.includes('police') && asked.length > 0)
    broken.push(`P3: the police step started at ${clock(at)} by time that passed while nobody watched`);
  return broken;
}

/** A text of theirs that was there already when the alarm was raised: it may have said LEFT. */
function heardFirst({ played, grace }: Evidence, out: ReadonlySet<string>, at: Instant): string[] {
  const broken: string[] = [];
  for (const { from, receivedAt, handledAt, sid } of played.inbound.values()) {
    const person = played.office.directory.personByMobile(from)?.id;
    const unheard = handledAt === null || handledAt > at;
    const isFresh = receivedAt < at - grace.slack - SECOND && receivedAt > at - 4 * SECOND;
    if (person && out.has(person) && unheard && isFresh && !grace.wasHindered(receivedAt, at))
      broken.push(`P3: the alarm of ${clock(at)} did not wait for ${person}'s text ${sid}`);
  }
  // After a time in which nobody watched, the provider is asked first for what was texted meanwhile.
  const gap = played.troubles.findLast(({ kind, to }) => (kind === 'stopped' || kind === 'cut') && to <= at);
  if (!gap || gap.to - gap.from < 40 * SECOND) return broken;
  const sinceThen = played.troubles.some((one) => one !== gap && one.from <= at && one.to >= gap.to - 5 * SECOND);
  if (sinceThen) return broken;
  for (const { sid, from, body, at: sentAt, visibleFrom } of played.said) {
    const person = played.office.directory.personByMobile(from)?.id;
    const handledAt = played.inbound.get(sid)?.handledAt ?? Infinity;
    const wasThere = sentAt > gap.from && visibleFrom < gap.to && at - gap.to < 20 * SECOND;
    if (person && out.has(person) && body === 'LEFT' && wasThere && handledAt > at)
      broken.push(
        `P3: ${person}'s LEFT of ${clock(sentAt)} stood in the provider's list, and the alarm of ${clock(at)} did not ask`,
      );
  }
  return broken;
}

function learn(known: Known, { entry, at }: Written, lines: readonly Written[]): void {
  const { kind, data, by, text } = entry;
  const end = data['expectedEnd'] ?? (kind === 'visit_planned' ? data['plannedEnd'] : undefined);
  if (typeof end === 'string') {
    known.end = Date.parse(end);
    known.since = at;
  }
  switch (kind) {
    case 'visit_planned':
      for (const person of data['attendees'] as readonly string[]) known.out.add(person);
      break;
    case 'arrival_confirmed':
      // Without a time it is a departure that says they never arrived.
      if (end !== undefined) known.out.add(by);
      break;
    case 'departure_confirmed':
      if (typeof data['person'] === 'string') known.out.delete(data['person']);
      break;
    case 'no_access':
      known.out.delete(by);
      break;
    case 'abandoned':
      if (!text.includes('LEFT is awaited')) known.out.delete(by);
      else if (known.end !== null && known.end > entry.at + 5 * MINUTE) {
        known.end = entry.at + 5 * MINUTE;
        known.since = at;
      }
      break;
    case 'incident_opened':
      known.open = { entry, at, commit: NONE };
      break;
    case 'stood_down': {
      known.open = null;
      known.since = at;
      if (/ (is|are) safe\.$/.test(text))
        for (const person of aboutWhom(lines, entry.incidentId)) known.out.delete(person);
      break;
    }
    default:
  }
}

/** Everyone whom the record names as a subject of this incident, or owes something after it. */
const aboutWhom = (lines: readonly Written[], incidentId: string | null): string[] =>
  lines
    .filter(({ entry }) => entry.incidentId === incidentId)
    .flatMap(({ entry: { data } }) => [data['subjects'], data['about']].flat())
    .filter((named) => typeof named === 'string');

const NONE = { at: 0, process: '', lines: [], messages: [], handled: [] };

/** A visit that the rules cannot work out does not go unseen: its people are told in plain words. */
export function poisonIsTold(evidence: Evidence): string[] {
  const broken: string[] = [];
  for (const { id, reference, poisonedFrom } of evidence.played.visits) {
    if (poisonedFrom === Infinity) continue;
    const known: Known = { end: null, since: 0, out: new Set(), open: null };
    for (const written of evidence.chain(id)) if (written.at <= poisonedFrom) learn(known, written, evidence.chain(id));
    if (known.end === null || known.out.size === 0 || known.open) continue;
    const due = Math.max(known.end + OVERDUE_AFTER, poisonedFrom);
    const latest = evidence.grace.loop(due, CAUGHT_UP_WITHIN);
    if (latest >= evidence.ends || evidence.mobile('lena') === null) continue;
    const told = evidence.rows.some(
      ({ at, row }) => row.person === 'lena' && row.body.includes(`cannot work out visit ${reference}`) && at <= latest,
    );
    if (!told) broken.push(`poison: ${reference} could not be worked out, and nobody was told by ${clock(latest)}`);
  }
  return broken;
}
