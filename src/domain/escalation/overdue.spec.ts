import { describe, expect, it } from '@jest/globals';
import { atPolice, inside, overdue, policeTold, withManager } from '../simulation/stages.js';
import { story } from '../simulation/story.js';

const ASKS_CONTACT =
  '4821 OVERDUE Priya 07700 900101, due out 14:45 (V7K2). Ring them now. Reply 4821 SAFE, NO, EXTEND 30 or ACK https://a.example/a/me';
const ASKS_MANAGER =
  '4821 OVERDUE Priya 07700 900101, due out 14:45. Not reached. Ring twice. Reply 4821 SAFE, NO, EXTEND 30 or ACK https://a.example/a/me';
const ASKS_POLICE =
  '4821 RING THE POLICE NOW: contact lost with Priya. Reply 4821 POLICE and their ref https://a.example/a/me';

describe('no departure confirmed (HVPF 8.4.2, 8.4.3)', () => {
  it('8.4.2: ten minutes after the expected end, to the second, the nominated contact is asked to ring them', () => {
    const day = story();
    day
      .at('14:00')
      .texts('priya', 'ARRIVED 45')
      .hears('priya', /Out by 14:45/);
    day
      .at('14:40')
      .hears('priya', /out by 14:45/)
      .at('14:45')
      .hears('priya', /out by 14:45/);
    day.at('14:54:59');
    expect(day.visit.incidents).toEqual([]);
    day.at('14:55').hears('carol', ASKS_CONTACT);
    expect(day.incident).toMatchObject({
      kind: 'overdue',
      status: 'open',
      step: 'nominated_contact',
      subjects: ['priya'],
      reference: '4821',
    });
    expect(day.visit.status).toBe('overdue');
    expect(day.recorded('incident_opened')).toMatchObject([
      {
        clause: 'HVPF 8.4.2',
        by: 'allswell',
        text: 'Overdue: incident 4821 opened. No departure confirmed by Priya Patel, expected 14:45.',
        incidentId: 'incident-1',
        data: { kind: 'overdue', reference: '4821', subjects: ['priya'] },
      },
    ]);
  });

  it('8.4.2: a visit whose arrival was never confirmed is watched all the same, by the end in the diary', () => {
    const day = story();
    day
      .at('14:15')
      .hears('priya', /was due to start 14:00/)
      .at('14:55')
      .hears('carol', ASKS_CONTACT);
  });

  it('8.4.2, 8.4.3: with nobody answering, contact, manager and substitutes are asked in order, and the police step comes 14 minutes after', () => {
    const day = inside()
      .at('14:40')
      .hears('priya', /EXTEND 20/)
      .at('14:45')
      .hears('priya', /EXTEND 20/);
    day.at('14:55').hears('carol', ASKS_CONTACT);
    day.at('14:58').hears('lena', ASKS_MANAGER);
    day.at('15:01').hears('sue', ASKS_MANAGER);
    day.at('15:04').hears('omar', ASKS_MANAGER);
    day.at('15:07').hears('mona', ASKS_MANAGER);
    day.at('15:09');
    for (const person of ['lena', 'sue', 'omar', 'mona']) day.hears(person, ASKS_POLICE);
    expect(day.incident.step).toBe('police');
    expect(day.recorded('step_started').map(({ clause, data }) => [data['step'], clause])).toEqual([
      ['nominated_contact', 'HVPF 8.4.2'],
      ['line_manager', 'HVPF 8.4.3'],
      ['police', 'HVPF 8.4.3'],
    ]);
    expect(day.recorded('unanswered').map(({ text, clause }) => `${clause}: ${text}`)).toEqual([
      'HVPF 8.4.2: Carol Clark has not answered.',
      'HVPF 8.4.3: Lena Lewis has not answered.',
      'HVPF 8.4.3: Sue Stone has not answered.',
      'HVPF 8.4.3: Omar Owen has not answered.',
      'HVPF 8.4.3: Mona Moss has not answered.',
    ]);
  });

  it('8.4.3: the line manager is asked the moment the contact reports no answer', () => {
    const day = overdue();
    day
      .at('14:56')
      .replies('carol', 'NO')
      .hears('lena', ASKS_MANAGER)
      .hears('carol', '4821: no answer noted. The manager is being asked now.');
    expect(day.incident.step).toBe('line_manager');
    expect(day.recorded('no_answer_reported')).toMatchObject([
      { by: 'carol', clause: 'HVPF 8.4.2', data: { attempts: 1, wanted: 1 } },
    ]);
  });

  it('8.4.3: the line manager makes two further attempts, reported one by one', () => {
    const day = withManager();
    day
      .at('14:57')
      .replies('lena', 'NO')
      .hears('lena', '4821: no answer, 1 of 2. Ring once more, then reply 4821 NO or 4821 SAFE');
    expect(day.incident.step).toBe('line_manager');
    day
      .at('14:59')
      .replies('lena', 'NO')
      .hears('lena', '4821: ring the police now. Then reply 4821 POLICE and their ref https://a.example/a/me');
    expect(day.incident.step).toBe('police');
    expect(day.recorded('no_answer_reported').at(-1)).toMatchObject({
      by: 'lena',
      clause: 'HVPF 8.4.3',
      data: { attempts: 2, wanted: 2 },
    });
  });

  it('8.4.3: or both attempts in one text', () => {
    withManager()
      .at('14:58')
      .replies('lena', 'NO NO')
      .hears('lena', /ring the police now/);
  });

  it('8.4.3: one attempt and then silence is not two: after five minutes a substitute is asked', () => {
    const day = withManager();
    day
      .at('14:57')
      .replies('lena', 'NO')
      .hears('lena', /1 of 2/);
    day.at('15:02').hears('sue', ASKS_MANAGER);
    expect(day.recorded('acknowledgement_expired')).toMatchObject([
      { text: 'Lena Lewis took it and reported no outcome in time.' },
    ]);
  });

  it('8.4.3: attempts by two managers count together', () => {
    const day = withManager();
    day.at('14:57').replies('lena', 'NO').asToldElsewhere();
    day
      .at('14:58')
      .replies('sue', 'NO')
      .hears('sue', /ring the police now/);
    expect(day.incident.step).toBe('police');
  });

  it('8.4.3: a manager who reports on a screen is asked by text to ring the police, and sees it on the screen', () => {
    const day = withManager();
    day.at('14:58').reports('lena', 'NO NO').hears('lena', ASKS_POLICE);
    expect(day.answer).toMatch(/^4821: ring the police now/);
  });

  it('8.4.3: as soon as the police have been told, so are PDU head and Regional Director, and whoever else was asked', () => {
    const day = withManager().at('14:58').replies('lena', 'NO NO').asToldElsewhere();
    day.at('14:59').replies('lena', 'POLICE 0042');
    day.hears('lena', '4821: police told, ref 0042. Noted. When safe, reply 4821 SAFE');
    day.hears('carol', '4821 police told by Lena about Priya. Ref 0042. No need to ring them again.');
    day.allHear(
      ['hal', 'dora'],
      '4821 Concern for safety about Priya: police told 14:59 by Lena. Details in Allswell.',
    );
    expect(day.recorded('police_told')).toMatchObject([
      {
        by: 'lena',
        clause: 'HVPF 8.4.3',
        text: 'Lena Lewis told the police, reference 0042.',
        data: { policeReference: '0042', operator: null },
      },
    ]);
    expect(day.recorded('told').map(({ clause, text }) => `${clause}: ${text}`)).toEqual([
      'HVPF 8.4.3: Hal Hart (PDU head) was told.',
      'HVPF 8.4.3: Dora Dean (Regional Probation Director) was told.',
    ]);
    expect(day.recorded('told').map(({ data }) => data)).toEqual([
      { person: 'hal', role: 'pdu_head' },
      { person: 'dora', role: 'regional_director' },
    ]);
    expect(day.recorded('passed_over')).toEqual([]);
    expect(day.incident).toMatchObject({ step: 'senior_leaders', status: 'open', wait: { for: 'news' } });
  });

  it('8.4.3: a leader without a mobile number is not passed over in silence, nor one whose post is not filled', () => {
    const day = policeTold({ withoutMobile: ['hal'], headless: ['region-1'] });
    expect(day.recorded('told').map(({ text }) => text)).toEqual([
      'Hal Hart (PDU head) has no mobile number: tell them another way.',
    ]);
    expect(day.recorded('passed_over').at(-1)).toMatchObject({
      text: 'Nobody is named as Regional Probation Director.',
      clause: 'HVPF 8.4.3',
    });
  });

  it('8.4.3: a leader who told the police is not told of it', () => {
    const day = withManager().at('14:58').replies('hal', 'POLICE 7');
    day
      .hears('hal', /police told, ref 7/)
      .hears('dora', /police told 14:58 by Hal/)
      .allHear(['carol', 'lena'], /police told by Hal/);
  });

  it('P6: while it stays open, whoever told the police is asked for news every half hour', () => {
    const day = policeTold();
    day
      .at('15:29')
      .hears('lena', '4821 still open, police told 14:59. When Priya is safe reply 4821 SAFE https://a.example/a/me');
    day.at('15:59').hears('lena', /still open/);
    expect(day.recorded('asked').at(-1)).toMatchObject({
      clause: 'HVPF 8.4.3',
      text: 'Lena Lewis was asked for news.',
    });
  });

  it('P6: whoever told them, not whoever was asked first', () => {
    const day = atPolice().skipTo('15:01').asToldElsewhere().replies('sue', 'POLICE 1').asToldElsewhere();
    day.at('15:31').hears('sue', /still open/);
    expect(day.recorded('asked').at(-1)?.data).toEqual({ person: 'sue' });
  });

  it('a second POLICE with the reference puts the question for news off, and tells nobody again', () => {
    const day = policeTold();
    day
      .at('15:20')
      .replies('lena', 'POLICE 0043')
      .hears('lena', /ref 0043/);
    day.at('15:50').hears('lena', /police told 15:20/);
    expect(day.incident.police).toHaveLength(2);
  });

  it('POLICE without a reference is asked for it', () => {
    const day = withManager().at('14:58').replies('lena', 'POLICE').asToldElsewhere();
    expect(day.sent.find(({ to, purpose }) => to === 'lena' && purpose === 'reply')?.body).toBe(
      '4821: police told, noted. Their ref? Reply 4821 POLICE and the ref. When safe, 4821 SAFE',
    );
    expect(day.recorded('police_told')[0]?.text).toBe('Lena Lewis told the police, no reference given yet.');
  });

  it('the operator whom they spoke to is in the record', () => {
    const day = withManager().at('14:58');
    day.happens({
      kind: 'reported',
      person: 'lena',
      incidentId: 'incident-1',
      report: { kind: 'police', policeReference: '9', operator: 'PC Example' },
      byText: false,
    });
    day.asToldElsewhere();
    expect(day.recorded('police_told')[0]?.text).toBe('Lena Lewis told the police, reference 9, spoke to PC Example.');
  });

  it('8.4.3: a contact who rings the police past the line manager: the line manager hears of it', () => {
    const day = overdue().at('14:57').replies('carol', 'POLICE 11');
    day
      .hears('carol', /police told, ref 11/)
      .hears('lena', '4821 police told by Carol about Priya. Ref 11. No need to ring them again.');
    day.allHear(['hal', 'dora'], /police told 14:57 by Carol/);
    day.at('15:27').hears('lena', /still open/);
  });

  it('8.4.3: a line manager who is absent then is not', () => {
    const day = overdue({ absent: ['lena'] })
      .at('14:57')
      .replies('carol', 'POLICE 11')
      .asToldElsewhere();
    expect(day.sent.filter(({ to }) => to === 'lena')).toEqual([]);
    day.at('15:27').hears('hal', /still open/);
  });

  it('P6: where nobody but the contact could be told, it is the contact who is asked for news', () => {
    const day = overdue({ absent: ['lena'], withoutMobile: ['hal', 'dora'] })
      .at('14:57')
      .replies('carol', 'POLICE')
      .asToldElsewhere();
    day.at('15:27').hears('carol', /still open/);
  });
});

