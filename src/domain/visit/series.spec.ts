import { describe, expect, it } from '@jest/globals';
import { DAY } from '../time/instant.js';
import { alertCode } from '../simulation/stages.js';
import { story } from '../simulation/story.js';
import { changeOfLater, thisAndLater, whyLeftOut } from './series.js';
import type { Attendee, Visit } from './visit.js';
import type { VisitPlan } from './visit-plan.js';

const LONDON = 'Europe/London';
const at = (text: string): number => Date.parse(text);
const visited = {
  reference: 'X1',
  name: 'Example Name',
  address: { lines: ['1 Example Street'], postcode: 'ZZ1 1ZZ' },
  riskOfSeriousHarm: 'low' as const,
};

/** Tuesdays at two by the clock on the wall: 13:00 UTC in summer, 14:00 in winter. */
const plan = (start: string, end: string, given: Partial<VisitPlan> = {}): VisitPlan => ({
  attendees: ['priya'],
  kind: 'alone',
  purpose: 'Review',
  personVisited: visited,
  plannedStart: at(start),
  plannedEnd: at(end),
  ...given,
});
const FIRST = plan('2026-10-20T13:00:00Z', '2026-10-20T13:45:00Z');
const winter = (given: Partial<VisitPlan> = {}) => plan('2026-10-27T14:00:00Z', '2026-10-27T14:45:00Z', given);
const shown = ({ change, kept }: ReturnType<typeof changeOfLater>) => ({
  kept,
  ...change,
  ...(change.plannedStart !== undefined && { plannedStart: new Date(change.plannedStart).toISOString() }),
  ...(change.plannedEnd !== undefined && { plannedEnd: new Date(change.plannedEnd).toISOString() }),
});
const later = (change: Partial<VisitPlan>, one = winter(), first = FIRST) =>
  shown(changeOfLater(first, change, one, LONDON));

const [PRIYA] = story().visit.attendees as [Attendee];
const aVisit = (given: Partial<Visit> = {}): Visit => ({ ...story().visit, ...given });

describe('This and the later ones of a series', () => {
  const start = aVisit().plannedStart;
  const week = (number: number, given: Partial<Visit> = {}) =>
    aVisit({ id: `${number}`, plannedStart: start + number * 7 * DAY, ...given });

  it('are the visit itself and those planned to start with it or after it, in order', () => {
    const movedBefore = week(4, { plannedStart: start - 1 });
    const sameMoment = week(0, { id: '00' });
    const series = [week(3), sameMoment, movedBefore, week(0), week(1), week(-1)];
    expect(thisAndLater(series, week(0)).map(({ id }) => id)).toEqual(['0', '00', '1', '3']);
  });

  it.each([
    ['planned', aVisit(), null],
    ['cancelled', aVisit({ status: 'cancelled' }), 'it is cancelled already'],
    ['concluded', aVisit({ status: 'concluded', attendees: [{ ...PRIYA, status: 'left' }] }), 'it is over'],
    ['in progress', aVisit({ status: 'in_progress' }), 'it has begun'],
    ['overdue', aVisit({ status: 'overdue' }), 'it is overdue'],
    [
      'that one of two was not let in to',
      aVisit({ attendees: [PRIYA, { ...PRIYA, person: 'ben', status: 'no_access' }] }),
      'it has begun',
    ],
  ])('leave one out that is no longer a plan: %s', (_what, visit, why) => {
    expect(whyLeftOut(visit, 'carol')).toBe(why);
  });

  it('P8: whoever is on the visit cannot tell from it that an alert code is open', () => {
    const visit = aVisit({ status: 'in_progress', incidents: alertCode().visit.incidents });
    expect(whyLeftOut(visit, 'carol')).toBe('it has begun');
    expect(whyLeftOut(visit, 'priya')).toBe(null);
  });
});

