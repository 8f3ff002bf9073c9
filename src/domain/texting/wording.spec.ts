import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { SegmentedMessage } from 'sms-segments-calculator';
import { ZONE } from '../simulation/office.js';
import { story } from '../simulation/story.js';
import type { Visit, VisitKind } from '../visit/visit.js';
import * as wording from './wording.js';

const now = { zone: ZONE };
const { visit } = story();
const about = { reference: '4821', name: 'Priya Patel', mobile: '+447700900101' };
const at = Date.UTC(2026, 5, 15, 13, 45);

describe('how numbers are said', () => {
  it.each([
    ['+447700900101', '07700 900101'],
    ['+441632960000', '01632 960000'],
    ['+3531234567', '+3531234567'],
    ['+44770090010', '+44770090010'],
    [null, 'no number held'],
  ])('%s: %s', (mobile, expected) => {
    expect(wording.dialled(mobile)).toBe(expected);
  });
});

describe('what each text says, to the letter', () => {
  const home: Visit = { ...visit, kind: 'home_safe' };
  it.each([
    [wording.planChanged(visit, now), 'V7K2 changed: start 14:00, out by 14:45.'],
    [wording.planCancelled(visit), 'V7K2 was cancelled. Text VISITS for your list.'],
    [
      wording.haveYouLeft(visit, now),
      'V7K2 is still open, out by 14:45. If you are out, text LEFT. If not, EXTEND 20 or SOS.',
    ],
    [
      wording.notUnderstood(),
      'Sorry, not understood. Text ARRIVED 45, LEFT, EXTEND 20, LATE 15, NO ACCESS, ABANDON, VISITS or SOS.',
    ],
    [wording.extended(home, now), 'Noted. Home by 14:45. Text HOME when there.'],
    [wording.left(visit, at, now, null), 'Left 14:45, V7K2. Thank you.'],
    [
      wording.askOverdueManager(about, at, 3, now, 1),
      '4821 OVERDUE Priya 07700 900101, due out 14:45. Not reached. Ring 3 times. Reply 4821 SAFE, NO, EXTEND 30 or ACK',
    ],
    [
      wording.askOverdueContact(about, at, 'V7K2', now, 2),
      '4821 REPEAT 2: OVERDUE Priya 07700 900101, due out 14:45 (V7K2). Ring them now. Reply 4821 SAFE, NO, EXTEND 30 or ACK',
    ],
    [
      wording.askSos({ ...about, mobile: null }, 2),
      '4821 REPEAT 2: SOS from Priya no number held. Ring them now; if in doubt the police. Reply 4821 ACK, SAFE, NO or POLICE',
    ],
    [
      wording.askDevice(about, 3),
      '4821 REPEAT 3: LONE WORKER DEVICE set off by Priya 07700 900101. Ring the alarm centre now. Reply 4821 ACK, SAFE or POLICE',
    ],
    [
      wording.tellLeaders(about, 'Police alert', null, null, now),
      '4821 Police alert about Priya: police not yet told. Details in Allswell.',
    ],
    [
      wording.tellLeaders(about, 'Police alert', null, at, now),
      '4821 Police alert about Priya: police told 14:45 by . Details in Allswell.',
    ],
    [
      wording.policeToldBy(about, 'Lena Lewis', null),
      '4821 police told by Lena about Priya. No need to ring them again.',
    ],
    [
      wording.whichIncident(['4821 SAFE', '4822 SAFE']),
      'Which one? Nothing was changed. Start with its number: 4821 SAFE 4822 SAFE',
    ],
    [
      wording.whichVisit(['V7K2 LEFT', 'B3X9 LEFT']),
      'Which visit? Nothing was changed. Text one of: V7K2 LEFT B3X9 LEFT',
    ],
    [
      wording.phoneCutOff('Priya Patel', '+447700900101'),
      'Priya 07700 900101 can no longer get texts from Allswell: they texted a stop word. Ask them to text START. Until then, ring them.',
    ],
    [wording.attemptNoted('4821', 1, 2), '4821: no answer, 1 of 2. Ring once more, then reply 4821 NO or 4821 SAFE'],
  ])('%#: %s', (text, expected) => {
    expect(text).toBe(expected);
  });

  it('a long first name is cut, and takes nothing else with it', () => {
    expect(wording.passOn(about, 'Wolfeschlegelsteinhausen Bergerdorff', 'x')).toBe(
      '4821 text from Wolfeschlegelste..: "x"',
    );
  });

  it('long words of a practitioner are cut', () => {
    expect(wording.passOn(about, 'Priya', 'a'.repeat(200))).toBe(`4821 text from Priya: "${'a'.repeat(98)}.."`);
  });

  it('a name without spaces, or none, is taken as it is', () => {
    expect(wording.codeNoted('4821', '')).toMatch(/DO NOT CALL \./);
    expect(wording.codeNoted('4821', 'Priya')).toMatch(/DO NOT CALL Priya\./);
  });
});