describe('how long each is waited for', () => {
  it('P7: ACK buys the contact five minutes; then silence, and the line manager is asked', () => {
    const day = overdue();
    day
      .at('14:56')
      .replies('carol', 'ACK')
      .hears('carol', '4821: yours until 15:01. Then reply 4821 SAFE, 4821 NO or 4821 EXTEND 30');
    day.at('15:01').hears('lena', ASKS_MANAGER);
    expect(day.recorded('acknowledged')).toMatchObject([
      { by: 'carol', text: 'Carol Clark has taken it, for 5 minutes.', clause: 'HVPF 8.4.2' },
    ]);
    expect(day.recorded('acknowledgement_expired')).toMatchObject([
      { data: { person: 'carol', step: 'nominated_contact' } },
    ]);
  });

  it('P7: ACK again buys nothing more', () => {
    const day = overdue();
    day
      .at('14:56')
      .replies('carol', 'ACK')
      .hears('carol', /yours until 15:01/);
    day
      .at('15:00')
      .replies('carol', 'ACK')
      .hears('carol', /yours until 15:01/);
    day.at('15:01').hears('lena', ASKS_MANAGER);
  });

  it('P7: ACK by the line manager and silence: five minutes, then the substitutes', () => {
    const day = withManager();
    day
      .at('14:58')
      .replies('lena', 'ACK')
      .hears('lena', /yours until 15:03/);
    day.at('15:03').hears('sue', ASKS_MANAGER).at('15:06').hears('omar', ASKS_MANAGER).at('15:07');
    day.allHear(['lena', 'sue', 'omar'], /RING THE POLICE NOW/);
  });

  it('P7: an ACK at the very end of the step still buys its five minutes, and no more', () => {
    const day = withManager().skipTo('15:06:50').asToldElsewhere();
    day.replies('lena', 'ACK').hears('lena', /yours until 15:11/);
    day.at('15:11:50').allHear(['lena', 'sue', 'omar', 'mona'], /RING THE POLICE NOW/);
  });

  it('whoever answers late may still take it: the wait is theirs from then', () => {
    const day = withManager().skipTo('15:00').asToldElsewhere();
    day.replies('lena', 'ACK').hears('lena', /yours until 15:05/);
    day.at('15:05').hears('omar', ASKS_MANAGER);
  });

  it('a manager who has not been asked takes it by answering', () => {
    const day = withManager();
    day
      .at('14:57')
      .replies('mona', 'ACK')
      .hears('mona', /yours until 15:02/);
    day
      .at('14:58')
      .replies('mona', 'NO NO')
      .hears('mona', /ring the police now/);
  });

  it('however many take the step in turn, together they buy its time once over', () => {
    const day = withManager().skipTo('15:06').asToldElsewhere();
    day.replies('lena', 'ACK').hears('lena', /yours until 15:11/);
    day
      .at('15:10')
      .replies('sue', 'ACK')
      .hears('sue', /yours until 15:12/);
    day
      .at('15:11')
      .replies('omar', 'NO')
      .hears('omar', /1 of 2/)
      .at('15:12')
      .allHear(['lena', 'sue', 'omar', 'mona'], /RING THE POLICE/);
  });

  it('in the police step managers who took it and are still on it are asked, not those who were silent', () => {
    const day = withManager().skipTo('14:59').asToldElsewhere().reports('sue', 'NO').reports('mona', 'ACK');
    day
      .at('15:00')
      .reports('sue', 'NO')
      .allHear(['sue', 'mona'], /RING THE POLICE NOW/);
    expect(day.incident.asks.filter(({ step }) => step === 'police').map(({ person }) => person)).toEqual([
      'sue',
      'mona',
    ]);
    day
      .at('15:02')
      .allHear(['sue', 'mona'], /REPEAT 2/)
      .hears('lena', /RING THE POLICE NOW/);
  });

  it('in the police step the one who brought it about is asked', () => {
    const day = withManager().skipTo('14:59').asToldElsewhere();
    day.replies('sue', 'NO NO').hears('sue', /ring the police now/);
    expect(day.incident.asks.filter(({ step }) => step === 'police').map(({ person }) => person)).toEqual(['sue']);
  });
});
