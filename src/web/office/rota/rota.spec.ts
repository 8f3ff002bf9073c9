import { describe, expect, it } from '@jest/globals';
import { instantOf } from '../../../domain/time/local.js';
import { directoryOf } from '../../../domain/organisation/directory-of.js';
import { anOffice } from '../../examples.js';
import { sayDays } from '../words.js';
import { calendarOf } from './calendar.js';
import { contactFields, readShift, shiftFields } from './shift-form.js';
import { sayTimes, shiftRow } from './shift-row.js';

const ZONE = 'Europe/London';
const at = (year: number, month: number, day: number, hour = 0) =>
  instantOf({ year, month, day, hour, minute: 0 }, ZONE);
const question = { directory: anOffice(), zone: ZONE, optedOut: new Set<string>() };
const calendar = (unit: string, span: 'week' | 'month', around: number, now = around) =>
  calendarOf({ unit, span, around, at: now }, question);

describe('the calendar of a rota (8.1.6)', () => {
  it('a week begins on Monday, says when nobody is on duty, and marks today', () => {
    const week = calendar('north', 'week', at(2026, 12, 3, 10));
    expect(week.title).toBe('Week of Mon 30 Nov');
    expect(week.days.map(({ title, isToday }) => `${title}${isToday ? '!' : ''}`)).toEqual([
      ...['Mon 30 Nov', 'Tue 1 Dec', 'Wed 2 Dec', 'Thu 3 Dec!', 'Fri 4 Dec', 'Sat 5 Dec', 'Sun 6 Dec'],
    ]);
    expect(
      week.days[3]?.blocks.map(({ gap, times, people }) => gap ?? `${times} ${people.map(({ name }) => name).join()}`),
    ).toEqual([
      'Nobody is on duty 00:00 to 08:30',
      '08:30 to 17:30 Wei Chen,Megan Hughes',
      'Nobody is on duty 17:30 to midnight',
    ]);
    expect(week.days[5]?.blocks.map(({ gap }) => gap)).toEqual(['Nobody is on duty all day']);
    expect([week.before, week.after]).toEqual(['2026-11-29', '2026-12-07']);
  });

  it('lists what is still to come of the gaps, whole', () => {
    expect(calendar('north', 'week', at(2026, 12, 5, 10)).gaps).toEqual(['Now, until Sun 6 Dec midnight']);
    expect(calendar('north', 'week', at(2026, 12, 4, 10)).gaps).toEqual(['Fri 4 Dec 17:30 to Sun 6 Dec midnight']);
  });

  it('a month has its days, each under its weekday', () => {
    const month = calendar('north', 'month', at(2028, 2, 20));
    expect([month.title, month.days.length, month.blanks]).toEqual(['February 2028', 29, 1]);
    expect([month.before, month.after]).toEqual(['2028-01-31', '2028-03-01']);
  });

  it('in the nights on which the clocks change a day says so, and which of two times is meant', () => {
    const back = calendar('north', 'week', at(2026, 10, 25, 12)).days[6];
    expect([back?.notes, back?.blocks.length]).toEqual([['The clocks go back: this day has 25 hours.'], 1]);
    const forward = calendar('north', 'week', at(2027, 3, 28, 12)).days[6];
    expect(forward?.notes).toEqual(['The clocks go forward: this day has 23 hours.']);
  });

  it('says who stands there on one date only, and what is struck out on it', () => {
    const { organisation } = anOffice();
    const [weekly] = organisation.rota;
    const rota = [
      { ...weekly!, except: ['2026-12-03'] },
      { unit: 'north', contacts: ['megan'], date: '2026-12-03', from: '18:00', to: '08:00' },
    ];
    const directory = directoryOf({ ...organisation, rota }, ZONE);
    const around = at(2026, 12, 3);
    const week = calendarOf({ unit: 'north', span: 'week', around, at: around }, { ...question, directory });
    expect(week.days[3]?.struckOut).toEqual(['08:30 to 17:30, Wei Chen, Megan Hughes']);
    expect(
      week.days[3]?.blocks.map(({ gap, people }) => gap ?? people.map(({ name, dated }) => [name, dated])),
    ).toEqual(['Nobody is on duty 00:00 to 18:00', [['Megan Hughes', true]]]);
    expect(week.days.map(({ isOpen }) => isOpen)).toEqual([false, false, true, true, true, true, true]);
  });

  it('names bank holidays, on which a rota is often another', () => {
    expect(calendar('north', 'week', at(2026, 12, 25)).days[4]?.notes).toEqual(['Christmas Day']);
  });

  it('a unit of which nobody goes on visits has no gaps', () => {
    const week = calendar('south', 'week', at(2026, 12, 3));
    expect([week.needsCover, week.gaps, week.days[0]?.gaps]).toEqual([false, [], 0]);
  });
});

