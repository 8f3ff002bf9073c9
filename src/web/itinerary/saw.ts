import { changedMeanwhile } from '../../application/diary.js';
import type { VisitPlan } from '../../domain/visit/visit-plan.js';
import type { VisitView } from '../../application/ports/reader.js';
import { Refusal } from '../../application/refusal.js';
import type { Typed } from '../form/typed.js';

/** What the page of a visit showed of its times, which it sends along. */

/** The times that the page showed; null where it is no page of ours. */
export function sawOf({ saw = '' }: Typed): { start: number; end: number } | null {
  const [, start, end] = /^(\d{1,15}) (\d{1,15})$/.exec(saw) ?? [];
  return start === undefined || end === undefined ? null : { start: Number(start), end: Number(end) };
}

/** Of several the diary is asked twice: what nobody should be asked about is refused at once. */
export function refuseStale(
  view: VisitView,
  { plannedStart, plannedEnd }: Partial<VisitPlan>,
  saw: ReturnType<typeof sawOf>,
  zone: string,
): void {
  const meanwhile = saw && changedMeanwhile(view, saw, zone);
  if (meanwhile) throw new Refusal('conflict', meanwhile);
  if (plannedStart === undefined && plannedEnd === undefined)
    throw new Refusal('conflict', 'These are the times that the diary has: nothing is changed by them');
}
