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
const one = (visit = aVisit()) => ({ visit, details: { purpose: 'First visit', personVisited: visited } });
const view = (person = 'grace', start = Date.parse('2026-06-01T23:00:00Z')) => ({
  start,
  at: TWO_OCLOCK,
  zone: ZONE,
  directory: anOffice(),
  person,
});
const look = (visit = aVisit(), person = 'grace', start?: number) => dayOf([one(visit)], view(person, start));

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
        contact: 'Wei Chen, 07700\u00a0900104',
        notes: [],
      },
    ]);
    expect(JSON.stringify(day)).not.toMatch(/Example/);
  });

  it('gives the day of an end past midnight', () => {
    expect(look(aVisit({ expectedEnd: TWO_OCLOCK + 11 * HOUR })).rows[0]!.to).toBe('Wed 3 Jun 01:00');
  });

  it('has a visit that goes on past midnight on both days, and on none after', () => {
    const night = aVisit({ plannedStart: TWO_OCLOCK + 9.5 * HOUR, plannedEnd: TWO_OCLOCK + 10.5 * HOUR });
    const onDay = (day: number) => look(night, 'grace', Date.parse('2026-06-01T23:00:00Z') + day * 24 * HOUR).rows;
    expect(onDay(0).map(({ from, to }) => [from, to])).toEqual([['23:30', 'Wed 3 Jun 00:30']]);
    expect(onDay(1).map(({ from, to }) => [from, to])).toEqual([['Tue 2 Jun 23:30', '00:30']]);
    expect([...onDay(-1), ...onDay(2)]).toEqual([]);
  });

  it('has a visit that ends on the stroke of midnight on its own day alone', () => {
    const evening = aVisit({ plannedStart: TWO_OCLOCK + 9 * HOUR, plannedEnd: TWO_OCLOCK + 10 * HOUR });
    expect(look(evening, 'grace', Date.parse('2026-06-02T23:00:00Z')).rows).toEqual([]);
  });

  it('says who would be in two places, and who is absent, of visits that are still to be made', () => {
    const other = aVisit({ id: 'other', reference: 'V8K3', plannedStart: TWO_OCLOCK + HOUR / 2 });
    const [row] = dayOf([one(aVisit()), one(other)], view()).rows;
    expect(row?.notes).toEqual(['Priya Shah is also on V8K3, Tue 2 Jun 14:30 to 14:45.']);
    expect(dayOf([one(aVisit({ status: 'cancelled' })), one(other)], view()).rows.map(({ notes }) => notes)).toEqual([
      [],
      [],
    ]);
    expect(dayOf([one(aVisit())], { ...view(), directory: anOffice({ absent: ['priya'] }) }).rows[0]?.notes).toEqual([
      'Priya Shah is entered as absent then.',
    ]);
  });

  it('names nobody on duty where nobody is, and of a visit that is over asks nobody', () => {
    expect(
      dayOf([one(aVisit())], { ...view(), directory: anOffice({ absent: ['wei', 'megan'] }) }).rows[0]?.contact,
    ).toBe(null);
    expect(look(aVisit({ status: 'concluded', attendees: [anAttendee({ status: 'left' })] })).rows[0]?.contact).toBe(
      undefined,
    );
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