describe('a shift as it is typed', () => {
  const typed = {
    'contact-1': 'wei',
    'contact-3': 'megan',
    'day-mon': 'yes',
    'day-sun': 'yes',
    from: '5:30pm',
    to: '8.30',
  };

  it('keeps the order of its contacts and the days that were ticked', () => {
    expect(readShift('north', typed, ZONE)).toEqual({
      shift: { unit: 'north', contacts: ['wei', 'megan'], days: ['mon', 'sun'], from: '17:30', to: '08:30' },
    });
  });

  it.each([
    [{ to: '24:00' }, '24:00'],
    [{ to: 'midnight' }, '24:00'],
    [{ to: '00:00' }, '00:00'],
  ])('ends at midnight: %j', (also, to) => {
    expect(readShift('north', { ...typed, ...also }, ZONE)).toMatchObject({ shift: { to } });
  });

  it.each([
    [{ 'contact-1': '', 'contact-3': '' }, 'contact-1'],
    [{ 'day-mon': '', 'day-sun': '' }, 'day-mon'],
    [{ from: '' }, 'from'],
    [{ from: '24:00' }, 'from'],
    [{ to: '7' }, 'to'],
  ])('is refused: %j', (wrong, field) => {
    const read = readShift('north', { ...typed, ...wrong }, ZONE);
    expect('errors' in read && read.errors.map((error) => error.field)).toEqual([field]);
  });

  it('of one date keeps its date and has no weekdays', () => {
    const single = { ...typed, kind: 'single', date: '3/12/2026' };
    const shift = { unit: 'north', contacts: ['wei', 'megan'], date: '2026-12-03', from: '17:30', to: '08:30' };
    expect(readShift('north', single, ZONE)).toEqual({ shift });
    expect(readShift('north', shiftFields(shift), ZONE)).toEqual({ shift });
    for (const date of ['', '31/11/2026', 'Friday', '2026'])
      expect(readShift('north', { ...single, date }, ZONE)).toMatchObject({ errors: [{ field: 'date' }] });
  });

  it('that is changed stays struck out where its days stay', () => {
    const before = {
      unit: 'north',
      contacts: ['wei'],
      days: ['mon' as const, 'fri' as const],
      from: '09:00',
      to: '17:00',
      except: ['2026-11-27', '2026-11-30'],
    };
    expect(readShift('north', typed, ZONE, before)).toMatchObject({ shift: { except: ['2026-11-30'] } });
    const tuesdays = { ...typed, 'day-mon': '', 'day-sun': '', 'day-tue': 'yes' };
    expect(readShift('north', tuesdays, ZONE, before)).not.toHaveProperty('shift.except');
  });

  it('with more contacts than the form has room for loses none', () => {
    const contacts = Array.from({ length: 7 }, (_, number) => `contact${number}`);
    const fields = shiftFields({ unit: 'north', contacts, days: ['mon'], from: '00:00', to: '24:00' });
    expect(contactFields(fields)).toHaveLength(8);
    expect(readShift('north', fields, ZONE)).toMatchObject({ shift: { contacts } });
  });
});

describe('what is said of a shift', () => {
  it.each([
    [['mon', 'tue', 'wed', 'thu', 'fri'], 'Mon to Fri'],
    [['sat', 'sun'], 'Sat, Sun'],
    [['fri', 'mon', 'wed'], 'Mon, Wed, Fri'],
    [['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], 'every day'],
  ] as const)('%j: %s', (days, says) => {
    expect(sayDays(days)).toBe(says);
  });

  it.each([
    ['00:00', '24:00', 'all day'],
    ['17:30', '08:30', '17:30 to 08:30 the next day'],
    ['08:30', '08:30', '08:30 to 08:30 the next day'],
    ['17:30', '24:00', '17:30 to midnight'],
  ])('%s to %s', (from, to, says) => {
    expect(sayTimes({ from, to })).toBe(says);
  });

  it.each([
    [{ date: '2026-11-27' }, 'Fri 27 Nov 2026, 18:00 to 08:00 the next day'],
    [
      { days: ['fri' as const], except: ['2026-11-20', '2026-12-25'] },
      'Fri, 18:00 to 08:00 the next day; not on Fri 25 Dec 2026',
    ],
  ])('%j: %s', (when, says) => {
    const shift = { unit: 'north', contacts: ['wei'], from: '18:00', to: '08:00', ...when };
    expect(shiftRow(shift, { directory: question.directory, zone: ZONE, at: at(2026, 11, 25) }).when).toBe(says);
  });
});
