import { DAY, HOUR, MINUTE, type Instant } from '../time/instant.js';
import { startOfLocalDay } from '../time/local.js';
import { whyNotAsked, type WhyNotAsked } from './cannot-be-asked.js';
import type { Directory } from './directory.js';
import type { Organisation, Person, RotaShift } from './organisation.js';
import { isDated, readShift, wallClock, type Shift } from './shift.js';

/** Somebody who stands on the rota at a moment, and why the chain would pass them by, if it would. */
export interface OnDuty {
  readonly person: Person;
  /** By a shift of that date alone. */
  readonly dated: boolean;
  readonly whyNot: WhyNotAsked | null;
}

/** A time in which the same people are on duty for a unit. */
export interface Stretch {
  readonly from: Instant;
  readonly to: Instant;
  /** Whose rota they stand on: the unit's own, or that of a unit above it. Null: no rota has a shift then. */
  readonly unit: string | null;
  readonly people: readonly OnDuty[];
}

export interface CoverQuestion {
  readonly directory: Directory;
  readonly zone: string;
  /** Mobiles to which no text goes. */
  readonly optedOut: ReadonlySet<string>;
}

/** Nobody on duty whom the chain could ask (HVPF 8.1.6: outside office hours too a contact is really there). */
export const isGap = ({ people }: Pick<Stretch, 'people'>): boolean => people.every(({ whyNot }) => whyNot !== null);

/** Whether anybody of this unit goes on visits: then it must always have a contact. One without needs no rota of its own. */
export const needsCover = ({ people }: Organisation, unit: string): boolean =>
  people.some((person) => person.unit === unit && person.roles.includes('practitioner'));

/** Who is on duty for a unit from one moment to another, without a hole: a time with nobody is a stretch too. */
export function coverOf(unit: string, from: Instant, to: Instant, question: CoverQuestion): Stretch[] {
  const turns = turnsOf(unit, from, to, question);
  const stretches: Stretch[] = [];
  turns.forEach((at, index) => {
    const stretch = { ...dutyAt(unit, at, question), from: at, to: turns[index + 1] ?? to };
    const last = stretches.at(-1);
    if (last && sameDuty(last, stretch)) stretches[stretches.length - 1] = { ...last, to: stretch.to };
    else stretches.push(stretch);
  });
  return stretches;
}

/** The times with nobody, each whole, whatever the reason is in its parts. */
export function gapsIn(stretches: readonly Stretch[]): { readonly from: Instant; readonly to: Instant }[] {
  const gaps: { from: Instant; to: Instant }[] = [];
  for (const { from, to } of stretches.filter(isGap)) {
    const last = gaps.at(-1);
    if (last?.to === from) last.to = to;
    else gaps.push({ from, to });
  }
  return gaps;
}

/** The first moments of so many local days, the first of them the one that holds `from`, and the end of the last. */
export function dayStarts(from: Instant, days: number, zone: string): Instant[] {
  const starts = [startOfLocalDay(from, zone)];
  // A day and a half after midnight is the next day, whatever the clocks do in the night between.
  while (starts.length <= days) starts.push(startOfLocalDay(starts.at(-1)! + 36 * HOUR, zone));
  return starts;
}

function dutyAt(unit: string, at: Instant, { directory, optedOut }: CoverQuestion): Pick<Stretch, 'unit' | 'people'> {
  const duty = directory.dutyAt(unit, at);
  return {
    unit: duty?.unit ?? null,
    people: (duty?.people ?? []).map((person, index) => ({
      person,
      dated: index < (duty?.dated ?? 0),
      whyNot: whyNotAsked(person, at, directory, optedOut),
    })),
  };
}

const sameDuty = (one: Stretch, other: Stretch): boolean =>
  one.unit === other.unit &&
  one.people.length === other.people.length &&
  one.people.every(
    ({ person, dated, whyNot }, index) =>
      person.id === other.people[index]?.person.id &&
      dated === other.people[index].dated &&
      whyNot === other.people[index].whyNot,
  );

/** All that may put somebody on duty for the unit: its own shifts, and those of the units above it. */
export function shiftsFor(unit: string, directory: Directory): RotaShift[] {
  const upwards = new Set(directory.unitsUpwards(unit).map(({ id }) => id));
  return directory.organisation.rota.filter((shift) => upwards.has(shift.unit));
}

/** Every moment at which it may change who is on duty, and some at which it does not: those fall together again. */
export function turnsOf(
  unit: string,
  from: Instant,
  to: Instant,
  { directory, zone }: Pick<CoverQuestion, 'directory' | 'zone'>,
): Instant[] {
  if (to <= from) return [];
  const { absences } = directory.organisation;
  const shifts = shiftsFor(unit, directory);
  const weekly = turningMinutes(shifts.filter((shift) => !isDated(shift)).map(readShift));
  const dated = shifts.filter(isDated).map(readShift);
  const contacts = new Set(shifts.flatMap((shift) => shift.contacts));
  const away = absences.filter(({ person }) => contacts.has(person)).flatMap((absence) => [absence.from, absence.to]);
  const turns = new Set([from, ...away]);
  const starts = dayStarts(from, Math.ceil((to - from) / DAY) + 1, zone);
  const first = wallClock(from, zone).day;
  starts.slice(0, -1).forEach((start, index) => {
    const day = first + index;
    const ofDay = turningMinutes(dated.filter(({ date }) => date === day || date === day - 1));
    for (const at of turnsOfDay(start, starts[index + 1]!, [...new Set([...weekly, ...ofDay])])) turns.add(at);
  });
  return [...turns].filter((at) => at >= from && at < to).sort((a, b) => a - b);
}

const turningMinutes = (shifts: readonly Shift[]): number[] =>
  shifts.flatMap(({ from, to }) => [0, from, to % (24 * 60)]);

/**
 * The moments of a local day at which its clock shows these minutes. On the two days on which it is changed, both that the
 * clock may mean, and every quarter of an hour: the change itself falls on one, and may begin or end a shift.
 */
function turnsOfDay(start: Instant, end: Instant, minutes: readonly number[]): Instant[] {
  const plain = minutes.map((minute) => start + minute * MINUTE);
  const shift = end - start - DAY;
  if (shift === 0) return plain;
  const quarters = Array.from({ length: Math.ceil((end - start) / (15 * MINUTE)) }, (_, n) => start + n * 15 * MINUTE);
  return [...plain, ...plain.map((at) => at + shift), ...quarters].filter((at) => at >= start && at < end);
}
