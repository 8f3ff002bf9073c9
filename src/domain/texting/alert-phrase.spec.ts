import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { saysAlertPhrase } from './alert-phrase.js';

const AGREED = ['cancel my next appointment'];

describe('The covert phrase agreed in the team (8.3.5)', () => {
  it.each([
    'cancel my next appointment',
    'Cancel my next appointment.',
    'CANCEL MY NEXT APPOINTMENT',
    'Hi can you pls cancel my next appointmnt thanks',
    'Please could you cancel my next appointment for me',
    'please cancel the next appointment',
    'cancel next appointment',
    'cancel my appointment',
    'pls cancel my nxt appt',
    'cancle my next apointment',
    'cancell my next appointments',
    'Can u cancel   my\nnext\nappointment',
    'cancelling my next appointment',
    'cancel my next probation appointment please',
    'cancel my next 2 appointments',
    'my next appointment, can you cancel it',
    'next appointment - cancel please',
    'cancelmynextappointment',
    'c a n c e l my next appointment',
    '“Cancel my next appointment” 🙏',
    'Running late. Please cancel my next appointment. 20 mins',
    'need to cancel my next appointment at 3pm',
    'could you call the office to cancel my next appointment',
    'cancel my ｎｅｘｔ appointment',
    'cáncel my next appointment',
    'cancel this whole blooming next appointment',
    'canx my next apt',
    'cancel my app',
  ])('is heard in "%s"', (text) => {
    expect(saysAlertPhrase(text, AGREED)).toBe(true);
  });

  it.each([
    '',
    'cancel',
    'CANCEL',
    'appointment',
    'next appointment',
    'when is my next appointment?',
    "I'll cancel my gym appointment tomorrow",
    'cancel the visit',
    'cancelling the visit, nobody home',
    'cancel my whole entire blooming next appointment',
    'cancel next',
    'a cancellation of my next appointment',
    'left, on my way to my next appointment',
    'will cancel gym. Next week I have a dentist appointment',
    'he has cancer, his next appointment is on Tuesday',
    'ARRIVED 45',
    'LEFT',
  ])('is not heard in "%s"', (text) => {
    expect(saysAlertPhrase(text, AGREED)).toBe(false);
  });

  it('may be any phrase the team has agreed', () => {
    const agreed = ['is the red folder on my desk', 'ask Julie about lunch'];
    expect(saysAlertPhrase('hi, is the red foldr on the desk?', agreed)).toBe(true);
    expect(saysAlertPhrase('could you ask julie about the lunch', agreed)).toBe(true);
    expect(saysAlertPhrase('my desk is red', agreed)).toBe(false);
    expect(saysAlertPhrase('Julie is at lunch', agreed)).toBe(false);
  });

  it('may be a single word, which does not hide inside another', () => {
    expect(saysAlertPhrase('tell them Pineapple thanks', ['pineapple'])).toBe(true);
    expect(saysAlertPhrase('the plumber is here', ['plum'])).toBe(false);
  });

  it.each([
    ['pineapple pineapple', 'pineapple pineapple', true],
    ['pineapple pineapple', 'pineapple', false],
    ['red folder', 'red', false],
    ['red folder', 'folder, a red one', true],
    ['is the red folder on my desk', 'red desk', true],
    ['is the red folder on my desk', 'folder desk', false],
    ['is the red folder on my desk', 'red folder', false],
    ['is it on for this', 'so is it on for this', true],
    ['is it on for this', 'is it', false],
    ['ask about lunch', 'lunchtime, ask about it', true],
    ['ask about lunch', 'luncheonette, ask about it', false],
    ['ask at the desk', 'a desktop, ask', false],
    // Run together a long phrase is heard, a short one might hide inside another word.
    ['cancel coffee', 'cancelcoffee', true],
    ['cancel lunch', 'cancellunch', false],
  ])('"%s" agreed, "%s" said: %s', (agreed, said, heard) => {
    expect(saysAlertPhrase(said, [agreed])).toBe(heard);
  });

  it('is never heard where none is agreed', () => {
    expect(saysAlertPhrase('cancel my next appointment', [])).toBe(false);
    expect(saysAlertPhrase('cancel my next appointment', ['', ' '])).toBe(false);
  });

  it('is heard whatever words stand before and after it', () => {
    fc.assert(
      fc.property(fc.lorem({ maxCount: 20 }), fc.lorem({ maxCount: 20 }), (before, after) => {
        expect(saysAlertPhrase(`${before} cancel my next appointment ${after}`, AGREED)).toBe(true);
      }),
    );
  });

  it('survives one slip anywhere in its long words', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 'appointment'.length - 1 }),
        fc.constantFrom('', 'q', 'x'),
        (place, slip) => {
          const word = `${'appointment'.slice(0, place)}${slip}${'appointment'.slice(place + 1)}`;
          expect(saysAlertPhrase(`cancel my next ${word}`, AGREED)).toBe(true);
        },
      ),
    );
  });

  it('can be looked for in any text at all', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 1600 }),
        fc.array(fc.string({ unit: 'binary', maxLength: 60 }), { maxLength: 4 }),
        (text, agreed) => {
          expect(typeof saysAlertPhrase(text, agreed)).toBe('boolean');
        },
      ),
      { numRuns: 300 },
    );
  });

  it.each(['cancel ', 'next ', 'a', 'cancel my ', 'appointment '])(
    'is looked for to the end in 1600 characters of "%s"',
    (unit) => {
      const text = unit.repeat(Math.ceil(1600 / unit.length)).slice(0, 1600);
      expect(typeof saysAlertPhrase(text, AGREED)).toBe('boolean');
    },
  );
});
