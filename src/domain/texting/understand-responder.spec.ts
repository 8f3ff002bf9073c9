import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Span } from '../time/clock-time.js';
import type { ResponderWord } from './spoken.js';
import { understandResponder } from './understand-responder.js';

const mins = (minutes: number): Span => ({ minutes });
const until = (hour: number, minute: number, exact: boolean): Span => ({ until: { hour, minute, exact } });

type Texts<Meaning> = readonly (readonly [text: string, meaning: Meaning, reference?: null | string])[];
const REFERENCE = '4821';

const ACK: readonly string[] = [
  '4821 ACK',
  'ack 4821',
  '4821ack',
  '#4821 ack',
  'ref 4821 ack',
  'Ack 4821.',
  '4821 on it',
  'On it 4821 👍',
  '4821 ok',
  '4821 OK will call',
  '4821 will call her now',
  '4821 calling now',
  '4821 calling him now',
  "4821 I'm calling her",
  "4821 I'll ring him",
  '4821 ok thanks, will do',
  '4821 got it',
  '4821 received',
  '4821 acknowledged',
  '4821 yes',
  '4821 dealing with it',
  '4821 leave it with me',
  // The police have not been told yet: it buys minutes, no more (P7).
  '4821 calling police now',
  '4821 calling the police',
  '4821 will call police',
  '4821 going to ring the police now',
  'incident 4821 ack',
];

const SAFE: readonly string[] = [
  '4821 SAFE',
  'safe 4821',
  'safe4821',
  '#4821 safe',
  '4821 safe and well',
  '4821 safe now',
  '4821 ok safe',
  '4821 all safe',
  "spoke to her she's fine 4821",
  '4821 spoke to him, he is safe',
  "4821 spoke to her, she's safe and well",
  '4821 all ok, spoke to him',
  '4821 spoke to her all fine',
  '4821 spoken to her, all good',
  "4821 she's ok",
  '4821 he is fine thanks',
  '4821 they are both safe',
  '4821 reached her, all ok',
  '4821 got hold of him he is ok',
  '4821 Jane is safe',
  '4821 Jane has left and is safe',
  '4821 she is absolutely fine, on her way home',
  "4821 Jane's safe",
  '4821 she answered, she is fine, just forgot to text',
  '4821 spoke to her, she has left and is safe',
  'Hi, 4821 safe. Thanks',
  '4821 yes she is fine',
  'SPOKE TO HER, SHE IS FINE 4821',
  '4821 spoke to HER, she is safe',
  '4821 spoke to Him, he is fine',
  'safe ref 4821',
  'ref 4821, safe',
];

const NO_ANSWER: Texts<1 | 2> = [
  ['4821 NO', 1],
  ['no 4821', 1],
  ['4821 no.', 1],
  ['4821 nope', 1],
  ['4821 no answer', 1],
  ['4821 No reply', 1],
  ['4821 no response', 1],
  ['4821 still no answer', 1],
  ['4821 ok no answer', 1],
  ['4821 tried, no answer', 1],
  ['4821 voicemail', 1],
  ['4821 went to voicemail', 1],
  ['4821 straight to voicemail', 1],
  ['4821 answerphone', 1],
  ['4821 not answering', 1],
  ['4821 she is not answering', 1],
  ["4821 didn't answer", 1],
  ["4821 he's not picking up", 1],
  ["4821 can't reach her", 1],
  ['4821 couldnt get hold of him', 1],
  ['4821 unable to reach her', 1],
  ['4821 rang out', 1],
  ['4821 phone off', 1],
  ['4821 phone switched off', 1],
  ['4821 no answer, trying again', 1],
  ['4821 no answer, will try twice more', 1],
  ['4821 there was no answer', 1],
  ['4821 no answer, voicemail', 1],
  ['4821 no answer, calling the police now', 1],
  ['4821 NO NO', 2],
  ['4821 no, no', 2],
  ['4821 no x2', 2],
  ['4821 no answer twice', 2],
  ['4821 no answer x 2', 2],
  ['4821 tried twice', 2],
  ['4821 tried twice no answer', 2],
  ['4821 tried twice, voicemail', 2],
  ['4821 called 2 times no reply', 2],
  ['4821 two calls no answer', 2],
  ['4821 no answer both times', 2],
  ['4821 no answer, no answer', 2],
  ['tried him three times no reply 4821', 2],
  ['4821 engaged', 1],
  ['4821 no answer. voice mail', 1],
  ['4821 voice mail. voice mail', 2],
  ['4821 nope nope', 2],
  ['4821 no no no', 2],
  ['4821 no answer. voicemail. no answer', 2],
  ['4821 tried twice no answer, will try again', 2],
  ['4821 will call police no answer', 1],
];

