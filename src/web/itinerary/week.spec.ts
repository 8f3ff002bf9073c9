import { describe, expect, it } from '@jest/globals';
import { DAY, HOUR } from '../../domain/time/instant.js';
import { startOfWeek, weekNamed } from '../../domain/time/week.js';
import { anOffice, aVisit, TWO_OCLOCK, ZONE } from '../examples.js';
import { idleOn, weekOf } from './week.js';

const directory = anOffice({ absent: ['callum'] });
const people = directory.organisation.people;
const view = (start = startOfWeek(TWO_OCLOCK, ZONE)) => ({
  start,
  at: TWO_OCLOCK,
  zone: ZONE,
  directory,
  person: 'grace',
});
const one = (given: Parameters<typeof aVisit>[0] = {}) => ({
  visit: aVisit(given),
  details: { purpose: 'First visit', personVisited: null },
});

describe('A week of the itinerary', () => {
  it('has its seven days with their visits, today marked, and the way to the weeks beside it', () => {
    const week = weekOf(
      [one(), one({ id: 'b', plannedStart: TWO_OCLOCK + DAY, plannedEnd: TWO_OCLOCK + DAY + HOUR })],
      people,
      view(),
    );
    expect(week).toMatchObject({
      title: '1 to 7 Jun 2026',
      number: '2026-W23',
      before: '2026-W22',
      after: '2026-W24',
      isThisWeek: true,
      visits: 2,
    });
    expect(week.days.map(({ title, rows, isToday }) => [title, rows.length, isToday])).toEqual([
      ['Mon 1 Jun', 0, false],
      ['Tue 2 Jun', 1, true],
      ['Wed 3 Jun', 1, false],
      ...['Thu 4 Jun', 'Fri 5 Jun', 'Sat 6 Jun', 'Sun 7 Jun'].map((title) => [title, 0, false]),
    ]);
  });

  it.each([
    ['2026-W53', '28 Dec 2026 to 3 Jan 2027'],
    ['2026-W49', '30 Nov to 6 Dec 2026'],
    ['2026-W43', '19 to 25 Oct 2026'],
  ])('%s is called %s', (number, title) => {
    expect(weekOf([], people, view(weekNamed(number, ZONE) ?? 0)).title).toBe(title);
  });

  it('counts the visits of each who visits people, and says who has none, and who is absent', () => {
    const pair = one({ attendees: ['priya', 'grace'], kind: 'in_pairs' });
    const week = weekOf([pair], people, view());
    expect(week.people.map(({ id, cells }) => [id, cells.map(({ count }) => count).join('')])).toEqual([
      ['priya', '0100000'],
      ['callum', '0000000'],
      ['grace', '0100000'],
    ]);
    expect(week.idle).toEqual(['Callum Reid (entered as absent)']);
    expect(idleOn([pair], people, view(startOfWeek(TWO_OCLOCK, ZONE) + DAY))).toEqual([
      'Callum Reid (entered as absent)',
    ]);
  });

  it('takes a cancelled visit for nothing to do', () => {
    expect(weekOf([one({ status: 'cancelled' })], people, view()).idle).toContain('Priya Shah');
  });

  it('names bank holidays', () => {
    const days = weekOf([], people, view(weekNamed('2026-12-25', ZONE) ?? 0)).days;
    expect(days.map(({ holiday }) => holiday).filter(Boolean)).toEqual(['Christmas Day']);
  });
});
