import type { Harm } from '../../../domain/follow-up/called-for.js';
import { isOverdue, type FollowUp } from '../../../domain/follow-up/follow-up.js';
import type { Directory } from '../../../domain/organisation/directory.js';
import { showDay } from '../../../domain/time/dated.js';
import type { Instant } from '../../../domain/time/instant.js';
import { localDate, showTime } from '../../../domain/time/local.js';
import { nameOf, type Tag } from '../../visit-words.js';
import type { View } from '../steps.js';

/** What the pages of follow-ups call things. */

export const HARM_WORDS: Readonly<Record<Harm, string>> = {
  none: 'Nobody was threatened, intimidated or hurt',
  threatened: 'Somebody was threatened or intimidated',
  hurt: 'Somebody was hurt',
};

export function stateTag(followUp: FollowUp, at: Instant): Tag {
  if (followUp.state === 'done') return { word: 'Done', symbol: '✓', colour: 'green' };
  if (followUp.state === 'not_needed') return { word: 'Not needed', symbol: '–', colour: 'grey' };
  return isOverdue(followUp, at)
    ? { word: 'Overdue', symbol: '▲', colour: 'red' }
    : { word: 'To do', symbol: '○', colour: 'blue' };
}

/** "by Tue 1 Dec 2026, today", "by Mon 30 Nov 2026, 2 days ago". */
export function sayDue(dueAt: Instant, { at, zone }: Pick<View, 'at' | 'zone'>): string {
  const days = daysBetween(at, dueAt, zone);
  const away =
    days === 0
      ? 'today'
      : days === 1
        ? 'tomorrow'
        : days === -1
          ? 'yesterday'
          : days > 0
            ? `in ${days} days`
            : `${-days} days ago`;
  return `by ${showDay(dueAt, zone)}, ${away}`;
}

const daysBetween = (from: Instant, to: Instant, zone: string): number =>
  Math.round((Date.parse(localDate(to, zone)) - Date.parse(localDate(from, zone))) / 86_400_000);

export const sayOwner = (owner: string | null, directory: Directory): string =>
  owner === null ? 'Nobody yet' : nameOf(directory, owner);

/** "Grace Okafor, by Tue 1 Dec 2026, today"; once it is settled, by whom and when. */
export function sayWho(followUp: FollowUp, view: View): string {
  const { settledAt, settledBy, owner, dueAt } = followUp;
  if (settledAt !== null) return `${sayDoer(settledBy, view.directory)}, ${showMoment(settledAt, view.zone)}`;
  return `${sayOwner(owner, view.directory)}, ${sayDue(dueAt, view)}`;
}

export const sayDoer = (by: string | null, directory: Directory): string =>
  by === 'api' ? 'Another program' : by === null ? '' : nameOf(directory, by);

export const showMoment = (at: Instant, zone: string): string => `${showDay(at, zone)} ${showTime(at, zone)}`;
