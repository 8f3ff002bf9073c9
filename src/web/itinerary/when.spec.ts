import { describe, expect, it } from '@jest/globals';
import { TWO_OCLOCK, ZONE } from '../examples.js';
import { FormReading } from '../form/typed.js';
import { dayAsked, readSpan, soon } from './when.js';

const span = (typed: Record<string, string>) => {
  const reading = new FormReading({ day: '2', month: '6', year: '2026', ...typed });
  const read = readSpan(reading, ZONE);
  return read
    ? [new Date(read.start).toISOString(), new Date(read.end).toISOString()]
    : reading.errors.map(({ field }) => field);
};

describe('From when to when', () => {
  it('is local time, an hour ahead of UTC in summer', () => {
    expect(span({ start: '14:05', end: '14:50' })).toEqual(['2026-06-02T13:05:00.000Z', '2026-06-02T13:50:00.000Z']);
  });

  it('may run past midnight', () => {
    expect(span({ start: '23:30', end: '00:30' })).toEqual(['2026-06-02T22:30:00.000Z', '2026-06-02T23:30:00.000Z']);
  });

  it('takes an end half a day late for the slip that it is', () => {
    expect(span({ start: '14:00', end: '2:45' })).toEqual(['end']);
    expect(span({ start: '14:00', end: '13:45' })).toEqual(['end']);
    expect(span({ start: '14:00', end: '14:00' })).toEqual(['end']);
  });

  it('runs over the night on which the clocks go back', () => {
    expect(span({ day: '24', month: '10', start: '23:00', end: '02:00' })).toEqual([
      '2026-10-24T22:00:00.000Z',
      '2026-10-25T02:00:00.000Z',
    ]);
  });

  it('takes the month in letters, and midnight in words', () => {
    expect(span({ month: 'June', start: '10:30 pm', end: 'midnight' })).toEqual([
      '2026-06-02T21:30:00.000Z',
      '2026-06-02T23:00:00.000Z',
    ]);
    expect(span({ start: '22:30', end: '24:00' })).toEqual(['2026-06-02T21:30:00.000Z', '2026-06-02T23:00:00.000Z']);
  });

  it('has no moment that the clocks leave out: whoever typed it meant another', () => {
    const night = { day: '28', month: '3', year: '2027' };
    expect(span({ ...night, start: '01:30', end: '03:30' })).toEqual(['start']);
    expect(span({ ...night, start: '00:30', end: '01:30' })).toEqual(['end']);
    expect(span({ ...night, start: '00:30', end: '02:30' })).toEqual([
      '2027-03-28T00:30:00.000Z',
      '2027-03-28T01:30:00.000Z',
    ]);
  });

  it('names each field that is wrong, in the order of the page', () => {
    expect(span({ day: '31', start: '', end: 'later' })).toEqual(['day', 'start', 'end']);
  });

  it('is filled in beforehand: in five minutes, for three quarters of an hour', () => {
    expect(soon(TWO_OCLOCK, ZONE)).toEqual({ day: '2', month: '6', year: '2026', start: '14:05', end: '14:50' });
  });
});

describe('The day of the itinerary', () => {
  const iso = ({ start, end }: { start: number; end: number }) => [
    new Date(start).toISOString(),
    new Date(end).toISOString(),
  ];

  it('is the local day that was asked for, of 23 hours when the clocks go forward', () => {
    expect(iso(dayAsked('2026-03-29', TWO_OCLOCK, ZONE))).toEqual([
      '2026-03-29T00:00:00.000Z',
      '2026-03-29T23:00:00.000Z',
    ]);
  });

  it.each([undefined, '', 'tomorrow', '2026-99-99', ['2026-06-03']])('is today where %p is no day', (asked) => {
    expect(iso(dayAsked(asked, TWO_OCLOCK, ZONE))).toEqual(['2026-06-01T23:00:00.000Z', '2026-06-02T23:00:00.000Z']);
  });
});
