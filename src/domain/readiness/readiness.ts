import { shiftsFor } from '../organisation/cover.js';
import type { Directory } from '../organisation/directory.js';
import { needsPhone } from '../organisation/needs-phone.js';
import type { Person, RotaShift, Unit } from '../organisation/organisation.js';
import { isOver } from '../organisation/shift.js';
import type { Scope } from '../permission/access.js';
import { DAY, type Instant, type Milliseconds } from '../time/instant.js';
import { showDated } from '../time/dated.js';
import { instantOf, localDate, localParts, showDayTime, showTime } from '../time/local.js';
import { isWatched, type Visit } from '../visit/visit.js';
import { JUST_AFTER, oughtToBeCovered, uncovered, type Uncovered } from './cover.js';
import { dependedOn } from './depended-on.js';
import { FINDING_KINDS, type Finding } from './finding.js';

/** What is known at one moment: the office, its visits, its phones, and how the service is. */
export interface Situation {
  readonly at: Instant;
  readonly zone: string;
  readonly directory: Directory;
  /** Within which units, and about which people. */
  readonly scope: Scope;
  /** Visits that are watched, within the scope. Drills are passed over. */
  readonly visits: readonly Visit[];
  /** There are more, which were not read. */
  readonly moreVisits: boolean;
  /** How long after the expected end an alarm is raised. */
  readonly overdueAfter: Milliseconds;
  readonly optedOut: ReadonlySet<string>;
  /** By number: the last text to it did not arrive. */
  readonly troubles: ReadonlyMap<string, PhoneTrouble>;
  /** By person: when they were last asked or told in a drill. */
  readonly drilled: ReadonlyMap<string, Instant>;
  /** What is wrong with the service now. */
  readonly problems: readonly string[];
}

export interface PhoneTrouble {
  readonly at: Instant;
  /** The number is none that can take texts; otherwise it could not be reached this time. */
  readonly badNumber: boolean;
}

const LOOKED_AHEAD = 7 * DAY;
export const DRILLED_WITHIN = 90 * DAY;

/** What is missing, the gravest first; of one kind by time, then as the office has them. */
export function readinessOf(situation: Situation): Finding[] {
  const { at, zone, directory, scope } = situation;
  const { units: all, people: everybody } = directory.organisation;
  const isHere = (unit: string): boolean => scope.units === null || scope.units.includes(unit);
  const isTheirs = ({ id, unit }: Person): boolean => isHere(unit) || scope.people.includes(id);
  const people = everybody.filter(isTheirs);
  const visiting = new Set(people.filter(isPractitioner).map(({ unit }) => unit));
  const units = all.filter(({ id }) => isHere(id));
  const rota = directory.organisation.rota.filter((shift) => !isOver(shift, at, zone));
  const withPractitioners = units.filter(({ id }) => visiting.has(id));
  const findings = [
    ...situation.problems.map((says) => finding('monitoring', says)),
    ...(situation.moreVisits
      ? [finding('not_looked_at', `${situation.visits.length} visits were looked at, and there are more.`)]
      : []),
    ...situation.visits.flatMap((visit) => ofVisit(visit, situation)),
    ...withPractitioners.flatMap((unit) => ofRota(unit, situation)),
    ...people.flatMap((person) => ofPhone(person, rota, situation)),
    // Of people from elsewhere no more than what is wrong: whoever looks may have no page of theirs.
    ...dependedOn(people.filter(isPractitioner), withPractitioners, rota, directory)
      .filter((person) => !isTheirs(person))
      .flatMap((person) => ofPhone(person, rota, situation))
      .map((found) => ({ ...found, unit: null, person: null })),
    ...people.flatMap((person) => ofLine(person, directory)),
    ...withPractitioners.flatMap((unit) => ofUnit(unit, directory)),
    ...contactsOf(people, units, rota, directory).flatMap((person) => ofPractice(person, situation)),
  ];
  const rank = ({ kind }: Finding): number => FINDING_KINDS.indexOf(kind);
  return findings.sort((a, b) => rank(a) - rank(b) || (a.from ?? 0) - (b.from ?? 0));
}

const isPractitioner = ({ roles }: Person): boolean => roles.includes('practitioner');

const finding = (kind: Finding['kind'], says: string, more: Partial<Finding> = {}): Finding => ({
  kind,
  says,
  unit: null,
  person: null,
  visit: null,
  from: null,
  to: null,
  ...more,
});

