import type { EntryKind, NewEntry } from '../decision.js';
import { ANSWERS } from '../incident/answers.js';
import { SECOND, type Instant, type Milliseconds } from '../time/instant.js';

/** One step of a drill, as its record tells it. Seconds to a tenth, from the start of the step. */
export interface StepTimes {
  readonly step: string;
  readonly clause: string | null;
  readonly startedAt: Instant;
  /** Ids of those who were asked in it, in order. */
  readonly asked: readonly string[];
  /** Whose word came first, of anybody but the practitioner. Null: nobody answered. */
  readonly firstAnswerBy: string | null;
  readonly firstAnswerAfterSeconds: number | null;
  /** Null: it goes on. */
  readonly endedAfterSeconds: number | null;
}

type Line = Pick<NewEntry, 'at' | 'kind' | 'by' | 'clause' | 'data'>;

/** The times of each step, derived from the entries of a drill's visit, in the order in which they were written. */
export function stepTimes(entries: readonly Line[]): StepTimes[] {
  const opened = entries.find(({ kind }) => kind === 'incident_opened');
  const subjects = opened?.data['subjects'];
  const practitioners: readonly string[] = Array.isArray(subjects) ? subjects : [];
  const ended = entries.find(({ kind }) => kind === 'stood_down')?.at ?? null;
  // Whoever stops a drill answers nothing.
  const stopped = entries.some(({ kind, data }) => kind === 'drill_ended' && data['outcome'] === 'stopped');
  const isAnswer = (kind: EntryKind): boolean => ANSWERS.includes(kind) && !(stopped && kind === 'stood_down');
  const starts = entries.flatMap((entry, index) => (entry.kind === 'step_started' ? [{ entry, index }] : []));
  return starts.map(({ entry, index }, number) => {
    const next = starts[number + 1];
    // What brought the next step about was written before it, and belongs to this one.
    const own = entries.slice(index + 1, next?.index);
    const answer = own.find(({ kind, by }) => isAnswer(kind) && by !== 'allswell' && !practitioners.includes(by));
    const endedAt = next?.entry.at ?? ended;
    return {
      step: String(entry.data['step']),
      clause: entry.clause,
      startedAt: entry.at,
      asked: [...new Set(own.flatMap(({ kind, data }) => (kind === 'asked' ? [String(data['person'])] : [])))],
      firstAnswerBy: answer?.by ?? null,
      firstAnswerAfterSeconds: answer ? seconds(answer.at - entry.at) : null,
      endedAfterSeconds: endedAt === null ? null : seconds(endedAt - entry.at),
    };
  });
}

const seconds = (length: Milliseconds): number => Math.round(length / (SECOND / 10)) / 10;
