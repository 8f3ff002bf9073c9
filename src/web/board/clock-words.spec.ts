import { describe, expect, it } from '@jest/globals';
import { HOUR, MINUTE, SECOND } from '../../domain/time/instant.js';
import { TWO_OCLOCK as AT } from '../examples.js';
import { fillClocks, sayClock } from './clock-words.js';

describe('A moment by its distance from now', () => {
  it.each([
    ['left', 12 * MINUTE, '12 minutes left'],
    ['left', 0, '0 seconds left'],
    ['left', -3 * MINUTE, '3 minutes past the time'],
    ['overdue', -4 * MINUTE, 'OVERDUE by 4 minutes'],
    ['overdue', 10 * MINUTE, '10 minutes left'],
    ['ago', -12 * MINUTE, '12 minutes ago'],
    ['ago', SECOND, '0 seconds ago'],
    ['in', 11 * HOUR, 'in 11 hours'],
    ['in', 0, 'now'],
  ] as const)('%s, %i ms from now: %s', (kind, ahead, words) => {
    expect(sayClock(kind, AT + ahead, AT)).toBe(words);
  });

  it('is put into what was printed before, and nowhere else', () => {
    const html = `<td>Out by 14:12 <span data-left="${AT + MINUTE}"></span> <span data-left="soon"></span></td>`;
    expect(fillClocks(html, AT)).toBe(
      `<td>Out by 14:12 <span data-left="${AT + MINUTE}">1 minute left</span> <span data-left="soon"></span></td>`,
    );
  });
});
