import { describe, expect, it } from '@jest/globals';
import { directoryOf } from '../organisation/directory-of.js';
import { plainUnit } from '../simulation/plain.js';
import { accessOfToken, ALL_ACCESS } from './access.js';
import { mayReadAlertCodes } from './alert-codes.js';
import type { Right } from './rights.js';

const pdu = plainUnit('pdu', { kind: 'pdu', alertPhrases: ['water the fern'] });
const team = plainUnit('team', { parent: 'pdu' });
const directory = directoryOf({ units: [pdu, team], people: [], rota: [], absences: [] }, 'Europe/London');
const token = (rights: readonly Right[], unit: string | null = null) => accessOfToken(rights, unit, directory);

describe('The words of alert codes', () => {
  it.each<[Right, boolean]>([
    ['see_office', false],
    ['see_visits', false],
    ['change_rota', false],
    ['report', true],
    ['change_office', true],
  ])('with %s are told: %s', (right, told) => expect(mayReadAlertCodes(token([right]), pdu)).toBe(told));

  it('are told to whoever runs the installation', () => expect(mayReadAlertCodes(ALL_ACCESS, pdu)).toBe(true));

  it('of a unit above are told to who reports below it, and not to who changes units below it', () => {
    expect(mayReadAlertCodes(token(['report'], 'team'), pdu, team)).toBe(true);
    expect(mayReadAlertCodes(token(['report'], 'team'), pdu)).toBe(false);
    expect(mayReadAlertCodes(token(['change_office'], 'team'), pdu, team)).toBe(false);
  });
});
