import { MINUTE, SECOND, type Instant } from '../../../src/domain/time/instant.js';
import { PRACTITIONERS } from '../story/office.js';
import { clock, type Evidence, type Written } from './evidence.js';

/** The steps of each kind of alarm, as the framework has them (HVPF 8.3.4, 8.3.6, 8.4.2, 8.4.3). */
const ORDER: Readonly<Record<string, readonly string[]>> = {
  overdue: ['nominated_contact', 'line_manager', 'police', 'senior_leaders'],
  alert_code: ['line_manager', 'police', 'senior_leaders'],
  device: ['line_manager', 'police', 'senior_leaders'],
  sos: ['contact_and_manager', 'police', 'senior_leaders'],
};

/** In the manager's absence, each asked in turn; the alert code has no time for a fourth. */
const SUBSTITUTES: Readonly<Record<string, readonly string[]>> = {
  overdue: ['sue', 'omar', 'mona'],
  device: ['sue', 'omar', 'mona'],
  sos: ['sue', 'omar', 'mona'],
  alert_code: ['sue', 'mona'],
};

const LONGEST: Readonly<Record<string, number>> = { overdue: 11, device: 8, sos: 8, alert_code: 6 };

const MANAGERS = ['lena', 'sue', 'omar', 'mona', 'hal', 'dora'];

/** Minutes of silence that an open alarm may keep (P6). */
const ANSWER: Readonly<Record<string, number>> = { overdue: 3, device: 2, sos: 2, alert_code: 2 };
const OUTCOME = 5;
const POLICE_REPEAT = 2;
const NEWS = 30;

const REASONS: ReadonlySet<string> = new Set([
  'unanswered',
  'acknowledgement_expired',
  'no_answer_reported',
  'acknowledged',
  'passed_over',
  'message_failed',
  'caught_up',
  'police_told',
]);

const THEIR_WORD: ReadonlySet<string> = new Set([
  'acknowledged',
  'no_answer_reported',
  'police_told',
  'incident_changed',
]);

/** One alarm as it is walked through, line by line. */
interface Walk {
  kind: string;
  step: string;
  stepAt: Instant;
  /** Lines since the step started. */
  since: Written[];
  changed: boolean;
  /** Since the last sign of life. */
  active: Instant;
  taken: boolean;
}

/** P2, P3, P6, P9: each alarm's steps in order, asked of the right people, never silent, ended by the right person. */
export function stepsAreTaken(evidence: Evidence): string[] {
  const broken: string[] = [];
  for (const [id, lines] of evidence.incidents) {
    const visitId = evidence.visitOf.get(id) ?? '';
    const onVisit = evidence.attendees(visitId);
    // Anybody may text SOS; whose manager is whose is written down here for those who go out.
    const isOffice = ![...onVisit].every((person) => PRACTITIONERS.includes(person));
    const walk: Walk = { kind: '', step: '', stepAt: 0, since: [], changed: false, active: 0, taken: false };
    const asks = new Set<string>();
    const alerted = new Set<string>();
    const until = Math.min(evidence.ends, evidence.poisonedFrom(visitId));
    let policeTold = false;
    let isOver = false;
    for (const written of lines) {
      const { entry, at } = written;
      if (at > until) break;
      const { kind, data } = entry;
      if (!isOver) broken.push(...notSilent(evidence, walk, at, id));
      if (kind === 'incident_opened') walk.kind = String(data['kind']);
      if (kind === 'incident_changed') {
        walk.kind = String(data['kind']);
        walk.changed = true;
        policeTold = false;
        asks.clear();
      }
      if (kind === 'police_told') policeTold = true;
      if (kind === 'step_started') broken.push(...inOrder(evidence, walk, written, isOffice ? null : onVisit));
      if (kind === 'asked') {
        if (!isOffice) broken.push(...rightPerson(evidence, walk, written, onVisit));
        const key = `${String(data['person'])} ${String(data['step'])} ${String(data['times'])}`;
        if (data['step'] !== undefined && asks.has(key)) broken.push(`acted twice: ${key} at ${clock(at)}`);
        asks.add(key);
      }
      if (kind === 'asked' || kind === 'told') alerted.add(String(data['person']));
      if (kind === 'stood_down') {
        broken.push(...ended(evidence, walk, written, { onVisit, alerted, policeTold }));
        isOver = true;
      }
      if (LIFE.has(kind)) walk.active = at;
      if (kind === 'acknowledged' || kind === 'no_answer_reported') walk.taken = true;
      walk.since.push(written);
    }
    if (!isOver) broken.push(...notSilent(evidence, walk, until, id));
  }
  return broken;
}