const EXTEND: Texts<Span | null> = [
  ['4821 EXTEND 30', mins(30)],
  ['extend 30 4821', mins(30)],
  ['4821 extend by 20', mins(20)],
  ['4821 she needs 30 more mins', mins(30)],
  ['4821 he needs another 20', mins(20)],
  ['4821 needs another half an hour', mins(30)],
  ['4821 spoke to her, running over, 15 mins', mins(15)],
  ["4821 spoke to her she's fine needs another 20 mins", mins(20)],
  ['4821 extended to 4pm', until(16, 0, true)],
  ['4821 extend until 15:30', until(15, 30, true)],
  ['4821 extend until 1530', until(15, 30, true)],
  ['4821 staying until half 4', until(4, 30, false)],
  ['4821 extend', null],
  ['4821 needs longer', null],
  ['4821 be another hour', mins(60)],
  ['4821 she has asked for another 20 mins', mins(20)],
  ['4821 ok extend 20', mins(20)],
  ['4821 spoke to her, needs another 20', mins(20)],
  ['4821 spoke with Him, needs another 20', mins(20)],
  ['4821 needs until 4pm', until(16, 0, true)],
  ['4821 needs 4pm', until(16, 0, true)],
  ['4821 needs more', null],
  ['4821 calling the police, extend 20', mins(20)],
];

const POLICE: Texts<string | null> = [
  ['4821 POLICE', null],
  ['4821 police told', null],
  ['4821 told police', null],
  ['4821 have told the police', null],
  ['4821 called police', null],
  ['4821 rang the police', null],
  ['4821 police informed 10 mins ago', null],
  ['4821 police called at 15:40', null],
  ['4821 police aware', null],
  ['4821 police have been told', null],
  ['4821 reported to police', null],
  ['4821 called 999', null],
  ['4821 no answer twice, police called', null],
  ['4821 police told, ref to follow', null],
  ['4821 police told, no ref yet', null],
  ['4821 POLICE and CAD 99', 'CAD 99'],
  ['4821 NO. Police told', null],
  ['4821 told police, will update you', null],
  ['4821 POLICE 123 of 22 Nov', '123 of 22 Nov'],
  ['4821 police 123 of 22/11/2025.', '123 of 22/11/2025'],
  ['4821 POLICE CAD 1234', 'CAD 1234'],
  ['4821 police CAD1234', 'CAD1234'],
  ['4821 police log 567', 'log 567'],
  ['4821 police log 567 of 22 Nov', 'log 567 of 22 Nov'],
  ['4821 police told ref GMP-123', 'GMP-123'],
  ['4821 police told, ref: GMP-123!', 'GMP-123'],
  ['4821 told police, log 567', 'log 567'],
  ['4821 police told at 15:40 ref 98765', '98765'],
  ['4821 called police, CAD 1234 of today', 'CAD 1234 of today'],
  ['4821 Police: MET/1234/25', 'MET/1234/25'],
  ['4821 police log no 567', 'log no 567'],
  ['4821 999 called, log 44', 'log 44'],
  ['4821 CAD 1234', 'CAD 1234'],
  ['POLICE CAD 1234', 'CAD 1234', null],
  ['police told 123 of 22 Nov', '123 of 22 Nov', null],
  ['police', null, null],
  ['4821 police, told', null],
  ['4821 police done', null],
  ['4821 police told Met, 1234', null],
  ['police 4821 told', null],
  ['4821 police told no ref given', null],
  ['4821 police told 12 mins', null],
  ['4821 police no 55', '55'],
  ['4821 police at 3 ref 55', '55'],
  ['4821 police GMP1234', 'GMP1234'],
  ['4821 police Met-1234', 'Met-1234'],
  ['4821 police Met CAD 1234', 'Met CAD 1234'],
  ['4821 police cad inc 12', 'cad inc 12'],
  ['4821 police foo CAD 12', 'foo CAD 12'],
  ['4821 police told, "ab12"', 'ab12'],
  ['4821 police ref: (123).', '123'],
];

