import { DAY, HOUR, type Instant } from '../time/instant.js';
import { startOfLocalDay } from '../time/local.js';
import { dayNamed } from '../time/week.js';
import { coverOf, gapsIn, needsCover, type CoverQuestion } from './cover.js';
import type { RotaShift } from './organisation.js';
import { isDated } from './shift.js';

interface Span {
  readonly from: Instant;
  readonly to: Instant;
}

/** A time for which a unit had somebody to be asked, and has nobody now. */
export interface GapOpened extends Span {
  readonly unit: string;
}

/** The times that a shift can make a difference to: its date and the day after, or a week of those that come back. */
export function timesOf(shift: RotaShift, at: Instant, zone: string): Span {
  if (!isDated(shift)) return { from: at, to: at + 8 * DAY };
  const start = dayNamed(shift.date, zone) ?? at;
  // Two and a half days after midnight lie in the day after the next, whatever the clocks do.
  return { from: Math.max(start, at), to: Math.max(startOfLocalDay(start + 60 * HOUR, zone), at) };
}

/**
 * What a change of a unit's rota leaves without anybody, of that unit and of those below it which its rota stands in for
 * (HVPF 8.1.6). Gaps that were there before are another matter.
 */
export function gapsOpened(
  unit: string,
  times: readonly Span[],
  before: CoverQuestion,
  after: CoverQuestion,
): GapOpened[] {
  const { directory } = after;
  const gaps = (of: string, { from, to }: Span, question: CoverQuestion) => gapsIn(coverOf(of, from, to, question));
  const found = directory
    .unitsBelow(unit)
    .filter(({ id }) => needsCover(directory.organisation, id))
    .flatMap(({ id }) =>
      joined(times).flatMap((span) =>
        without(gaps(id, span, after), gaps(id, span, before)).map((gap) => ({ ...gap, unit: id })),
      ),
    );
  return found.sort((a, b) => a.from - b.from);
}

/** Each moment once. */
function joined(spans: readonly Span[]): Span[] {
  const all: { from: Instant; to: Instant }[] = [];
  for (const { from, to } of [...spans].sort((a, b) => a.from - b.from)) {
    const last = all.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else all.push({ from, to });
  }
  return all;
}

/** What of these is in none of those. */
const without = (these: readonly Span[], those: readonly Span[]): Span[] =>
  those.reduce<Span[]>(
    (left, { from, to }) =>
      left
        .flatMap((one) => [
          { from: one.from, to: Math.min(one.to, from) },
          { from: Math.max(one.from, to), to: one.to },
        ])
        .filter((one) => one.to > one.from),
    [...these],
  );
