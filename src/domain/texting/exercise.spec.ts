import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { SegmentedMessage } from 'sms-segments-calculator';
import { DRILL_KINDS } from '../drill/drill.js';
import { FRAMEWORK_POLICY } from '../simulation/framework-policy.js';
import { ZONE } from '../simulation/office.js';
import { story } from '../simulation/story.js';
import * as exercise from './exercise.js';
import * as wording from './wording.js';

const now = { zone: ZONE };
const at = Date.UTC(2026, 5, 15, 13, 45);
const { visit } = story();
const { asExercise } = exercise;

describe('the text of a drill', () => {
  it('says so first, and once', () => {
    expect(asExercise('4821 SAFE')).toBe('EXERCISE 4821 SAFE');
    expect(asExercise(asExercise('4821 SAFE'))).toBe('EXERCISE 4821 SAFE');
  });

  it('is left whole where it just fits', () => {
    const body = `${'a'.repeat(100)}. ${'b'.repeat(48)}.`;
    expect(asExercise(body)).toBe(`EXERCISE ${body}`);
    expect(asExercise(body)).toHaveLength(160);
  });

  it('leaves out a link, then the last sentence, where all of it no longer fits', () => {
    const first = `${'a'.repeat(100)}.`;
    const second = `${'b'.repeat(45)}.`;
    expect(asExercise(`${first} ${second} https://a.example/c/1`)).toBe(`EXERCISE ${first} ${second}`);
    expect(asExercise(`${first} ${second}ccccc Reply 4821`)).toBe(`EXERCISE ${first}`);
  });

  it('leaves out one sentence after the other until it fits', () => {
    const first = `${'a'.repeat(100)}?`;
    expect(asExercise(`${first} ${'b'.repeat(60)}! Reply 4821`)).toBe(`EXERCISE ${first}`);
  });

  it('a link at the end goes whole, though no sentence stands before it', () => {
    const words = 'a'.repeat(140);
    expect(asExercise(`${words} https://a.example/c/1`)).toBe(`EXERCISE ${words}`);
  });

  it('a link in the middle of a sentence stays or goes with its sentence', () => {
    const first = 'See https://a.example/c/1 for it.';
    expect(asExercise(`${first} ${'b'.repeat(130)}.`)).toBe(`EXERCISE ${first}`);
  });

  it('is cut where it is one sentence', () => {
    expect(asExercise('x'.repeat(160))).toBe(`EXERCISE ${'x'.repeat(149)}..`);
  });

  it('a line of the record says so too, and once', () => {
    expect(exercise.asExerciseEntry('Carol was asked.')).toBe('EXERCISE: Carol was asked.');
    expect(exercise.asExerciseEntry('EXERCISE: Carol was asked.')).toBe('EXERCISE: Carol was asked.');
    expect(exercise.asExerciseEntry('This was an EXERCISE')).toBe('EXERCISE: This was an EXERCISE');
  });
});

describe('what a drill says that nothing real does, to the letter', () => {
  it.each<[text: string, written: () => string]>([
    [
      'V7K2 begins: practice of an overdue alarm, about you. Text V7K2 LEFT to end it. If you need help, SOS is always real.',
      () => exercise.begins(visit, 'overdue', FRAMEWORK_POLICY),
    ],
    // Of an alert code the practitioner's own word ends nothing.
    [
      'V7K2 begins: practice of an alert code, about you. If you need help, SOS is always real.',
      () => exercise.begins(visit, 'alert_code', FRAMEWORK_POLICY),
    ],
    [
      'V7K2 begins: practice of a call for help, about you. If you need help, SOS is always real.',
      () => exercise.begins(visit, 'sos', FRAMEWORK_POLICY),
    ],
    ['V7K2 is over, 14:45. Nothing is left to do. Thank you.', () => exercise.over(visit, at, now)],
    [
      '4821: noted. Here you would have rung the police; do not. It is over. Thank you.',
      () => exercise.policeStepDone('4821'),
    ],
    [
      '4821: alert code noted, as practice. Was it meant? Then text CODE and their name: that is real.',
      () => exercise.codeNoted('4821'),
    ],
  ])('%s', (text, written) => {
    expect(written()).toBe(text);
  });
});

