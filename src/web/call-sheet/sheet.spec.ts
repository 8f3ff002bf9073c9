import { describe, expect, it } from '@jest/globals';
import { callSheetOf } from '../../application/call-sheet.js';
import { anIncident, anOffice, aVisit, TWO_OCLOCK, ZONE } from '../examples.js';
import { sheetOf } from './sheet.js';

const visited = {
  reference: 'X123456',
  name: 'Example Name',
  address: { lines: ['1 Example Street'], postcode: 'ZZ1 1ZZ' },
  riskOfSeriousHarm: 'very_high' as const,
};
const sheet = (personVisited: typeof visited | null = visited, withheld = false) =>
  sheetOf(
    callSheetOf(
      { incident: anIncident(), visit: aVisit(), details: { purpose: '', personVisited } },
      [],
      anOffice(),
      TWO_OCLOCK,
      ZONE,
      withheld,
    ),
    { reference: 'V7K2', unit: 'Northside team' },
    ZONE,
    !withheld,
  );

describe('The police call sheet, for eyes', () => {
  it('shows local times and what is known of the place', () => {
    expect(sheet()).toMatchObject({
      reference: '4821',
      kind: 'Overdue',
      prepared: 'Tue 2 Jun 14:00',
      visited: [
        { name: 'Address', value: '1 Example Street, ZZ1 1ZZ' },
        { name: 'Person visited', value: 'Example Name' },
        { name: 'Our reference for them', value: 'X123456' },
        { name: 'Risk of serious harm', value: 'very high' },
      ],
      times: [
        { name: 'Planned start', value: 'Tue 2 Jun 14:00' },
        { name: 'Expected out', value: 'Tue 2 Jun 14:45' },
      ],
    });
  });

  it('says what the diary does not hold', () => {
    expect(new Set(sheet(null).visited?.map(({ value }) => value))).toEqual(new Set(['Not in the diary']));
  });

  it('says all that is known of us, and nothing of whom they visit, where that is withheld (P11)', () => {
    const { visited: shown, ...rest } = sheet(visited, true);
    expect(shown).toBeNull();
    expect(JSON.stringify(rest)).not.toMatch(/Example (Name|Street)|ZZ1|X123456|very high/);
    expect(rest.wordsToSay).toMatch(
      /^There is concern about the safety .* undertaking a home visit\. They were expected to have left by 14:45\. I am getting the name and the address/,
    );
    expect(rest.visit).toEqual({ reference: 'V7K2', unit: 'Northside team' });
  });

  it('names no control room where none is entered', () => {
    expect(sheet()).toMatchObject({ force: null, controlRoom: null });
  });
});
