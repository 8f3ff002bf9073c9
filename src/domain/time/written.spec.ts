import { describe, expect, it } from '@jest/globals';
import { readMonth, readWrittenDate, readWrittenMoment, readWrittenTime } from './written.js';

const FIRST = { year: 2026, month: 12, day: 1 };

describe('a month that was typed', () => {
  it.each([
    ['3', 3],
    ['03', 3],
    ['March', 3],
    ['mar', 3],
    ['Sept.', 9],
    ['MAY', 5],
    ['１２', 12],
  ])('%s', (text, month) => expect(readMonth(text)).toBe(month));

  it.each(['', '0', '13', 'Ma', 'marzo', 'mayday', '3.5', '-3'])('not %j', (text) =>
    expect(readMonth(text)).toBeNull(),
  );
});

describe('a date that was written', () => {
  it.each([
    '1/12/2026',
    '01/12/2026',
    '01.12.2026',
    '01-12-2026',
    '1 December 2026',
    '1st Dec 2026',
    '01-Dec-2026',
    'Tue 1 Dec 2026',
    'Tuesday, 1 December, 2026',
    '2026-12-01',
    '2026/12/01',
  ])('%s', (text) => expect(readWrittenDate(text)).toEqual(FIRST));

  it.each(['', 'tomorrow', '31/2/2026', '29/2/2027', '12/13/2026', '1/12/26', '1/12/026', '2026-13-01', '46357', '1'])(
    'not %j',
    (text) => expect(readWrittenDate(text)).toBeNull(),
  );

  it('has a year of two figures only where a spreadsheet may have cut it', () => {
    expect(readWrittenDate('01-Dec-26', true)).toEqual(FIRST);
  });
});

describe('a time that was written', () => {
  it.each([
    ['14:05', 14, 5],
    ['14.05', 14, 5],
    ['1405', 14, 5],
    ['14:00:00', 14, 0],
    ['2:05pm', 14, 5],
    ['2 p.m.', 14, 0],
    ['2:00:00 PM', 14, 0],
    ['12am', 0, 0],
    ['noon', 12, 0],
    ['Midnight', 0, 0],
    ['24:00', 24, 0],
    ['１４:０５', 14, 5],
  ])('%s', (text, hour, minute) => expect(readWrittenTime(text)).toEqual({ hour, minute }));

  it.each(['', '9', '25:00', '24:01', '14:60', '13pm', '0am', '14:5', '14:05:09', 'tomorrow 3pm', '-2pm'])(
    'not %j',
    (text) => expect(readWrittenTime(text)).toBeNull(),
  );
});

describe('a moment in a cell of a spreadsheet', () => {
  it.each([
    '01/12/2026 14:00',
    '01/12/2026 14:00:00',
    '01/12/2026 2:00 PM',
    '01/12/2026 2:00:00 pm',
    '1/12/26 14:00',
    '01-Dec-26 14:00',
    '1 December 2026, 2pm',
    '1 December 2026 at 14.00',
    'Tue 1 Dec 2026 14:00',
    '2026/12/01 14:00',
    '2026-12-01T14:00',
    '01/12/2026  1400',
  ])('%s', (text) => expect(readWrittenMoment(text)).toEqual({ ...FIRST, hour: 14, minute: 0 }));

  it.each(['', '01/12/2026', '14:00', '46357.583333', '12/13/2026 14:00', '31/02/2027 10:00', '01/12/2026 9'])(
    'not %j',
    (text) => expect(readWrittenMoment(text)).toBeNull(),
  );
});