const CODE: Texts<string | null> = [
  ['4821 CODE', null],
  ['code 4821', null],
  ['4821 gave the alert code', null],
  ['4821 she gave the code', null],
  ['4821 used the alert code', null],
  ['4821 code word used', null],
  ['4821 spoke to her, she is fine but gave the alert code', null],
  ['CODE', null, null],
  ['alert code', null, null],
  ['code V7K2', 'V7K2', null],
  ['CODE Jane', 'Jane', null],
  ['code jane', 'jane', null],
  ['code: Jane Smith', 'Jane Smith', null],
  ['alert code from Jane', 'Jane', null],
  ['Alert code from Jane, please act', 'Jane', null],
  ['code word from Jane now', 'Jane', null],
  ['Jane gave the alert code', 'Jane', null],
  ['Priya has just used the code', 'Priya', null],
  ['alert code given by Priya', 'Priya', null],
  ['4821 Jane Smith gave the code', 'Jane Smith'],
  ["Jane's just said the code word, what do I do?", 'Jane', null],
  ['code from for Jane', 'Jane', null],
  ['the code is Jane', 'Jane', null],
  ['code Jane Smith Brown', 'Jane Smith Brown', null],
  ['Tom used the code from Jane', 'Jane', null],
  ['Jane, Tom gave the code', 'Tom', null],
  // Nobody that can be told for certain.
  ['code Jane Smith Brown Jones', null, null],
  ['code Jane?', null, null],
  ['Jane and Tom gave the code', null, null],
  ['then Jane gave the code', null, null],
  ['Big Bad Tom gave the code', null, null],
  ['my duress', null, null],
  ['4821 gave code', null],
];

