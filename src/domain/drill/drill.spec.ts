import { describe, expect, it } from '@jest/globals';
import { FRAMEWORK_POLICY } from '../simulation/framework-policy.js';
import { TEAM } from '../simulation/office.js';
import { story, type Setting, type Story } from '../simulation/story.js';
import { COVERT } from '../simulation/words.js';
import { HOUR, MINUTE } from '../time/instant.js';
import { isWatched, type Visit } from '../visit/visit.js';
import { drillEnds, longestDrill, newDrill, realVisitOf, type DrillKind } from './drill.js';
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

describe('what the record says of a drill', () => {
  it('who began it, of what, until when, and who was told', () => {
    const day = begun().asToldElsewhere();
    expect(day.recorded('drill_started')).toEqual([
      {
        at: day.now,
        kind: 'drill_started',
        by: 'lena',
        clause: null,
        incidentId: null,
        text: 'EXERCISE: Lena Lewis began a drill of an overdue alarm; it ends by itself at the latest at 14:35.',
        data: { as: 'overdue', endsAt: '2026-12-01T14:35:00.000Z', told: ['priya'], drill: true },
      },
    ]);
    expect(day.recorded('incident_opened')[0]).toMatchObject({
      by: 'lena',
      text: 'EXERCISE: Overdue: incident 4821 opened. Practised about Priya Patel.',
    });
  });

  it.each([
    ['alert_code', 'an alert code'],
    ['sos', 'a call for help'],
  ] as const)('what was practised: %s', (as, what) => {
    const day = begun(as).asToldElsewhere();
    expect(day.recorded('drill_started')[0]?.text).toContain(` began a drill of ${what};`);
  });

  it('that its practitioner could not be told', () => {
    const day = begun('overdue', { withoutMobile: ['priya'] }).asToldElsewhere();
    expect(day.recorded('drill_started')[0]?.data).toMatchObject({ told: [] });
  });

  it('about whom it was, where it was about two', () => {
    const day = story().at('14:00');
    const drill = newDrill({ id: 'visit-1', reference: 'D3X4', unit: TEAM }, 'priya', FRAMEWORK_POLICY, day.now);
    const [priya] = drill.attendees;
    day.visit = { ...drill, attendees: [priya!, { ...priya!, person: 'ben' }] };
    day.happens({ kind: 'drill_started', by: 'lena', as: 'overdue' }).asToldElsewhere();
    expect(day.recorded('incident_opened')[0]?.text).toMatch(/Practised about Priya Patel and Ben Baker\.$/);
  });

  it('who answered POLICE, that nobody was rung, and how it ended', () => {
    const day = beyondTheContact();
    day.at('14:02').replies('lena', 'NO NO').asToldElsewhere().at('14:03').replies('lena', 'POLICE').asToldElsewhere();
    expect(day.recorded('report_noted')).toMatchObject([
      {
        by: 'lena',
        clause: 'HVPF 8.4.3',
        incidentId: 'incident-1',
        text: 'EXERCISE: Lena Lewis answered POLICE: here they would ring. Nobody was rung.',
      },
    ]);
    expect(day.recorded('drill_ended')).toMatchObject([
      {
        by: 'lena',
        incidentId: 'incident-1',
        text: 'EXERCISE: The drill reached the police step and was answered.',
      },
    ]);
    expect(day.visit.attendees).toMatchObject([{ status: 'left', leftAt: day.now, leftSaidBy: 'lena' }]);
  });

  it.each([
    ['The drill was stood down.', (day: Story) => day.at('14:02').replies('carol', 'SAFE')],
    ['The drill ended by itself.', (day: Story) => day.skipTo('14:14').asToldElsewhere().skipTo('14:25')],
    [
      'The drill gave way to something real.',
      (day: Story) =>
        day.at('14:02').happens({ kind: 'drill_overtaken', why: 'a real alarm has begun', quietTo: null }),
    ],
  ])('how it ended: %s', (text, ends) => {
    const day = begun().asToldElsewhere();
    ends(day).asToldElsewhere();
    expect(day.recorded('drill_ended').map((entry) => entry.text)).toEqual([`EXERCISE: ${text}`]);
  });
});

