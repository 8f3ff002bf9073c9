import { describe, expect, it } from '@jest/globals';
import type { Organisation, Person, Role } from '../organisation/organisation.js';
import { changesOwnRoles } from './office-change.js';

const person = (id: string, roles: readonly Role[]): Person => ({
  id,
  name: id,
  mobile: null,
  unit: 'team-1',
  lineManager: null,
  roles,
  car: null,
  description: '',
  device: '',
});

const office = (...people: readonly Person[]): Organisation => ({ units: [], people, rota: [], absences: [] });

const BEFORE = office(person('olive', ['administrator']), person('priya', ['practitioner']));

describe('whoever changes people', () => {
  it.each<readonly Role[]>([['administrator', 'manager'], ['manager'], []])('does not give themself %j', (...roles) => {
    expect(changesOwnRoles(BEFORE, office(person('olive', roles)), 'olive')).toBe(true);
  });

  it('may change whatever else there is of them, and the roles of others', () => {
    const after = office({ ...person('olive', ['administrator']), name: 'Olive' }, person('priya', ['manager']));
    expect(changesOwnRoles(BEFORE, after, 'olive')).toBe(false);
  });

  it('has the same roles in another order', () => {
    const before = office(person('olive', ['administrator', 'contact']));
    expect(changesOwnRoles(before, office(person('olive', ['contact', 'administrator'])), 'olive')).toBe(false);
  });

  it('may be nobody of the office: a file, or a machine', () => {
    expect(changesOwnRoles(BEFORE, office(person('olive', ['manager'])), 'import')).toBe(false);
  });
});
