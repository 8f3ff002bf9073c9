import { describe, expect, it } from '@jest/globals';
import { ZONE } from '../../examples.js';
import { addressOf, readLogFilter } from './filter.js';

const CHOICES = {
  units: [{ id: 'north', name: 'North Team' }],
  people: [{ id: 'priya', name: 'Priya Shah' }],
  steps: ['nominated_contact', 'police'],
};
const read = (typed: Record<string, string>) => readLogFilter(typed, CHOICES, ZONE);
const wrong = (typed: Record<string, string>) => read(typed).errors.map(({ field, text }) => `${field}: ${text}`);

describe('The filters of the incident log', () => {
  it('that nobody set let everything through, the newest first, drills among the others', () => {
    expect(read({})).toMatchObject({ unit: null, from: null, drills: 'with', sort: 'newest', page: 1, errors: [] });
  });

  it('take days as whole days of the clock on the wall', () => {
    const { from, to } = read({ from: '1/6/2026', to: '1/6/2026' });
    expect([from, to]).toEqual([Date.parse('2026-05-31T23:00:00Z'), Date.parse('2026-06-01T23:00:00Z')]);
  });

  it.each([
    [{ unit: 'south' }, 'unit: Unit must be one of those in the list: it was left out'],
    [{ person: "'; DROP TABLE incident; --" }, 'person: Person must be one of those in the list: it was left out'],
    [{ kind: 'late' }, 'kind: Kind must be one of those in the list: it was left out'],
    [{ step: '__proto__' }, 'step: Step reached must be one of those in the list: it was left out'],
    [{ from: '31/2/2026' }, 'from: Opened from must be a real date, such as 17/5/2026'],
    [{ from: '2/6/2026', to: '1/6/2026' }, 'to: Opened to must be the same day as opened from, or later'],
    [{ sort: 'constructor' }, 'sort: Sort by must be one of those in the list: it was left out'],
    [{ search: 'x'.repeat(101) }, 'search: What you search for must be 100 characters or fewer'],
  ])('%j is named, and left out', (typed, text) => {
    expect(wrong(typed)).toEqual([text]);
    if (!('kind' in typed)) expect(read({ ...typed, kind: 'sos' }).kind).toBe('sos');
  });

  it.each(['0', '-1', 'x', '1e9', '99999999999999999999'])('page %s is one that can be', (page) => {
    expect(read({ page }).page).toBeGreaterThanOrEqual(1);
    expect(read({ page }).page).toBeLessThanOrEqual(100_000);
  });

  it('holds no character that a database refuses', () => {
    expect(read({ search: '\0Priya\u0007' }).search).toBe('Priya');
  });

  it('stand in the address, without those that are wrong', () => {
    const typed = { search: 'a&b=c', kind: 'late', page: '3' };
    expect(addressOf('/incidents', typed, read(typed))).toBe('/incidents?search=a%26b%3Dc&page=3');
    expect(addressOf('/incidents', typed, read(typed), { search: '', page: '' })).toBe('/incidents');
  });
});