describe('the end of a drill', () => {
  it('is told to its practitioner, where something real begins that is not about them', () => {
    const day = begun().asToldElsewhere().at('14:02');
    day.happens({ kind: 'drill_overtaken', why: 'a real alarm has begun', quietTo: null });
    day.hears('carol', /STOOD DOWN/).hears('priya', 'EXERCISE D3X4 is over, 14:02. Nothing is left to do. Thank you.');
  });

  it('leaves as they were those who had been heard of before', () => {
    const day = begun().asToldElsewhere().at('14:02').texts('priya', 'LEFT').asToldElsewhere();
    expect(day.visit.attendees).toMatchObject([{ status: 'left', leftAt: day.now, leftSaidBy: null }]);
  });

  it('comes once: what overtakes a drill that is over changes nothing', () => {
    const day = begun().asToldElsewhere().at('14:02').replies('carol', 'SAFE').asToldElsewhere();
    const written = day.entries.length;
    day.at('14:03').happens({ kind: 'drill_overtaken', why: 'a real alarm has begun', quietTo: null });
    expect(day.entries).toHaveLength(written);
  });

  it('a cry for help after it is real too', () => {
    const day = begun().asToldElsewhere().at('14:02').replies('carol', 'SAFE').asToldElsewhere();
    day.at('14:03').texts('priya', 'SOS').asToldElsewhere();
    expect(day.visit.drill).toBeUndefined();
    expect(day.incident).toMatchObject({ kind: 'sos', status: 'open', reference: '4822' });
    expect(day.recorded('drill_ended')).toHaveLength(1);
  });
});

