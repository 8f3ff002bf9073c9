import { describe, expect, it } from '@jest/globals';
import { directoryOf } from '../organisation/directory-of.js';
import { plainPerson, plainUnit } from '../simulation/plain.js';
import { keepersOf } from './keepers-of.js';

const NOW = Date.parse('2026-12-01T12:00:00Z');

const priya = plainPerson('priya', { unit: 'north', roles: ['practitioner'] });
const directory = directoryOf(
  {
    units: [plainUnit('region'), plainUnit('north', { parent: 'region' }), plainUnit('south', { parent: 'region' })],
    people: [
      priya,
      plainPerson('of the team', { unit: 'north', roles: ['administrator'] }),
      plainPerson('of the region', { unit: 'region', roles: ['administrator'] }),
      plainPerson('of the next team', { unit: 'south', roles: ['administrator'] }),
      plainPerson('a manager', { unit: 'north', roles: ['manager'] }),
    ],
    rota: [],
    absences: [],
  },
  'Europe/London',
);

describe('those who keep somebody’s details', () => {
  it('are the administrators of their unit and of those above it, and nobody of another unit (P11)', () => {
    expect(keepersOf(priya, directory, NOW).map(({ id }) => id)).toEqual(['of the team', 'of the region']);
  });
});
