import type { Access } from '../../domain/permission/access.js';
import { sayRole } from '../../domain/escalation/responders.js';
import type { Directory } from '../../domain/organisation/directory.js';
import type { Person } from '../../domain/organisation/organisation.js';
import { dialled } from '../../domain/texting/wording.js';

/** Of one unit: its police control room, and the people whom the steps name besides the line manager, with their numbers. */
export interface WhomToRing {
  readonly unit: string;
  readonly police: string | null;
  readonly people: readonly { readonly role: string; readonly names: readonly string[] }[];
}

/** For whoever answers for the unit; a practitioner's paper has their own contact and manager (P11). */
export const whomToRing = (units: readonly string[], directory: Directory, access: Access): WhomToRing[] =>
  [...new Set(units)].map((id) => {
    const police = directory.police(id);
    const others = access.may('see_incidents', { unit: id, people: [] }) ? othersOf(id, directory) : [];
    return {
      unit: directory.unit(id)?.name ?? id,
      police: police && `${police.force}, ${unbroken(police.controlRoom)}`,
      people: others.filter(({ names }) => names.length > 0),
    };
  });

function othersOf(unit: string, directory: Directory): WhomToRing['people'][number][] {
  const named = (...people: (Person | undefined)[]): string[] =>
    people
      .filter((one) => one !== undefined)
      .map(({ name, mobile }) => `${name}, ${mobile ? unbroken(mobile) : 'no mobile entered'}`);
  return [
    { role: sayRole('senior_on_site'), names: named(directory.seniorOnSite(unit)) },
    { role: 'managers, nearest first', names: named(...directory.otherManagers(unit)) },
    { role: sayRole('pdu_head'), names: named(directory.headOf(unit, 'pdu')) },
    { role: sayRole('regional_director'), names: named(directory.headOf(unit, 'region')) },
  ];
}

/** A number that is broken over two lines is dialled wrong. */
const unbroken = (number: string): string => dialled(number).replaceAll(' ', '\u00a0');
