import type { Comparison } from '../../../domain/drill/compare.js';
import type { DrillKind, DrillOutcome } from '../../../domain/drill/drill.js';
import { MINUTE, SECOND } from '../../../domain/time/instant.js';
import type { Tag } from '../../visit-words.js';

/** What the pages of drills call things. */

export const KIND_WORDS: Readonly<Record<DrillKind, string>> = {
  overdue: 'Overdue',
  alert_code: 'Alert code',
  sos: 'SOS',
};

const OUTCOME_TAGS: Readonly<Record<DrillOutcome, Tag>> = {
  police_step: { word: 'Reached the police step', symbol: '✓', colour: 'green' },
  stood_down: { word: 'Stood down', symbol: '✓', colour: 'green' },
  stopped: { word: 'Stopped', symbol: '–', colour: 'grey' },
  ran_out: { word: 'Nobody ended it', symbol: '!', colour: 'yellow' },
  overtaken: { word: 'Gave way to something real', symbol: '–', colour: 'grey' },
};

export const RUNNING: Tag = { word: 'Running', symbol: '▲', colour: 'blue' };

export const tagOf = (outcome: DrillOutcome | null): Tag => (outcome === null ? RUNNING : OUTCOME_TAGS[outcome]);

/** "41 seconds", "1 minute 5 seconds": drills are compared by seconds. */
export function sayLength(seconds: number): string {
  const whole = Math.round(seconds);
  const minutes = Math.floor(whole / (MINUTE / SECOND));
  const rest = whole % (MINUTE / SECOND);
  return [
    ...(minutes > 0 ? [`${minutes} minute${minutes === 1 ? '' : 's'}`] : []),
    ...(rest > 0 || minutes === 0 ? [`${rest} second${rest === 1 ? '' : 's'}`] : []),
  ].join(' ');
}

/** "14 seconds faster than usual (median of 4 earlier: 55 seconds; best: 30 seconds)". Null where there is nothing to compare. */
export function sayComparison({ seconds, median, best, difference, of }: Comparison): string | null {
  if (median === null || best === null || of === 0) return null;
  const earlier = `usual in ${of} earlier: ${sayLength(median)}, best: ${sayLength(best)}`;
  if (seconds === null || difference === null) return earlier;
  const rounded = Math.round(Math.abs(difference));
  if (rounded === 0) return `as usual (${earlier})`;
  return `${sayLength(rounded)} ${difference < 0 ? 'faster' : 'slower'} (${earlier})`;
}
