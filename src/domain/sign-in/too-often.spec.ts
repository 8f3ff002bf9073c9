import { describe, expect, it } from '@jest/globals';
import { TooOften } from './too-often.js';

describe('What comes too often', () => {
  it('is one too many after thirty of one key, for ten minutes, and not for others', () => {
    const tries = new TooOften();
    const counted = Array.from({ length: 31 }, () => tries.count('192.0.2.1', 0));
    expect(counted.indexOf(true)).toBe(30);
    expect(tries.count('192.0.2.2', 0)).toBe(false);
    expect(tries.count('192.0.2.1', 599_999)).toBe(true);
    expect(tries.count('192.0.2.1', 600_000)).toBe(false);
  });

  it('is not counted for more keys than fit into a memory', () => {
    const tries = new TooOften();
    for (let time = 0; time < 31; time += 1) tries.count('192.0.2.1', 0);
    for (let address = 0; address < 10_000; address += 1) tries.count(String(address), 0);
    expect(tries.count('192.0.2.1', 0)).toBe(false);
  });
});
