import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { copyOf } from './copy-of.js';
import { frozen } from './simulation/frozen.js';

describe('a copy of plain data', () => {
  it('is equal to its original, whatever it holds', () => {
    // Every key is one of our own: none is "__proto__", which an object does not hold as it holds the others.
    const ours = fc.jsonValue().filter((data) => !JSON.stringify(data).includes('__proto__'));
    fc.assert(fc.property(ours, (data) => expect(copyOf(data)).toEqual(structuredClone(data))));
  });

  it.each([[null], [0], [''], [false], [undefined], [[]], [{}], [[null, [1, { a: [] }]]]])('is equal to %j', (data) => {
    expect(copyOf(data)).toEqual(data);
  });

  it('shares nothing with it', () => {
    const original = frozen({ people: [{ name: 'Priya', left: null }], times: [[1], [2]] });
    const copy = copyOf(original) as { people: { name: string }[]; times: number[][] };
    copy.people[0]!.name = 'Ben';
    copy.times[1]!.push(3);
    expect(original).toEqual({ people: [{ name: 'Priya', left: null }], times: [[1], [2]] });
  });
});
