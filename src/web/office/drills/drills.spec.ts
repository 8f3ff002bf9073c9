import { describe, expect, it } from '@jest/globals';
import { anOffice } from '../../examples.js';
import { drillChoices, readDrill } from './start-form.js';
import { sayComparison, sayLength } from './words.js';

const office = anOffice();
const all = drillChoices(office, office.organisation.units);
const read = (typed: Record<string, string>) => {
  const found = readDrill(typed, all);
  return 'asked' in found ? found.asked : found.errors.map(({ field }) => field);
};

describe('The form that begins a drill', () => {
  it('offers the units that have practitioners, and those', () => {
    expect(all.units.map(({ id }) => id)).toEqual(['north']);
    expect(all.people.map(({ id }) => id)).toEqual(['callum', 'priya']);
  });

  it('takes a unit, or a person, whose unit it then is', () => {
    expect(read({ unit: 'north', person: '', kind: 'sos' })).toEqual({ unit: 'north', person: null, kind: 'sos' });
    expect(read({ unit: '', person: 'priya', kind: 'overdue' })).toEqual({
      unit: 'north',
      person: 'priya',
      kind: 'overdue',
    });
  });

  it.each([
    [{}, ['unit', 'kind']],
    [{ unit: 'south', kind: 'overdue' }, ['unit']],
    [{ unit: 'north', person: 'nobody', kind: 'overdue' }, ['person']],
    [{ unit: 'north', kind: 'device' }, ['kind']],
  ])('%j: names %j', (typed, fields) => expect(read(typed)).toEqual(fields));
});

describe('Times of drills in words', () => {
  it.each([
    [0.2, '0 seconds'],
    [41.3, '41 seconds'],
    [60, '1 minute'],
    [125, '2 minutes 5 seconds'],
  ])('%d seconds: %s', (seconds, words) => expect(sayLength(seconds)).toBe(words));

  it('say how one stands beside earlier ones', () => {
    const beside = { seconds: 41, median: 55, best: 30, difference: -14, of: 4 };
    expect(sayComparison(beside)).toBe('14 seconds faster (usual in 4 earlier: 55 seconds, best: 30 seconds)');
    expect(sayComparison({ ...beside, difference: 0.3 })).toMatch(/^as usual/);
    expect(sayComparison({ ...beside, seconds: null, difference: null })).toMatch(/^usual in 4/);
    expect(sayComparison({ seconds: 41, median: null, best: null, difference: null, of: 0 })).toBeNull();
  });
});