describe('A change of a visit and the later ones (HVPF 8.2.2)', () => {
  it('8.2.2: moves a later one as far by the clock on the wall, across the end of summer time', () => {
    const change = { plannedStart: at('2026-10-20T14:30:00Z'), plannedEnd: at('2026-10-20T15:15:00Z') };
    expect(later(change)).toEqual({
      kept: [],
      plannedStart: '2026-10-27T15:30:00.000Z',
      plannedEnd: '2026-10-27T16:15:00.000Z',
    });
  });

  it('moves it into summer time', () => {
    const first = plan('2027-03-23T14:00:00Z', '2027-03-23T14:45:00Z');
    const one = plan('2027-03-30T13:00:00Z', '2027-03-30T13:45:00Z');
    expect(
      later({ plannedStart: at('2027-03-23T10:00:00Z'), plannedEnd: at('2027-03-23T10:45:00Z') }, one, first),
    ).toEqual({
      kept: [],
      plannedStart: '2027-03-30T09:00:00.000Z',
      plannedEnd: '2027-03-30T09:45:00.000Z',
    });
  });

  it('moves it to another weekday, back as well as on', () => {
    expect(later({ plannedStart: at('2026-10-19T13:00:00Z'), plannedEnd: at('2026-10-19T13:45:00Z') })).toMatchObject({
      plannedStart: '2026-10-26T14:00:00.000Z',
    });
  });

  it('makes it longer or shorter alone where that is all', () => {
    expect(later({ plannedEnd: at('2026-10-20T14:30:00Z') })).toEqual({
      kept: [],
      plannedEnd: '2026-10-27T15:30:00.000Z',
    });
  });

  it('keeps an end past midnight', () => {
    expect(later({ plannedStart: at('2026-10-20T22:30:00Z'), plannedEnd: at('2026-10-21T00:30:00Z') })).toMatchObject({
      plannedStart: '2026-10-27T23:30:00.000Z',
      plannedEnd: '2026-10-28T01:30:00.000Z',
    });
  });

  it('lasts as long as it did where the clocks leave out the hour in which it would begin', () => {
    const first = plan('2027-03-21T14:00:00Z', '2027-03-21T14:30:00Z');
    const one = plan('2027-03-28T13:00:00Z', '2027-03-28T13:30:00Z');
    expect(
      later({ plannedStart: at('2027-03-21T01:30:00Z'), plannedEnd: at('2027-03-21T02:00:00Z') }, one, first),
    ).toMatchObject({
      plannedStart: '2027-03-28T01:30:00.000Z',
      plannedEnd: '2027-03-28T02:00:00.000Z',
    });
  });

  it.each([
    ['to another day', plan('2026-10-28T14:00:00Z', '2026-10-28T14:45:00Z')],
    ['to another hour', plan('2026-10-27T10:00:00Z', '2026-10-27T10:45:00Z')],
    ['to last longer', plan('2026-10-27T14:00:00Z', '2026-10-27T16:00:00Z')],
  ])('leaves the times of one that was moved by hand, %s, and says so', (_how, one) => {
    const change = {
      plannedStart: at('2026-10-20T14:00:00Z'),
      plannedEnd: at('2026-10-20T14:45:00Z'),
      purpose: 'Check',
    };
    expect(later(change, one)).toEqual({ kept: ['times'], purpose: 'Check' });
  });

  it('is nothing to one that stands so already', () => {
    const moved = plan('2026-10-27T15:00:00Z', '2026-10-27T15:45:00Z', { purpose: 'Check' });
    const change = {
      plannedStart: at('2026-10-20T14:00:00Z'),
      plannedEnd: at('2026-10-20T14:45:00Z'),
      purpose: 'Check',
    };
    expect(later(change, moved)).toEqual({ kept: [] });
  });

  it('changes who goes and how where the same went, and leaves a substitute who was named for one visit', () => {
    const change = { attendees: ['callum'] };
    expect(later(change)).toEqual({ kept: [], attendees: ['callum'] });
    expect(later(change, winter({ attendees: ['wei'] }))).toEqual({ kept: ['staff'] });
    const pair = winter({ attendees: ['priya', 'wei'], kind: 'in_pairs' });
    expect(later({ kind: 'joint' }, pair)).toEqual({ kept: ['staff'] });
  });

  it('changes of the person visited what is other, and leaves another address', () => {
    const risen = { personVisited: { ...visited, name: 'Other Name', riskOfSeriousHarm: 'high' as const } };
    const elsewhere = { ...visited, address: { postcode: 'ZZ2 2ZZ', lines: ['2 Example Street'] } };
    expect(later(risen, winter({ personVisited: elsewhere }))).toEqual({
      kept: [],
      personVisited: { ...elsewhere, name: 'Other Name', riskOfSeriousHarm: 'high' },
    });
    const moved = { personVisited: { ...visited, address: { lines: ['3 Example Street'], postcode: 'ZZ3 3ZZ' } } };
    expect(later(moved, winter({ personVisited: elsewhere }))).toEqual({ kept: ['address'] });
  });

  it('changes nothing of somebody else who is visited once', () => {
    const other = { ...visited, reference: 'X2' };
    const risen = { personVisited: { ...visited, riskOfSeriousHarm: 'high' as const } };
    expect(later(risen, winter({ personVisited: other }))).toEqual({ kept: ['person visited'] });
  });

  it('of the visit itself is what was asked for', () => {
    const change = {
      plannedStart: at('2026-10-20T14:00:00Z'),
      attendees: ['callum', 'priya'],
      kind: 'in_pairs' as const,
      personVisited: { ...visited, reference: 'X9' },
    };
    expect(changeOfLater(FIRST, change, FIRST, LONDON)).toEqual({ change, kept: [] });
  });
});
