import { describe, expect, it } from '@jest/globals';
import { plainText } from './normalise.js';
import { readTimes } from './span.js';
import type { SpokenTime } from './word.js';

const timesIn = (body: string): SpokenTime[] => readTimes(plainText(body).words).flatMap((word) => word.time ?? []);

describe('A length of time', () => {
  it.each([
    ['45 mins', 45],
    ['45m', 45],
    ['1 min', 1],
    ['nineteen mins', 19],
    ['twenty one mins', 21],
    ['ninety nine minutes', 99],
    ['forty five minutes', 45],
    ['thirty mins', 30],
    ['an hour', 60],
    ['a hour', 60],
    ['another hour', 60],
    ['four hours', 240],
    ['2 hours 20 mins', 140],
    ['2 hours 20', 140],
    ['1hr', 60],
    ['2 hrs', 120],
    ['1h30', 90],
    ['1 hour and 20 mins', 80],
    ['1hr 59', 119],
    ['2:30 hrs', 150],
    ['3:50 hrs', 230],
    ['hour and a half', 90],
    ['an hour and a half', 90],
    ['1 hour half', 90],
    ['2 hours and a half', 150],
    ['an hour and a quarter', 75],
    ['two and a half hours', 150],
    ['2 and a quarter hours', 135],
    ['half an hour', 30],
    ['a half hour', 30],
    ['half a hour', 30],
    ['1/2 hr', 30],
    ['3/4 of an hour', 45],
    ['three quarters of an hour', 45],
    ['quarter of an hour', 15],
    ['a quarter of an hour', 15],
    ['3 quarters of an hour', 45],
    ['a couple of hours', 120],
    ['couple mins', 2],
    ['0.5 hours', 30],
    ['1.25 hours', 75],
    ['1.50 hours', 90],
    ['2.75 hours', 165],
    ['1.30 hours', 90],
    ['1.55 hours', 115],
    ['10.5 hours', 630],
    ['1 1/2 hours', 90],
    ['20 to 30 mins', 20],
    ['1 or 2 hours', 60],
    ['2-3 hours', 120],
    ['24 hours', 1440],
    // The shorter of two: it is looked at sooner.
    ['60 to 45 mins', 45],
    ['1/2 to 1 hour', 30],
    ['5 to 10 mins', 5],
    ['10 to 12 minutes', 10],
  ])('"%s" is %i minutes', (said, minutes) => {
    expect(timesIn(said)).toEqual([{ said: 'length', minutes, clock: null }]);
  });

  it.each(['0 mins', '0.4 mins', '25 hours', '1441 mins', '2000 minutes'])('"%s" is none that anyone means', (said) => {
    expect(timesIn(said)).toEqual([{ said: 'length', minutes: null, clock: null }]);
  });

  it.each([
    'rush hour',
    'the hour',
    'hours',
    'another, hour',
    '110.5 mins',
    '110.25 mins',
    '1.255 hours',
    'half',
    'a quarter',
    'half a minute',
    'a few mins',
    '30-20 mins',
    '30-30 mins',
    '1-2-3 mins',
    '01:30 hrs',
    '1:30-2:30 hrs',
    '7.30 hrs',
    '3.30 mins',
  ])('is not in "%s"', (said) => {
    expect(timesIn(said)).toEqual([]);
  });
});

/** The words of a text, each time gathered into one. */
const gathered = (body: string): string[] => readTimes(plainText(body).words).map((word) => word.text);

