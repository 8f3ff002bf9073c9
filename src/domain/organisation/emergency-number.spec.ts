import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isEmergencyNumber } from './emergency-number.js';

const NUMBERS = ['999', '112', '101'];

/** Ways of writing one; ~ stands for the number. */
const FORMS = [
  '~',
  ' ~ ',
  'tel:~',
  'TEL: ~',
  'tel:+44~',
  'sip:~@example.test',
  'callto://~',
  '(~)',
  '"~"',
  '0~',
  '(0)~',
  '44~',
  '+44~',
  '+44 ~',
  '+44 (0)~',
  '+44(0) ~',
  '(+44) ~',
  '(+44)0~',
  '0044~',
  '0044 ~',
  '0044 (0) ~',
  '00 44 ~',
  '+0044~',
  '+~',
  '＋４４~',
  '+353~',
  '+33 ~',
  '0033~',
  '+1 ~',
  '(+353) ~',
  'tel:00353 ~',
  '~ ext 1',
  '~ x1',
  '~x1',
  '~;ext=1',
  '~,1',
  '~#1',
  'police ~',
  '~ (police)',
  '\u202a~\u202c',
  '\u200b~',
  '~\n',
];

describe('isEmergencyNumber', () => {
  it.each(FORMS)('sees 999, 112 and 101 written as %j', (form) => {
    for (const number of NUMBERS)
      expect([number, isEmergencyNumber(form.replace('~', number))]).toEqual([number, true]);
  });

  it.each([
    '9 9 9',
    '9-9-9',
    '9.9.9',
    '1/1/2',
    '1 01',
    '9\u00a09\u20119',
    '９９９',
    '１１２',
    '٩٩٩',
    '۱۰۱',
    '९९९',
    '𝟗𝟗𝟗',
    '⁹⁹⁹',
    '①①②',
  ])('sees %j', (text) => {
    expect(isEmergencyNumber(text)).toBe(true);
  });

  it.each([
    '',
    'no number',
    '07700 900999',
    '07700 900112',
    '+447700900101',
    '+44 7700 900 999',
    '0044 7700 900101',
    '020 7946 0999',
    '01632 960101',
    '01632 960112',
    '+441632960999',
    '999 999',
    '112 112',
    '1012',
    '1999',
    '0999 1',
    '116 999',
    '118 101',
    '118112',
    '08081 570999',
    '+353 86 999 1120',
    '+33 1 12 10 19 99',
    '+1 212 555 0101',
    '+290 4999',
    '353 112',
    '290101',
    '7999 +',
    '111',
    '+44 111',
    '100',
    '44',
    '+44',
  ])('leaves %j alone', (text) => {
    expect(isEmergencyNumber(text)).toBe(false);
  });

  it('sees them whatever is put between, before and after the digits', () => {
    const noise = fc.string({
      unit: fc.constantFrom(' ', '-', '.', '(', ')', '/', '\u00a0', '\u2011', '\t'),
      maxLength: 4,
    });
    fc.assert(
      fc.property(
        fc.constantFrom(...NUMBERS),
        fc.constantFrom('', '+44', '0044', '+440', '0'),
        fc.infiniteStream(noise),
        (number, code, stream) => {
          const written = [...code, ...number].map((digit) => digit + stream.next().value).join('');
          expect(isEmergencyNumber(stream.next().value + written)).toBe(true);
        },
      ),
    );
  });

  it('never takes a number of seven digits or more for one, unless a 0 for calls within its country makes the seventh', () => {
    const digits = fc
      .string({ unit: fc.constantFrom(...'0123456789'), minLength: 7, maxLength: 15 })
      .filter((text) => !/^0/.test(text) && !/^\d{3}0(999|112|101)$/.test(text));
    fc.assert(
      fc.property(digits, fc.constantFrom('', '+', '0', '+44'), (text, code) => {
        expect(isEmergencyNumber(code + text)).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });
});
