import { describe, expect, it } from '@jest/globals';
import { directoryOf } from './directory-of.js';
import { hangsOnPerson, hangsOnUnit, nothingHangs } from './hangs-on.js';
import type { Organisation, Person, Role } from './organisation.js';
import { plainPerson, plainUnit } from '../simulation/plain.js';
import { substitutesFor } from './substitutes.js';

const NOW = { at: Date.parse('2026-12-01T12:00:00Z'), zone: 'Europe/London' };

const person = (id: string, lineManager: string | null, role: Role = 'practitioner', unit = 'team'): Person =>
  plainPerson(id, { unit, lineManager, roles: [role] });

const office: Organisation = {
  units: [
    plainUnit('pdu', { kind: 'pdu', head: 'head' }),
    plainUnit('team', { parent: 'pdu', seniorOnSite: 'senior' }),
    plainUnit('next', { parent: 'pdu' }),
    plainUnit('empty', { parent: 'pdu' }),
  ],
  people: [
    person('worker', 'manager'),
    person('alone', 'alone'),
    person('manager', 'head', 'manager'),
    person('senior', 'head', 'manager'),
    person('other', 'head', 'manager', 'next'),
    person('head', null, 'head', 'pdu'),
  ],
  rota: [{ unit: 'team', contacts: ['worker'], days: ['mon'], from: '09:00', to: '17:00' }],
  absences: [{ person: 'other', from: 0, to: 1 }],
};

describe('what hangs on somebody', () => {
  it('those whose line manager they are, their shifts, the units that they head or are the senior person of', () => {
    expect(hangsOnPerson('manager', office, NOW).lineManagerOf.map(({ id }) => id)).toEqual(['worker']);
    expect(hangsOnPerson('worker', office, NOW).shifts).toHaveLength(1);
    expect(hangsOnPerson('head', office, NOW).headOf.map(({ id }) => id)).toEqual(['pdu']);
    expect(hangsOnPerson('senior', office, NOW).seniorOnSiteOf.map(({ id }) => id)).toEqual(['team']);
  });

  it.each(['other', 'alone', 'stranger'])(
    'nothing on %s: absences go with them, and one’s own line does not count',
    (id) => {
      expect(nothingHangs(hangsOnPerson(id, office, NOW))).toBe(true);
    },
  );
});

describe('a dated shift', () => {
  const friday = { unit: 'empty', contacts: ['other'], date: '2026-11-27', from: '18:00', to: '08:00' };
  const hanging = (iso: string) => {
    const now = { at: Date.parse(iso), zone: 'Europe/London' };
    const with1 = { ...office, rota: [...office.rota, friday] };
    return [hangsOnPerson('other', with1, now), hangsOnUnit('empty', with1, now)].map(({ shifts }) => shifts.length);
  };

  it.each([
    ['2026-11-28T07:59:00Z', [1, 1]],
    ['2026-11-28T08:00:00Z', [0, 0]],
  ])('at %s hangs on %j: what is over holds nobody up', (iso, counts) => {
    expect(hanging(iso)).toEqual(counts);
  });
});

describe('what hangs on a unit', () => {
  it('its people, its shifts and the units below', () => {
    const { units, people, shifts } = hangsOnUnit('team', office, NOW);
    expect([units.length, people.length, shifts.length]).toEqual([0, 4, 1]);
    expect(hangsOnUnit('pdu', office, NOW).units.map(({ id }) => id)).toEqual(['team', 'next', 'empty']);
    expect(nothingHangs(hangsOnUnit('empty', office, NOW))).toBe(true);
  });
});

describe('in the line manager’s absence (8.4.3)', () => {
  const directory = directoryOf(office, 'Europe/London');
  const named = (id: string) =>
    substitutesFor(directory.person(id)!, directory).map((one) => `${one.person.id}, ${one.as}`);

  it('the senior person on site, other managers, the manager’s manager: each once', () => {
    expect(named('worker')).toEqual([
      'senior, senior person on site',
      'other, another manager',
      'head, line manager’s manager',
    ]);
  });

  it('nobody stands in for themself', () => {
    expect(named('senior').join()).not.toContain('senior,');
  });
});
