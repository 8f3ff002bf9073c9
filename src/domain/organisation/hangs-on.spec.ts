import { describe, expect, it } from '@jest/globals';
import { directoryOf } from './directory-of.js';
import { hangsOnPerson, hangsOnUnit, nothingHangs } from './hangs-on.js';
import type { Organisation, Person, Role, Unit } from './organisation.js';
import { substitutesFor } from './substitutes.js';

const unit = (id: string, parent: string | null, more: Partial<Unit> = {}): Unit => ({
  id,
  name: id,
  kind: parent === null ? 'pdu' : 'team',
  parent,
  head: null,
  seniorOnSite: null,
  alertPhrases: [],
  police: null,
  ...more,
});
const person = (id: string, lineManager: string | null, role: Role = 'practitioner', at = 'team'): Person => ({
  id,
  name: id,
  mobile: null,
  unit: at,
  lineManager,
  roles: [role],
  car: null,
  description: '',
  device: '',
});

const office: Organisation = {
  units: [
    unit('pdu', null, { head: 'head' }),
    unit('team', 'pdu', { seniorOnSite: 'senior' }),
    unit('next', 'pdu'),
    unit('empty', 'pdu'),
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
    expect(hangsOnPerson('manager', office).lineManagerOf.map(({ id }) => id)).toEqual(['worker']);
    expect(hangsOnPerson('worker', office).shifts).toHaveLength(1);
    expect(hangsOnPerson('head', office).headOf.map(({ id }) => id)).toEqual(['pdu']);
    expect(hangsOnPerson('senior', office).seniorOnSiteOf.map(({ id }) => id)).toEqual(['team']);
  });

  it.each(['other', 'alone', 'stranger'])(
    'nothing on %s: absences go with them, and one’s own line does not count',
    (id) => {
      expect(nothingHangs(hangsOnPerson(id, office))).toBe(true);
    },
  );
});

describe('what hangs on a unit', () => {
  it('its people, its shifts and the units below', () => {
    const { units, people, shifts } = hangsOnUnit('team', office);
    expect([units.length, people.length, shifts.length]).toEqual([0, 4, 1]);
    expect(hangsOnUnit('pdu', office).units.map(({ id }) => id)).toEqual(['team', 'next', 'empty']);
    expect(nothingHangs(hangsOnUnit('empty', office))).toBe(true);
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
