import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { nearestWord } from './nearest-word.js';

const KEYS = ['id', 'name', 'mobile', 'unit', 'lineManager', 'roles', 'seniorOnSite'];

describe('nearestWord', () => {
  it.each<[written: string, meant: string | null, why: string]>([
    ['moblie', 'mobile', 'two letters swapped'],
    ['mobil', 'mobile', 'a letter missing'],
    ['mobbile', 'mobile', 'a letter too many'],
    ['nobile', 'mobile', 'a wrong letter'],
    ['Mobile', 'mobile', 'another case'],
    ['line_manager', 'lineManager', 'words joined otherwise'],
    ['lineManger', 'lineManager', 'a letter missing in a long word'],
    ['seniorInSight', null, 'too many slips'],
    ['ix', null, 'a short word with a wrong letter: it could be anything'],
    ['', null, 'nothing'],
    ['colour', null, 'a word like no other'],
  ])('takes %j for %j: %s', (written, meant) => {
    expect(nearestWord(written, KEYS)).toBe(meant);
  });

  it('prefers the word with fewer slips, wherever it stands', () => {
    expect(nearestWord('team-1', ['team-12', 'team-2', 'team-1', 'team-3'])).toBe('team-1');
  });

  it('takes any word for itself', () => {
    fc.assert(fc.property(fc.constantFrom(...KEYS), (key) => expect(nearestWord(key, KEYS)).toBe(key)));
  });
});
