import { SECOND, type Instant } from '../../../src/domain/time/instant.js';
import type { Trouble } from '../story/played.js';
import { clock, type Evidence } from './evidence.js';

/** From being written to being taken by the provider, where nothing is in the way. */
const TAKEN_WITHIN = 12 * SECOND;

/** What was claimed a moment before may still go out. */
const IN_HAND = 3 * SECOND;

const MARK = 'AGAIN: ';
const SEGMENT = 160;

/** P4: every text reaches the provider, or the record says why it did not; a second one says that it is one. */
export function messagesAreSent(evidence: Evidence): string[] {
  const broken: string[] = [];
  const written = new Set(evidence.rows.map(({ row }) => row.id));
  for (const { id, body, to } of evidence.played.carried)
    if (!written.has(id)) broken.push(`P4: "${body}" went to ${to}, and no change was written that it tells of`);
  for (const { at, row } of evidence.rows) {
    const copies = evidence.copiesOf(row);
    const tries = evidence.played.tries.filter(({ id }) => id === row.id);
    const own = tries
      .filter(({ kind }) => kind !== 'accepted')
      .map((one): Trouble => ({ kind: 'mute', from: one.at, to: one.at + 65 * SECOND }));
    const what = `"${row.body}" to ${row.person}, written ${clock(at)}`;
    const latest = evidence.grace.text(at, TAKEN_WITHIN, own);
    const [first, ...more] = copies;
    if (row.state === 'dropped' || row.state === 'failed' || row.state === 'undelivered') {
      const kind = row.state === 'dropped' ? 'message_dropped' : 'message_failed';
      if (
        row.visitId !== null &&
        !isSaid(evidence, row.visitId, kind, row.person, at) &&
        evidence.poisonedFrom(row.visitId) === Infinity
      )
        broken.push(`P4: ${what}, ended as ${row.state}, and the record does not say so`);
      if (row.state === 'failed' && copies.length === 0 && !tries.some(({ kind }) => kind === 'refused'))
        broken.push(`P4: ${what}, was given up, and the provider had not refused it`);
    } else if (!first) {
      if (row.state !== 'pending' && row.state !== 'sending' && row.state !== 'unknown')
        broken.push(`P4: ${what}, counts as ${row.state}, and the provider never had it`);
      else if (latest < evidence.ends && evidence.poisonedFrom(row.visitId ?? '') === Infinity)
        broken.push(`P4: ${what}, was not sent by ${clock(latest)}`);
    } else if (first.takenAt > latest)
      broken.push(`P4: ${what}, was sent at ${clock(first.takenAt)}, not by ${clock(latest)}`);
    if (more.length === 0 || !first) continue;
    const unmarked = copies.filter(({ body }) => !body.startsWith(MARK) && MARK.length + body.length <= SEGMENT);
    if (unmarked.length > 1) broken.push(`P4: ${what}, was sent ${copies.length} times and does not say so`);
    const doubted = tries.some(({ kind }) => kind === 'unknown');
    if (!doubted && !evidence.grace.wasHindered(at, more.at(-1)?.takenAt ?? at))
      broken.push(`P4: ${what}, was sent ${copies.length} times, and nothing had gone wrong`);
  }
  return broken;
}

function isSaid(evidence: Evidence, visitId: string, kind: string, person: string, since: Instant): boolean {
  return evidence
    .chain(visitId)
    .some(({ entry, at }) => entry.kind === kind && entry.data['person'] === person && at >= since);
}

/** What no longer holds when its turn comes is not sent. */
export function nothingStaleIsSent(evidence: Evidence): string[] {
  const broken: string[] = [];
  for (const { row } of evidence.rows) {
    if (row.visitId === null || (row.purpose !== 'ask' && row.purpose !== 'tell' && row.purpose !== 'reminder'))
      continue;
    const until =
      row.purpose === 'reminder'
        ? leftAt(evidence, row.visitId, row.person, row.createdAt)
        : endedAt(evidence, row.incidentId);
    for (const { takenAt, body } of evidence.copies.get(row.id) ?? [])
      if (takenAt > until + IN_HAND + evidence.grace.slack && !evidence.wasFrozenUntil(takenAt))
        broken.push(`stale: "${body}" was sent to ${row.person} at ${clock(takenAt)}, and held until ${clock(until)}`);
  }
  return broken;
}

const endedAt = (evidence: Evidence, incidentId: string | null): Instant =>
  evidence.incidents.get(incidentId ?? '')?.find(({ entry }) => entry.kind === 'stood_down')?.at ?? Infinity;

const leftAt = (evidence: Evidence, visitId: string, person: string, since: Instant): Instant =>
  evidence
    .chain(visitId)
    .find(({ entry, at }) => entry.kind === 'departure_confirmed' && entry.data['person'] === person && at >= since)
    ?.at ?? Infinity;
