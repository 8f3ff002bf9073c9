import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ARRIVED, EXTEND, HOME, LATE, LEFT, NOT_LEFT, SAID } from '../simulation/practitioners-texts.js';
import { understandPractitioner } from './understand-practitioner.js';

describe('A practitioner who has arrived (8.3.1)', () => {
  it.each(ARRIVED)('is understood: "%s"', (text, stay) => {
    expect(understandPractitioner(text)).toEqual({ verb: 'arrived', stay });
  });

  it.each([1, 5, 20, 24, 45, 60, 90, 120, 240])('may stay %i minutes by a bare number', (minutes) => {
    expect(understandPractitioner(`ARRIVED ${minutes}`)).toEqual({ verb: 'arrived', stay: { minutes } });
  });

  it('may stay up to a day when the unit is said, and no longer', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3000 }), (minutes) => {
        const stay = minutes <= 1440 ? { minutes } : null;
        expect(understandPractitioner(`arrived ${minutes} mins`)).toEqual({ verb: 'arrived', stay });
      }),
    );
  });

  it('may name any minute of the day, and only midnight and the 24-hour afternoon are exact', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }), (hour, minute) => {
        const time = `${hour}:${String(minute).padStart(2, '0')}`;
        const until = { hour, minute, exact: hour === 0 || hour > 12 };
        expect(understandPractitioner(`arrived until ${time}`)).toEqual({ verb: 'arrived', stay: { until } });
      }),
    );
  });
});

describe('A practitioner who has left (8.4.1)', () => {
  it.each(LEFT)('is understood: "%s"', (text, both = false, pin) => {
    expect(understandPractitioner(text)).toEqual({ verb: 'left', both, pin: pin ?? null });
  });

  it.each(NOT_LEFT)('is not read into "%s"', (text) => {
    expect(understandPractitioner(text).verb).not.toBe('left');
  });

  it('is never read into a text with an unknown word in it', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...LEFT.map(([text]) => text)),
        fc.constantFrom('zebra', 'bag', 'he', 'not', 'will', 'if', 'when', 'him', 'never'),
        fc.boolean(),
        (text, word, before) => {
          const longer = before ? `${word} ${text}` : `${text} ${word}`;
          expect(understandPractitioner(longer).verb).not.toBe('left');
        },
      ),
    );
  });

  it('is never read into a question', () => {
    for (const [text] of LEFT) expect(understandPractitioner(`${text}?`).verb).not.toBe('left');
  });
});

describe('A practitioner who needs longer (8.3.2)', () => {
  it.each(EXTEND)('is understood: "%s"', (text, by) => {
    expect(understandPractitioner(text)).toEqual({ verb: 'extend', by });
  });
});

describe('A practitioner who is late (8.2.2)', () => {
  it.each(LATE)('is understood: "%s"', (text, by) => {
    expect(understandPractitioner(text)).toEqual({ verb: 'late', by });
  });
});

describe('A practitioner on the way home', () => {
  it.each(HOME)('is understood: "%s"', (text, by) => {
    expect(understandPractitioner(text)).toEqual({ verb: 'home', by });
  });
});

describe.each(Object.entries(SAID))('A practitioner means %s', (verb, texts) => {
  it.each(texts)('by "%s"', (text) => {
    expect(understandPractitioner(text)).toEqual({ verb });
  });
});

describe('Distress (8.3.4)', () => {
  it('wins over every other word in the same text', () => {
    const others = [...ARRIVED, ...EXTEND, ...LATE, ...HOME, ...LEFT].map(([text]) => text);
    for (const other of others) {
      expect(understandPractitioner(`${other}. SOS`)).toEqual({ verb: 'sos' });
      expect(understandPractitioner(`help me! ${other}`)).toEqual({ verb: 'sos' });
    }
  });
});

const COMMANDS = [
  'ARRIVED 45',
  'ARRIVED UNTIL 15:30',
  'LEFT',
  'LEFT BOTH',
  'LEFT 4821',
  'EXTEND 20',
  'EXTEND UNTIL 15:30',
  'LATE 15',
  'NO ACCESS',
  'ABANDON',
  'VISITS',
  'HOME',
  'HOME BY 18:30',
  'SOS',
  'OUT',
  'IN',
  'HERE',
  'DONE',
];

describe('Any text at all', () => {
  it('gets an answer, whatever characters it is made of', () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 1600 }),
      fc.string({ unit: 'grapheme', maxLength: 1600 }),
    );
    fc.assert(
      fc.property(anything, (text) => {
        expect(typeof understandPractitioner(text).verb).toBe('string');
      }),
      { numRuns: 300 },
    );
  });

  it('gets an answer when it is a salad of the words we know', () => {
    const words = [...ARRIVED, ...EXTEND, ...LEFT, ...HOME].flatMap(([text]) => text.split(' '));
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...words, '?', 'not', 'to', 'and', 'half', '.'), { maxLength: 250 }),
        (salad) => {
          expect(typeof understandPractitioner(salad.join(' ')).verb).toBe('string');
        },
      ),
      { numRuns: 200 },
    );
  });

  it('means the same in any case, spacing, and with emoji or full stops round it', () => {
    const style = fc.record({
      command: fc.constantFrom(...COMMANDS),
      write: fc.constantFrom<(text: string) => string>(
        (text) => text,
        (text) => text.toLowerCase(),
        (text) => text[0] + text.slice(1).toLowerCase(),
      ),
      space: fc.constantFrom(' ', '  ', '\u00a0', ' \t'),
      before: fc.constantFrom('', ' ', '\n', '👍 ', '\u200b', '- '),
      after: fc.constantFrom(
        '',
        ' ',
        '.',
        '!',
        '!!',
        '...',
        ' 👍',
        '🙂',
        '\u200d',
        ' ❤️',
        '👍🏽',
        ' :)',
        ',',
        '\n',
        ' x',
      ),
    });
    fc.assert(
      fc.property(style, ({ command, write, space, before, after }) => {
        const written = before + write(command).replaceAll(' ', space) + after;
        expect(understandPractitioner(written)).toEqual(understandPractitioner(command));
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    'left ',
    '1 ',
    'half ',
    'no ',
    '?',
    '!',
    "'",
    'a',
    '9',
    '1.',
    '- ',
    'i am ',
    'another ',
    '10 to ',
    'help ',
    'not ',
    'and a half ',
    '\u0301',
    '👍',
  ])('is read to its end when it is 1600 characters of "%s"', (unit) => {
    const text = unit.repeat(Math.ceil(1600 / unit.length)).slice(0, 1600);
    // Ends at all: an expression that backtracks without end would hang here.
    expect(understandPractitioner(text)).toBeDefined();
  });
});
