import { describe, expect, it } from '@jest/globals';
import { directoryOf } from '../organisation/directory-of.js';
import { ROLES, type Organisation, type Person, type Role, type Unit } from '../organisation/organisation.js';
import { plainPerson, plainUnit } from '../simulation/plain.js';
import { accessOf, accessOfToken, ALL_ACCESS, permissionTable } from './access.js';
import { RIGHTS, type Right } from './rights.js';

const NOW = Date.parse('2026-12-01T12:00:00Z');

const unit = (id: string, parent: string | null, more: Partial<Unit> = {}): Unit => plainUnit(id, { parent, ...more });

const person = (id: string, at: string, roles: readonly Role[], lineManager: string | null = null): Person =>
  plainPerson(id, { unit: at, roles, lineManager });

const people = [
  person('practitioner', 'team-1', ['practitioner'], 'manager'),
  person('colleague', 'team-1', ['practitioner'], 'manager'),
  person('elsewhere', 'team-2', ['practitioner'], 'manager'),
  person('contact', 'team-1', ['contact']),
  person('lent', 'team-2', ['contact']),
  person('manager', 'team-1', ['manager'], 'head'),
  person('head', 'region', ['head']),
  person('administrator', 'pdu', ['administrator']),
  person('auditor', 'region', ['auditor']),
];

const office: Organisation = {
  units: [
    unit('region', null),
    unit('pdu', 'region', { head: 'head' }),
    unit('team-1', 'pdu'),
    unit('team-2', 'pdu'),
    unit('other', null),
  ],
  people,
  rota: [{ unit: 'team-1', contacts: ['lent'], days: ['mon'], from: '00:00', to: '24:00' }],
  absences: [],
};
const directory = directoryOf(office, 'Europe/London');
const accessFor = (id: string) =>
  accessOf(
    people.find((one) => one.id === id)!,
    directory,
    NOW,
  );
const visitOf = (attendee: string, of = 'team-1') => ({ unit: of, people: [attendee] });

describe('who may see a visit', () => {
  it.each([
    ['practitioner', 'their own', visitOf('practitioner'), true],
    ['practitioner', "a colleague's", visitOf('colleague'), false],
    ['contact', 'one of their team', visitOf('practitioner'), true],
    ['contact', 'one of the team next door', visitOf('elsewhere', 'team-2'), false],
    ['lent', 'one of a team whose rota they are on', visitOf('practitioner'), true],
    ['manager', 'one of their team', visitOf('colleague'), true],
    ['manager', 'one of somebody whom they manage in another team', visitOf('elsewhere', 'team-2'), true],
    ['manager', 'one of somebody else in another team', visitOf('lent', 'team-2'), false],
    ['head', 'one in a team below the unit that they head', visitOf('elsewhere', 'team-2'), true],
    ['head', 'one in another region', visitOf('stranger', 'other'), false],
    ['auditor', 'one below their region', visitOf('practitioner'), true],
    ['administrator', 'one in their office', visitOf('practitioner'), false],
  ])('%s, %s: %s %s', (who, _, visit, expected) => {
    expect(accessFor(who).may('see_visits', visit)).toBe(expected);
  });
});

describe('what is shown in lists', () => {
  it('a practitioner: their own, and no unit', () => {
    expect(accessFor('practitioner').scope('see_visits')).toEqual({ units: [], people: ['practitioner'] });
  });

  it('a manager: their unit, themself and those whom they manage', () => {
    expect(accessFor('manager').scope('see_visits')).toEqual({
      units: ['team-1'],
      people: ['manager', 'practitioner', 'colleague', 'elsewhere'],
    });
  });

  it('nothing, of a right that is not theirs', () => {
    expect(accessFor('administrator').scope('see_visits')).toEqual({ units: [], people: [] });
  });

  it('a circle of line managers ends', () => {
    const circle = [person('one', 'team-1', ['manager'], 'two'), person('two', 'team-1', ['manager'], 'one')];
    const access = accessOf(circle[0]!, directoryOf({ ...office, people: circle }, 'Europe/London'), NOW);
    expect(access.scope('see_visits').people).toEqual(['one', 'two']);
  });
});

describe('whoever stands on a rota for one date', () => {
  const rota = [{ unit: 'team-1', contacts: ['lent'], date: '2026-11-27', from: '18:00', to: '08:00' }];
  const there = directoryOf({ ...office, rota }, 'Europe/London');
  const lent = people.find(({ id }) => id === 'lent')!;

  it.each([
    ['2026-11-19T12:00:00Z', false],
    ['2026-11-20T12:00:00Z', true],
    ['2026-11-27T23:00:00Z', true],
    ['2026-11-29T12:00:00Z', true],
    ['2026-11-30T12:00:00Z', false],
  ])('at %s sees the unit: %s', (written, sees) => {
    const access = accessOf(lent, there, Date.parse(written));
    expect(access.may('see_visits', visitOf('practitioner'))).toBe(sees);
  });
});

describe('a token', () => {
  it('reaches the unit that it was given for, and those below', () => {
    const token = accessOfToken(['see_visits'], 'pdu', directory);
    expect(token.may('see_visits', visitOf('practitioner'))).toBe(true);
    expect(token.may('see_visits', visitOf('stranger', 'other'))).toBe(false);
  });

  it('has the rights that it was given, and no other', () => {
    const token = accessOfToken(['see_visits'], null, directory);
    expect(token.has('plan_visits')).toBe(false);
    expect(token.may('plan_visits', visitOf('practitioner'))).toBe(false);
    expect(token.scope('plan_visits')).toEqual({ units: [], people: [] });
  });

  it('of no unit reaches all', () => {
    expect(accessOfToken(['see_visits'], null, directory).may('see_visits', visitOf('x', 'other'))).toBe(true);
  });

  it('of a unit that is gone reaches nothing', () => {
    expect(accessOfToken(['see_visits'], 'closed', directory).may('see_visits', visitOf('practitioner'))).toBe(false);
  });
});

describe('the table', () => {
  const rights = Object.keys(RIGHTS) as Right[];

  it('somebody with two roles has what either gives', () => {
    const both = accessOf(person('both', 'team-1', ['practitioner', 'auditor']), directory, NOW);
    expect(both.scope('see_visits').units).toEqual(['team-1']);
    expect(both.may('plan_visits', visitOf('both'))).toBe(true);
    expect(both.may('plan_visits', visitOf('colleague'))).toBe(false);
  });

  it('an auditor changes nothing', () => {
    const changing = rights.filter((right) => !right.startsWith('see_') && right !== 'export_incidents');
    expect(changing.filter((right) => accessFor('auditor').has(right))).toEqual([]);
  });

  it('an administrator sees nobody who is visited (P11)', () => {
    const access = accessFor('administrator');
    const rights = ['see_visits', 'see_person_visited', 'see_incidents', 'see_call_sheet'] as const;
    expect(rights.filter((right) => access.has(right))).toEqual([]);
  });

  it('whoever has ADMIN_TOKEN may do everything, everywhere', () => {
    expect(rights.every((right) => ALL_ACCESS.may(right, visitOf('x', 'nowhere')))).toBe(true);
  });

  it('has a row for each right and a cell for each role', () => {
    const table = permissionTable(ROLES);
    expect(table.map(({ right }) => right)).toEqual(rights);
    expect(table.find(({ right }) => right === 'see_visits')?.reach).toEqual([
      'own',
      'unit',
      'unit',
      'unit',
      'unit',
      'unit',
      null,
      'unit',
    ]);
  });
});
