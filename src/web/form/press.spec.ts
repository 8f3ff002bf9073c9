import { describe, expect, it } from '@jest/globals';
import { newPress, pressOf } from './press.js';

describe('A form that is sent twice', () => {
  const press = newPress();
  const typed = { press, _csrf: 'a', name: 'Example Name', start: '14:05' };

  it('is the same press, also from the page that asks whether one is sure', () => {
    expect(pressOf(typed)).toEqual(expect.stringContaining(press));
    expect(pressOf({ start: '14:05', name: 'Example Name', sure: 'yes', press, _csrf: 'b' })).toBe(pressOf(typed));
  });

  it('is another one where something else was typed, or the page was shown anew', () => {
    expect(pressOf({ ...typed, start: '15:05' })).not.toBe(pressOf(typed));
    expect(pressOf({ ...typed, press: newPress() })).not.toBe(pressOf(typed));
  });

  it.each(['', 'short', `${press}'`, 'x'.repeat(400)])('is none with the number %j', (written) =>
    expect(pressOf({ ...typed, press: written })).toBeNull(),
  );
});
