import { directoryOf } from '../../domain/organisation/directory-of.js';
import { shiftsFor } from '../../domain/organisation/cover.js';
import type { Directory } from '../../domain/organisation/directory.js';
import { grouped } from '../../domain/organisation/keyed.js';
import { needsPhone } from '../../domain/organisation/needs-phone.js';
import type { Organisation, Person, Unit } from '../../domain/organisation/organisation.js';
import { COMMON_WORDS } from './common-words.js';
import type { Finding } from './fault.js';
import { quoted } from './fault.js';

/** What is taken and may leave someone without help. */
export function warningsOf(organisation: Organisation, zone: string): readonly Finding[] {
  const directory = directoryOf(organisation, zone);
  const practitioners = organisation.people.filter(({ roles }) => roles.includes('practitioner'));
  const teams = grouped(practitioners, ({ lineManager }) => lineManager);
  const workplaces = new Set(practitioners.map(({ unit }) => unit));
  return [
    ...organisation.people.flatMap((person, index) => [
      ...withoutMobile(person, index, organisation),
      ...withoutLineManager(person, index),
      ...aloneAsManager(person, index, teams.get(person.id) ?? [], directory),
    ]),
    // A region or a PDU where no practitioner works needs no rota and no police contact of its own.
    ...organisation.units.flatMap((unit, index) => [
      ...commonPhrases(unit, index),
      ...(workplaces.has(unit.id) ? withoutCover(unit, index, directory) : []),
    ]),
  ];
}

/** Whoever the chain may turn to must be within reach of a text. */
function withoutMobile(person: Person, index: number, organisation: Organisation): readonly Finding[] {
  if (person.mobile !== null || !needsPhone(person, organisation)) return [];
  const message = person.roles.includes('practitioner')
    ? `${person.name} goes on visits and has no mobile: arrival and departure cannot be texted`
    : `${person.name} has no mobile: the chain will pass them by`;
  return [{ at: ['people', index, 'mobile'], message, mend: 'Give their mobile.' }];
}

function withoutLineManager(person: Person, index: number): readonly Finding[] {
  if (person.lineManager !== null || !person.roles.includes('practitioner')) return [];
  return [
    {
      at: ['people', index, 'lineManager'],
      message: `${person.name} goes on visits and has no line manager: nobody authorises them, and the second step has nobody to turn to`,
      mend: 'Give the id of their line manager.',
    },
  ];
}

/** In the line manager's absence: the senior person on site, another manager, the manager's manager (HVPF 8.4.3). */
function aloneAsManager(
  manager: Person,
  index: number,
  team: readonly Person[],
  directory: Directory,
): readonly Finding[] {
  const alone = team.find(({ id, unit }) =>
    [directory.seniorOnSite(unit), directory.lineManagerOf(manager.id), ...directory.otherManagers(unit)].every(
      (other) => other === undefined || other.mobile === null || other.id === manager.id || other.id === id,
    ),
  );
  if (alone === undefined) return [];
  return [
    {
      at: ['people', index],
      message: `${manager.name} has no substitute for ${alone.name}: nobody else with a mobile manages there`,
      mend: `Give ${manager.name} a line manager, or the unit a senior person on site or a second manager.`,
    },
  ];
}

function commonPhrases({ alertPhrases }: Unit, index: number): readonly Finding[] {
  return alertPhrases.flatMap((phrase, position) => {
    const words = phrase.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
    const common = words.length <= 1 && words.every((word) => word.length <= 2 || COMMON_WORDS.has(word));
    if (!common) return [];
    return [
      {
        at: ['units', index, 'alertPhrases', position],
        message: `${quoted(phrase)} may turn up in any text, and would raise the alarm by accident`,
        mend: 'Use several words that fit the story and are said at no other time: "cancel my next appointment".',
      },
    ];
  });
}

function withoutCover(unit: Unit, index: number, directory: Directory): readonly Finding[] {
  const findings: Finding[] = [];
  if (shiftsFor(unit.id, directory).length === 0) {
    findings.push({
      at: ['units', index],
      message: `${unit.name} has no nominated contact: there is no rota for it or for any unit above it`,
      mend: `Add a rota entry with unit: ${unit.id}.`,
    });
  }
  if (directory.police(unit.id) === null) {
    findings.push({
      at: ['units', index, 'police'],
      message: `${unit.name} has no police contact, nor has any unit above it: the call sheet will not say whom to ring`,
      mend: 'Give the force and the number of its control room, here or on a unit above.',
    });
  }
  return findings;
}