describe('The words of a time', () => {
  it.each([
    ['three quarters of an hour left', ['three quarters of an hour', 'left']],
    ['wait a quarter of an hour please', ['wait', 'a quarter of an hour', 'please']],
    ['a couple of mins more', ['a couple of mins', 'more']],
    ['20 to 30 mins late', ['20 to 30 mins', 'late']],
    ['an hour and a half more', ['an hour and a half', 'more']],
    ['1 hour and 20 mins more', ['1 hour and 20 mins', 'more']],
    ['1 hour 20 more', ['1 hour 20', 'more']],
    ['2 and a half hours more', ['2 and a half hours', 'more']],
    ['1:30 hrs more', ['1:30 hrs', 'more']],
    ['1 1/2 hours more', ['1 1/2 hours', 'more']],
    ['twenty five mins more', ['twenty five mins', 'more']],
    ['left a quarter past 4 today', ['left', 'a quarter past 4', 'today']],
    ['left half past 3 p.m. today', ['left', 'half past 3 p m', 'today']],
    ['left at 10 minutes to 3 pm today', ['left', 'at', '10 minutes to 3 pm', 'today']],
    ['left 3 pm today', ['left', '3 pm', 'today']],
    ["left 4 o'clock pm today", ['left', '4 oclock pm', 'today']],
    ['left 4 o clock today', ['left', '4 o clock', 'today']],
    ['left 1530 hours today', ['left', '1530 hours', 'today']],
    ['left noon today', ['left', 'noon', 'today']],
    ['left midnight today', ['left', 'midnight', 'today']],
    ['45 now', ['45', 'now']],
  ])('are gathered into one in "%s"', (body, words) => {
    expect(gathered(body)).toEqual(words);
  });

  it.each([
    ['1 more hour', ['1 hour', 'more']],
    ['ok 20 extra mins please', ['ok', '20 mins', 'extra', 'please']],
  ])('are put together in "%s"', (body, words) => {
    expect(gathered(body)).toEqual(words);
  });

  it.each([
    ['1 hour, 20 mins', ['1 hour', '20 mins']],
    ['45, mins', ['45', 'mins']],
    ['twenty, one mins', ['twenty', 'one mins']],
    ['1, more hour', ['1', 'more', 'hour']],
    ['1 more, hour', ['1', 'more', 'hour']],
    ['half past, 3', ['half past', '3']],
    ['a, half hour', ['a', 'half hour']],
  ])('are not read across the pause in "%s"', (body, words) => {
    expect(gathered(body)).toEqual(words);
  });

  it.each([
    ['1 hour and 20', ['1 hour', 'and', '20']],
    ['1 hr 60 mins', ['1 hr', '60 mins']],
    ['an hour and a half hour', ['an hour', 'and', 'a half hour']],
    ['an hour and half hour', ['an hour', 'and', 'half hour']],
    ['and a half hours', ['and', 'a half hours']],
    ['two quarters of an hour', ['two', 'quarters', 'of', 'an hour']],
    ['left quarter past 4', ['left', 'quarter past 4']],
    ['3 x m', ['3', 'x', 'm']],
    ['1 hour 2 hours', ['1 hour', '2 hours']],
    ['1 hour 1.5 mins', ['1 hour', '1.5 mins']],
    ['twenty ten mins', ['twenty', 'ten mins']],
    ['45 or 60', ['45', 'or', '60']],
    ['45 and 60 mins', ['45', 'and', '60 mins']],
    ['2 and a bit hours', ['2', 'and', 'a', 'bit', 'hours']],
    ['2 and the half hours', ['2', 'and', 'the', 'half hours']],
    ['2 but a half hours', ['2', 'but', 'a half hours']],
    ['20 of mins', ['20', 'of', 'mins']],
    ['20 more visits', ['20', 'more', 'visits']],
    ['20 long mins', ['20', 'long', 'mins']],
    ['some more mins', ['some', 'more', 'mins']],
    ['3 p', ['3', 'p']],
    ['3 a', ['3', 'a']],
    ['3 o dear', ['3', 'o', 'dear']],
    ['quarter 3', ['quarter', '3']],
    ['a 10 past 3', ['a', '10 past 3']],
  ])('are not run together in "%s"', (body, words) => {
    expect(gathered(body)).toEqual(words);
  });

  it('keep the place of the first and of the last of them', () => {
    const [, time] = readTimes(plainText('wait half an hour more').words);
    expect(time).toMatchObject({ text: 'half an hour', from: 5, to: 17, pause: false });
  });
});

