import { describe, expect, it } from '@jest/globals';
import { e164, writtenByAPerson } from './phone-number.js';

describe('a number written by a person', () => {
  it.each(['+447700900102', '07700 900102', '07700-900102', '(07700) 900.102', '00447700900102', ' +44 7700 900102 '])(
    '%s',
    (text) => expect(writtenByAPerson(text, 'from')).toBe('+447700900102'),
  );

  it.each(['999', '112', '101', '+44999', '0044 112', 'Maya', '', '7', '+44 7700 9001 0212 345', undefined, 12, null])(
    '%p is refused',
    (text) => expect(() => writtenByAPerson(text, 'from')).toThrow(expect.objectContaining({ field: 'from' })),
  );
});

it('an API takes no national number', () => {
  expect(e164('07700900102')).toBeNull();
  expect(e164('+44 7700 900102')).toBe('+447700900102');
});
