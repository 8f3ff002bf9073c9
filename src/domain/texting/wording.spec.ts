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
const earlier = Date.UTC(2026, 5, 15, 12);

describe('how numbers are said', () => {
  it.each([
    ['+447700900101', '07700 900101'],
    ['+441632960000', '01632 960000'],
    ['+3531234567', '+3531234567'],
    ['+44770090010', '+44770090010'],
    ['+4477009001011', '+4477009001011'],
    [null, 'no number held'],
    ['', 'no number held'],
  ])('%s: %s', (mobile, expected) => {
    expect(wording.dialled(mobile)).toBe(expected);
  });
});

/** A text to the letter, and what writes it. */
type Sentence = readonly [text: string, written: () => string];

describe('what each text says, to the letter', () => {
  const home: Visit = { ...visit, kind: 'home_safe' };
  const drill = { ...about, drill: true };
  const nobodysPhone = { ...about, mobile: null };
  const link = 'https://a.example/c/1';

  const TO_THE_PRACTITIONER: readonly Sentence[] = [
    [
      'Arrived 13:00, V7K2. Out by 14:45. Text LEFT when out, EXTEND 20 for longer, SOS for help.',
      () => wording.arrived(visit, earlier, now),
    ],
    ['V7K2: noted. Out by 14:45. Text LEFT when out.', () => wording.alreadyThere(visit, now)],
    ['Left 13:00, V7K2. Thank you.', () => wording.left(visit, earlier, now, null)],
    ['Left 13:00, V7K2. Thank you. Next: B3X9.', () => wording.left(visit, earlier, now, 'Next: B3X9.')],
    [
      'Left 13:00, V7K2, with Ben and Olive. Thank you.',
      () => wording.leftBoth(visit, earlier, ['Ben Brown', 'Olive Owen'], now),
    ],
    ['Home safe 13:00. Good night.', () => wording.homeSafe(earlier, now)],
    ['Not yet heard from Ben, Olive: they text LEFT too.', () => wording.othersStillIn(['Ben Brown', 'Olive Owen'])],
    ['V7K2 extended. Out by 14:45. Text LEFT when out.', () => wording.extended(visit, now)],
    ['Noted. Home by 14:45. Text HOME when there.', () => wording.extended(home, now)],
    [
      'V7K2: out by 14:45 still stands. How much longer? Text EXTEND 20 or EXTEND UNTIL 15:30.',
      () => wording.howLong(visit, now),
    ],
    [
      'V7K2: out by 14:45 still stands; one text can ask for 8 hours at most. Text EXTEND 20 or EXTEND UNTIL 15:30.',
      () => wording.tooLong(visit, now, '8 hours'),
    ],
    ['V7K2: late noted. Start 14:00, out by 14:45. Text ARRIVED at the door.', () => wording.late(visit, now)],
    ['V7K2: start 14:00 still stands. How late? Text LATE 15.', () => wording.howLate(visit, now)],
    ['V7K2: no access noted. The visit is closed.', () => wording.noAccess(visit)],
    ['V7K2: abandoned, noted. The visit is closed.', () => wording.abandonedBefore(visit)],
    ['V7K2: abandoned, noted. Text LEFT as soon as you are out, SOS for help.', () => wording.abandonedInside(visit)],
    ['V7K2: text LEFT and your PIN to confirm.', () => wording.pinWanted(visit)],
    ['V7K2 is closed already. Text VISITS for your list.', () => wording.closedAlready(visit)],
    ['Help is being fetched. Ring 999 yourself if you can. Text LEFT only when safe.', () => wording.helpComing()],
    ['OK, noted. We will cancel your next appointment.', () => wording.appointmentCancelled()],
    [
      'V7K2 was due to start 14:00. There? Text ARRIVED 45. Running late? LATE 15. Not going? ABANDON.',
      () => wording.lateQuestion(visit, now),
    ],
    ['V7K2: out by 14:45. Text LEFT when out, or EXTEND 20 if you need longer.', () => wording.reminder(visit, now)],
    ['Home by 14:45? Text HOME when there, or HOME BY 18:30 for longer.', () => wording.reminder(home, now)],
    [
      'Not in your diary, but watched: V7K2, out by 14:45. Tell your contact where you are. Text LEFT when out.',
      () => wording.notInDiary(visit, now),
    ],
    [
      'Sorry, not understood. Text ARRIVED 45, LEFT, EXTEND 20, LATE 15, NO ACCESS, ABANDON, VISITS or SOS.',
      () => wording.notUnderstood(),
    ],
    [
      'V7K2 is still open, out by 14:45. If you are out, text LEFT. If not, EXTEND 20 or SOS.',
      () => wording.haveYouLeft(visit, now),
    ],
    [
      'Which visit? Nothing was changed. Text one of: V7K2 LEFT B3X9 LEFT',
      () => wording.whichVisit(['V7K2 LEFT', 'B3X9 LEFT']),
    ],
  ];

  const TO_RESPONDERS: readonly Sentence[] = [
    [
      '4821 OVERDUE Priya 07700 900101, due out 14:45 (V7K2). Ring them now. Reply 4821 SAFE, NO, EXTEND 30 or ACK',
      () => wording.askOverdueContact(about, at, 'V7K2', now, 1),
    ],
    [
      '4821 REPEAT 2: OVERDUE Priya 07700 900101, due out 14:45 (V7K2). Ring them now. Reply 4821 SAFE, NO, EXTEND 30 or ACK',
      () => wording.askOverdueContact(about, at, 'V7K2', now, 2),
    ],
    [
      '4821 OVERDUE Priya 07700 900101, due out 14:45. Not reached. Ring twice. Reply 4821 SAFE, NO, EXTEND 30 or ACK',
      () => wording.askOverdueManager(about, at, 2, now, 1),
    ],
    [
      '4821 REPEAT 2: OVERDUE Priya 07700 900101, due out 14:45. Not reached. Ring 3 times. Reply 4821 SAFE, NO, EXTEND 30 or ACK',
      () => wording.askOverdueManager(about, at, 3, now, 2),
    ],
    [
      '4821 SOS from Priya 07700 900101. Ring them now; if in doubt the police. Reply 4821 ACK, SAFE, NO or POLICE',
      () => wording.askSos(about, 1),
    ],
    [
      '4821 REPEAT 2: SOS from Priya no number held. Ring them now; if in doubt the police. Reply 4821 ACK, SAFE, NO or POLICE',
      () => wording.askSos(nobodysPhone, 2),
    ],
    [
      '4821 REPEAT 3: LONE WORKER DEVICE set off by Priya 07700 900101. Ring the alarm centre now. Reply 4821 ACK, SAFE or POLICE',
      () => wording.askDevice(about, 3),
    ],
    [
      '4821 OVERDUE Priya 07700 900101, due out 14:45 (V7K2). Ring them now. Reply 4821 SAFE, NO, EXTEND 30 or ACK https://a.example/c/1',
      () => wording.askOverdueContact(about, at, 'V7K2', now, 1, link),
    ],
    [
      '4821 OVERDUE Priya 07700 900101, due out 14:45. Not reached. Ring twice. Reply 4821 SAFE, NO, EXTEND 30 or ACK https://a.example/c/1',
      () => wording.askOverdueManager(about, at, 2, now, 1, link),
    ],
    [
      '4821 SOS from Priya 07700 900101. Ring them now; if in doubt the police. Reply 4821 ACK, SAFE, NO or POLICE https://a.example/c/1',
      () => wording.askSos(about, 1, link),
    ],
    [
      '4821 LONE WORKER DEVICE set off by Priya 07700 900101. Ring the alarm centre now. Reply 4821 ACK, SAFE or POLICE https://a.example/c/1',
      () => wording.askDevice(about, 1, link),
    ],
    [
      '4821 ALERT CODE from Priya. DO NOT CALL THEM. Ring the police now. Reply 4821 POLICE and their ref https://a.example/c/1',
      () => wording.askAlertCode(about, link, 1),
    ],
    [
      '4821 REPEAT 2: RING THE POLICE NOW: contact lost with Priya. Reply 4821 POLICE and their ref https://a.example/c/1',
      () => wording.askPolice(about, link, 2),
    ],
    ['4821 still open, police told 14:45. When Priya is safe reply 4821 SAFE', () => wording.askNews(about, at, now)],
    [
      '4821 ALERT CODE from Priya. DO NOT CALL OR TEXT THEM. Their manager is being asked to ring the police.',
      () => wording.tellContactOfAlertCode(about),
    ],
    [
      '4821 Police alert about Priya: police not yet told. Details in Allswell.',
      () => wording.tellLeaders(about, 'Police alert', 'Lena Lewis', null, now),
    ],
    [
      '4821 Police alert about Priya: police told 14:45 by Lena. Details in Allswell.',
      () => wording.tellLeaders(about, 'Police alert', 'Lena Lewis', at, now),
    ],
    [
      '4821 Police alert about Priya: police told 14:45 by . Details in Allswell.',
      () => wording.tellLeaders(about, 'Police alert', null, at, now),
    ],
    [
      '4821 STOOD DOWN 14:45 by Lena: spoke to them, safe.',
      () => wording.stoodDown(about, at, 'Lena Lewis', 'spoke to them, safe', now),
    ],
    ['4821 text from Priya: "he is angry"', () => wording.passOn(about, 'Priya Patel', 'he is angry')],
    [
      '4821 Carol says: safe. Speak to Priya, then 4821 SAFE to end it.',
      () => wording.inform(about, 'Carol Clark', 'safe', false),
    ],
    [
      '4821 Carol says: safe. DO NOT CALL Priya: once seen safe, 4821 SAFE ends it.',
      () => wording.inform(about, 'Carol Clark', 'safe', true),
    ],
    [
      '4821 LONE WORKER DEVICE of Ben has been set off too. Tell the police, if they are being told.',
      () => wording.deviceToo(about, 'Ben Brown'),
    ],
    [
      '4821 police told by Lena about Priya. No need to ring them again.',
      () => wording.policeToldBy(about, 'Lena Lewis', null),
    ],
    [
      '4821 police told by Lena about Priya. Ref CAD 99. No need to ring them again.',
      () => wording.policeToldBy(about, 'Lena Lewis', 'CAD 99'),
    ],
  ];

  const both = { ...about, also: ['Ben Brown'] };
  const ABOUT_TWO: readonly Sentence[] = [
    [
      '4821 OVERDUE Priya 07700 900101 and Ben, due out 14:45 (V7K2). Ring them now. Reply 4821 SAFE, NO, EXTEND 30 or ACK https://a.example/c/1',
      () => wording.askOverdueContact(both, at, 'V7K2', now, 1, link),
    ],
    [
      '4821 REPEAT 2: OVERDUE Priya 07700 900101 and Ben, due out 14:45. Not reached. Ring twice. Reply 4821 SAFE, NO, EXTEND 30 or ACK',
      () => wording.askOverdueManager(both, at, 2, now, 2),
    ],
    [
      '4821 OVERDUE Priya 07700 900101, Ben and Olive, due out 14:45. Not reached. Ring twice. Reply 4821 SAFE, NO, EXTEND 30 or ACK',
      () => wording.askOverdueManager({ ...about, also: ['Ben Brown', 'Olive Owen'] }, at, 2, now, 1),
    ],
    [
      '4821 SOS from Priya 07700 900101 and Ben. Ring them now; if in doubt the police. Reply 4821 ACK, SAFE, NO or POLICE',
      () => wording.askSos(both, 1),
    ],
    [
      '4821 ALERT CODE from Priya and Ben. DO NOT CALL THEM. Ring the police now. Reply 4821 POLICE and their ref https://a.example/c/1',
      () => wording.askAlertCode(both, link, 1),
    ],
    [
      '4821 RING THE POLICE NOW: contact lost with Priya and Ben. Reply 4821 POLICE and their ref https://a.example/c/1',
      () => wording.askPolice(both, link, 1),
    ],
    [
      '4821 still open, police told 14:45. When Priya and Ben are safe reply 4821 SAFE',
      () => wording.askNews(both, at, now),
    ],
    [
      '4821 Concern for safety about Priya and Ben: police told 14:45 by Lena. Details in Allswell.',
      () => wording.tellLeaders(both, 'Concern for safety', 'Lena Lewis', at, now),
    ],
    [
      '4821 Carol says: Priya and Ben are safe. Speak to Priya and Ben, then 4821 SAFE to end it.',
      () => wording.inform(both, 'Carol Clark', 'Priya and Ben are safe', false),
    ],
    [
      '4821 Carol says: safe. DO NOT CALL Priya or Ben: once seen safe, 4821 SAFE ends it.',
      () => wording.inform(both, 'Carol Clark', 'safe', true),
    ],
    [
      '4821 police told by Lena about Priya and Ben. Ref CAD 99. No need to ring them again.',
      () => wording.policeToldBy(both, 'Lena Lewis', 'CAD 99'),
    ],
    [
      '4821: alert code noted. DO NOT CALL Priya or Ben. Their manager is being asked to ring the police.',
      () => wording.codeNoted('4821', 'Priya Patel', 'Ben Brown'),
    ],
    [
      '4821: Priya and Ben safe, noted. Stood down. Thank you.',
      () => wording.safeNoted('4821', ['Priya Patel', 'Ben Brown']),
    ],
    [
      '4821: noted of Priya. It goes on for Ben: reply 4821 SAFE once they are safe too',
      () => wording.safeButForOthers('4821', ['Priya'], ['Ben']),
    ],
    [
      '4821: which of them? It goes on for Priya and Ben: reply 4821 SAFE once each of them is safe',
      () => wording.safeButForOthers('4821', [], ['Priya', 'Ben']),
    ],
    [
      '4821: not taken. It is about Ben now. Read what is so now, then answer again.',
      () => wording.aboutOthersSince('4821', ['Ben Brown']),
    ],
    // A link that does not fit is left out for the second name; of a long name first its end, to keep the link.
    [
      '4821 OVERDUE Priya 07700 900101 and Ben, due out 14:45 (V7K2). Ring them now. Reply 4821 SAFE, NO, EXTEND 30 or ACK',
      () => wording.askOverdueContact(both, at, 'V7K2', now, 1, `https://a.example/${'c'.repeat(40)}`),
    ],
    [
      '4821 OVERDUE Priya 07700 900101 and Bartholo.., due out 14:45 (V7K2). Ring them now. Reply 4821 SAFE, NO, EXTEND 30 or ACK https://a.example/a/7kQ2mNpR5tUvwx',
      () =>
        wording.askOverdueContact(
          { ...about, also: ['Bartholomew-Christopher Smith'] },
          at,
          'V7K2',
          now,
          1,
          'https://a.example/a/7kQ2mNpR5tUvwx',
        ),
    ],
  ];

  const ANSWERS_TO_RESPONDERS: readonly Sentence[] = [
    [
      '4821: yours until 14:45. Then reply 4821 SAFE, 4821 NO or 4821 EXTEND 30',
      () => wording.ackNoted('4821', at, wording.afterAck('4821'), now),
    ],
    [
      '4821: ring the police now. Then reply 4821 POLICE and their ref https://a.example/c/1',
      () => wording.ringPolice('4821', link),
    ],
    [
      '4821: no answer, 1 of 2. Ring once more, then reply 4821 NO or 4821 SAFE',
      () => wording.attemptNoted('4821', 1, 2),
    ],
    ['4821: no answer noted. The manager is being asked now.', () => wording.passedUp('4821')],
    ['4821: safe, noted. Stood down. Thank you.', () => wording.safeNoted('4821')],
    ['4821: noted, with your reason. Stood down. Thank you.', () => wording.standDownNoted('4821')],
    ['4821: extended, out by 14:45. Stood down and watched again.', () => wording.extendNoted('4821', at, now)],
    ['4821: police told, ref CAD 99. Noted. When safe, reply 4821 SAFE', () => wording.policeNoted('4821', 'CAD 99')],
    [
      '4821: police told, noted. Their ref? Reply 4821 POLICE and the ref. When safe, 4821 SAFE',
      () => wording.policeNoted('4821', null),
    ],
    [
      '4821: alert code noted. DO NOT CALL Priya. Their manager is being asked to ring the police.',
      () => wording.codeNoted('4821', 'Priya Patel'),
    ],
    ['4821: noted and passed on. Only a manager can end it now.', () => wording.onlyManagerEnds('4821')],
    ['4821: noted. It goes on as it is.', () => wording.notedOnly('4821')],
    [
      '4821 was ended 14:45 by Lena. Your answer is noted.',
      () => wording.closedIncident('4821', at, 'Lena Lewis', now),
    ],
    ['4821: how much longer? Reply 4821 EXTEND 30', () => wording.howMuchLonger('4821')],
    [
      '4821: not understood. Reply 4821 and SAFE, NO, EXTEND 30, POLICE and ref, CODE or ACK',
      () => wording.responderWords('4821'),
    ],
    [
      'Which one? Nothing was changed. Start with its number: 4821 SAFE 4822 SAFE',
      () => wording.whichIncident(['4821 SAFE', '4822 SAFE']),
    ],
    ['9999 is not a number of yours. Nothing was changed.', () => wording.unknownReference('9999')],
  ];

  const IN_QUIET_TIMES: readonly Sentence[] = [
    [
      'V7K2 Priya: visit extended, out by 14:45.',
      () => wording.tellContactOfChange(visit, 'Priya Patel', 'visit extended', now),
    ],
    [
      'V7K2 Priya 07700 900101 has arrived somewhere that is not in the diary, out by 14:45. Ask where.',
      () => wording.tellContactOfUnplanned(visit, 'Priya Patel', '+447700900101', now),
    ],
    [
      'Priya 07700 900101 cannot be texted: the number is wrong or cannot take texts. Ring them, and mend the number.',
      () => wording.badNumber('Priya Patel', '+447700900101'),
    ],
    [
      'Priya 07700 900101 can no longer get texts from Allswell: they texted a stop word. Ask them to text START. Until then, ring them.',
      () => wording.phoneCutOff('Priya Patel', '+447700900101'),
    ],
    [
      'Allswell did not watch 13:00 to 14:45. 1 visit of your unit under way, 0 now acted on late. Check on your people.',
      () => wording.monitoringGap({ from: earlier, to: at }, { underWay: 1, late: 0 }, ZONE),
    ],
    [
      'Allswell did not watch 13:00 to 14:45. 3 visits of your unit under way, 2 now acted on late. Check on your people.',
      () => wording.monitoringGap({ from: earlier, to: at }, { underWay: 3, late: 2 }, ZONE),
    ],
    [
      'Allswell has a fault and has not watched since 14:45. Ring your contact or office now, and again when you leave. Contacts: ring your people.',
      () => wording.notWatching(at, ZONE),
    ],
  ];

  /** Without the word EXERCISE: the turn of the rules puts it before everything that a drill sends. */
  const IN_A_DRILL: readonly Sentence[] = [
    [
      '4821 SOS from Priya 07700 900101. Ring them. DO NOT RING THE POLICE. Reply 4821 ACK, SAFE, NO or POLICE',
      () => wording.askSos(drill, 1),
    ],
    [
      '4821 REPEAT 2: ALERT CODE from Priya. DO NOT CALL THEM. Here you would ring the police: DO NOT RING. Reply 4821 POLICE to end it https://a.example/c/1',
      () => wording.askAlertCode(drill, link, 2),
    ],
    [
      '4821 contact lost with Priya. Here you would ring the police: DO NOT RING. Reply 4821 POLICE to end it https://a.example/c/1',
      () => wording.askPolice(drill, link, 1),
    ],
    [
      '4821 ALERT CODE from Priya. DO NOT CALL OR TEXT THEM. Their manager is being asked. Nobody rings the police.',
      () => wording.tellContactOfAlertCode(drill),
    ],
    [
      '4821 text from Priya: "he is angry" May it be real? Then ring them.',
      () => wording.passOn(drill, 'Priya Patel', 'he is angry'),
    ],
    [
      '4821: here you would ring the police. DO NOT RING. Reply 4821 POLICE to end it',
      () => wording.ringPolice('4821', link, true),
    ],
    ['4821: extended, noted. It is over. Thank you.', () => wording.extendNoted('4821', at, now, true)],
  ];

  describe.each([
    ['to the practitioner', TO_THE_PRACTITIONER],
    ['to the responders', TO_RESPONDERS],
    ['about two people', ABOUT_TWO],
    ['in answer to the responders', ANSWERS_TO_RESPONDERS],
    ['in quiet times, and of the service itself', IN_QUIET_TIMES],
    ['in a drill', IN_A_DRILL],
  ])('%s', (_, sentences) => {
    it.each(sentences)('%s', (text, written) => {
      expect(written()).toBe(text);
    });
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
  const also = fc.array(name, { maxLength: 3 });
  const person = fc.record({ reference: fc.constantFrom('4821', '48213'), name, mobile, also });
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
          wording.codeNoted(of.reference, other, ...of.also),
          wording.safeNoted(of.reference, [of.name, ...of.also]),
          wording.safeButForOthers(of.reference, [said, other], [of.name, ...of.also]),
          wording.aboutOthersSince(of.reference, [of.name, ...of.also]),
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

  it('what is to be done, and the way to answer, always fit, whomever else it is about', () => {
    fc.assert(
      fc.property(person, url, times, words, (whom, link, count, said) => {
        const texts = (of: typeof whom): [string, RegExp][] => [
          [
            wording.askAlertCode(of, link, count),
            /DO NOT CALL THEM\. Ring the police now\. Reply \d+ POLICE and their ref/,
          ],
          [wording.askPolice(of, link, count), /RING THE POLICE NOW.*Reply \d+ POLICE and their ref/],
          [
            wording.askOverdueContact(of, at, 'V7K2', now, count, link),
            /Ring them now\. Reply \d+ SAFE, NO, EXTEND 30 or ACK/,
          ],
          [wording.askOverdueManager(of, at, 2, now, count, link), /Ring twice\. Reply \d+ SAFE, NO, EXTEND 30 or ACK/],
          [
            wording.askSos(of, count, link),
            /Ring them now; if in doubt the police\. Reply \d+ ACK, SAFE, NO or POLICE/,
          ],
          [wording.askDevice(of, count, link), /Ring the alarm centre now\. Reply \d+ ACK, SAFE or POLICE/],
          [wording.askNews(of, at, now, link), /police told 14:45\. When .* safe reply \d+ SAFE/s],
          [wording.tellContactOfAlertCode(of), /DO NOT CALL OR TEXT THEM\. Their manager is being asked to ring/],
          [wording.inform(of, said, said, true), /DO NOT CALL .*: once seen safe, \d+ SAFE ends it\./s],
          [wording.inform(of, said, said, false), /Speak to .*, then \d+ SAFE to end it\./s],
          [wording.policeToldBy(of, said, said), /police told by .*\. No need to ring them again\./s],
          [
            wording.codeNoted(of.reference, of.name, ...of.also),
            /DO NOT CALL .*\. Their manager is being asked to ring/s,
          ],
          [wording.safeNoted(of.reference, [of.name, ...of.also]), /safe, noted\. Stood down\. Thank you\./],
          [wording.aboutOthersSince(of.reference, [of.name, ...of.also]), /then answer again\.$/],
          [
            wording.safeButForOthers(of.reference, [said], [of.name, ...of.also]),
            /reply \d+ SAFE once they are safe too$/,
          ],
          [
            wording.safeButForOthers(of.reference, [], [of.name, ...of.also]),
            /reply \d+ SAFE once each of them is safe$/,
          ],
        ];
        const alone = texts({ ...whom, also: [] });
        for (const [nth, [text, important]] of texts(whom).entries()) {
          expect(text).toMatch(important);
          // That there are others is never left unsaid.
          if (whom.also.length > 0) expect(text).not.toBe(alone[nth]?.[0]);
        }
      }),
      { numRuns: 100 },
    );
  });
});