describe('every text is one segment with its first words whole, whatever the names and numbers', () => {
  const name = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.constantFrom('Bartholomew-Christopher Smith', 'Siân', '李小龍', '€€€€€€€€€€€€€€€€€€€€'),
  );
  const mobile = fc.constantFrom('+447700900101', '+35312345678901', null);
  const person = fc.record({ reference: fc.constantFrom('4821', '48213'), name, mobile });
  const kind = fc.constantFrom<VisitKind>('alone', 'home_safe', 'unplanned');
  const words = fc.string({ unit: 'grapheme', maxLength: 400 });
  const url = fc.webUrl().map((one) => one.slice(0, 80));
  const times = fc.integer({ min: 1, max: 400 });

  it('P11, design 6: checked with the segment calculator', () => {
    fc.assert(
      fc.property(person, kind, name, words, url, times, mobile, (of, visitKind, other, said, link, count, number) => {
        const one: Visit = { ...visit, kind: visitKind };
        const texts = [
          wording.arrived(one, at, now),
          wording.alreadyThere(one, now),
          wording.left(one, at, now, wording.othersStillIn([other, of.name, other])),
          wording.leftBoth(
            one,
            at,
            Array.from({ length: 12 }, () => other || 'x'),
            now,
          ),
          wording.homeSafe(at, now),
          wording.extended(one, now),
          wording.howLong(one, now),
          wording.tooLong(one, now, '12 hours'),
          wording.late(one, now),
          wording.howLate(one, now),
          wording.lateQuestion(one, now),
          wording.reminder(one, now),
          wording.notInDiary(one, now),
          wording.helpComing(),
          wording.appointmentCancelled(),
          wording.notUnderstood(),
          wording.askOverdueContact(of, at, 'V7K2', now, count),
          wording.askOverdueManager(of, at, 2, now, count),
          wording.askSos(of, count),
          wording.askDevice(of, count),
          wording.askAlertCode(of, link, count),
          wording.askPolice(of, link, count),
          wording.askNews(of, at, now),
          wording.tellContactOfAlertCode(of),
          wording.tellLeaders(of, 'Concern for safety', other, at, now),
          wording.stoodDown(of, at, other, said, now),
          wording.passOn(of, other, said),
          wording.inform(of, other, said, true),
          wording.inform(of, other, said, false),
          wording.deviceToo(of, other),
          wording.policeToldBy(of, other, said),
          wording.ackNoted(of.reference, at, wording.afterAck(of.reference), now),
          wording.ringPolice(of.reference, link),
          wording.policeNoted(of.reference, said),
          wording.codeNoted(of.reference, other),
          wording.closedIncident(of.reference, at, other, now),
          wording.whichIncident([said, said]),
          wording.whichVisit([said, said]),
          wording.tellContactOfChange(one, other, 'visit extended', now),
          wording.tellContactOfUnplanned(one, other, number, now),
          wording.phoneCutOff(other, number),
        ];
        for (const text of texts) {
          const message = new SegmentedMessage(text);
          expect([text, message.getEncodingName(), message.segmentsCount]).toEqual([text, 'GSM-7', 1]);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('the order to ring the police, and not to call, always fits with the way to answer', () => {
    fc.assert(
      fc.property(person, url, times, (of, link, count) => {
        expect(wording.askAlertCode(of, link, count)).toMatch(
          /DO NOT CALL THEM\. Ring the police now\. Reply \d+ POLICE and their ref/,
        );
        expect(wording.askPolice(of, link, count)).toMatch(/RING THE POLICE NOW.*Reply \d+ POLICE and their ref/);
        expect(wording.askOverdueContact(of, at, 'V7K2', now, count)).toMatch(/Ring them now\./);
      }),
      { numRuns: 100 },
    );
  });
});
