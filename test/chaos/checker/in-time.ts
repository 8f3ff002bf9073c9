import { ESCALATIONS, LEADERS, NEWS_EVERY, POLICE, POLICE_ACK_LASTS, POLICE_REPEAT } from '../rules.js';
import type { Case, Course } from './case.js';
import { hopes, type Scene, type Standing } from './course.js';
import type { Finding, Obligation } from './finding.js';

/** By each of these the incident is carried on: whoever waits, waits afresh. */
const MOVES = new Set([
  'incident_opened',
  'incident_changed',
  'step_started',
  'asked',
  'told',
  'unanswered',
  'acknowledgement_expired',
  'acknowledged',
  'no_answer_reported',
  'police_told',
  'stood_down',
]);

/** Every alarm and every step comes no later than its time, or five seconds after what kept it is mended. No silence (P6). */
export function inTime({ evidence, courses, watches, patience }: Case): Finding[] {
  const owed = [
    ...watches.flatMap((watch) => watch.owed),
    ...courses.flatMap((course) => owedIn(course, evidence.judgedUntil)),
  ];
  return owed.flatMap(({ what, due, met, until }) => {
    const latest = patience.record(due);
    if (met === null ? latest >= until : met <= latest) return [];
    const late = met === null ? 'never came' : `came ${((met - due) / 1_000).toFixed(1)} s after its time`;
    return [{ law: 'in time', what: `${what} ${late}`, at: due }];
  });
}

function owedIn({ incident, scenes }: Course, judgedUntil: number): Obligation[] {
  const owed: Obligation[] = [];
  let awaited: { what: string; due: number } | null = null;
  for (const moment of momentsOf(scenes)) {
    const moved = moment.some(({ entry }) => MOVES.has(entry.kind));
    const failed = moment.some(({ entry }) => entry.kind === 'message_failed');
    const last = moment.at(-1);
    if (!last || (!moved && !failed)) continue;
    if (awaited && moved) owed.push({ ...awaited, met: last.entry.at, until: judgedUntil });
    const next = nextOf(last.after, last.entry.at);
    awaited = next && { ...next, what: `incident ${incident.reference}: ${next.what}` };
  }
  if (awaited) owed.push({ ...awaited, met: null, until: judgedUntil });
  return owed;
}

function momentsOf(scenes: readonly Scene[]): Scene[][] {
  const moments: Scene[][] = [];
  for (const scene of scenes) {
    const last = moments.at(-1);
    if (last?.[0]?.group.at === scene.group.at) last.push(scene);
    else moments.push([scene]);
  }
  return moments;
}

/** What must happen next, and when at the latest. */
function nextOf(standing: Standing, at: number): { what: string; due: number } | null {
  const { kind, step, stepAt, lastAskedAt, lastTakenAt, asked } = standing;
  if (standing.over) return null;
  if (step === LEADERS) return { what: 'asking for news', due: at + NEWS_EVERY };
  if (step === POLICE) {
    const again = Math.max(lastAskedAt, stepAt) + POLICE_REPEAT;
    const due = lastTakenAt >= stepAt ? Math.max(again, lastTakenAt + POLICE_ACK_LASTS) : again;
    return { what: 'asking again for the police to be rung', due };
  }
  const asking = ESCALATIONS[kind].steps.find(({ id }) => id === step);
  if (!asking) return null;
  const what = `going on from step ${step}`;
  const taken = [...asked.values()].some(({ state }) => state === 'took it' || state === 'reported');
  if (taken) return { what, due: lastTakenAt + asking.outcomeWithin };
  if (!hopes(standing)) return { what, due: at };
  return { what, due: Math.min(lastAskedAt + asking.answerWithin, stepAt + asking.longest) };
}
