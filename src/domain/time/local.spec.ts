import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DAY, HOUR, MINUTE, iso } from './instant.js';
import {
  instantOf,
  isLeftOut,
  localDate,
  localParts,
  lastAt,
  nextAt,
  showDayTime,
  showTime,
  startOfLocalDay,
  whichOfTwo,
} from './local.js';

const LONDON = 'Europe/London';
const ZONES = [LONDON, 'UTC', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Pacific/Auckland'];

const at = (text: string): number => Date.parse(text);
const wall = (text: string) => {
  const [date = '', time = ''] = text.split(' ');
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return { year, month, day, hour, minute };
};

const moments = fc.integer({ min: at('2000-01-01T00:00:00Z'), max: at('2040-01-01T00:00:00Z') });
const minutes = moments.map((moment) => Math.floor(moment / MINUTE) * MINUTE);
/** Any minute within two days of a UK clock change, where mistakes live. */
const nearClockChange = fc
  .tuple(fc.constantFrom(at('2026-03-29T01:00:00Z'), at('2026-10-25T01:00:00Z')), fc.integer({ min: -2880, max: 2880 }))
  .map(([change, away]) => change + away * MINUTE);
const zones = fc.constantFrom(...ZONES);

describe('localParts', () => {
  it.each([
    ['in winter is UTC', '2026-12-01T15:30:00Z', '2026-12-01 15:30', 'tue'],
    ['in summer is an hour ahead', '2026-07-01T23:30:00Z', '2026-07-02 00:30', 'thu'],
    ['just before clocks go forward', '2026-03-29T00:59:59Z', '2026-03-29 00:59', 'sun'],
    ['just after clocks go forward', '2026-03-29T01:00:00Z', '2026-03-29 02:00', 'sun'],
    ['just before clocks go back', '2026-10-25T00:59:59Z', '2026-10-25 01:59', 'sun'],
    ['just after clocks go back', '2026-10-25T01:00:00Z', '2026-10-25 01:00', 'sun'],
    ['on a leap day', '2028-02-29T12:00:00Z', '2028-02-29 12:00', 'tue'],
  ])('%s', (_title, instant, shown, weekday) => {
    expect(localParts(at(instant), LONDON)).toEqual({ ...wall(shown), weekday });
  });

  it.each([
    ['east of Greenwich, with minutes', 'Asia/Kathmandu', '2026-12-01T15:30:00Z', '2026-12-01 21:15'],
    ['west of Greenwich', 'America/New_York', '2026-12-01T15:30:00Z', '2026-12-01 10:30'],
    ['west of Greenwich, with minutes', 'America/St_Johns', '2026-12-01T15:30:00Z', '2026-12-01 12:00'],
    ['west of Greenwich, with seconds as well', 'Africa/Monrovia', '1970-01-01T12:00:00Z', '1970-01-01 11:15'],
    [
      'west of Greenwich, with seconds as well, a moment later',
      'Africa/Monrovia',
      '1970-01-01T12:00:30Z',
      '1970-01-01 11:16',
    ],
    ['as UTC', 'UTC', '2026-12-01T15:30:00Z', '2026-12-01 15:30'],
  ])('%s', (_title, zone, instant, shown) => {
    expect(localParts(at(instant), zone)).toMatchObject(wall(shown));
  });

  it('refuses a zone that does not exist', () => {
    expect(() => localParts(0, 'Europe/Nowhere')).toThrow(RangeError);
  });
});

describe('instantOf', () => {
  it.each([
    ['winter', '2026-12-01 15:30', '2026-12-01T15:30:00.000Z'],
    ['summer', '2026-07-01 15:30', '2026-07-01T14:30:00.000Z'],
    ['the last minute before clocks go forward', '2026-03-29 00:59', '2026-03-29T00:59:00.000Z'],
    ['a time that clocks skip moves forward by an hour', '2026-03-29 01:30', '2026-03-29T01:30:00.000Z'],
    ['the first minute after clocks went forward', '2026-03-29 02:00', '2026-03-29T01:00:00.000Z'],
    ['a time that comes twice is the first', '2026-10-25 01:30', '2026-10-25T00:30:00.000Z'],
    ['the first minute of the hour that comes twice', '2026-10-25 01:00', '2026-10-25T00:00:00.000Z'],
    ['the first minute that comes once again', '2026-10-25 02:00', '2026-10-25T02:00:00.000Z'],
    ['24:00 is midnight at the end of the day', '2026-12-31 24:00', '2027-01-01T00:00:00.000Z'],
  ])('%s', (_title, shown, instant) => {
    expect(iso(instantOf(wall(shown), LONDON))).toBe(instant);
  });

  it('knows a zone that left out a whole day', () => {
    expect(iso(instantOf(wall('2011-12-30 12:00'), 'Pacific/Apia'))).toBe('2011-12-30T22:00:00.000Z');
  });

  it('takes back what localParts shows, or the earlier moment that shows the same', () => {
    fc.assert(
      fc.property(fc.oneof(minutes, nearClockChange), zones, (moment, zone) => {
        const back = instantOf(localParts(moment, zone), zone);
        expect(localParts(back, zone)).toEqual(localParts(moment, zone));
        expect(back).toBeLessThanOrEqual(moment);
        expect(moment - back).toBeLessThanOrEqual(HOUR);
      }),
    );
  });
});

describe('nextAt', () => {
  const exact = (hour: number, minute = 0) => ({ hour, minute, exact: true });
  const either = (hour: number, minute = 0) => ({ hour, minute, exact: false });

  it.each([
    ['"3:30" said at 14:00 is this afternoon', either(3, 30), '2026-12-01T14:00:00Z', '2026-12-01T15:30:00.000Z'],
    ['"3:30" said at 16:00 is in the night', either(3, 30), '2026-12-01T16:00:00Z', '2026-12-02T03:30:00.000Z'],
    ['"12:15" said at 11:50 is midday', either(12, 15), '2026-12-01T11:50:00Z', '2026-12-01T12:15:00.000Z'],
    ['"12:15" said at 23:50 is after midnight', either(12, 15), '2026-12-01T23:50:00Z', '2026-12-02T00:15:00.000Z'],
    ['"15:30" said at 14:00 is today', exact(15, 30), '2026-12-01T14:00:00Z', '2026-12-01T15:30:00.000Z'],
    ['"15:30" said at 16:00 is tomorrow', exact(15, 30), '2026-12-01T16:00:00Z', '2026-12-02T15:30:00.000Z'],
    ['"15:30" said at 15:30 is tomorrow', exact(15, 30), '2026-12-01T15:30:00Z', '2026-12-02T15:30:00.000Z'],
    [
      '"15:30", even when not exact, has no other meaning',
      either(15, 30),
      '2026-12-01T16:00:00Z',
      '2026-12-02T15:30:00.000Z',
    ],
    ['"0:30" is after midnight', either(0, 30), '2026-12-01T11:00:00Z', '2026-12-02T00:30:00.000Z'],
    ['"24:00" is the coming midnight', exact(24), '2026-12-31T14:00:00Z', '2027-01-01T00:00:00.000Z'],
    ['in summer the clock is an hour ahead', exact(15, 30), '2026-07-01T12:00:00Z', '2026-07-01T14:30:00.000Z'],
    ['across the spring change', exact(9), '2026-03-28T20:00:00Z', '2026-03-29T08:00:00.000Z'],
    ['a time that the spring change leaves out', exact(1, 30), '2026-03-29T00:30:00Z', '2026-03-29T01:30:00.000Z'],
    ['across the autumn change', exact(9), '2026-10-24T20:00:00Z', '2026-10-25T09:00:00.000Z'],
    ['the first of a time that comes twice', exact(1, 30), '2026-10-25T00:10:00Z', '2026-10-25T00:30:00.000Z'],
    ['the second, once the first has passed', exact(1, 30), '2026-10-25T00:45:00Z', '2026-10-25T01:30:00.000Z'],
  ])('%s', (_title, clock, after, instant) => {
    expect(iso(nextAt(clock, at(after), LONDON))).toBe(instant);
  });

  it('is the first minute to come at which the clock shows it, found by looking at every minute', () => {
    const clocks = fc.record({
      hour: fc.integer({ min: 0, max: 23 }),
      minute: fc.constantFrom(0, 1, 29, 30, 59),
      exact: fc.boolean(),
    });
    fc.assert(
      fc.property(clocks, fc.oneof(minutes, nearClockChange), (clock, after) => {
        const found = nextAt(clock, after, LONDON);
        const shows = (moment: number): boolean => {
          const { hour, minute } = localParts(moment, LONDON);
          const sameHour =
            clock.exact || clock.hour === 0 || clock.hour > 12 ? hour === clock.hour : hour % 12 === clock.hour % 12;
          return sameHour && minute === clock.minute;
        };
        expect(found).toBeGreaterThan(after);
        expect(found - after).toBeLessThanOrEqual(DAY + HOUR);
        for (let moment = after + MINUTE; moment < found; moment += MINUTE) {
          if (shows(moment)) throw new Error(`${iso(moment)} comes before ${iso(found)}`);
        }
        // On the spring night the clock may never show it: then it is found an hour on, just after the jump from 00:59 to 02:00.
        const jumped = localParts(found - HOUR, LONDON).hour === 0 && localParts(found, LONDON).hour === 2;
        expect(shows(found) || jumped).toBe(true);
      }),
    );
  });
});

describe('lastAt', () => {
  it.each([
    ['earlier today', '13:50', '2026-12-01T14:00:00Z', '2026-12-01T13:50:00.000Z'],
    ['this very minute', '14:00', '2026-12-01T14:00:40Z', '2026-12-01T14:00:00.000Z'],
    ['yesterday, where it is still to come today', '23:50', '2026-12-01T00:10:00Z', '2026-11-30T23:50:00.000Z'],
    ['the second of a time that comes twice', '01:30', '2026-10-25T02:10:00Z', '2026-10-25T01:30:00.000Z'],
    ['the first, while the second is still to come', '01:30', '2026-10-25T01:10:00Z', '2026-10-25T00:30:00.000Z'],
  ])('%s', (_title, shown, latest, instant) => {
    const [hour = 0, minute = 0] = shown.split(':').map(Number);
    expect(iso(lastAt({ hour, minute }, at(latest), LONDON))).toBe(instant);
  });
});

describe('showing a moment', () => {
  it.each([
    ['2026-12-01T15:30:00Z', '15:30', 'Tue 1 Dec 15:30', '2026-12-01'],
    ['2026-07-01T23:05:00Z', '00:05', 'Thu 2 Jul 00:05', '2026-07-02'],
    ['2026-09-06T08:00:00Z', '09:00', 'Sun 6 Sep 09:00', '2026-09-06'],
  ])('%s is %s, %s, %s', (instant, time, dayTime, date) => {
    expect(showTime(at(instant), LONDON)).toBe(time);
    expect(showDayTime(at(instant), LONDON)).toBe(dayTime);
    expect(localDate(at(instant), LONDON)).toBe(date);
  });
});

describe('showing every month and weekday', () => {
  it.each([
    ['2026-01-05T09:00:00Z', 'Mon 5 Jan 09:00'],
    ['2026-02-03T09:00:00Z', 'Tue 3 Feb 09:00'],
    ['2026-03-04T09:00:00Z', 'Wed 4 Mar 09:00'],
    ['2026-04-02T09:00:00Z', 'Thu 2 Apr 10:00'],
    ['2026-05-01T09:00:00Z', 'Fri 1 May 10:00'],
    ['2026-06-06T09:00:00Z', 'Sat 6 Jun 10:00'],
    ['2026-07-05T09:00:00Z', 'Sun 5 Jul 10:00'],
    ['2026-08-31T09:00:00Z', 'Mon 31 Aug 10:00'],
    ['2026-09-30T09:00:00Z', 'Wed 30 Sep 10:00'],
    ['2026-10-29T09:00:00Z', 'Thu 29 Oct 09:00'],
    ['2026-11-27T09:00:00Z', 'Fri 27 Nov 09:00'],
    ['2026-12-26T09:00:00Z', 'Sat 26 Dec 09:00'],
  ])('%s is %s', (instant, shown) => {
    expect(showDayTime(at(instant), LONDON)).toBe(shown);
  });
});

describe('startOfLocalDay', () => {
  it.each([
    ['winter', '2026-12-01T15:30:00Z', '2026-12-01T00:00:00.000Z'],
    ['summer', '2026-07-01T23:30:00Z', '2026-07-01T23:00:00.000Z'],
    ['the day that has 23 hours', '2026-03-29T20:00:00Z', '2026-03-29T00:00:00.000Z'],
    ['the day that has 25 hours', '2026-10-25T20:00:00Z', '2026-10-24T23:00:00.000Z'],
  ])('%s', (_title, instant, start) => {
    expect(iso(startOfLocalDay(at(instant), LONDON))).toBe(start);
  });

  it('where clocks go forward at midnight, is the first moment there is', () => {
    expect(iso(startOfLocalDay(at('2018-11-04T12:00:00Z'), 'America/Sao_Paulo'))).toBe('2018-11-04T03:00:00.000Z');
  });

  it('is never after the moment, is on the same date, and nothing before it is', () => {
    fc.assert(
      fc.property(fc.oneof(moments, nearClockChange), zones, (moment, zone) => {
        const start = startOfLocalDay(moment, zone);
        expect(start).toBeLessThanOrEqual(moment);
        expect(localDate(start, zone)).toBe(localDate(moment, zone));
        expect(localDate(start - 1, zone)).not.toBe(localDate(moment, zone));
      }),
    );
  });
});

describe('a time by the clock on the wall', () => {
  it.each([
    ['2027-03-28 01:00', true],
    ['2027-03-28 01:59', true],
    ['2027-03-28 00:59', false],
    ['2027-03-28 02:00', false],
    ['2027-10-31 01:30', false],
    ['2027-03-27 24:00', false],
  ])('%s is left out by the clocks: %s', (text, isOut) => {
    expect(isLeftOut(wall(text), LONDON)).toBe(isOut);
  });

  it.each([
    ['2027-10-31T00:30:00Z', 'first'],
    ['2027-10-31T01:30:00Z', 'second'],
    ['2027-10-30T23:59:00Z', null],
    ['2027-10-31T02:00:00Z', null],
    ['2027-03-28T01:30:00Z', null],
  ])('%s is shown twice that night: %s', (text, which) => {
    expect(whichOfTwo(at(text), LONDON)).toBe(which);
  });
});
