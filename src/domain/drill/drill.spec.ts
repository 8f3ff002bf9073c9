import { describe, expect, it } from '@jest/globals';
import { FRAMEWORK_POLICY } from '../simulation/framework-policy.js';
import { TEAM } from '../simulation/office.js';
import { story, type Setting, type Story } from '../simulation/story.js';
import { COVERT } from '../simulation/words.js';
import { newDrill, realVisitOf, type DrillKind } from './drill.js';
import { stepTimes } from './step-times.js';

/** 14:00: Lena has just begun a drill about Priya. Every text of it is held against the laws of drills as it is sent. */
function begun(as: DrillKind = 'overdue', setting: Setting = {}): Story {
  const day = story(setting).at('14:00');
  day.visit = newDrill({ id: 'visit-1', reference: 'D3X4', unit: TEAM }, 'priya', FRAMEWORK_POLICY, day.now);
  return day.happens({ kind: 'drill_started', by: 'lena', as });
}

const BEGINS = /^EXERCISE D3X4 begins: practice of .*about you\..*SOS is always real\.$/;

const beyondTheContact = (setting: Setting = {}): Story =>
  begun('overdue', setting).asToldElsewhere().at('14:01').replies('carol', 'NO').asToldElsewhere();

describe('a drill of an overdue alarm', () => {
  it('tells its practitioner, and asks the contact in the words of a real one', () => {
    const day = begun();
    day.hears('priya', BEGINS);
    day.hears(
      'carol',
      'EXERCISE 4821 OVERDUE Priya 07700 900101, due out 13:50. Ring them now. Reply 4821 SAFE, NO, EXTEND 30 or ACK https://a.example/a/me',
    );
    expect(day.visit.status).toBe('overdue');
  });

  it('runs through the same steps and waits as a real one', () => {
    const day = begun().asToldElsewhere();
    day.at('14:03').hears('lena', /^EXERCISE 4821 OVERDUE Priya .* Ring twice\./);
    day.at('14:06').hears('sue', /^EXERCISE 4821 OVERDUE/);
    day.asToldElsewhere().skipTo('14:14');
    expect(day.incident.step).toBe('police');
    day.asToldElsewhere();
  });

  it('never has the police rung: the last step says so, and POLICE ends it', () => {
    const day = beyondTheContact();
    day
      .at('14:02')
      .replies('lena', 'NO NO')
      .hears('lena', 'EXERCISE 4821: here you would ring the police. DO NOT RING. Reply 4821 POLICE to end it');
    day
      .at('14:03')
      .replies('lena', 'POLICE')
      .hears('priya', /^EXERCISE D3X4 is over, 14:03\./)
      .hears('carol', /^EXERCISE 4821 STOOD DOWN 14:03 by Lena: the police step was answered/)
      .hears('lena', /^EXERCISE 4821: noted\. Here you would have rung the police; do not\./);
    expect(day.visit.status).toBe('concluded');
    expect(day.incident).toMatchObject({ status: 'stood_down', police: [] });
    expect(day.recorded('drill_ended')[0]?.data).toMatchObject({ outcome: 'police_step', drill: true });
    expect(day.recorded('police_told')).toEqual([]);
    expect(day.recorded('follow_up_due')).toEqual([]);
    expect(day.deadlines()).toEqual([]);
  });

  it('asks at the police step without anybody’s being told to ring, and leaves the leaders asleep', () => {
    const day = begun().asToldElsewhere().skipTo('14:14').asToldElsewhere().skipTo('14:24');
    const asked = day.sent.filter(({ body }) => body.includes('Here you would ring the police'));
    expect(asked[0]?.body).toMatch(
      /^EXERCISE 4821 contact lost with Priya\. .*DO NOT RING\. Reply 4821 POLICE to end it/,
    );
    const people = new Set(day.sent.map(({ to }) => to));
    expect(people).toEqual(new Set(['priya', 'carol', 'colin', 'lena', 'sue', 'omar', 'mona']));
    day.asToldElsewhere();
  });

  it('ends by itself when nobody ends it', () => {
    const day = begun().asToldElsewhere();
    expect(day.deadlines()).toContain('drill_ends 14:35');
    day.skipTo('14:14');
    expect(day.deadlines()).toContain('drill_ends 14:25');
    day.asToldElsewhere().skipTo('14:25');
    expect(day.visit.status).toBe('concluded');
    day.hears('carol', /STOOD DOWN 14:25 by Allswell: its time was up/).asToldElsewhere();
    expect(day.recorded('drill_ended')[0]?.data).toMatchObject({ outcome: 'ran_out' });
    day.later(600);
  });

  it('after an outage longer than itself it asks nobody any more', () => {
    const day = begun().asToldElsewhere().outageUntil('17:00');
    day.hears('carol', /STOOD DOWN 17:00/).hears('priya', /is over/);
    expect(day.visit.status).toBe('concluded');
  });

  it('is stood down by its practitioner’s LEFT, as the policy has it', () => {
    const day = begun().asToldElsewhere();
    day
      .at('14:02')
      .texts('priya', 'LEFT')
      .hears('priya', /^EXERCISE Left 14:02, D3X4/);
    day.hears('carol', /^EXERCISE 4821 STOOD DOWN 14:02 by Priya/);
    expect(day.visit.status).toBe('concluded');
  });

  it.each(['SAFE', 'EXTEND 30'])('is over with %s from the contact: nobody is watched afterwards', (words) => {
    const day = begun().asToldElsewhere();
    day
      .at('14:02')
      .replies('carol', words)
      .hears('carol', /^EXERCISE 4821: /)
      .hears('priya', /is over/);
    expect(day.visit.status).toBe('concluded');
    day.later(600);
  });

  it('gives way at once when something real begins, and says nothing to whom that is about', () => {
    const day = begun().asToldElsewhere();
    const why = 'a real alarm has begun';
    day.at('14:02').happens({ kind: 'drill_overtaken', why, quietTo: 'priya' });
    day.hears('carol', /^EXERCISE 4821 STOOD DOWN 14:02 by Allswell: a real alarm has begun/);
    expect(day.recorded('drill_ended')[0]?.data).toMatchObject({ outcome: 'overtaken' });
  });

  it('passes on its practitioner’s words with the doubt that they may be meant', () => {
    const day = begun().asToldElsewhere();
    day.texts('priya', 'he has a knife').hears('priya', 'EXERCISE Sorry, not understood.');
    day.hears('carol', 'EXERCISE 4821 text from Priya: "he has a knife" May it be real? Then ring them.');
  });

  it('takes the alert code with its number as practice, and says how to mean it', () => {
    const day = begun().asToldElsewhere();
    day.replies('carol', 'CODE').hears('carol', /as practice\. Was it meant\? Then text CODE and their name/);
    expect(day.incident.kind).toBe('overdue');
  });
});

