import { statusSeenBy } from './visit-status.js';
import { daysBetween } from '../time/week.js';
import { MINUTE } from '../time/instant.js';
import { isWatched, type Visit } from './visit.js';
import type { PersonVisited, VisitPlan } from './visit-plan.js';
import { daysLater, type Span } from './weekly.js';

/**
 * Visits that were planned together, every week: what "this and the later ones" means of them (HVPF 8.2.2).
 *
 * They stay visits of their own. What is changed of one is changed of a later one where that stood as it did in this one; what
 * was set otherwise by hand, for that visit alone, was agreed with somebody, and stays.
 */

/** The visit itself and those that are planned to start with it or after it, in order. */
export const thisAndLater = (series: readonly Visit[], from: Visit): Visit[] =>
  series
    .filter((one) => one.id === from.id || one.plannedStart >= from.plannedStart)
    .sort((one, other) => one.plannedStart - other.plannedStart || rank(one, from) - rank(other, from));

const rank = (visit: Visit, from: Visit): number => (visit.id === from.id ? 0 : 1);

/**
 * Why this one is left as it is when its series is changed or cancelled, as whoever asks may know it (P8); null: it is not.
 * Whoever has begun is inside, or was, or an alarm runs about them: that is no matter for a plan.
 */
export function whyLeftOut(visit: Visit, by: string): string | null {
  const status = statusSeenBy(by, visit);
  if (status === 'cancelled') return 'it is cancelled already';
  if (!isWatched({ status })) return 'it is over';
  const isUntouched = status === 'planned' && visit.attendees.every((one) => one.status === 'planned');
  return isUntouched ? null : status === 'overdue' ? 'it is overdue' : 'it has begun';
}

/** A visit that stays as it is, and why: "it has begun". */
export interface LeftOut {
  readonly visit: Visit;
  readonly why: string;
}

/** What of a later visit stands otherwise than in this one, and so is not changed with it. */
export type Kept = 'times' | 'staff' | 'purpose' | 'person visited' | 'name' | 'address' | 'risk of serious harm';

export interface LaterChange {
  readonly change: Partial<VisitPlan>;
  readonly kept: readonly Kept[];
}

/** What a change of this visit, which stood as in `before`, makes of a later one of its series. */
export function changeOfLater(
  before: VisitPlan,
  change: Partial<VisitPlan>,
  later: VisitPlan,
  zone: string,
): LaterChange {
  const parts = [
    times(before, change, later, zone),
    whoGoes(before, change, later),
    one('purpose', before.purpose, change.purpose, later.purpose, (purpose) => ({ purpose })),
    person(before.personVisited, change.personVisited ?? undefined, later.personVisited),
  ];
  return {
    change: Object.assign({}, ...parts.map((part) => part.change)) as Partial<VisitPlan>,
    kept: parts.flatMap(({ kept }) => kept),
  };
}

const NOTHING: LaterChange = { change: {}, kept: [] };
const keeps = (kept: Kept): LaterChange => ({ change: {}, kept: [kept] });
const same = (value: unknown, other: unknown): boolean => JSON.stringify(value) === JSON.stringify(other);

function one<T>(
  name: Kept,
  before: T,
  after: T | undefined,
  later: T,
  change: (value: T) => Partial<VisitPlan>,
): LaterChange {
  if (after === undefined || same(later, after)) return NOTHING;
  return same(later, before) ? { change: change(after), kept: [] } : keeps(name);
}

/** By the clock on the wall, from summer into winter: so many days later the same weekday and hour, and as far moved. */
function times(before: VisitPlan, change: Partial<VisitPlan>, later: VisitPlan, zone: string): LaterChange {
  const { plannedStart = before.plannedStart, plannedEnd = before.plannedEnd } = change;
  const days = daysBetween(before.plannedStart, later.plannedStart, zone);
  const wanted = daysLater({ start: plannedStart, end: plannedEnd }, days, zone);
  const stands = spanOf(later);
  if (sameMinutes({ start: plannedStart, end: plannedEnd }, spanOf(before)) || sameMinutes(stands, wanted))
    return NOTHING;
  if (days % 7 !== 0 || !sameMinutes(stands, daysLater(spanOf(before), days, zone))) return keeps('times');
  return {
    change: {
      ...(wanted.start !== stands.start && { plannedStart: wanted.start }),
      ...(wanted.end !== stands.end && { plannedEnd: wanted.end }),
    },
    kept: [],
  };
}

const spanOf = ({ plannedStart, plannedEnd }: VisitPlan): Span => ({ start: plannedStart, end: plannedEnd });
const minute = (at: number): number => Math.floor(at / MINUTE);
const sameMinutes = (one: Span, other: Span): boolean =>
  minute(one.start) === minute(other.start) && minute(one.end) === minute(other.end);

/** Who goes, and how, are one: a companion who goes once makes a pair of that visit alone. */
function whoGoes(before: VisitPlan, { attendees, kind }: Partial<VisitPlan>, later: VisitPlan): LaterChange {
  if (attendees === undefined && kind === undefined) return NOTHING;
  const party = (plan: VisitPlan) => ({ attendees: plan.attendees, kind: plan.kind });
  const wanted = { attendees: attendees ?? before.attendees, kind: kind ?? before.kind };
  return one('staff', party(before), wanted, party(later), (after) => ({
    ...(attendees !== undefined && { attendees: after.attendees }),
    ...(kind !== undefined && { kind: after.kind }),
  }));
}

/** Part by part, so that a risk that has risen is known of a visit at another address too. Of somebody else nothing. */
function person(
  before: PersonVisited | null,
  after: PersonVisited | undefined,
  later: PersonVisited | null,
): LaterChange {
  if (!after || same(inOrder(later), inOrder(after))) return NOTHING;
  if (!before || !later || later.reference !== before.reference)
    return same(inOrder(later), inOrder(before))
      ? { change: { personVisited: after }, kept: [] }
      : keeps('person visited');
  const kept: Kept[] = [];
  const part = <K extends keyof PersonVisited>(key: K, name: Kept): PersonVisited[K] => {
    const [was, is, stands] = [before, after, later].map((visited) => inOrder(visited)?.[key]);
    if (same(was, is) || same(stands, is)) return later[key];
    if (same(stands, was)) return after[key];
    kept.push(name);
    return later[key];
  };
  const personVisited: PersonVisited = {
    reference: part('reference', 'person visited'),
    name: part('name', 'name'),
    address: part('address', 'address'),
    riskOfSeriousHarm: part('riskOfSeriousHarm', 'risk of serious harm'),
  };
  return { change: same(inOrder(personVisited), inOrder(later)) ? {} : { personVisited }, kept };
}

/** The same is the same in whatever order it is kept. */
const inOrder = (visited: PersonVisited | null): Record<keyof PersonVisited, unknown> | null =>
  visited && {
    reference: visited.reference,
    name: visited.name,
    address: [...visited.address.lines, visited.address.postcode],
    riskOfSeriousHarm: visited.riskOfSeriousHarm,
  };
