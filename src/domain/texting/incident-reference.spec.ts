import { describe, expect, it } from '@jest/globals';
import { incidentReferenceIn } from './incident-reference.js';
import { plainText } from './normalise.js';
import { readTimes } from './span.js';

const referenceIn = (body: string): string | undefined => {
  const words = readTimes(plainText(body).words);
  const at = incidentReferenceIn(words, new Set(['ack']));
  return at === null ? undefined : words[at]!.text;
};

describe('The reference of an incident', () => {
  it.each([
    ['4821 safe', '4821'],
    ['safe 48211', '48211'],
    ['ack4821', '4821'],
    ['0123 safe', '0123'],
    ['07700 900123 and 4821', '4821'],
  ])('in "%s" is %s', (body, reference) => {
    expect(referenceIn(body)).toBe(reference);
  });

  it.each([
    'safe',
    '123',
    '123456',
    'until 1530',
    'CAD 1234',
    'GMP1234',
    '07700 900123',
    '+44 7700 900123',
    'Nov 2025',
    '1530hrs',
  ])('is not in "%s"', (body) => {
    expect(referenceIn(body)).toBeUndefined();
  });
});