describe('A time of day', () => {
  it.each<[string, number, number, boolean]>([
    ['15:30', 15, 30, true],
    ['15.30', 15, 30, true],
    ['1530hrs', 15, 30, true],
    ['0:30', 0, 30, true],
    ['23:59', 23, 59, true],
    ['13:00', 13, 0, true],
    ['12:30', 12, 30, false],
    ['0800 hours', 8, 0, false],
    ['8.30hrs', 8, 30, false],
    ['0130hrs', 1, 30, false],
    ['3.30', 3, 30, false],
    ['03:30', 3, 30, false],
    ['3.30pm', 15, 30, true],
    ['3 p.m.', 15, 0, true],
    ['3 a.m.', 3, 0, true],
    ['10pm', 22, 0, true],
    ['one pm', 13, 0, true],
    ['13pm', 13, 0, true],
    ['15:30am', 15, 30, true],
    ['12:30am', 0, 30, true],
    ['12.30pm', 12, 30, true],
    ['12am', 0, 0, true],
    ['12pm', 12, 0, true],
    ['noon', 12, 0, true],
    ['midday', 12, 0, true],
    ['midnight', 0, 0, true],
    ['half 1', 1, 30, false],
    ['half 12', 12, 30, false],
    ['59 past 3', 3, 59, false],
    ['10 minutes to 3', 2, 50, false],
    ['half 3', 3, 30, false],
    ['half past three', 3, 30, false],
    ['half 3pm', 15, 30, true],
    ['quarter past 4', 4, 15, false],
    ['a quarter to 4', 3, 45, false],
    ['10 to 3', 2, 50, false],
    ['ten to one', 12, 50, false],
    ['twenty five past six', 6, 25, false],
    ['5 minutes past 6', 6, 5, false],
    ["4 o'clock", 4, 0, false],
    ["4 o'clock pm", 16, 0, true],
    ['3 o clock', 3, 0, false],
    ['3 o clock pm', 15, 0, true],
    ['twelve o clock', 12, 0, false],
  ])('"%s" is %i:%i, exact: %s', (said, hour, minute, exact) => {
    expect(timesIn(said)).toEqual([{ said: 'clock', minutes: null, clock: { hour, minute, exact } }]);
  });

  it.each([
    '25:30',
    '15:60',
    '15:75',
    '25:30pm',
    '3:75pm',
    '0pm',
    'half 15',
    'half 0',
    'half to 3',
    'half past',
    '60 past 3',
    '2.5 past 3',
    'half 1.5',
    '99.99',
    '24:00',
    '15:30 mins',
    'thirteen o clock',
    '3 clock',
    '3 x clock',
    'about o clock',
    'quarter of 3',
    '115:30',
    '4:15:30',
    '12345 hours',
    '12345',
    '1:305',
    '1530',
  ])('is not in "%s"', (said) => {
    expect(timesIn(said).filter((time) => time.clock !== null && time.said === 'clock')).toEqual([]);
  });

  it('is not guessed where the hour is missing: "10 past" is no ten minutes', () => {
    for (const body of ['until 10 past', 'until half past', 'until 10 past, 3 visits']) {
      expect(timesIn(body)[0]).toEqual({ said: 'clock', minutes: null, clock: null });
    }
    expect(timesIn('10 to')).toMatchObject([{ said: 'number', minutes: 10 }]);
  });
});

describe('A number by itself', () => {
  it.each([
    ['45', 45, null],
    ['20', 20, 20],
    ['3', 3, 3],
    ['240', 240, 2],
    // Past four hours a bare number is likelier a time of day.
    ['930', null, 9],
    ['241', null, 2],
    ['1530', null, 15],
    ['2500', null, null],
    ['0', null, null],
    ['1', 1, 1],
    ['0045', null, 0],
    ['23', 23, 23],
    ['24', 24, null],
    ['60', 60, null],
    // "No one in": small number words are too common to be minutes.
    ['five', 5, 5],
    ['four', null, 4],
    // Only a missing space, or a road and a code.
    ['arrived45 x', 45, null],
    ['b45', null, null],
    ['45, dave', 45, null],
    ['45 dave', null, null],
    ['45 please', 45, null],
    ['45?', 45, null],
    ['14 park road', null, 14],
  ])('"%s" may be %s minutes, or %s o’clock', (said, minutes, hour) => {
    const [time] = timesIn(said);
    expect([time?.said, time?.minutes, time?.clock?.hour ?? null]).toEqual(['number', minutes, hour]);
  });

  it('may be a time of day to the minute, in the morning or in the afternoon', () => {
    expect(timesIn('330')[0]?.clock).toEqual({ hour: 3, minute: 30, exact: false });
    expect(timesIn('1545')[0]?.clock).toEqual({ hour: 15, minute: 45, exact: true });
    expect(timesIn('3')[0]?.clock).toEqual({ hour: 3, minute: 0, exact: false });
  });

  it.each(['1.5', '1/2', '30-20'])('is not in "%s", which nobody means as minutes', (body) => {
    expect(timesIn(body)).toEqual([]);
  });

  it('is the shorter of two', () => {
    expect(timesIn('20-30')).toMatchObject([{ said: 'number', minutes: 20 }]);
  });
});
