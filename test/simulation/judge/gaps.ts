import { SECOND, type Instant } from '../../../src/domain/time/instant.js';
import { clock, type Evidence } from './evidence.js';

/** Longer than this, and people must hear of it; a little longer for the judge, as the rounds have a beat. */
const WORTH_TELLING = 30 * SECOND;
const SURELY = WORTH_TELLING + 4 * SECOND;
const PERHAPS = WORTH_TELLING - 4 * SECOND;

/** P3: a time in which nobody watched is stated once, from when to when, and managers are told once. */
export function gapsAreToldOnce(evidence: Evidence): string[] {
  const broken: string[] = [];
  const told = evidence.office
    .filter(({ entry }) => entry.kind === 'monitoring_gap')
    .map(({ entry, at, commit }) => ({
      at,
      commit,
      from: Date.parse(String(entry.data['from'])),
      to: Date.parse(String(entry.data['to'])),
      people: entry.data['told'] as readonly string[],
    }));
  const away = evidence.played.troubles.filter(({ kind }) => kind === 'stopped' || kind === 'cut');
  const spans = merged(away);
  for (const { from, to } of spans) {
    if (to - from < SURELY) continue;
    const latest = evidence.grace.loop(to, 8 * SECOND);
    if (latest >= evidence.ends) continue;
    const covering = told.filter((gap) => gap.from <= from + 2 * SECOND && gap.to >= to - SECOND && gap.from < to);
    if (covering.length !== 1 || (covering[0]?.at ?? 0) > latest)
      broken.push(
        `gap: nobody watched from ${clock(from)} to ${clock(to)}, and that was told ${covering.length} times`,
      );
  }
  for (const [index, gap] of told.entries()) {
    if (gap.to - gap.from < PERHAPS) broken.push(`gap: told of ${(gap.to - gap.from) / SECOND} s`);
    if (told.slice(index + 1).some((other) => other.from < gap.to - SECOND))
      broken.push(`gap: ${clock(gap.from)} was told twice`);
    if (!evidence.grace.wasHindered(gap.from, gap.to))
      broken.push(`gap: ${clock(gap.from)} to ${clock(gap.to)} was none`);
    for (const person of gap.people)
      if (gap.commit.messages.filter((row) => row.person === person).length !== 1)
        broken.push(`gap: ${person} was not told once of ${clock(gap.from)}`);
  }
  return broken;
}

function merged(spans: readonly { readonly from: Instant; readonly to: Instant }[]): { from: Instant; to: Instant }[] {
  const all: { from: Instant; to: Instant }[] = [];
  for (const { from, to } of [...spans].sort((a, b) => a.from - b.from)) {
    const last = all.at(-1);
    if (last && from < last.to) last.to = Math.max(last.to, to);
    else all.push({ from, to });
  }
  return all;
}
