import type { IncidentView } from '../../../application/ports/reader.js';
import { isOverdue, type FollowUp } from '../../../domain/follow-up/follow-up.js';
import type { Instant } from '../../../domain/time/instant.js';

/** For the page of the incident: how far it is. Null where nothing follows, as after a drill. */
export function followingOf(
  { visit, incident }: IncidentView,
  followUps: readonly FollowUp[],
  at: Instant,
): { readonly href: string; readonly text: string } | null {
  if (visit.drill || incident.status === 'open') return null;
  const href = `/incidents/${incident.id}/follow-ups`;
  if (incident.status === 'closed') return { href, text: 'All that follows it is done with: it is closed.' };
  if (followUps.length === 0) return { href, text: 'No support is owed by the rules. It has not been closed.' };
  const open = followUps.filter(({ state }) => state === 'open').length;
  const overdue = followUps.filter((one) => isOverdue(one, at)).length;
  const settled = `${followUps.length - open} of ${followUps.length} done or not needed`;
  return { href, text: `${settled}${overdue > 0 ? `, ${overdue} overdue` : ''}. It has not been closed.` };
}