const LIFE: ReadonlySet<string> = new Set([
  'incident_opened',
  'incident_changed',
  'step_started',
  'asked',
  'acknowledged',
  'no_answer_reported',
  'acknowledgement_expired',
  'unanswered',
  'police_told',
  'fault',
]);

function inOrder(
  evidence: Evidence,
  walk: Walk,
  { entry, at, commit }: Written,
  onVisit: ReadonlySet<string> | null,
): string[] {
  const broken: string[] = [];
  const steps = ORDER[walk.kind] ?? [];
  const next = String(entry.data['step']);
  const place = steps.indexOf(next);
  const before = steps.indexOf(walk.step);
  const police = steps.indexOf('police');
  const inTurn = place === before + 1 || (walk.changed && (place === 0 || place === police));
  const toldAlready = next === 'senior_leaders' && commit.lines.some((line) => line.entry.kind === 'police_told');
  if (!inTurn && !toldAlready) broken.push(`P2: after step ${walk.step || 'none'} came ${next} at ${clock(at)}`);
  const reason = walk.changed || walk.since.some((one) => REASONS.has(one.entry.kind));
  if (walk.step !== '' && !reason) broken.push(`P6: step ${walk.step} was left at ${clock(at)} without a reason`);
  if (next === 'police' && !walk.changed && onVisit) broken.push(...substitutesWereAsked(evidence, walk, at, onVisit));
  walk.step = next;
  walk.stepAt = at;
  walk.since = [];
  walk.changed = false;
  walk.taken = false;
  return broken;
}

/** Where nobody took it, everyone who stands in for the manager was asked before the police step, or the record says why not. */
function substitutesWereAsked(evidence: Evidence, walk: Walk, at: Instant, onVisit: ReadonlySet<string>): string[] {
  const { absent, withoutMobile } = evidence.played.schedule.office;
  const someoneSpoke = walk.since.some(({ entry }) => THEIR_WORD.has(entry.kind));
  const ranOut = at - walk.stepAt >= (LONGEST[walk.kind] ?? 0) * MINUTE;
  if (someoneSpoke || ranOut || evidence.grace.wasHindered(walk.stepAt, at)) return [];
  return (SUBSTITUTES[walk.kind] ?? [])
    .filter((person) => !absent.includes(person) && !withoutMobile.includes(person) && !onVisit.has(person))
    .filter(
      (person) =>
        !walk.since.some(
          ({ entry }) => ['asked', 'passed_over'].includes(entry.kind) && entry.data['person'] === person,
        ),
    )
    .map((person) => `P6: the police step started at ${clock(at)}, and ${person} had not been asked`);
}