describe('every text of a drill is one segment, and its important words survive', () => {
  const name = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 40 }),
    fc.constantFrom('Priya Patel', 'Bartholomew-Christopher Smith', 'Siân', '李小龍', '€€€€€€€€€€€€€€€€€€€€'),
  );
  const person = fc.record({
    reference: fc.constant('4821'),
    name,
    mobile: fc.constantFrom('+447700900101', null),
    drill: fc.constant(true),
  });
  const times = fc.integer({ min: 1, max: 99 });
  const url = fc.webUrl().map((one) => one.slice(0, 100));
  const words = fc.string({ unit: 'grapheme', maxLength: 400 });

  it('whatever the names and numbers', () => {
    fc.assert(
      fc.property(person, name, words, url, times, (of, other, said, link, count) => {
        const texts: [string, RegExp][] = [
          ...DRILL_KINDS.map((as): [string, RegExp] => [
            exercise.begins(visit, as, FRAMEWORK_POLICY),
            /begins: practice of .* about you\. .*SOS is always real/,
          ]),
          [exercise.over(visit, at, now), /V7K2 is over, 14:45\./],
          [wording.askOverdueContact(of, at, 'V7K2', now, count), /OVERDUE .*Ring them now\. Reply 4821 SAFE, NO/],
          [wording.askOverdueManager(of, at, 2, now, count), /OVERDUE .*Ring twice\./],
          [wording.askSos(of, count), /SOS from .*DO NOT RING THE POLICE\. Reply 4821 ACK, SAFE, NO or POLICE/],
          [wording.askAlertCode(of, link, count), /DO NOT CALL THEM\. .*DO NOT RING\. Reply 4821 POLICE to end it/],
          [wording.askPolice(of, link, count), /would ring the police: DO NOT RING\. Reply 4821 POLICE to end it/],
          [wording.tellContactOfAlertCode(of), /DO NOT CALL OR TEXT THEM\..*Nobody rings the police\./],
          [wording.stoodDown(of, at, other, said, now), /^EXERCISE 4821 STOOD DOWN 14:45 by /],
          [wording.passOn(of, other, said), /text from .*: ".*May it be real\? Then ring them\./s],
          [wording.inform(of, other, said, true), /DO NOT CALL .*4821 SAFE ends it/s],
          [wording.inform(of, other, said, false), /then 4821 SAFE to end it/s],
          [wording.ackNoted('4821', at, wording.afterAck('4821'), now), /yours until 14:45\. Then reply 4821 SAFE/],
          [wording.ringPolice('4821', link, true), /DO NOT RING\. Reply 4821 POLICE to end it/],
          [wording.attemptNoted('4821', 1, 2), /1 of 2\. Ring once more, then reply 4821 NO or 4821 SAFE/],
          [wording.passedUp('4821'), /The manager is being asked now/],
          [wording.safeNoted('4821'), /safe, noted\. Stood down/],
          [wording.extendNoted('4821', at, now, true), /extended, noted\. It is over/],
          [wording.onlyManagerEnds('4821'), /Only a manager can end it/],
          [wording.closedIncident('4821', at, other, now), /4821 was ended 14:45 by /],
          [wording.responderWords('4821'), /not understood\. Reply 4821 and SAFE, NO/],
          [exercise.policeStepDone('4821'), /do not\. It is over/],
          [exercise.codeNoted('4821'), /Was it meant\? Then text CODE and their name: that is real\./],
          [wording.left(visit, at, now, null), /Left 14:45, V7K2/],
          [wording.notUnderstood(), /Sorry, not understood\. Text ARRIVED 45, LEFT/],
        ];
        for (const [body, important] of texts) {
          const text = asExercise(body);
          const message = new SegmentedMessage(text);
          expect([text, message.getEncodingName(), message.segmentsCount]).toEqual([text, 'GSM-7', 1]);
          expect(text).toMatch(/^EXERCISE /);
          expect(text).toMatch(important);
          expect(text).not.toMatch(/RING THE POLICE NOW|ring the police now|if in doubt ring/);
        }
      }),
      { numRuns: 40 },
    );
  });
});
