import type { Instant } from '../time/instant.js';
import type { Directory, UnitDuty } from './directory.js';
import { firstBy, grouped } from './keyed.js';
import type { Organisation, Person, RotaShift, Unit } from './organisation.js';
import type { Shift } from './shift.js';
import { covers, isDated, readShift, wallClock } from './shift.js';
import type { UnitTree } from './unit-tree.js';
import { unitTree } from './unit-tree.js';

/** A shift with the people it names. */
interface Duty {
  readonly unit: string;
  readonly shift: Shift;
  readonly contacts: readonly Person[];
}

/**
 * The directory of one version of the organisation. Everything that does not depend on the moment is worked out here,
 * once: it is asked thousands of times a second. Ids that lead nowhere are passed over, so that a flaw in the office's
 * data costs one answer and never the whole chain.
 *
 * @param zone the IANA zone in which the rota's times are meant, as "Europe/London"
 */
export function directoryOf(organisation: Organisation, zone: string): Directory {
  const people = firstBy(organisation.people, ({ id }) => id);
  const mobiles = firstBy(people.values(), ({ mobile }) => mobile);
  const tree = unitTree(organisation.units);
  const absences = grouped(organisation.absences, ({ person }) => person);
  const duties = dutiesUpwards(organisation.rota, tree, people);
  const managers = managersNear(people.values(), tree);

  const person = (id: string | null | undefined): Person | undefined => (id == null ? undefined : people.get(id));
  const unitsUpwards = (unitId: string): readonly Unit[] => tree.upwards.get(unitId) ?? [];

  function dutyAt(unitId: string, at: Instant): UnitDuty | null {
    const now = wallClock(at, zone);
    const people = new Set<Person>();
    let nearest: string | null = null;
    let dated = 0;
    // Shifts of that date add to whoever is on duty every week, and take nobody away: these are looked for further up.
    for (const level of duties.get(unitId) ?? []) {
      let isWeekly = false;
      for (const { shift, contacts } of level) {
        if (contacts.length === 0 || !covers(shift, now)) continue;
        for (const person of contacts) people.add(person);
        // On each level they come before the weekly ones.
        if (shift.date === null) isWeekly = true;
        else dated = people.size;
        nearest ??= level[0]!.unit;
      }
      if (isWeekly) return { unit: level[0]!.unit, people: [...people], dated };
    }
    return nearest === null ? null : { unit: nearest, people: [...people], dated };
  }

  return {
    organisation,
    person,
    personByMobile: (e164) => mobiles.get(e164),
    unit: (id) => tree.units.get(id),
    unitsUpwards,
    unitsBelow: (unitId) => tree.below.get(unitId) ?? [],

    isAbsent: (personId, at) => (absences.get(personId) ?? []).some(({ from, to }) => from <= at && at < to),

    contactsOnDuty: (unitId, at) => dutyAt(unitId, at)?.people ?? [],
    dutyAt,

    lineManagerOf(personId: string): Person | undefined {
      const manager = person(person(personId)?.lineManager);
      return manager?.id === personId ? undefined : manager;
    },

    seniorOnSite: (unitId) => nearest(unitsUpwards(unitId), (unit) => person(unit.seniorOnSite)),
    otherManagers: (unitId) => managers.get(unitId) ?? [],
    headOf: (unitId, kind) =>
      nearest(unitsUpwards(unitId), (unit) => (unit.kind === kind ? person(unit.head) : undefined)),
    alertPhrases: (unitId) =>
      nearest(unitsUpwards(unitId), ({ alertPhrases }) => (alertPhrases.length > 0 ? alertPhrases : undefined)) ?? [],
    police: (unitId) => nearest(unitsUpwards(unitId), (unit) => unit.police ?? undefined) ?? null,
  };
}

/** What the unit says, or else the nearest unit above that says something. */
function nearest<T>(upwards: readonly Unit[], answer: (unit: Unit) => T | undefined): T | undefined {
  for (const unit of upwards) {
    const found = answer(unit);
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * For each unit: its own duties, then those of each unit above, leaving out units without any. On each level dated shifts
 * come first: whoever says yes to one Friday expects to be the one who is asked.
 */
function dutiesUpwards(rota: readonly RotaShift[], tree: UnitTree, people: ReadonlyMap<string, Person>) {
  const inTurn = [...rota.filter(isDated), ...rota.filter((shift) => !isDated(shift))];
  const duties = inTurn.map((shift) => ({
    unit: shift.unit,
    shift: readShift(shift),
    contacts: shift.contacts.flatMap((id) => people.get(id) ?? []),
  }));
  const byUnit: ReadonlyMap<string, readonly Duty[]> = grouped(duties, ({ unit }) => unit);
  return forEachUnit(tree, (upwards) => upwards.flatMap(({ id }) => (byUnit.has(id) ? [byUnit.get(id)!] : [])));
}

/**
 * For each unit, the managers whom the chain may turn to, nearest first: the unit's own, those of units that share its
 * parent, the rest of the PDU. Where no PDU stands above (a police force's units), the whole tree takes its place:
 * the chain has someone to turn to rather than nobody (P6).
 */
function managersNear(people: Iterable<Person>, tree: UnitTree) {
  const managers = [...people].filter(({ roles }) => roles.includes('manager') || roles.includes('senior_manager'));
  const byUnit: ReadonlyMap<string, readonly Person[]> = grouped(managers, ({ unit }) => unit);
  return forEachUnit(tree, (upwards) => {
    const unit = upwards[0]!;
    const top = upwards.find(({ kind }) => kind === 'pdu') ?? upwards.at(-1)!;
    const all = tree.below.get(top.id)!;
    const siblings = all.filter(({ parent }) => parent === unit.parent);
    return [...new Set([unit, ...siblings, ...all])].flatMap(({ id }) => byUnit.get(id) ?? []);
  });
}

function forEachUnit<T>(tree: UnitTree, answer: (upwards: readonly Unit[]) => T): ReadonlyMap<string, T> {
  return new Map([...tree.upwards].map(([unitId, upwards]) => [unitId, answer(upwards)]));
}
