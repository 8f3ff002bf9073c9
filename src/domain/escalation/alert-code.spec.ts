import { describe, expect, it } from '@jest/globals';
import { FRAMEWORK_POLICY } from '../simulation/framework-policy.js';
import { alertCode, atPolice, inside, overdue, policeTold, sos, withManager } from '../simulation/stages.js';
import { story } from '../simulation/story.js';
import { COVERT } from '../simulation/words.js';

const ASKS =
  '4821 ALERT CODE from Priya. DO NOT CALL THEM. Ring the police now. Reply 4821 POLICE and their ref https://a.example/a/me';
const NOT_TO_CALL =
  '4821 ALERT CODE from Priya. DO NOT CALL OR TEXT THEM. Their manager is being asked to ring the police.';
const ORDINARY = 'OK, noted. We will cancel your next appointment.';
const ASK = /^4821 (REPEAT \d+: )?ALERT CODE from Priya\. DO NOT CALL THEM\. Ring the police now\./;

describe('the alert code (HVPF 8.3.5, 8.3.6)', () => {
  it('8.3.5: the covert phrase is answered as an office would, and the manager is asked to ring the police at once', () => {
    const day = inside().at('14:20').texts('priya', COVERT);
    day.hears('priya', ORDINARY).hears('lena', ASKS).allHear(['carol', 'colin'], NOT_TO_CALL);
    expect(day.incident).toMatchObject({ kind: 'alert_code', subjects: ['priya'], step: 'line_manager' });
    expect(day.visit.status).toBe('in_progress');
    expect(day.recorded('incident_opened')).toMatchObject([
      {
        clause: 'HVPF 8.3.6',
        by: 'priya',
        text: 'Alert code: incident 4821 opened. Priya Patel texted the alert phrase.',
      },
    ]);
    expect(day.recorded('told')[0]).toMatchObject({
      clause: 'HVPF 8.3.6',
      text: 'Carol Clark was told of the alert code, and not to call.',
      data: { person: 'carol' },
    });
  });

  it('8.3.6: the contact who received the code by voice sends CODE; the manager is asked, and the contact is told not to call', () => {
    const day = inside().at('14:20').receivesCode('carol');
    day.hears('lena', ASKS).hears('colin', NOT_TO_CALL).hears('carol', NOT_TO_CALL);
    day.hears('carol', '4821: alert code noted. DO NOT CALL Priya. Their manager is being asked to ring the police.');
    expect(day.recorded('incident_opened')).toMatchObject([
      {
        by: 'carol',
        clause: 'HVPF 8.3.6',
        text: 'Alert code: incident 4821 opened. Carol Clark received the alert code.',
      },
    ]);
  });

  it('8.3.6: a code by voice on a visit that has ended is about those who were on it', () => {
    const day = inside().at('14:20').texts('priya', 'LEFT').asToldElsewhere().receivesCode('carol').asToldElsewhere();
    expect(day.incident.subjects).toEqual(['priya']);
  });

  it('8.3.6: a code by voice is about those who are still out', () => {
    const day = story({ who: ['priya', 'ben'] })
      .at('14:00')
      .texts('ben', 'ARRIVED')
      .asToldElsewhere();
    day.texts('ben', 'LEFT').asToldElsewhere().receivesCode('carol').asToldElsewhere();
    expect(day.incident.subjects).toEqual(['priya']);
  });

  it('8.3.6: in the manager’s absence the senior person on site, then the manager’s manager, then another', () => {
    const day = inside({ absent: ['lena'] })
      .at('14:20')
      .texts('priya', COVERT)
      .hears('sue', ASKS)
      .asToldElsewhere();
    day.at('14:22').hears('mona', ASK).at('14:24').hears('omar', ASK);
    day.at('14:26').allHear(['sue', 'mona', 'omar'], ASK);
    expect(day.incident.step).toBe('police');
  });

  it('8.3.6: with nobody answering, the police step comes six minutes after, and repeats and widens', () => {
    const day = alertCode();
    day.at('14:22').hears('sue', ASK).at('14:24').hears('mona', ASK);
    day.at('14:26').allHear(['lena', 'sue', 'mona'], /REPEAT 2: ALERT/);
    day
      .at('14:28')
      .allHear(['lena', 'sue', 'mona'], /REPEAT 3/)
      .hears('omar', ASK);
    day
      .at('14:30')
      .allHear(['lena', 'sue', 'mona'], /REPEAT 4/)
      .hears('omar', /REPEAT 2/)
      .hears('hal', ASK);
  });

  it('8.3.6: ACK by the manager is answered with the order to ring the police; nobody is to call the practitioner', () => {
    const day = alertCode().at('14:21').replies('lena', 'ACK');
    day.hears('lena', '4821: ring the police now. Then reply 4821 POLICE and their ref https://a.example/a/me');
    expect(day.incident.step).toBe('police');
    day
      .at('14:23')
      .hears('lena', /REPEAT 3: ALERT CODE/)
      .hears('sue', ASK);
  });

  it('8.3.6: ACK on a screen: the text goes out all the same', () => {
    const day = alertCode()
      .at('14:21')
      .reports('lena', 'ACK')
      .hears('lena', /REPEAT 2: ALERT CODE/);
    expect(day.answer).toMatch(/ring the police now/);
  });

  it('8.3.6: the PDU head is told that a police alert was raised', () => {
    const day = alertCode().skipTo('14:22:30').asToldElsewhere().replies('lena', 'POLICE 88');
    day.hears('lena', /police told, ref 88/).hears('sue', /police told by Lena/);
    day.hears('hal', '4821 Police alert about Priya: police told 14:22 by Lena. Details in Allswell.');
    expect(day.recorded('police_told')[0]).toMatchObject({ clause: 'HVPF 8.3.6' });
    expect(day.incident).toMatchObject({ step: 'senior_leaders', wait: { for: 'news' } });
  });

  it('8.3.6: NO by a manager, who was not to call: told to ring the police', () => {
    alertCode()
      .at('14:21')
      .replies('lena', 'NO')
      .hears('lena', /^4821: ring the police now/);
  });

  it('8.3.6: NO or ACK by the contact: told again not to call, and nothing moves', () => {
    const day = alertCode();
    day
      .at('14:21')
      .replies('carol', 'NO')
      .hears('carol', /DO NOT CALL Priya/);
    day.replies('carol', 'ACK').hears('carol', '4821: noted. It goes on as it is.');
    expect(day.incident.step).toBe('line_manager');
    expect(day.recorded('report_noted').map(({ text }) => text)).toEqual([
      'Carol Clark reported no answer.',
      'Carol Clark acknowledged; the incident has moved on.',
    ]);
  });

  it('8.3.6: a policy may tell a leader as it asks: they are a manager to it from then on', () => {
    const { alert_code } = FRAMEWORK_POLICY.escalations;
    const steps = alert_code.steps.map((step) =>
      step.kind === 'ask' ? { ...step, tells: ['nominated_contact', 'pdu_head'] as const } : step,
    );
    const policy = {
      ...FRAMEWORK_POLICY,
      escalations: { ...FRAMEWORK_POLICY.escalations, alert_code: { ...alert_code, steps } },
    };
    const day = inside({ policy }).at('14:20').texts('priya', COVERT).hears('priya', ORDINARY).hears('lena', ASK);
    day.allHear(['carol', 'colin', 'hal'], NOT_TO_CALL);
    expect(day.incident.alerted.map(({ person, standing }) => `${person} ${standing}`)).toEqual([
      'lena manager',
      'carol contact',
      'colin contact',
      'hal manager',
    ]);
  });

  it('8.3.6: with nobody to be asked as a manager, the contacts are asked and not told as well', () => {
    const day = inside({ absent: ['lena', 'sue', 'omar', 'mona', 'hal', 'dora'] })
      .at('14:20')
      .texts('priya', COVERT);
    day.hears('priya', ORDINARY).allHear(['carol', 'colin'], ASK);
    expect(day.incident.step).toBe('police');
  });
});

