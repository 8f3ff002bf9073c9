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
const sheet = (personVisited: typeof visited | null = visited) =>
  sheetOf(
    callSheetOf(
      { incident: anIncident(), visit: aVisit(), details: { purpose: '', personVisited } },
      [],
      anOffice(),
      TWO_OCLOCK,
      ZONE,
    ),
    ZONE,
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
    expect(new Set(sheet(null).visited.map(({ value }) => value))).toEqual(new Set(['Not in the diary']));
  });

  it('names no control room where none is entered', () => {
    expect(sheet()).toMatchObject({ force: null, controlRoom: null });
  });
});