const UNCLEAR: Texts<null> = [
  // Not safe, or not certain of it.
  ['4821 not safe', null],
  ['4821 she is not safe', null],
  ["4821 she isn't ok", null],
  ['4821 unsafe', null],
  ['4821 safe?', null],
  ['4821 is she safe', null],
  ['4821 is she safe?', null],
  ['4821 hope she is safe', null],
  ['4821 hopefully safe', null],
  ['4821 Hopefully is safe', null],
  ['4821 probably fine', null],
  ['4821 should be safe', null],
  ['4821 I think she is safe', null],
  ['4821 will check she is safe', null],
  ['4821 make sure she is safe', null],
  ['4821 if she is safe', null],
  ['4821 no idea if safe', null],
  ["4821 her husband says she's fine", null],
  ['4821 Husband says she is fine', null],
  ['4821 spoke to neighbour, she is fine', null],
  // Who is Dave? The person who opens the door may say that she is fine.
  ['4821 Spoke to Dave, she is fine', null],
  ['4821 spoke to him, she is fine', null],
  ['4821 spoke to him, she needs another 20', null],
  ['4821 spoke to Dave, needs another 20', null],
  ['4821 he says she needs another 20', null],
  ['4821 in his flat, she needs another 20', null],
  ['4821 with her, he needs another 20', null],
  ['4821 Neighbour says she needs longer', null],
  ['4821 Stay safe', null],
  ['4821 Phone is fine', null],
  ['4821 spoke to Neighbour all fine', null],
  ['4821 got a text from her, she is ok', null],
  ['4821 spoke to her', null],
  ['4821 spoke to her ok', null],
  ['4821 spoke to him, not good', null],
  ['4821 all ok', null],
  ['4821 Everything is fine', null],
  ['4821 All is well', null],
  ['4821 nobody is safe', null],
  ['4821 no answer but she is safe', null],
  ['4821 voicemail, spoke to him after', null],
  ['4821 safe house', null],
  ['4821 PRIYA IS FINE', null],
  ['4821 priya is fine', null],
  ['4821 spoke with Dave safe', null],
  ['4821 she is safe with her brother', null],
  ['4821 fine no answer', null],
  ['4821 no answer ok', null],
  ['4821 unless no answer', null],
  ['4821 calling police, safe', null],
  ['call 4821 safe', null],
  // Not yet told.
  ["4821 haven't told police", null],
  ['4821 police not told', null],
  ['4821 no police', null],
  ['4821 called police but no answer', null],
  ['4821 police are useless', null],
  ['4821 told police would be called', null],
  ['4821 called police, on hold', null],
  ['4821 not called police yet', null],
  ['4821 should I call the police?', null],
  ['4821 police?', null],
  ['4821 police told?', null],
  ['4821 have you told the police', null],
  ['4821 police to be told', null],
  ['4821 need police', null],
  ['4821 police not answering', null],
  ['4821 on hold to police', null],
  ['4821 trying police', null],
  ['4821 no answer from police', null],
  ['4821 police not answering, on hold', null],
  ['4821 police 20 mins away', null],
  ['4821 will tell police in 10', null],
  ['4821 neighbours have called police', null],
  ['4821 called police will update', null],
  ['4821 never police told', null],
  ['4821 zebra police told', null],
  ['4821 police told no', null],
  ['4821 police no ref', null],
  ['4821 police unless', null],
  ['4821 police log', null],
  ['4821 police zebra', null],
  ['4821 police foo bar 1234', null],
  ['4821 police met-1234', null],
  ['4821 police ref 20 mins', null],
  ['4821 cad', null],
  // No time was agreed with the person who is missing (8.4.2).
  ['4821 no answer, extend 30', null],
  ['4821 give her another 20', null],
  ['4821 wait another 10 mins', null],
  ['4821 give Jane another 20 mins', null],
  ['4821 does she need longer?', null],
  ["4821 don't extend", null],
  ['4821 will try again in another 10', null],
  ['4821 extend no answer', null],
  ['4821 needs 20?', null],
  ['4821 let her extend 20', null],
  ['4821 needs another 20, hang on', null],
  ['4821 neighbour needs 20 more', null],
  // No code.
  ['4821 no code', null],
  ['4821 code?', null],
  ["4821 she didn't give the code", null],
  ['4821 what code?', null],
  ['4821 what is the code', null],
  ['what is the door code', null, null],
  ['code for the door', null, null],
  ['code not given', null, null],
  ['postcode please', null, null],
  // Telephones that answer by themselves (P5).
  ["Sorry, I can't talk right now.", null, null],
  ["I'm on my way.", null, null],
  ['Can I call you later?', null, null],
  ["I'll call you later", null, null],
  ["Sorry I missed your call. I'll call back soon.", null, null],
  ['Liked “4821 Jane overdue. Reply 4821 SAFE, 4821 NO or 4821 EXTEND 30”', null, null],
  ['👍 to “ 4821 Jane overdue. Reply 4821 ACK ”', null, null],
  // Our own alert, forwarded.
  ['4821 OVERDUE Priya, due out 15:30. Ring them now. Reply 4821 SAFE, 4821 NO, 4821 EXTEND 30 or 4821 ACK', null],
  ['4821 ALERT CODE from Priya. DO NOT CALL THEM. Reply 4821 POLICE and their ref', null],
  // Nothing else.
  ['4821', null],
  ['4821 ?', null],
  ['4821 who is this?', null],
  ["4821 can't, in a meeting", null],
  ['4821 ok?', null],
  ['4821 if no answer I will drive round', null],
  // The reference stands between two words that are not meant as one phrase.
  ['no 4821 answer', null],
  ['no ref 4821 answer', null],
  ['phone 4821 off', null],
  ['4821 left', null],
  ['HELP', null, null],
  ['SOS', null, null],
  ['4821 help', null],
  ['', null, null],
  ['👍', null, null],
  ['end of shift', null, null],
];

