import { DAY, type Instant } from '../time/instant.js';
import type { Absence } from './organisation.js';

/** A year's leave and some weeks: whatever is longer is entered a year at a time. */
const LONGEST = 400 * DAY;
const FURTHEST = 2 * 366 * DAY;

/**
 * Whether the year of an absence is wrong, most likely: 2126 for 2026. Whoever is absent is passed by when an alarm goes out, and
 * nothing else would tell for a hundred years.
 */
export const isSlipOfTheYear = ({ from, to }: Pick<Absence, 'from' | 'to'>, now: Instant): boolean =>
  to - Math.max(from, now) > LONGEST || from - now > FURTHEST;
