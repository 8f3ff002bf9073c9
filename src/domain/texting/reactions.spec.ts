import { describe, expect, it } from '@jest/globals';
import { isReaction } from './reactions.js';

describe('A reaction to one of our texts (P5)', () => {
  it.each([
    'Liked “Reply LEFT”',
    'Loved "You are in"',
    'Emphasized “x”',
    'Emphasised “x”',
    'Laughed at “x”',
    '👍 to “ x ”',
    'Removed a like from “x”',
    'Reacted 👍 to “x”',
  ])('is seen in %s', (body) => expect(isReaction(body)).toBe(true));

  it.each(['LEFT', 'he liked it', 'Liked it here', '“LEFT”', 'code word is “apple”', ''])('is not seen in %s', (body) =>
    expect(isReaction(body)).toBe(false),
  );
});
