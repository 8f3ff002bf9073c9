import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readPhoneNumber } from './phone-number.js';

describe('readPhoneNumber', () => {
  it.each([
    ['07400 123456', '+447400123456'],
    ['07400123456', '+447400123456'],
    ['7400 123456', '+447400123456'],
    ['44 7400 123456', '+447400123456'],
    ['+44 7400 123 456', '+447400123456'],
    ['+44 (0)7400 123456', '+447400123456'],
    ['0044 7400 123456', '+447400123456'],
    ['(07400) 123-456', '+447400123456'],
    ['tel:+447400123456', '+447400123456'],
    [' \u202a+44\u00a07400\u2011123456\u202c ', '+447400123456'],
    ['０７４００ １２３４５６', '+447400123456'],
    ['+353 85 012 3456', '+353850123456'],
    ['+1 415 555 2671', '+14155552671'],
  ])('reads the mobile %j', (text, e164) => {
    expect(readPhoneNumber(text, 'mobile')).toEqual({ e164 });
  });

  it.each([
    ['07700 900000', '+447700900000'],
    ['07700 900999', '+447700900999'],
    ['447700900101', '+447700900101'],
  ])('takes the drama mobile %s', (text, e164) => {
    expect(readPhoneNumber(text, 'mobile')).toEqual({ e164 });
  });

  it.each([
    '0113 496 0000',
    '0114 496 0999',
    '0115 496 0123',
    '0116 496 0123',
    '0117 496 0123',
    '0118 496 0123',
    '0121 496 0123',
    '0131 496 0123',
    '0141 496 0123',
    '0151 496 0123',
    '0161 496 0123',
    '0191 498 0123',
    '020 7946 0000',
    '020 7946 0999',
    '028 9018 0123',
    '028 9649 6123',
    '029 2018 0123',
    '01632 960000',
    '01632 960999',
    '03069 990000',
    '03069 990999',
    '08081 570000',
    '08081 570999',
    '0909 8790123',
  ])('takes the drama number %s where any number will do, and refuses it as a mobile', (text) => {
    expect(readPhoneNumber(text, 'any')).toEqual({ e164: `+44${text.replace(/ /g, '').slice(1)}` });
    expect(readPhoneNumber(text, 'mobile')).toEqual({
      fault: expect.stringMatching(/^is an? .+; texts need a mobile$/),
      mend: expect.stringContaining('07700 900123'),
    });
  });

  it.each(['01632 961000', '01632 959999', '07700 901000'])('does not take %s, just beyond a drama range', (text) => {
    expect(readPhoneNumber(text, 'any')).toMatchObject({ fault: 'is not a number that is in use' });
  });

  it.each([
    ['', 'is empty'],
    ['  ', 'is empty'],
    ['my mobile', 'is not a phone number'],
    ['07400 123456 (work)', 'is not a phone number'],
    ['call 07400 123456', 'is not a phone number'],
    ['1', 'is too short for a phone number'],
    ['12', 'has too few or too many digits'],
    ['074001234567', 'has too few or too many digits'],
    ['9'.repeat(30), 'is too long for a phone number'],
    ['07400 12345', 'is not a number that is in use'],
    ['01632 123456', 'is not a number that is in use'],
    ['+999 123 456', 'has a country code that no country has'],
    ['+447400123456 ext 2', 'has an extension, which cannot be kept'],
    ['116 123', 'has too few or too many digits'],
  ])('refuses %j: it %s', (text, fault) => {
    for (const kind of ['mobile', 'any'] as const) {
      expect(readPhoneNumber(text, kind)).toEqual({ fault, mend: expect.stringMatching(/^(Give|Check) .+\.$/) });
    }
  });

  it('refuses a very long text at once', () => {
    for (const text of ['9'.repeat(1_000_000), `9${' '.repeat(1_000_000)}9`, '+'.repeat(1_000_000)]) {
      expect(readPhoneNumber(text, 'any')).toHaveProperty('fault');
    }
  });

  it.each([
    ['020 8366 1177', 'is a landline; texts need a mobile'],
    ['0800 1111', 'is a freephone number; texts need a mobile'],
    ['0345 123 4567', 'is a company (03) number; texts need a mobile'],
    ['070 1234 5678', 'is a personal (070) number; texts need a mobile'],
    ['07640 123456', 'is a pager; texts need a mobile'],
    ['056 0012 3456', 'is an internet telephone number; texts need a mobile'],
  ])('as a mobile refuses %s: it %s', (text, fault) => {
    expect(readPhoneNumber(text, 'mobile')).toMatchObject({ fault });
    expect(readPhoneNumber(text, 'any')).toHaveProperty('e164');
  });

  it.each(['999', '112', '101', '+44999', '0044 999', '+44 (0)999', 'tel:999', '９９９', '9 9 9', '٩٩٩', '999 ext 1'])(
    'refuses the emergency number %s',
    (text) => {
      for (const kind of ['mobile', 'any'] as const) {
        expect(readPhoneNumber(text, kind)).toMatchObject({ fault: expect.stringContaining('emergency') });
      }
    },
  );

  it('gives a number that it reads again as the same number', () => {
    const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 9, maxLength: 9 });
    fc.assert(
      fc.property(digits, (text) => {
        const first = readPhoneNumber(`07${text}`, 'mobile');
        if (!('e164' in first)) return;
        expect(readPhoneNumber(first.e164, 'mobile')).toEqual(first);
        expect(first.e164).toMatch(/^\+[1-9]\d{6,14}$/);
      }),
    );
  });

  it('has an answer for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom('mobile' as const, 'any' as const), (text, kind) => {
        const reading = readPhoneNumber(text, kind);
        expect('e164' in reading || (reading.fault !== '' && reading.mend !== '')).toBe(true);
      }),
    );
  });
});
