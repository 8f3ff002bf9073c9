import { versionOf } from '../../../application/organisation/version.js';
import type { OfficeEntry } from '../../../application/ports/office-record.js';
import { hangsOnPerson } from '../../../domain/organisation/hangs-on.js';
import { numberState, type NumberStanding } from '../../../domain/organisation/number-standing.js';
import type { Person } from '../../../domain/organisation/organisation.js';
import { substitutesFor } from '../../../domain/organisation/substitutes.js';
import { mayVerifyNumber } from '../../../domain/permission/verify-number.js';
import { dialled } from '../../../domain/texting/wording.js';
import type { Standpoint } from '../../guard.js';
import { howLongAgo } from '../../../domain/time/how-long-ago.js';
import { nameOf } from '../../visit-words.js';
import { changeOf } from '../changes.js';
import { hrefOfPerson, hrefOfRota, hrefOfUnit, mayIn, maySee, personLink } from '../reach.js';
import { shiftRow } from '../rota/shift-row.js';
import { NUMBER_TAGS, ROLE_WORDS } from '../words.js';

/** Somebody's own page: the staff details log (HVPF 8.1.5), and where they stand in the office. */
export function personPage(
  person: Person,
  standing: NumberStanding | undefined,
  changes: readonly OfficeEntry[],
  from: Standpoint,
) {
  const { directory, at, visitor, access } = from;
  const unit = directory.unit(person.unit);
  const manager = directory.lineManagerOf(person.id);
  const hangs = hangsOnPerson(person.id, directory.organisation, from);
  return {
    id: person.id,
    href: hrefOfPerson(person.id),
    version: versionOf(person),
    name: person.name,
    isSelf: person.id === visitor.person,
    unit: {
      text: unit?.name ?? person.unit,
      href: unit && mayIn(from, 'see_office', unit.id) ? hrefOfUnit(unit.id) : null,
    },
    roles: person.roles.map((role) => ROLE_WORDS[role]).join(', '),
    isAbsent: directory.isAbsent(person.id, at),
    mobile: person.mobile === null ? null : dialled(person.mobile).replaceAll(' ', '\u00a0'),
    number: numberOf(person, standing, from),
    car: person.car ? [person.car.registration, person.car.description].filter(Boolean).join(', ') : '',
    description: person.description,
    device: person.device,
    manager: manager ? personLink(from, manager) : null,
    substitutes: person.roles.includes('practitioner')
      ? substitutesFor(person, directory).map((one) => ({ ...personLink(from, one.person), as: one.as }))
      : [],
    manages: hangs.lineManagerOf.map((one) =>
      maySee(from, one) ? personLink(from, one) : { text: 'somebody in another unit', href: null },
    ),
    leads: [
      ...hangs.headOf.map((one) => ({ text: `Head of ${one.name}`, unit: one.id })),
      ...hangs.seniorOnSiteOf.map((one) => ({ text: `Senior person on site of ${one.name}`, unit: one.id })),
    ],
    shifts: hangs.shifts.map((shift) => ({
      ...shiftRow(shift, from),
      unit: directory.unit(shift.unit)?.name ?? shift.unit,
      order: shift.contacts.indexOf(person.id) + 1,
      of: shift.contacts.length,
      rota: mayIn(from, 'see_office', shift.unit) ? hrefOfRota(shift.unit) : null,
    })),
    changes: changes.map((entry) => changeOf(entry, from)),
    mayChange: mayIn(from, 'change_office', person.unit),
    mayEnterAbsences: mayIn(from, 'change_rota', person.unit),
    mayVerify: person.mobile !== null && mayVerifyNumber(access, visitor.person, person),
  };
}

function numberOf({ mobile }: Person, standing: NumberStanding | undefined, { at, zone, directory }: Standpoint) {
  const state = numberState(mobile, standing);
  const verified = standing?.verified ?? null;
  const notes = {
    none: 'Allswell cannot text them, and passes them by in an alarm.',
    opted_out: `No text goes to this phone since ${howLongAgo(standing?.optedOutSince ?? at, at, zone)}. Ring them; START, texted from the phone, lets texts through again.`,
    unreachable: `The text of ${howLongAgo(standing?.failedAt ?? at, at, zone)} did not arrive. Ask them whether the number is right.`,
    not_verified: 'Nobody has shown that this phone is theirs. It is alerted all the same.',
    verified: '',
  } as const;
  return {
    tag: NUMBER_TAGS[state],
    note: notes[state],
    verified: verified
      ? `Verified ${howLongAgo(verified.at, at, zone)}, by ${verified.by === 'api' ? 'another program' : nameOf(directory, verified.by)}.`
      : null,
  };
}
