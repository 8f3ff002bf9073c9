import type { Directory } from '../organisation/directory.js';
import { grouped } from '../organisation/keyed.js';
import type { Person, RotaShift } from '../organisation/organisation.js';
import { isDated } from '../organisation/shift.js';
import { DAY, type Instant } from '../time/instant.js';
import { reachOf, RIGHTS, type Right } from './rights.js';

/** What something is to those who may see or change it: the unit it belongs to, and the people it is about. */
export interface Concerned {
  readonly unit: string;
  readonly people: readonly string[];
}

/** What lists show of a right: all that belongs to these units, and what concerns these people. Null units: all there are. */
export interface Scope {
  readonly units: readonly string[] | null;
  readonly people: readonly string[];
}

/** What one caller may do: a person who is signed in, or a machine with a token. */
export interface Access {
  /** Whether there is anything at all for which this right is theirs. */
  has(right: Right): boolean;
  may(right: Right, concerned: Concerned): boolean;
  scope(right: Right): Scope;
}

const NOTHING: Scope = { units: [], people: [] };

/** Whether a list of this scope holds it. */
export const covers = ({ units, people }: Scope, concerned: Concerned): boolean =>
  units === null || units.includes(concerned.unit) || concerned.people.some((person) => people.includes(person));

const accessBy = (has: (right: Right) => boolean, scope: (right: Right) => Scope): Access => ({
  has,
  scope,
  may: (right, concerned) => has(right) && covers(scope(right), concerned),
});

/** Only what of it belongs to these units; undefined: all of it. */
export function narrowed(scope: Scope, units: readonly string[] | undefined): Scope {
  if (units === undefined) return scope;
  return { units: units.filter((unit) => scope.units === null || scope.units.includes(unit)), people: [] };
}

/**
 * What a person may do, by their roles: within the units they have a duty to and all below those, and about the people whose
 * line they are in, wherever these work.
 */
export function accessOf(person: Person, directory: Directory, at: Instant): Access {
  const { id, roles } = person;
  const own: Scope = { units: [], people: [id] };
  // Asked for on every page, and a whole office to look through: worked out for whoever has a right that reaches so far.
  let whole: Scope | undefined;
  const wholeScope = (): Scope =>
    (whole ??= { units: unitsOf(person, directory, at), people: [id, ...lineBelow(id, directory)] });
  return accessBy(
    (right) => reachOf(right, roles) !== null,
    (right) => {
      const reach = reachOf(right, roles);
      return reach === null ? NOTHING : reach === 'own' ? own : wholeScope();
    },
  );
}

/** What a token may do: the rights it was given, in one unit and those below it; without a unit, everywhere. */
export function accessOfToken(rights: readonly Right[], unit: string | null, directory: Directory): Access {
  const units = unit === null ? null : directory.unitsBelow(unit).map(({ id }) => id);
  return accessBy(
    (right) => rights.includes(right),
    (right) => (rights.includes(right) ? { units, people: [] } : NOTHING),
  );
}

/** Whoever runs the installation: `ADMIN_TOKEN`. */
export const ALL_ACCESS: Access = accessBy(
  () => true,
  () => ({ units: null, people: [] }),
);

/** Their own unit; those they head, or are the senior person on site of; those on whose rota they stand now; and all below. */
function unitsOf({ id, unit }: Person, directory: Directory, at: Instant): string[] {
  const { units, rota } = directory.organisation;
  const duties = [
    unit,
    ...units.filter(({ head, seniorOnSite }) => head === id || seniorOnSite === id).map((one) => one.id),
    ...rota.filter((shift) => shift.contacts.includes(id) && opensUnit(shift, at)).map((shift) => shift.unit),
  ];
  return [...new Set(duties.flatMap((duty) => directory.unitsBelow(duty).map((one) => one.id)))];
}

/**
 * Whoever stands in for one evening has to read themself in, and to write up what happened. Then it is over: a weekly shift
 * opens its unit for as long as it is on the rota, a dated one from a week before its date to three days after it began.
 */
function opensUnit(shift: RotaShift, at: Instant): boolean {
  if (!isDated(shift)) return true;
  const day = Date.parse(shift.date);
  return at >= day - 7 * DAY && at < day + 3 * DAY;
}

/** Those whose line manager they are, and whose line manager's line manager. */
function lineBelow(manager: string, { organisation }: Directory): string[] {
  const reports = grouped(organisation.people, ({ lineManager }) => lineManager);
  // A Set can be added to while it is walked, and holds each once: a circle ends.
  const found = new Set([manager]);
  for (const one of found) for (const { id } of reports.get(one) ?? []) found.add(id);
  found.delete(manager);
  return [...found];
}

/** The table as rows: of each right, how far it reaches for each role. For the documents and their test. */
export const permissionTable = (roles: readonly Person['roles'][number][]) =>
  (Object.keys(RIGHTS) as Right[]).map((right) => ({
    right,
    says: RIGHTS[right].says,
    reach: roles.map((role) => reachOf(right, [role])),
  }));