/** A visit of which an alarm would find no contact, from its start, or from now, to the moment of the alarm. */
function ofVisit(visit: Visit, situation: Situation): Finding[] {
  const { at, zone, directory, overdueAfter } = situation;
  if (visit.drill || !isWatched(visit) || visit.plannedStart >= at + LOOKED_AHEAD) return [];
  const from = Math.max(at, visit.plannedStart);
  const to = Math.max(from, visit.expectedEnd + overdueAfter) + JUST_AFTER;
  const going = visit.attendees.map(({ person }) => person);
  const [first] = uncovered(visit.unit, { from, to }, situation, undefined, going);
  if (!first) return [];
  const tonight = visit.plannedStart < tomorrowAt8(at, zone);
  const when = showSpan(visit.plannedStart, visit.expectedEnd, zone);
  const says = `Visit ${visit.reference}, ${nameOf(visit.unit, directory)}, ${when}: ${sayWhy(first)} from ${showTime(first.from, zone)}.`;
  return [
    finding(tonight ? 'visit_tonight' : 'visit_later', says, {
      unit: visit.unit,
      visit: visit.id,
      from: first.from,
      to: first.to,
    }),
  ];
}

function ofRota({ id, name }: Unit, situation: Situation): Finding[] {
  const { at, directory, zone } = situation;
  if (shiftsFor(id, directory).every((shift) => isOver(shift, at, zone)))
    return [finding('no_rota', `${name} has no rota, and no unit above it has one.`, { unit: id })];
  return uncovered(id, { from: at, to: at + LOOKED_AHEAD }, situation, oughtToBeCovered(id, situation)).map((gap) =>
    finding('shift', `${name}, ${showSpan(gap.from, gap.to, zone)}: ${sayWhy(gap)}.`, {
      unit: id,
      from: gap.from,
      to: gap.to,
    }),
  );
}

function ofPhone(
  person: Person,
  rota: readonly RotaShift[],
  { directory, optedOut, troubles, zone }: Situation,
): Finding[] {
  const { id, name, mobile, unit } = person;
  const about = { unit, person: id };
  if (mobile === null)
    return needsPhone(person, { ...directory.organisation, rota })
      ? [finding('number', `${name} has no mobile number.`, about)]
      : [];
  if (optedOut.has(mobile)) return [finding('opted_out', `${name}’s phone has opted out of texts.`, about)];
  const trouble = troubles.get(mobile);
  if (!trouble) return [];
  const when = showDated(trouble.at, zone);
  return trouble.badNumber
    ? [finding('number', `${name}’s number cannot be texted, the provider said on ${when}.`, about)]
    : [finding('unreachable', `${name}’s phone: the text of ${when} did not arrive.`, about)];
}

function ofLine(person: Person, directory: Directory): Finding[] {
  if (!isPractitioner(person) || directory.lineManagerOf(person.id)) return [];
  return [finding('line_manager', `${person.name} has no line manager.`, { unit: person.unit, person: person.id })];
}

function ofUnit({ id, name }: Unit, directory: Directory): Finding[] {
  const police = directory.police(id);
  return [
    ...(directory.seniorOnSite(id)
      ? []
      : [finding('senior', `${name}: nobody is named as the senior person on site.`, { unit: id })]),
    ...(police === null ? [finding('police', `${name}: no police force is named.`, { unit: id })] : []),
    ...(police?.controlRoom === ''
      ? [finding('police', `${name}: ${police.force} is named without the number of its control room.`, { unit: id })]
      : []),
  ];
}

/** Those on the rota of these units, and whoever has the role. */
function contactsOf(
  people: readonly Person[],
  units: readonly Unit[],
  rota: readonly RotaShift[],
  directory: Directory,
): Person[] {
  const here = new Set(units.map(({ id }) => id));
  const onRota = rota
    .filter(({ unit }) => here.has(unit))
    .flatMap(({ contacts }) => contacts)
    .flatMap((id) => directory.person(id) ?? []);
  return [...new Set([...onRota, ...people.filter(({ roles }) => roles.includes('contact'))])];
}

function ofPractice({ id, name, unit }: Person, { at, drilled, zone }: Situation): Finding[] {
  const last = drilled.get(id);
  if (last !== undefined && last > at - DRILLED_WITHIN) return [];
  const says =
    last === undefined
      ? `${name} has never been asked in a drill.`
      : `${name} was last asked in a drill on ${showDated(last, zone).slice(0, -6)}, ${Math.floor((at - last) / DAY)} days ago.`;
  return [finding('not_drilled', says, { unit, person: id })];
}

/** Eight in the morning after this one. */
function tomorrowAt8(at: Instant, zone: string): Instant {
  const today = localParts(at, zone);
  return instantOf({ ...today, day: today.day + 1, hour: 8, minute: 0 }, zone);
}

const sayWhy = ({ why }: Uncovered): string =>
  why.length === 0 ? 'nobody is on the rota' : `nobody can be asked (${why.join(', ')})`;

/** "Tue 1 Dec 09:00 to 17:00", "Tue 1 Dec 22:00 to Wed 2 Dec 06:00". */
const showSpan = (from: Instant, to: Instant, zone: string): string =>
  `${showDayTime(from, zone)} to ${localDate(from, zone) === localDate(to, zone) ? showTime(to, zone) : showDayTime(to, zone)}`;

const nameOf = (unit: string, directory: Directory): string => directory.unit(unit)?.name ?? unit;