describe('an alert code stays hidden (P8)', () => {
  it('8.3.5: no reminder, no question, and ordinary answers to everything that the phone sends', () => {
    const day = alertCode();
    day
      .at('14:21')
      .texts('priya', 'EXTEND 10')
      .hears('priya', 'V7K2 extended. Out by 14:55. Text LEFT when out.')
      .hears('lena', /text from Priya: "extended, out by 14:55"/);
    day.skipTo('15:20').asToldElsewhere();
    expect(day.sent.filter(({ to }) => to === 'priya').map(({ purpose }) => purpose)).toEqual([
      'reply',
      'reply',
      'reply',
    ]);
    day.texts('priya', 'LEFT').hears('priya', 'Left 15:20, V7K2. Thank you.').asToldElsewhere();
    day.texts('priya', 'what now').hears('priya', 'Sorry, not understood.').asToldElsewhere();
    day
      .texts('priya', 'SOS')
      .hears('priya', /^Help is being fetched/)
      .asToldElsewhere();
    day.texts('priya', COVERT).hears('priya', ORDINARY).asToldElsewhere();
    expect(day.incident.status).toBe('open');
  });

  it('8.3.6: LEFT from that phone ends nothing; the managers see it word for word', () => {
    const day = alertCode().at('14:21').texts('priya', 'LEFT');
    day.hears('priya', 'Left 14:21, V7K2. Thank you.').hears('lena', '4821 text from Priya: "texted LEFT"');
    expect(day.incident.status).toBe('open');
    expect(day.visit.status).toBe('in_progress');
    expect(day.deadlines()).toEqual(['wait:incident-1:answer 14:22']);
  });

  it('the contact is not sent to ring her by a change of plan: neither by her texts nor from a desk', () => {
    const day = alertCode();
    day
      .at('14:21')
      .texts('priya', 'ABANDON')
      .hears('priya', /abandoned, noted/)
      .hears('lena', /breaking the visit off/);
    day.changes({ end: '15:30' });
    expect(day.sent.filter(({ purpose }) => purpose === 'notice')).toEqual([]);
  });

  it('nor by ARRIVED at a place that is not in the diary', () => {
    const day = story({ kind: 'unplanned' }).at('14:00').texts('priya', COVERT).asToldElsewhere();
    day
      .texts('priya', 'ARRIVED 20')
      .hears('priya', /Not in your diary, but watched/)
      .hears('lena', /text from Priya/);
    expect(day.recorded('contact_told')).toEqual([]);
  });

  it('those who were asked to ring her a minute ago are told DO NOT CALL, except whoever brought the code', () => {
    const day = withManager().skipTo('14:59:30').asToldElsewhere();
    day.replies('carol', 'CODE');
    day.hears('lena', ASKS).allHear(['colin', 'sue'], NOT_TO_CALL);
    day.hears('carol', /^4821 ALERT CODE from Priya. DO NOT CALL OR TEXT/).hears('carol', /alert code noted/);
    expect(day.incident).toMatchObject({
      kind: 'alert_code',
      reference: '4821',
      id: 'incident-1',
      step: 'line_manager',
    });
    expect(day.recorded('incident_changed')).toMatchObject([
      {
        clause: 'HVPF 8.3.6',
        by: 'carol',
        data: { kind: 'alert_code', before: 'overdue' },
        text: 'Incident 4821 is now: alert code. Carol Clark received the alert code.',
      },
    ]);
  });

  it('CODE by a manager on an overdue visit: the contact is told not to call', () => {
    const day = withManager().at('14:57').replies('lena', 'CODE');
    day
      .hears('lena', ASKS)
      .hears('lena', /alert code noted/)
      .allHear(['carol', 'colin'], NOT_TO_CALL);
  });

  it('the covert phrase from an overdue phone turns the incident, and those asked before are told not to call', () => {
    const day = overdue().at('14:56').texts('priya', COVERT);
    day.hears('priya', ORDINARY).hears('lena', ASKS).allHear(['carol', 'colin'], NOT_TO_CALL);
    expect(day.visit.status).toBe('in_progress');
  });

  it('the covert phrase at the police step starts again in its own words, with the managers asked to say so', () => {
    const day = atPolice().at('14:59').texts('priya', COVERT).hears('priya', ORDINARY);
    day.hears('lena', ASKS).allHear(['carol', 'colin'], NOT_TO_CALL);
    expect(day.incident.step).toBe('line_manager');
  });

  it('after the police were told of an overdue visit, they are told again, of the code; and the leaders then', () => {
    const day = policeTold().at('15:10').texts('priya', COVERT);
    day.hears('priya', ORDINARY).hears('lena', ASKS).allHear(['carol', 'colin', 'hal', 'dora'], NOT_TO_CALL);
    day
      .at('15:11')
      .replies('lena', 'POLICE 99')
      .hears('lena', /ref 99/)
      .hears('hal', /Police alert about Priya: police told 15:11/);
    expect(day.incident).toMatchObject({ step: 'senior_leaders', wait: { for: 'news' } });
  });

  it('the phrase or the code again is noted, and its words passed on', () => {
    const day = alertCode()
      .at('14:21')
      .texts('priya', COVERT)
      .hears('priya', ORDINARY)
      .hears('lena', /text from Priya: "please cancel/);
    day.replies('carol', 'CODE').hears('carol', /alert code noted/);
    expect(day.recorded('report_noted').map(({ text, clause }) => `${clause}: ${text}`)).toEqual([
      'HVPF 8.3.6: Priya Patel texted the alert phrase. The incident goes on as alert code.',
      'HVPF 8.3.6: Carol Clark received the alert code. The incident goes on as alert code.',
    ]);
    expect(day.incident.step).toBe('line_manager');
  });

  it('an SOS that turns into an alert code', () => {
    const day = sos().at('14:21').receivesCode('carol');
    day
      .hears('lena', ASKS)
      .hears('colin', NOT_TO_CALL)
      .hears('carol', NOT_TO_CALL)
      .hears('carol', /alert code noted/);
    expect(day.incident.kind).toBe('alert_code');
  });
});

describe('phones on the visit, whoever they belong to (P8)', () => {
  it('8.3.5: CODE from somebody who is on the visit is their own, and answered like the phrase', () => {
    const day = story({ who: ['priya', 'lena'] })
      .at('14:00')
      .texts('lena', 'ARRIVED 45')
      .asToldElsewhere();
    day
      .at('14:05')
      .receivesCode('lena')
      .hears('lena', ORDINARY)
      .hears('mona', /ALERT CODE from Lena/)
      .asToldElsewhere();
    expect(day.incident.subjects).toEqual(['lena']);
    expect(day.recorded('incident_opened')[0]?.text).toMatch(/Lena Lewis gave the alert code\.$/);
  });

  it('8.3.5: so is CODE from one who is overdue and whom the diary no longer names', () => {
    const day = overdue({ who: ['lena'] });
    day.visit = { ...day.visit, attendees: [] };
    day.at('14:56').receivesCode('lena').hears('lena', ORDINARY).asToldElsewhere();
    expect(day.incident).toMatchObject({ kind: 'alert_code', subjects: ['lena'] });
  });

  it('a contact on the visit is not told of it', () => {
    const day = inside({ who: ['priya', 'carol'] })
      .at('14:05')
      .texts('priya', COVERT)
      .hears('priya', ORDINARY);
    day.hears('lena', ASK).hears('colin', NOT_TO_CALL);
  });

  it('nor one who used the phrase and whom the diary no longer names', () => {
    const day = story({ rota: ['priya', 'carol'] })
      .changes({ attendees: [] })
      .at('14:05')
      .texts('priya', COVERT);
    day.hears('priya', ORDINARY).hears('lena', ASK).hears('carol', NOT_TO_CALL);
  });

  it('nor a manager who was asked and then went to join them', () => {
    const day = alertCode()
      .at('14:21')
      .changes({ attendees: ['priya', 'lena'] })
      .at('14:22')
      .hears('sue', ASK);
    day
      .at('14:23')
      .replies('sue', 'SAFE')
      .hears('sue', /Stood down/)
      .allHear(['carol', 'colin'], /STOOD DOWN/);
  });

  it('nor a leader who is on it', () => {
    const day = inside({ who: ['priya', 'hal'] })
      .at('14:05')
      .texts('priya', COVERT)
      .asToldElsewhere();
    day.replies('lena', 'POLICE 1').hears('lena', /police told/);
    expect(day.recorded('passed_over').at(-1)?.text).toBe('Nobody is named as PDU head.');
  });
});

describe('who ends an alert code (P9)', () => {
  it('a manager, in person, before or after the police were told; everyone who was alerted hears of it', () => {
    const day = alertCode()
      .at('14:21')
      .replies('lena', 'SAFE seen at the office')
      .hears('lena', /Stood down/);
    day.allHear(['carol', 'colin'], '4821 STOOD DOWN 14:21 by Lena: seen at the office.');
    expect(day.visit.status).toBe('concluded');
    expect(day.statusOf('priya')).toBe('left');
  });

  it.each(['SAFE', 'EXTEND 30'])(
    'not a contact: %s is passed on to the managers, who are told not to call',
    (words) => {
      const day = alertCode()
        .at('14:21')
        .replies('carol', words)
        .hears('carol', /Only a manager can end it now/);
      day.hears('lena', /^4821 Carol says: .*\. DO NOT CALL Priya: once seen safe, 4821 SAFE ends it\.$/);
      expect(day.incident.status).toBe('open');
    },
  );

  it('not by an extension, whoever reports it: the visit may not be called', () => {
    const day = alertCode()
      .at('14:21')
      .replies('lena', 'EXTEND 30')
      .hears('lena', /Only a manager can end it/);
    expect(day.incident.status).toBe('open');
    expect(day.visit.expectedEnd).toBe(day.visit.plannedEnd);
  });
});
