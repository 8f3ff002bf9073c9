import { SECOND, type Instant } from '../../../src/domain/time/instant.js';
import { clock, type Evidence } from './evidence.js';

const TELLING = /alert|\bcode\b|police|incident|stood down|overdue|are you safe|help is/i;

/** P8: while an alert code runs, the phones on the visit show nothing of it, and nobody is sent to ring them. */
export function covertAlarmsAreHidden(evidence: Evidence): string[] {
  const broken: string[] = [];
  for (const [id, lines] of evidence.incidents) {
    const begin = lines.find(({ entry }) => entry.data['kind'] === 'alert_code');
    if (!begin) continue;
    const visitId = evidence.visitOf.get(id) ?? '';
    const onVisit = evidence.attendees(visitId);
    const end = lines.find(({ entry }) => entry.kind === 'stood_down')?.at ?? Infinity;
    for (const { at, row } of evidence.rows) {
      if (row.visitId !== visitId || at < begin.at) continue;
      if (onVisit.has(row.person) && at < end) broken.push(...tells(evidence, row.person, row.purpose, row.body, at));
    }
    for (const { row } of evidence.rows) {
      if (row.incidentId !== id || onVisit.has(row.person) || !/OVERDUE|Ring them|Ring twice/.test(row.body)) continue;
      for (const { takenAt, body } of evidence.copies.get(row.id) ?? [])
        if (takenAt > begin.at + 3 * SECOND + evidence.grace.slack && !evidence.wasFrozenUntil(takenAt))
          broken.push(
            `P8: ${row.person} was sent to ring them at ${clock(takenAt)}, alert code since ${clock(begin.at)}: "${body}"`,
          );
    }
  }
  return broken;
}

function tells(evidence: Evidence, person: string, purpose: string, body: string, at: Instant): string[] {
  if (purpose !== 'reply') return [`P8: "${body}" (${purpose}) went to ${person}'s phone at ${clock(at)}`];
  const mobile = evidence.mobile(person);
  const askedForHelp = evidence.played.said.some((one) => one.from === mobile && one.body === 'SOS');
  return TELLING.test(body) && !askedForHelp ? [`P8: "${body}" was answered to ${person} at ${clock(at)}`] : [];
}
