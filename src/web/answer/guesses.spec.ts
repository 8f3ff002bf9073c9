import { describe, expect, it } from '@jest/globals';
import { Guesses } from './guesses.js';

describe('Links that do not work', () => {
  it('are too many after thirty from one address, for ten minutes, and not for others', () => {
    const guesses = new Guesses();
    const tries = Array.from({ length: 31 }, () => guesses.miss('192.0.2.1', 0));
    expect(tries.indexOf(true)).toBe(30);
    expect(guesses.miss('192.0.2.2', 0)).toBe(false);
    expect(guesses.miss('192.0.2.1', 599_999)).toBe(true);
    expect(guesses.miss('192.0.2.1', 600_000)).toBe(false);
  });

  it('are not counted for more addresses than fit into a memory', () => {
    const guesses = new Guesses();
    for (let tries = 0; tries < 31; tries += 1) guesses.miss('192.0.2.1', 0);
    for (let address = 0; address < 10_000; address += 1) guesses.miss(String(address), 0);
    expect(guesses.miss('192.0.2.1', 0)).toBe(false);
  });
});
