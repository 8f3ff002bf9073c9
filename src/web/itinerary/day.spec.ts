import { describe, expect, it } from '@jest/globals';
import { HOUR, MINUTE } from '../../domain/time/instant.js';
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
        planned: null,
        repeated: false,
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

  it('is in the order in which they began, or are to', () => {
    const early = anAttendee({ status: 'arrived', arrivedAt: TWO_OCLOCK - MINUTE });
    const begun = aVisit({ id: 'begun', reference: 'V8K3', plannedStart: TWO_OCLOCK + MINUTE, attendees: [early] });
    expect(dayOf([one(aVisit()), one(begun)], view()).rows.map(({ reference }) => reference)).toEqual(['V8K3', 'V7K2']);
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

  it('says from when to when it was once it has begun, and what was planned where that is other', () => {
    const when = (given: Parameters<typeof aVisit>[0], person = 'grace') => {
      const [row] = look(aVisit(given), person).rows;
      return [row?.from, row?.to, row?.planned];
    };
    const arrived = (minutes: number, left: number | null = null) =>
      anAttendee({
        status: left === null ? 'arrived' : 'left',
        arrivedAt: TWO_OCLOCK + minutes * MINUTE,
        leftAt: left === null ? null : TWO_OCLOCK + left * MINUTE,
      });
    const underWay = { status: 'in_progress' as const, expectedEnd: TWO_OCLOCK + 50 * MINUTE };
    expect(when({ ...underWay, attendees: [arrived(5)] })).toEqual(['14:05', '14:50', '14:00 to 14:45']);
    const early = { status: 'concluded' as const, expectedEnd: TWO_OCLOCK - 3 * MINUTE };
    expect(when({ ...early, attendees: [arrived(-48, -3)] })).toEqual(['13:12', '13:57', '14:00 to 14:45']);
    expect(when({ status: 'concluded', attendees: [arrived(0, 45)] })).toEqual(['14:00', '14:45', null]);
    const refused = anAttendee({ status: 'no_access', leftAt: TWO_OCLOCK + 4 * MINUTE });
    expect(when({ status: 'not_made', attendees: [refused], expectedEnd: TWO_OCLOCK - 1 })).toEqual([
      '14:00',
      '14:45',
      null,
    ]);
    // To whoever is on it a visit is over when they said LEFT, whatever goes on (P8).
    const hidden = { ...underWay, attendees: [arrived(0, 20)], incidents: [anIncident({ kind: 'alert_code' })] };
    expect([when(hidden)[1], when(hidden, 'priya')[1]]).toEqual(['14:50', '14:20']);
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