const REFERENCES: readonly (readonly [text: string, reference: string | null])[] = [
  ['4821 SAFE', '4821'],
  ['48213 SAFE', '48213'],
  ['SAFE 4821', '4821'],
  ['#4821 safe', '4821'],
  ['Ref: 4821 safe', '4821'],
  ['incident 4821 - safe', '4821'],
  ['4821-safe', '4821'],
  ['0412 safe', '0412'],
  ['４８２１ safe', '4821'],
  ['safe', null],
  ['482 safe', null],
  ['482134 safe', null],
  ['no answer at 15:30', null],
  ['no answer at 1530', null],
  ['extend until 1530', null],
  ['extend 45', null],
  ['no answer on 07700 900123', null],
  ['no answer on 07700900123', null],
  ['no answer on +44 7700 900123', null],
  ['no answer on 0161 496 0123', null],
  ['4821 no answer on 07700 900123', '4821'],
  ['no answer on 07700 900123, 4821', '4821'],
  ['police told CAD 1234', null],
  ['police told log 1234', null],
  ['police told GMP1234', null],
  ['police told 22 Nov 2025', null],
  ['4821 police 1234', '4821'],
  ['0412 123 safe', null],
  ['0412, 123 safe', '0412'],
  ['0412 safe 123', '0412'],
  ['01 4821 safe', null],
  ['44 4821 safe', null],
  ['441 4821 safe', '4821'],
  ['144 4821 safe', '4821'],
  ['12 4821 safe', '4821'],
  ['4821 5555 safe', '4821'],
  ['07700, 4821 safe', '07700'],
  ['abc4821 safe', null],
  ['safe48211', '48211'],
  ['by 4821 safe', null],
];

const cases = <Meaning>(texts: Texts<Meaning>): [string, Meaning, string | null][] =>
  texts.map(([text, meaning, reference = REFERENCE]) => [text, meaning, reference]);

describe('A responder who takes it on', () => {
  it.each(ACK)('is understood: "%s"', (text) => {
    expect(understandResponder(text)).toEqual({ reference: REFERENCE, word: { verb: 'ack' } });
  });
});

describe('A responder who has spoken to them, and they are safe (8.4.2)', () => {
  it.each(SAFE)('is understood: "%s"', (text) => {
    expect(understandResponder(text)).toEqual({ reference: REFERENCE, word: { verb: 'safe' } });
  });

  it('is never read into a text with an unknown word in it', () => {
    const strangers = fc.constantFrom('zebra', 'not', 'neighbour', 'if', 'hope', 'never', 'unless', 'will');
    fc.assert(
      fc.property(fc.constantFrom(...SAFE), strangers, fc.boolean(), (text, word, before) => {
        const { word: meant } = understandResponder(before ? `${word} ${text}` : `${text} ${word}`);
        expect(meant.verb).not.toBe('safe');
      }),
    );
  });
});

describe('A responder who got no answer (8.4.2, 8.4.3)', () => {
  it.each(cases(NO_ANSWER))('is understood: "%s" (%i)', (text, times, reference) => {
    expect(understandResponder(text)).toEqual({ reference, word: { verb: 'no_answer', times } });
  });
});

