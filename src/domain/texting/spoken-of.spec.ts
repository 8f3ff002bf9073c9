import { describe, expect, it } from '@jest/globals';
import { spokenOf } from './spoken-of.js';

const NAMES: Readonly<Record<string, string>> = {
  priya: 'Priya Patel',
  sian: 'Siân Brown',
  sam: 'Sam One',
  pat: 'Sam Two',
};
const of = (body: string, people = ['priya', 'sian']) => spokenOf(body, people, (id) => NAMES[id] ?? id);

describe('Of whom of two "safe" is said', () => {
  it.each([
    ['4821 SAFE', null],
    ['4821 safe and well', null],
    ['4821 both safe', null],
    ['4821 they are safe', null],
    ['4821 spoke to them, all good', null],
    ['4821 Priya is safe', ['priya']],
    ["4821 Siân's fine", ['sian']],
    ['4821 sian is safe', ['sian']],
    ['4821 Priya is safe, Siân is safe', ['priya', 'sian']],
    ['4821 Priya is safe, they are in the car', ['priya']],
    ['4821 spoke to Priya, both are safe', null],
    ['4821 she is safe', []],
    ['4821 spoke to her, all good', []],
    ['4821 Pri is fine', []],
  ])('%s', (body, people) => expect(of(body)).toEqual(people));

  it('a name that two of them have does not say which', () => {
    expect(of('4821 Sam is safe', ['sam', 'pat'])).toEqual([]);
    expect(of('4821 SAFE', ['sam', 'pat'])).toBeNull();
  });
});
