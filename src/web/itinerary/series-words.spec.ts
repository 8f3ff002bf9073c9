import { describe, expect, it } from '@jest/globals';
import { ALL_ACCESS } from '../../domain/permission/access.js';
import { DAY } from '../../domain/time/instant.js';
import { anAttendee, anOffice, aVisit, TWO_OCLOCK, ZONE } from '../examples.js';
import { laterRows, laterWith, sayLaterDone, seriesShown } from './series-words.js';

const week = (number: number, given: Parameters<typeof aVisit>[0] = {}) => {
  const plannedStart = TWO_OCLOCK + number * 7 * DAY;
  return aVisit({
    id: `${number}`,
    reference: `V${number}`,
    plannedStart,
    plannedEnd: plannedStart + 2_700_000,
    ...given,
  });
};
const SERIES = [0, 1, 2, 3].map((number) => week(number));
const says = (visits = SERIES) => seriesShown(visits, '1', 'grace', ZONE)?.says;

describe('A series on the page of a visit', () => {
  it('says how many there are, how often, and until when', () => {
    expect(says()).toBe('One of 4, every Tuesday until Tue 23 Jun 2026');
    expect(
      says([...SERIES.slice(0, 3), week(3, { status: 'cancelled', attendees: [anAttendee({ status: 'cancelled' })] })]),
    ).toBe('One of 4 (1 cancelled), every Tuesday until Tue 16 Jun 2026');
    expect(says([...SERIES.slice(0, 3), week(3, { plannedStart: TWO_OCLOCK + 22 * DAY })])).toBe(
      'One of 4, weekly, not all on the same weekday, until Wed 24 Jun 2026',
    );
  });

  it('lists them, this one marked, and is none where the others are out of reach', () => {
    expect(seriesShown(SERIES, '1', 'grace', ZONE)?.visits[1]).toMatchObject({
      when: 'Tue 9 Jun 14:00 to 14:45',
      isThis: true,
    });
    expect(seriesShown([week(1)], '1', 'grace', ZONE)).toBe(null);
  });

  it('offers the later ones that are still plans, and none from a visit that has begun', () => {
    const series = [week(0), week(1), week(2, { status: 'in_progress' }), week(3)];
    expect(series.map((visit) => laterWith(visit, series, 'grace', ALL_ACCESS))).toEqual([2, 1, 0, 0]);
    expect(laterWith(week(0), series, 'grace', { ...ALL_ACCESS, may: () => false })).toBe(0);
  });
});

describe('What becomes of several visits', () => {
  const visited = {
    reference: 'X1',
    name: 'Example Name',
    address: { lines: ['1 Example Street'], postcode: 'ZZ1 1ZZ' },
    riskOfSeriousHarm: 'low' as const,
  };
  const risen = { ...visited, name: 'Other Name', riskOfSeriousHarm: 'very_high' as const };
  const plan = {
    attendees: ['callum'],
    kind: 'alone' as const,
    purpose: 'Review',
    personVisited: risen,
    plannedStart: TWO_OCLOCK + DAY,
    plannedEnd: TWO_OCLOCK + DAY + 3_600_000,
  };
  const was = { ...plan, personVisited: visited };
  const one = { visit: week(0), was, plan, change: plan, kept: ['address' as const], faults: [], warnings: ['Look.'] };
  const later = { visits: [one], leftOut: [{ visit: week(1), why: 'it has begun' }], saw: '' };

  it('is shown before: as it is, as it would be, and what stays', () => {
    expect(laterRows(later, { zone: ZONE, directory: anOffice() })).toEqual([
      {
        reference: 'V0',
        now: 'Tue 2 Jun 14:00 to 14:45',
        who: 'Priya Shah',
        then: [
          'Wed 3 Jun 14:00 to 15:00',
          'Callum Reid, alone',
          'Purpose: Review',
          'Their name as you entered it',
          'Risk of serious harm: very high',
        ],
        notes: ['It keeps its own address.', 'Look.'],
        faults: [],
      },
    ]);
  });

  it('is said afterwards, with each that was left as it is', () => {
    const many = { ...later, visits: [one, { ...one, visit: week(2) }], again: false };
    expect(sayLaterDone(many, { change: {} }, ZONE)).toEqual({
      title: '2 visits are changed',
      text: 'V0, V2.',
      warnings: expect.arrayContaining(['Left as it is: V1, Tue 9 Jun 14:00 to 14:45: it has begun.', 'V0: Look.']),
    });
    const left = [week(1), week(3)].map((visit) => ({ visit, why: 'it is over' }));
    expect(sayLaterDone({ ...many, leftOut: left }, { change: {} }, ZONE).warnings?.[0]).toBe(
      'Left as they are: V1, Tue 9 Jun 14:00 to 14:45; V3, Tue 23 Jun 14:00 to 14:45: it is over.',
    );
    expect(sayLaterDone({ ...later, again: true }, { reason: 'x' }, ZONE)).toMatchObject({
      title: 'Visit V0 is cancelled already',
      text: 'The form was sent twice, and counts once. It is not watched any more.',
    });
  });
});
