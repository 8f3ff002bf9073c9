import { describe, expect, it } from '@jest/globals';
import { alertCode, atPolice, inside, overdue, policeTold, sos } from '../simulation/stages.js';
import { story } from '../simulation/story.js';

const SOS =
  '4821 SOS from Priya 07700 900101. Ring them now; if in doubt the police. Reply 4821 ACK, SAFE, NO or POLICE https://a.example/a/me';
const DEVICE =
  '4821 LONE WORKER DEVICE set off by Priya 07700 900101. Ring the alarm centre now. Reply 4821 ACK, SAFE or POLICE https://a.example/a/me';
const HELP = 'Help is being fetched. Ring 999 yourself if you can. Text LEFT only when safe.';

describe('SOS by text (HVPF 8.3.4)', () => {
  it('8.3.4: contact and manager are asked at once, and the answer says that help is being fetched and to ring 999', () => {
    const day = inside().at('14:20').texts('priya', 'SOS').hears('priya', HELP).allHear(['carol', 'lena'], SOS);
    expect(day.incident).toMatchObject({ kind: 'sos', step: 'contact_and_manager' });
    expect(day.recorded('incident_opened')).toMatchObject([
      { clause: 'HVPF 8.3.4', text: 'SOS: incident 4821 opened. Priya Patel texted "SOS".' },
    ]);
  });

  it('8.3.4: with nobody answering the substitutes are asked, and the police step comes eight minutes after', () => {
    const day = sos();
    day.at('14:22').hears('sue', SOS).at('14:24').hears('omar', SOS).at('14:26').hears('mona', SOS);
    day.at('14:28').allHear(['lena', 'sue', 'omar', 'mona'], /RING THE POLICE NOW/);
  });

  it('8.3.4: the police at the manager’s word', () => {
    const day = sos()
      .at('14:21')
      .replies('lena', 'POLICE 3')
      .hears('lena', /ref 3/)
      .hears('carol', /police told by Lena/);
    day.allHear(['hal', 'dora'], /^4821 Concern for safety about Priya/);
  });

  it('8.3.4: two calls without an answer, by contact and manager between them, and the police are rung', () => {
    const day = sos();
    day
      .at('14:21')
      .replies('carol', 'NO')
      .hears('carol', /1 of 2/);
    day
      .at('14:22')
      .replies('lena', 'NO')
      .hears('lena', /ring the police now/);
    expect(day.incident.step).toBe('police');
  });

  it('a line manager who is the contact on duty as well is asked as the manager', () => {
    const day = inside({ rota: ['lena', 'carol'] })
      .at('14:20')
      .texts('priya', 'SOS')
      .hears('priya', HELP)
      .hears('lena', SOS);
    day.skipTo('14:28').allHear(['lena', 'sue', 'omar', 'mona'], /RING THE POLICE NOW/);
  });

  it('the contact’s second NO brings the police step about, which the managers are asked for', () => {
    const day = sos();
    day
      .at('14:21')
      .replies('carol', 'NO NO')
      .hears('carol', /no answer noted/)
      .hears('lena', /RING THE POLICE NOW/);
  });

  it('a contact who found her safe ends it before the police were told, and not after', () => {
    sos()
      .at('14:21')
      .replies('carol', 'SAFE')
      .hears('carol', /Stood down/)
      .hears('lena', /STOOD DOWN 14:21 by Carol: Priya is safe/);
    const told = sos().at('14:21').replies('lena', 'POLICE 3').asToldElsewhere();
    told
      .replies('carol', 'SAFE')
      .hears('carol', /Only a manager/)
      .hears('lena', /^4821 Carol says: Priya is safe\. Speak to Priya, then 4821 SAFE/);
  });

  it('P9: LEFT does not end it', () => {
    const day = sos()
      .at('14:21')
      .texts('priya', 'LEFT')
      .hears('priya', /^Left 14:21/)
      .allHear(['carol', 'lena'], /"texted LEFT"/);
    expect(day.incident.status).toBe('open');
  });

  it('SOS again, in other words: passed on to those who were asked', () => {
    const day = sos().at('14:21').texts('priya', 'SOS he has a knife').hears('priya', HELP);
    day.allHear(['carol', 'lena'], '4821 text from Priya: "SOS he has a knife"');
    expect(day.recorded('report_noted')).toMatchObject([
      { text: 'Priya Patel texted "SOS he has a knife". The incident goes on as sos.' },
    ]);
  });

  it('on an overdue visit it takes the incident over: contact and manager are asked in its words', () => {
    const day = overdue().at('14:56').texts('priya', 'SOS').hears('priya', HELP).allHear(['carol', 'lena'], SOS);
    expect(day.incident).toMatchObject({ kind: 'sos', reference: '4821', step: 'contact_and_manager' });
    expect(day.recorded('incident_changed')[0]).toMatchObject({
      text: 'Incident 4821 is now: sos. Priya Patel texted "SOS".',
    });
  });

  it('at the police step it does not send the managers back to ringing her: they are asked for the police at once, with her words', () => {
    const day = atPolice().at('14:59').texts('priya', 'SOS help').hears('priya', HELP);
    day.hears('lena', /^4821 REPEAT 2: RING THE POLICE NOW/).hears('lena', '4821 text from Priya: "SOS help"');
    expect(day.incident).toMatchObject({ kind: 'sos', step: 'police' });
    day
      .at('15:01')
      .hears('lena', /REPEAT 3/)
      .hears('sue', /RING THE POLICE/);
  });

  it('after the police were told, contact and manager are asked afresh', () => {
    const day = policeTold().at('15:10').texts('priya', 'SOS').hears('priya', HELP).allHear(['carol', 'lena'], SOS);
    day
      .at('15:11')
      .replies('lena', 'POLICE 4')
      .hears('lena', /ref 4/)
      .hears('carol', /police told by Lena/)
      .allHear(['hal', 'dora'], /Concern/);
  });

  it('of two on a visit, the one who calls for help is the one it is about', () => {
    const day = story({ who: ['priya', 'ben'] })
      .at('14:10')
      .texts('ben', 'SOS');
    day.hears('ben', HELP).allHear(['carol', 'lena'], /SOS from Ben 07700 900102/);
    expect(day.incident.subjects).toEqual(['ben']);
  });

  it('of two overdue, both remain its subjects, the caller first', () => {
    const day = overdue({ who: ['priya', 'ben'] })
      .at('14:56')
      .texts('ben', 'SOS')
      .asToldElsewhere();
    expect(day.incident.subjects).toEqual(['ben', 'priya']);
  });

  it('on a visit that has ended it is heard all the same', () => {
    const day = inside().at('14:30').texts('priya', 'LEFT').asToldElsewhere();
    day.at('14:40').texts('priya', 'SOS').hears('priya', HELP).allHear(['carol', 'lena'], SOS);
    day
      .at('14:41')
      .replies('lena', 'SAFE')
      .hears('lena', /Stood down/)
      .hears('carol', /STOOD DOWN/);
    expect(day.visit.status).toBe('concluded');
  });

  it('on a cancelled visit it is heard all the same, and the visit is seen again while the alarm runs', () => {
    const day = story()
      .cancels()
      .at('14:00')
      .texts('priya', 'SOS')
      .hears('priya', HELP)
      .allHear(['carol', 'lena'], SOS);
    expect(day.visit.status).toBe('in_progress');
    expect(day.deadlines()).toEqual(['wait:incident-1:answer 14:02']);
  });

  it('while it runs nothing else is asked: no reminder, no second alarm', () => {
    const day = sos().at('14:21').replies('lena', 'POLICE 1').asToldElsewhere();
    expect(day.deadlines()).toEqual(['wait:incident-1:news 14:51']);
    day.at('14:50:59');
  });

  it('once it is ended, the one who is still inside is watched again', () => {
    const day = story({ who: ['priya', 'ben'] })
      .at('14:00')
      .texts('priya', 'ARRIVED 45')
      .texts('ben', 'ARRIVED 45')
      .asToldElsewhere();
    day.at('14:20').texts('priya', 'SOS').asToldElsewhere();
    day.at('14:21').replies('lena', 'SAFE').asToldElsewhere();
    expect(day.statusOf('ben')).toBe('arrived');
    expect(day.deadlines()).toEqual(['reminder:PT5M 14:40', 'reminder:PT0S 14:45', 'overdue 14:55']);
  });
});