describe('a drill of an alert code', () => {
  it('is known to its practitioner, and hidden otherwise as a real one (P8)', () => {
    const day = begun('alert_code', { rota: ['carol'] }).hears('priya', BEGINS);
    day.hears('lena', /^EXERCISE 4821 ALERT CODE from Priya\. DO NOT CALL THEM\. .*DO NOT RING\./);
    day.hears('carol', /^EXERCISE 4821 ALERT CODE from Priya\. DO NOT CALL OR TEXT THEM\./);
    day
      .at('14:01')
      .texts('priya', 'LEFT')
      .hears('priya', /^EXERCISE Left/)
      .hears('lena', /text from Priya/);
    expect(day.incident.status).toBe('open');
    day
      .at('14:01:30')
      .replies('lena', 'POLICE')
      .hears('lena', /do not\. It is over/);
    day.hears('priya', /is over/).hears('carol', /STOOD DOWN/);
  });
});

describe('a drill of a call for help', () => {
  it('asks contact and manager at once, and not for the police', () => {
    const day = begun('sos').hears('priya', BEGINS);
    day.allHear(['carol', 'lena'], /^EXERCISE 4821 SOS from Priya .*DO NOT RING THE POLICE\./);
  });
});

describe('a cry for help that comes to a drill all the same', () => {
  it.each([
    ['SOS', 'sos', /^4822 SOS from Priya/],
    [COVERT, 'alert_code', /^4822 ALERT CODE from Priya\. DO NOT CALL THEM\. Ring the police now\./],
  ] as const)('%s is real from that moment', (words, kind, asked) => {
    const day = begun('overdue', { rota: ['carol'] }).asToldElsewhere();
    day.at('14:02').texts('priya', words);
    expect(day.visit.drill).toBeUndefined();
    expect(day.incident).toMatchObject({ kind, status: 'open', reference: '4822' });
    day
      .hears('carol', /^EXERCISE 4821 STOOD DOWN/)
      .hears('lena', asked)
      .hears('priya', /^(?!EXERCISE)/);
    day.hears('carol', /^4822/);
  });
});

describe('who may be in a drill', () => {
  it('nobody who is on a real visit, or should be by now', () => {
    const day = story({ from: '14:00', to: '14:45' });
    const { visit, now } = day;
    expect(realVisitOf([visit], 'priya', now)).toBeUndefined();
    expect(realVisitOf([visit], 'priya', visit.plannedStart)).toBe(visit);
    expect(realVisitOf([visit], 'ben', visit.plannedStart)).toBeUndefined();
    expect(realVisitOf([{ ...visit, drill: true }], 'priya', visit.plannedStart)).toBeUndefined();
  });
});

describe('the times of its steps', () => {
  it('come from the record: who was asked, who answered first, how long each step was', () => {
    const day = begun().asToldElsewhere();
    day.at('14:00:20').replies('carol', 'ACK').asToldElsewhere();
    day.at('14:02').replies('carol', 'NO').asToldElsewhere();
    day.at('14:03:30').replies('lena', 'POLICE').asToldElsewhere();
    expect(stepTimes(day.entries)).toEqual([
      expect.objectContaining({
        step: 'nominated_contact',
        clause: 'HVPF 8.4.2',
        asked: ['carol'],
        firstAnswerBy: 'carol',
        firstAnswerAfterSeconds: 20,
        endedAfterSeconds: 120,
      }),
      expect.objectContaining({
        step: 'line_manager',
        asked: ['lena'],
        firstAnswerBy: 'lena',
        firstAnswerAfterSeconds: 90,
        endedAfterSeconds: 90,
      }),
    ]);
  });

  it('show a step that nobody answered, and one that goes on', () => {
    const day = begun().asToldElsewhere().at('14:03').asToldElsewhere();
    expect(stepTimes(day.entries)).toMatchObject([
      { step: 'nominated_contact', firstAnswerBy: null, firstAnswerAfterSeconds: null, endedAfterSeconds: 180 },
      { step: 'line_manager', asked: ['lena'], endedAfterSeconds: null },
    ]);
  });

  it('do not count the practitioner’s own LEFT as an answer of those who were asked', () => {
    const day = begun().asToldElsewhere().at('14:02').texts('priya', 'LEFT').asToldElsewhere();
    expect(stepTimes(day.entries)).toMatchObject([{ firstAnswerBy: null, endedAfterSeconds: 120 }]);
  });
});
