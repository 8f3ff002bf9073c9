import type { OfficeEntry } from '../../../application/ports/office-record.js';
import { versionOf } from '../../../application/organisation/version.js';
import { needsCover } from '../../../domain/organisation/cover.js';
import { hangsOnUnit } from '../../../domain/organisation/hangs-on.js';
import type { Person, Unit } from '../../../domain/organisation/organisation.js';
import { mayReadAlertCodes } from '../../../domain/permission/alert-codes.js';
import { dialled } from '../../../domain/texting/wording.js';
import type { Standpoint } from '../../guard.js';
import { changeOf } from '../changes.js';
import { hrefOfRota, hrefOfUnit, mayIn, maySee, personLink } from '../reach.js';
import { ROLE_WORDS, UNIT_KIND_WORDS } from '../words.js';

/** One unit's page; what it has not itself it takes from the nearest unit above that has some. */
export function unitPage(unit: Unit, changes: readonly OfficeEntry[], from: Standpoint) {
  const { directory, at } = from;
  const hangs = hangsOnUnit(unit.id, directory.organisation, from);
  const upwards = directory.unitsUpwards(unit.id);
  const above = upwards.slice(1).reverse();
  const owner = (has: (one: Unit) => boolean): Unit | undefined => upwards.find(has);
  const fromAbove = (one: Unit | undefined): string | null => (one && one.id !== unit.id ? one.name : null);
  const [senior, police, phrases] = [
    owner(({ seniorOnSite }) => seniorOnSite !== null && directory.person(seniorOnSite) !== undefined),
    owner((one) => one.police !== null),
    owner(({ alertPhrases }) => alertPhrases.length > 0),
  ];
  const head = unit.head === null ? undefined : directory.person(unit.head);
  const seniorPerson = directory.seniorOnSite(unit.id);
  return {
    id: unit.id,
    href: hrefOfUnit(unit.id),
    version: versionOf(unit),
    name: unit.name,
    kind: UNIT_KIND_WORDS[unit.kind],
    above: above.map((one) => ({
      text: one.name,
      href: mayIn(from, 'see_office', one.id) ? hrefOfUnit(one.id) : null,
    })),
    head: head ? personLink(from, head) : null,
    senior: seniorPerson ? { ...personLink(from, seniorPerson), from: fromAbove(senior) } : null,
    police: police?.police
      ? {
          force: police.police.force,
          controlRoom: dialled(police.police.controlRoom).replaceAll(' ', '\u00a0'),
          from: fromAbove(police),
        }
      : null,
    codes: codesOf(phrases, unit, from),
    codesFrom: fromAbove(phrases),
    onDuty: directory
      .contactsOnDuty(unit.id, at)
      .filter(({ id, mobile }) => mobile !== null && !directory.isAbsent(id, at))
      .map((person) => personLink(from, person)),
    contacts: [...new Set(hangs.shifts.flatMap(({ contacts }) => contacts))]
      .flatMap((id) => directory.person(id) ?? [])
      .map((person) => personLink(from, person)),
    needsCover: needsCover(directory.organisation, unit.id),
    rota: hrefOfRota(unit.id),
    below: hangs.units.map((one) => ({ text: one.name, href: hrefOfUnit(one.id) })),
    people: hangs.people
      .filter((person) => maySee(from, person))
      .map((person) => ({ ...personLink(from, person), roles: rolesOf(person) })),
    shifts: hangs.shifts.length,
    changes: changes.map((entry) => changeOf(entry, from)),
    mayChange: mayIn(from, 'change_office', unit.parent ?? unit.id),
    mayAddPeople: mayIn(from, 'change_office', unit.id),
  };
}

const rolesOf = ({ roles }: Person): string => roles.map((role) => ROLE_WORDS[role]).join(', ');

function codesOf(owner: Unit | undefined, unit: Unit, from: Standpoint) {
  if (!owner) return null;
  const mayRead = mayReadAlertCodes(from.access, owner, unit);
  return { count: owner.alertPhrases.length, phrases: mayRead ? owner.alertPhrases : null };
}
