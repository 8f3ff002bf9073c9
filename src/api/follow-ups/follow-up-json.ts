import type { z } from 'zod';
import { isOverdue, type FollowUp } from '../../domain/follow-up/follow-up.js';
import type { Incident } from '../../domain/incident/incident.js';
import { iso, type Instant } from '../../domain/time/instant.js';
import type { closingSchema, followUpSchema, reviewSchema } from './follow-up.schemas.js';

/** What follows an incident, as whoever asks may see it. `notes`: they may be about somebody's health. */
export interface Following {
  readonly followUps: readonly FollowUp[];
  readonly notes: boolean;
  readonly at: Instant;
}

export const followUpJson = (
  one: FollowUp,
  { notes, at }: Omit<Following, 'followUps'>,
): z.output<typeof followUpSchema> => {
  const { number, kind, about, what, clause, required, owner, dueAt, state, note, settledBy, settledAt, version } = one;
  return {
    number,
    kind,
    about,
    what,
    clause,
    required,
    owner,
    dueAt: iso(dueAt),
    overdue: isOverdue(one, at),
    state,
    note: notes ? note : null,
    settledBy,
    settledAt: settledAt === null ? null : iso(settledAt),
    version,
  };
};

export const reviewJson = ({ review }: Incident, notes: boolean): z.output<typeof reviewSchema> | null =>
  review ? { ...review, account: notes ? review.account : null, at: iso(review.at) } : null;

export const closingJson = ({ closing }: Incident, notes: boolean): z.output<typeof closingSchema> | null =>
  closing ? { ...closing, reason: notes ? closing.reason : null, at: iso(closing.at) } : null;