describe('how long a drill may last', () => {
  it.each([
    ['overdue', 8 + 16 + 11],
    ['alert_code', 11 + 11],
    ['sos', 13 + 11],
  ] as const)(
    '%s: every step in full, what an acknowledgement buys in each, and three rounds: %i minutes',
    (as, length) => {
      expect(longestDrill(FRAMEWORK_POLICY, as) / MINUTE).toBe(length);
    },
  );

  it('has no rounds where the policy has no police step', () => {
    const { overdue } = FRAMEWORK_POLICY.escalations;
    const steps = overdue.steps.filter(({ kind }) => kind !== 'police');
    const policy = {
      ...FRAMEWORK_POLICY,
      escalations: { ...FRAMEWORK_POLICY.escalations, overdue: { ...overdue, steps } },
    };
    expect(longestDrill(policy, 'overdue') / MINUTE).toBe(8 + 16);
    const day = begun().asToldElsewhere();
    expect(drillEnds({ ...day.incident, step: 'police' }, policy)).toBe(day.now + 24 * MINUTE);
  });

  it('at the police step is three rounds, and never longer than the whole', () => {
    const { incident, now } = begun().asToldElsewhere();
    const atPolice = (stepAt: number) => drillEnds({ ...incident, step: 'police', stepAt }, FRAMEWORK_POLICY);
    expect(atPolice(now + 3 * MINUTE)).toBe(now + 14 * MINUTE);
    expect(atPolice(now + 30 * MINUTE)).toBe(now + 35 * MINUTE);
    expect(drillEnds({ ...incident, stepAt: now + 3 * MINUTE }, FRAMEWORK_POLICY)).toBe(now + 35 * MINUTE);
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

  it('nobody who went in early', () => {
    const { visit, now } = story({ from: '14:00', to: '14:45' })
      .at('13:30')
      .texts('priya', 'ARRIVED')
      .asToldElsewhere();
    expect(visit.status).toBe('in_progress');
    expect(realVisitOf([visit], 'priya', now)).toBe(visit);
  });

  it('whoever has left, though a colleague is still inside, and whose visit is over', () => {
    const day = story({ who: ['priya', 'ben'] })
      .at('14:00')
      .texts('priya', 'ARRIVED')
      .texts('ben', 'ARRIVED');
    day.asToldElsewhere().at('14:20').texts('priya', 'LEFT').asToldElsewhere();
    expect(realVisitOf([day.visit], 'priya', day.now)).toBeUndefined();
    expect(realVisitOf([day.visit], 'ben', day.now)).toBe(day.visit);
    const cancelled: Visit = { ...day.visit, status: 'cancelled' };
    expect(isWatched(cancelled)).toBe(false);
    expect(realVisitOf([cancelled], 'ben', day.now + HOUR)).toBeUndefined();
  });
});

describe('the visit of a drill', () => {
  it('is that of somebody alone who is just overdue', () => {
    const at = Date.UTC(2026, 11, 1, 14);
    expect(newDrill({ id: 'visit-1', reference: 'D3X4', unit: TEAM }, 'priya', FRAMEWORK_POLICY, at)).toMatchObject({
      id: 'visit-1',
      reference: 'D3X4',
      unit: TEAM,
      kind: 'alone',
      plannedStart: at - 10 * MINUTE,
      expectedEnd: at - 10 * MINUTE,
      attendees: [{ person: 'priya' }],
      drill: true,
    });
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

  it('come out of a record in which nothing was opened or asked, too', () => {
    const line = { at: 0, by: 'allswell', clause: null, data: {} };
    expect(stepTimes([])).toEqual([]);
    expect(stepTimes([{ ...line, kind: 'step_started', data: { step: 'police' } }])).toEqual([
      {
        step: 'police',
        clause: null,
        startedAt: 0,
        asked: [],
        firstAnswerBy: null,
        firstAnswerAfterSeconds: null,
        endedAfterSeconds: null,
      },
    ]);
  });

  it('name once whoever was asked twice, in the order in which they were asked', () => {
    const line = { at: 0, by: 'allswell', clause: null };
    const asked = (person: string) => ({ ...line, kind: 'asked' as const, data: { person } });
    const started = { ...line, kind: 'step_started' as const, data: { step: 'police' } };
    expect(stepTimes([asked('sue'), started, asked('lena'), asked('carol'), asked('lena')])[0]?.asked).toEqual([
      'lena',
      'carol',
    ]);
  });

  it.each(['acknowledged', 'no_answer_reported', 'report_noted', 'extended', 'stood_down'] as const)(
    'count the first word of whoever was asked, to a tenth of a second: %s',
    (kind) => {
      const line = { at: 1_000, by: 'allswell', clause: null, data: {} };
      const [step] = stepTimes([
        { ...line, kind: 'incident_opened', data: { subjects: ['priya'] } },
        { ...line, kind: 'step_started', data: { step: 'police' } },
        { ...line, kind: 'told', by: 'lena', at: 1_500 },
        { ...line, kind, at: 1_600 },
        { ...line, kind, by: 'priya', at: 1_700 },
        { ...line, kind, by: 'lena', at: 13_349 },
        { ...line, kind, by: 'carol', at: 14_000 },
      ]);
      expect(step).toMatchObject({ firstAnswerBy: 'lena', firstAnswerAfterSeconds: 12.3 });
    },
  );

  it('count no answer of whoever stops it, and everybody who was asked is told', () => {
    const day = begun().asToldElsewhere().at('14:02').happens({ kind: 'drill_stopped', by: 'sue' });
    day.hears('carol', /^EXERCISE 4821 STOOD DOWN 14:02 by Sue: the drill was stopped/).asToldElsewhere();
    expect(day.recorded('drill_ended')[0]).toMatchObject({ by: 'sue', data: { outcome: 'stopped' } });
    expect(stepTimes(day.entries)).toMatchObject([{ firstAnswerBy: null, endedAfterSeconds: 120 }]);
    const over = day.visit;
    expect(day.happens({ kind: 'drill_stopped', by: 'sue' }).visit).toEqual(over);
  });

  it('do not count the practitioner’s own LEFT as an answer of those who were asked', () => {
    const day = begun().asToldElsewhere().at('14:02').texts('priya', 'LEFT').asToldElsewhere();
    expect(stepTimes(day.entries)).toMatchObject([{ firstAnswerBy: null, endedAfterSeconds: 120 }]);
  });
});