describe('the lone worker device (HVPF 8.3.4)', () => {
  it('8.3.4: its alarm centre answers it; here manager and contact are asked to speak to the centre', () => {
    const day = inside().at('14:20').device('priya', 'Duress phrase heard.').allHear(['lena', 'carol'], DEVICE);
    expect(day.incident).toMatchObject({ kind: 'device', step: 'line_manager' });
    expect(day.recorded('incident_opened')).toMatchObject([
      {
        clause: 'HVPF 8.3.4',
        text: 'Lone worker device: incident 4821 opened. The lone worker device of Priya Patel was set off. Duress phrase heard.',
      },
    ]);
  });

  it('8.3.4: nothing is texted to the phone of whoever set it off', () => {
    const day = inside().at('14:20').device('priya').asToldElsewhere().skipTo('15:30').asToldElsewhere();
    expect(day.sent.filter(({ to }) => to === 'priya').map(({ purpose }) => purpose)).toEqual(['reply']);
  });

  it('8.3.4: with nobody answering the police step comes eight minutes after', () => {
    const day = inside().at('14:20').device('priya').asToldElsewhere();
    day.at('14:22').hears('sue', DEVICE).at('14:24').hears('omar', DEVICE).at('14:26').hears('mona', DEVICE);
    day.at('14:28').allHear(['lena', 'sue', 'omar', 'mona'], /RING THE POLICE/);
  });

  it('P9: neither practitioner nor contact ends it, before or after', () => {
    const day = inside().at('14:20').device('priya').asToldElsewhere();
    day
      .texts('priya', 'LEFT')
      .hears('priya', /^Left/)
      .allHear(['lena', 'carol'], /texted LEFT/);
    day
      .replies('carol', 'SAFE')
      .hears('carol', /Only a manager/)
      .hears('lena', /Carol says: Priya is safe/);
    day
      .replies('lena', 'SAFE')
      .hears('lena', /Stood down/)
      .hears('carol', /STOOD DOWN/);
  });

  it('during an SOS or an alert code its notice is passed on to whoever holds them', () => {
    sos()
      .at('14:21')
      .device('priya')
      .allHear(
        ['carol', 'lena'],
        '4821 LONE WORKER DEVICE of Priya has been set off too. Tell the police, if they are being told.',
      );
    const covert = alertCode()
      .at('14:21')
      .device('priya')
      .hears('lena', /DEVICE of Priya has been set off too/);
    expect(covert.incident.kind).toBe('alert_code');
    expect(covert.recorded('report_noted')[0]?.text).toMatch(/was set off\. The incident goes on as alert code\.$/);
  });

  it('on an overdue visit it takes the incident over', () => {
    overdue().at('14:56').device('priya').allHear(['lena', 'carol'], DEVICE);
  });

  it('8.3.4: of a device whose wearer is on no visit under way, the incident is opened all the same', () => {
    const day = story().cancels().at('14:00').device('priya').allHear(['lena', 'carol'], DEVICE);
    expect(day.incident.status).toBe('open');
  });
});
