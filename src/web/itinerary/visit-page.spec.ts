import { describe, expect, it } from '@jest/globals';
import { ALL_ACCESS } from '../../domain/permission/access.js';
import { MINUTE } from '../../domain/time/instant.js';
import { anAttendee, anIncident, anOffice, aVisit, TWO_OCLOCK, ZONE } from '../examples.js';
import { visitPageOf } from './visit-page.js';

const visited = {
  reference: 'X123456',
  name: 'Example Name',
  address: { lines: ['1 Example Street', 'Exampleton'], postcode: 'ZZ1 1ZZ' },
  riskOfSeriousHarm: 'high' as const,
};
const page = (visit = aVisit(), personVisited: typeof visited | null = visited, person = 'grace') =>
  visitPageOf(
    { visit, details: { purpose: 'First visit', personVisited } },
    { at: TWO_OCLOCK, zone: ZONE, directory: anOffice(), person, access: ALL_ACCESS },
  );

describe('The page of a visit', () => {
  it('shows all that the diary holds (HVPF 8.2.1)', () => {
    expect(page()).toMatchObject({
      watched: true,
      facts: [
        { name: 'Who goes', lines: ['Priya Shah'] },
        { name: 'How', lines: ['Alone'] },
        { name: 'Planned', lines: ['Tue 2 Jun 14:00 to 14:45'] },
        { name: 'Out by', lines: ['14:45'] },
        { name: 'Purpose', lines: ['First visit'] },
        { name: 'Person visited', lines: ['Example Name (X123456)'] },
        { name: 'Address', lines: ['1 Example Street', 'Exampleton', 'ZZ1 1ZZ'] },
        { name: 'Risk of serious harm', lines: ['High'] },
      ],
    });
  });

  it('says what was heard from each', () => {
    const visit = aVisit({
      attendees: [
        anAttendee({ status: 'left', arrivedAt: TWO_OCLOCK - 20 * MINUTE, leftAt: TWO_OCLOCK }),
        anAttendee({ person: 'callum', status: 'no_access', leftAt: TWO_OCLOCK }),
      ],
    });
    expect(page(visit).facts[0]!.lines).toEqual([
      'Priya Shah, arrived 13:40, left 14:00',
      'Callum Reid, no access 14:00',
    ]);
  });

  it('is no longer to be changed once it is over', () => {
    expect(page(aVisit({ status: 'cancelled' })).watched).toBe(false);
  });

  it('names nobody at the end of a home-safe check', () => {
    expect(page(aVisit({ kind: 'home_safe' }), null)).toMatchObject({
      homeSafe: true,
      facts: expect.not.arrayContaining([expect.objectContaining({ name: 'Address' })]),
    });
  });

  it('leads to its incident, and hides an alert code from whoever is on the visit (P8)', () => {
    const inside = anAttendee({ status: 'arrived', arrivedAt: TWO_OCLOCK });
    const visit = aVisit({
      status: 'in_progress',
      attendees: [inside],
      incidents: [anIncident({ kind: 'alert_code' })],
    });
    expect(page(visit).incident).toMatchObject({ text: 'Alert code 4821' });
    expect(page(visit, visited, 'priya')).toMatchObject({ incident: null, tag: { word: 'In progress' } });
  });
});
