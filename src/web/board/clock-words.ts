import { sayDuration } from '../../domain/time/duration.js';
import type { Instant } from '../../domain/time/instant.js';

/**
 * A moment that is shown by its distance from now: how long is left until it, by how long it is overdue, how long ago it was, in
 * how long it comes. A row holds the moment; the words are put in when it is shown, and a page's script keeps them right.
 */
export type ClockKind = 'left' | 'overdue' | 'ago' | 'in';

export function sayClock(kind: ClockKind, moment: Instant, at: Instant): string {
  const ahead = moment - at;
  switch (kind) {
    case 'left':
      return ahead >= 0 ? `${sayDuration(ahead)} left` : `${sayDuration(-ahead)} past the time`;
    case 'overdue':
      // Extended while an alarm runs: the new end lies ahead.
      return ahead >= 0 ? `${sayDuration(ahead)} left` : `OVERDUE by ${sayDuration(-ahead)}`;
    case 'ago':
      return `${sayDuration(Math.max(0, -ahead))} ago`;
    case 'in':
      return ahead > 0 ? `in ${sayDuration(ahead)}` : 'now';
  }
}

const CLOCK = /data-(left|overdue|ago|in)="(\d+)">/g;

/** Puts the words of this moment into what was printed without them. */
export const fillClocks = (html: string, at: Instant): string =>
  html.replace(CLOCK, (attribute, kind: ClockKind, moment: string) => attribute + sayClock(kind, Number(moment), at));
