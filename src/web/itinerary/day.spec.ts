import { describe, expect, it } from '@jest/globals';
import { HOUR } from '../../domain/time/instant.js';
import { anAttendee, anIncident, anOffice, aVisit, TWO_OCLOCK, ZONE } from '../examples.js';
import { dayOf } from './day.js';

const visited = {
  reference: 'X123456',
  name: 'Example Name',
  address: { lines: ['1 Example Street'], postcode: 'ZZ1 1ZZ' },
  riskOfSeriousHarm: 'low' as const,
};
const look = (visit = aVisit(), person = 'grace') =>
  dayOf([{ visit, details: { purpose: 'First visit', personVisited: visited } }], {
    start: Date.parse('2026-06-01T23:00:00Z'),
    at: TWO_OCLOCK,
    zone: ZONE,
    directory: anOffice(),
    person,
  });

describe('A day of the itinerary', () => {
  it('says when, who and how, and names the person visited by reference alone (P11)', () => {
    const day = look();
    expect(day).toMatchObject({
      title: 'Tue 2 Jun',
      date: '2026-06-02',
      before: '2026-06-01',
      after: '2026-06-03',
      isToday: true,
    });
    expect(day.rows).toEqual([
      {
        id: expect.any(String),
        reference: 'V7K2',
        from: '14:00',
        to: '14:45',
        who: 'Priya Shah',
        kind: 'Alone',
        visited: 'X123456',
        tag: { word: 'Planned', symbol: '○', colour: 'blue' },
      },
    ]);
    expect(JSON.stringify(day)).not.toMatch(/Example/);
  });

  it('gives the day of an end past midnight', () => {
    expect(look(aVisit({ expectedEnd: TWO_OCLOCK + 11 * HOUR })).rows[0]!.to).toBe('Wed 3 Jun 01:00');
  });

  it('shows an alert code to its responders as an alarm, and to whoever is on the visit not at all (P8)', () => {
    const inside = anAttendee({ status: 'arrived', arrivedAt: TWO_OCLOCK });
    const visit = aVisit({
      status: 'in_progress',
      attendees: [inside],
      incidents: [anIncident({ kind: 'alert_code' })],
    });
    expect(look(visit).rows[0]!.tag.word).toBe('Alarm');
    expect(look(visit, 'priya').rows[0]!.tag.word).toBe('In progress');
  });
});