function rightPerson(evidence: Evidence, walk: Walk, { entry, at }: Written, onVisit: ReadonlySet<string>): string[] {
  const person = String(entry.data['person']);
  const { rota } = evidence.played.schedule.office;
  const contacts = rota.filter((one) => !onVisit.has(one));
  const allowed: Readonly<Record<string, readonly string[]>> = {
    nominated_contact: contacts,
    // The device's first step asks the contact and the manager together.
    line_manager: [...MANAGERS.slice(0, 4), ...(walk.kind === 'device' ? contacts : [])],
    contact_and_manager: [...contacts, ...MANAGERS.slice(0, 4)],
    police: [...MANAGERS, ...contacts, 'carol', 'colin'],
    senior_leaders: MANAGERS.concat('carol', 'colin'),
  };
  const broken: string[] = [];
  const fit = allowed[walk.step]?.includes(person) && !onVisit.has(person);
  if (!fit) broken.push(`P2: ${person} was asked in step ${walk.step} at ${clock(at)}`);
  const isFirst = !walk.since.some((one) => one.entry.kind === 'asked');
  if (!isFirst || walk.step === 'police' || walk.step === 'senior_leaders') return broken;
  // In the same breath as an outage's other levels the first of this one may have been asked already.
  const can = (one: string): boolean => !evidence.isAbsent(one) && evidence.mobile(one) !== null && !onVisit.has(one);
  const wanted =
    walk.step === 'nominated_contact'
      ? rota.find(can)
      : walk.step === 'line_manager' && walk.kind !== 'device' && can('lena')
        ? 'lena'
        : undefined;
  const passed = walk.since.some((one) => one.entry.kind === 'passed_over' && one.entry.data['person'] === wanted);
  if (wanted !== undefined && person !== wanted && !passed)
    broken.push(`P2: ${person} was asked first in step ${walk.step} at ${clock(at)}, not ${wanted}`);
  return broken;
}

function notSilent({ grace }: Evidence, walk: Walk, at: Instant, id: string): string[] {
  if (walk.active === 0) return [];
  const minutes =
    walk.step === 'senior_leaders'
      ? NEWS
      : walk.step === 'police'
        ? walk.taken
          ? OUTCOME
          : POLICE_REPEAT
        : walk.taken
          ? OUTCOME
          : (ANSWER[walk.kind] ?? 0);
  const latest = grace.loop(walk.active + minutes * MINUTE, 10 * SECOND);
  if (at <= latest) return [];
  const since = walk.active;
  walk.active = 0;
  return [
    `P6: incident ${id} at step ${walk.step} fell silent at ${clock(since)}; it should have gone on by ${clock(latest)}`,
  ];
}

interface Cast {
  readonly onVisit: ReadonlySet<string>;
  readonly alerted: ReadonlySet<string>;
  readonly policeTold: boolean;
}

function ended(
  evidence: Evidence,
  walk: Walk,
  { entry, at, commit }: Written,
  { onVisit, alerted, policeTold }: Cast,
): string[] {
  const broken: string[] = [];
  const { by } = entry;
  const managersOnly = policeTold || walk.kind === 'alert_code' || walk.kind === 'device';
  const contacts = [...evidence.played.schedule.office.rota, ...MANAGERS];
  const allowed = managersOnly ? MANAGERS : walk.kind === 'sos' ? contacts : [...contacts, ...onVisit];
  if (!allowed.includes(by) || (managersOnly && onVisit.has(by)))
    broken.push(`P9: ${walk.kind} was ended by ${by} at ${clock(at)}`);
  for (const person of alerted) {
    const hidden = walk.kind === 'alert_code' && onVisit.has(person);
    if (person === by || hidden || evidence.mobile(person) === null) continue;
    if (!commit.messages.some((row) => row.person === person && row.body.includes('STOOD DOWN')))
      broken.push(`P9: ${person} was alerted, and is not told of the stand-down of ${clock(at)}`);
  }
  return broken;
}

/** No number means two things within seven days. */
export function referencesAreUsedOnce(evidence: Evidence): string[] {
  const seen = new Map<string, string>();
  const broken: string[] = [];
  for (const [id, lines] of evidence.incidents) {
    const reference = String(lines.find(({ entry }) => entry.kind === 'incident_opened')?.entry.data['reference']);
    if (!/^\d{4,5}$/.test(reference) || seen.has(reference))
      broken.push(`reference ${reference} stands for two incidents`);
    seen.set(reference, id);
  }
  return broken;
}