describe('A responder who agreed more time with them (8.4.2)', () => {
  it.each(cases(EXTEND))('is understood: "%s"', (text, by, reference) => {
    expect(understandResponder(text)).toEqual({ reference, word: { verb: 'extend', by } });
  });
});

describe('A manager who has told the police (8.4.3)', () => {
  it.each(cases(POLICE))('is understood: "%s"', (text, policeReference, reference) => {
    expect(understandResponder(text)).toEqual({ reference, word: { verb: 'police', policeReference } });
  });
});

describe('A contact who was given the alert code (8.3.5, 8.3.6)', () => {
  it.each(cases(CODE))('is understood: "%s"', (text, who, reference) => {
    expect(understandResponder(text)).toEqual({ reference, word: { verb: 'code', who } });
  });
});

describe('A responder who cannot be taken at their word', () => {
  it.each(cases(UNCLEAR))('is asked again: "%s"', (text, _, reference) => {
    expect(understandResponder(text)).toEqual({ reference, word: { verb: 'unclear' } });
  });
});

describe('The reference of the incident', () => {
  it.each(REFERENCES)('in "%s" is %s', (text, reference) => {
    expect(understandResponder(text).reference).toBe(reference);
  });
});

describe('Words that Twilio keeps', () => {
  it.each<[string, ResponderWord]>([
    ['STOP', { verb: 'opt_out' }],
    ['stop ', { verb: 'opt_out' }],
    ['QUIT', { verb: 'opt_out' }],
    ['END', { verb: 'opt_out' }],
    ['cancel', { verb: 'opt_out' }],
    ['START', { verb: 'opt_in' }],
    ['yes', { verb: 'opt_in' }],
  ])('"%s" changes whether the phone can be texted', (text, word) => {
    expect(understandResponder(text)).toEqual({ reference: null, word });
  });
});

describe('Any reply at all', () => {
  it('gets an answer, whatever characters it is made of', () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 1600 }),
      fc.string({ unit: 'grapheme', maxLength: 1600 }),
    );
    fc.assert(
      fc.property(anything, (text) => {
        expect(typeof understandResponder(text).word.verb).toBe('string');
      }),
      { numRuns: 300 },
    );
  });

  it('means the same in any case, in either order, and with emoji or full stops round it', () => {
    const commands = ['ACK', 'SAFE', 'NO', 'NO NO', 'NO ANSWER', 'EXTEND 30', 'EXTEND UNTIL 15:30', 'POLICE', 'CODE'];
    const style = fc.record({
      command: fc.constantFrom(...commands),
      write: fc.constantFrom<(text: string) => string>(
        (text) => text,
        (text) => text.toLowerCase(),
      ),
      join: fc.constantFrom(' ', '  ', '\n', ', ', ' - ', ': '),
      after: fc.constantFrom('', '.', '!', ' 👍', '🙂', ' ', '...', '\u200d'),
      referenceFirst: fc.boolean(),
    });
    fc.assert(
      fc.property(style, ({ command, write, join, after, referenceFirst }) => {
        const said = write(command);
        const text = (referenceFirst ? `4821${join}${said}` : `${said}${join}4821`) + after;
        expect(understandResponder(text)).toEqual(understandResponder(`4821 ${command}`));
      }),
      { numRuns: 1000 },
    );
  });

  it.each(['no ', '4821 ', 'code ', 'police ', 'not ', '07700 ', 'spoke to Jane ', 'is ', '?', "'", 'x 2 '])(
    'is read to its end when it is 1600 characters of "%s"',
    (unit) => {
      const text = unit.repeat(Math.ceil(1600 / unit.length)).slice(0, 1600);
      // Ends at all: an expression that backtracks without end would hang here.
      expect(understandResponder(text)).toBeDefined();
    },
  );
});
