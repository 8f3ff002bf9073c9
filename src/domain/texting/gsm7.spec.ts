import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { SegmentedMessage } from 'sms-segments-calculator';
import { cut, gsm7Length, oneSegment, SEGMENT, toGsm7 } from './gsm7.js';

describe('the GSM 7-bit alphabet', () => {
  it.each([
    ['Siân', 'Sian'],
    ['Zoë Ó Briain', 'Zoe O Briain'],
    ['François', 'Francois'],
    ['Łukasz Žák', 'Lukasz Zak'],
    ['Đorđe', 'Dorde'],
    ['Œuvre œuf', 'OEuvre oeuf'],
    ['Þór ðeg Ðeg þú', 'Thór deg Deg thú'],
    ['Işıl', 'Isil'],
    ['“don’t” – ‘now’ — …', "\"don't\" - 'now' - ..."],
    ['a\u00a0b `c´', "a b 'c'"],
    ['é à ö ß Ø Å ñ ü §', 'é à ö ß Ø Å ñ ü §'],
    ['[brackets] {and} €5 ~ ^ | \\', '[brackets] {and} €5 ~ ^ | \\'],
    ['漢字', '??'],
    ['👍 ok', '? ok'],
    ['tab\there', 'tab?here'],
    ['é', 'é'],
  ])('%s becomes %s', (text, expected) => {
    // What has accents of its own in the alphabet keeps them; "ó" and "ú" have not.
    expect(toGsm7(text)).toBe(expected.replace('ó', 'o').replace('ú', 'u'));
  });

  it('characters of the extension table count as two', () => {
    expect(gsm7Length('a€b')).toBe(4);
    expect(gsm7Length('^{}\\[~]|€')).toBe(18);
    expect(gsm7Length('@£ñ')).toBe(3);
  });

  it('is what the segment calculator takes for GSM-7, and as long, for any text at all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const plain = toGsm7(text);
        fc.pre(plain !== '');
        const message = new SegmentedMessage(plain);
        expect(message.getEncodingName()).toBe('GSM-7');
        expect(message.messageSize).toBe(gsm7Length(plain) * 7);
      }),
    );
  });

  it('changes nothing that it has made', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => expect(toGsm7(toGsm7(text))).toBe(toGsm7(text))));
  });
});

describe('cutting', () => {
  it.each([
    ['short', 10, 'short'],
    ['exactly ten', 11, 'exactly ten'],
    ['exactly ten', 10, 'exactly ..'],
    ['  many\n  spaces  ', 20, 'many spaces'],
    ['€€€€', 8, '€€€€'],
    ['€€€€', 7, '€€..'],
    ['', 5, ''],
  ])('%j to %i is %j', (text, septets, expected) => {
    expect(cut(text, septets)).toBe(expected);
  });

  it('never makes more than it may', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 2, max: 40 }), (text, septets) => {
        expect(gsm7Length(cut(text, septets))).toBeLessThanOrEqual(septets);
      }),
    );
  });
});

describe('one segment', () => {
  it('joins the parts with spaces, and leaves out those that are nothing', () => {
    expect(oneSegment('a', null, 'b', undefined, false, '', 'c')).toBe('a b c');
  });

  it('a part that no longer fits is left out whole, and one behind it that does is taken', () => {
    const long = 'x'.repeat(150);
    expect(oneSegment(long, 'y'.repeat(10), 'z'.repeat(9))).toBe(`${long} ${'z'.repeat(9)}`);
    expect(oneSegment(long, 'y'.repeat(9))).toHaveLength(SEGMENT);
  });

  it('a first part that is too long is cut: it is the message', () => {
    expect(oneSegment('x'.repeat(200), 'y')).toBe(`${'x'.repeat(158)}..`);
  });

  it('is one segment to the calculator, whatever goes in', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 120 }), { maxLength: 4 }), (parts) => {
        const text = oneSegment(...parts);
        if (text !== '') expect(new SegmentedMessage(text).segmentsCount).toBe(1);
      }),
    );
  });
});
