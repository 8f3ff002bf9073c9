import type { Kept, LeftOut } from '../domain/visit/series.js';

/** What is said of the visits of a series that keep something, or are left out. */

/** "keeps its own times and address" */
export const sayKept = (kept: readonly Kept[]): string =>
  `keeps its own ${[kept.slice(0, -1).join(', '), ...kept.slice(-1)].filter(Boolean).join(' and ')}`;

const sayLeftOut = ({ visit, why }: LeftOut): string => `${visit.reference}: ${why}`;

/** Why there is nothing to do. */
export function whyNone(leftOut: readonly LeftOut[]): string {
  return `None of these visits is one to change or cancel. ${leftOut.map(sayLeftOut).join('; ')}.`;
}
