import { describe, expect, it } from '@jest/globals';
import { claimedRoles, statedRoles, type RoleMap } from './claimed-roles.js';

const MAP: RoleMap = new Map([
  ['ROLE_SPO', ['manager']],
  ['ROLE_STAFF', ['practitioner', 'contact']],
  ['ROLE_AUDIT', ['auditor']],
]);

describe('the roles that a provider states', () => {
  it.each<[unknown, readonly string[]]>([
    [
      ['ROLE_SPO', 'ROLE_STAFF'],
      ['ROLE_SPO', 'ROLE_STAFF'],
    ],
    ['ROLE_SPO ROLE_STAFF', ['ROLE_SPO', 'ROLE_STAFF']],
    ['ROLE_SPO, ROLE_STAFF', ['ROLE_SPO', 'ROLE_STAFF']],
    ['', []],
    [undefined, []],
    [{ ROLE_SPO: true }, []],
    [[{ name: 'ROLE_SPO' }, 7, 'ROLE_STAFF'], ['ROLE_STAFF']],
  ])('%j are %j', (claim, roles) => expect(statedRoles(claim)).toEqual(roles));
});

describe('ours that go with them', () => {
  it.each<[readonly string[], readonly string[]]>([
    [['ROLE_SPO'], ['manager']],
    [
      ['ROLE_SPO', 'ROLE_STAFF', 'ROLE_SPO'],
      ['practitioner', 'contact', 'manager'],
    ],
    [['ROLE_OTHER', 'ROLE_AUDIT'], ['auditor']],
    [['role_spo', 'ROLE_SPO_DEPUTY', 'manager', '__proto__'], []],
    [[], []],
  ])('of %j are %j', (stated, roles) => expect(claimedRoles(stated, MAP)).toEqual(roles));
});
