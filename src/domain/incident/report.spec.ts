import { describe, expect, it } from '@jest/globals';
import { atPolice, inside, overdue, policeTold, sos, withManager } from '../simulation/stages.js';
import { story, type Story } from '../simulation/story.js';

describe('what the contact found (HVPF 8.4.2)', () => {
  it('8.4.2: SAFE ends it: the visit is concluded by that word, and whoever was alerted hears of it', () => {
    const day = withManager()
      .at('14:58')
      .replies('carol', 'SAFE')
      .hears('carol', '4821: safe, noted. Stood down. Thank you.');
    day.hears('lena', '4821 STOOD DOWN 14:58 by Carol: Priya is safe.');
    expect(day.incident).toMatchObject({
      status: 'stood_down',
      closedBy: 'carol',
      outcome: 'Priya is safe',
      wait: null,
    });
    expect(day.visit).toMatchObject({ status: 'concluded', attendees: [{ status: 'left', leftSaidBy: 'carol' }] });
    expect(day.deadlines()).toEqual([]);
    expect(day.recorded('stood_down')).toMatchObject([
      {
        clause: 'HVPF 8.4.2',
        by: 'carol',
        text: 'Incident 4821 stood down: Priya is safe.',
        data: { alerted: ['carol', 'lena'] },
      },
    ]);
    day.at('20:00');
  });

  it('8.4.2: stood down for a reason, it ends as by SAFE, with that reason in the record and in what everybody hears', () => {
    const day = withManager().at('14:58').reports('carol', 'STAND raised in error');
    expect(day.answer).toBe('4821: noted, with your reason. Stood down. Thank you.');
    day.hears('lena', '4821 STOOD DOWN 14:58 by Carol: raised in error.');
    expect(day.incident).toMatchObject({ status: 'stood_down', closedBy: 'carol', outcome: 'raised in error' });
    expect(day.visit).toMatchObject({ status: 'concluded', attendees: [{ status: 'left', leftSaidBy: 'carol' }] });
    expect(day.recorded('stood_down')).toMatchObject([
      { clause: 'HVPF 8.4.2', by: 'carol', text: 'Incident 4821 stood down: raised in error.' },
    ]);
    expect(day.reports('lena', 'STAND a double').answer).toMatch(/^4821 was ended 14:58 by Carol/);
    expect(day.recorded('report_noted').at(-1)?.text).toBe(
      'Lena Lewis reported "stand down: a double" after the incident was ended.',
    );
  });

  it('P9: once the police have been told, a contact’s reason to stand down informs, and ends nothing', () => {
    const day = policeTold().at('15:10').reports('carol', 'STAND raised in error');
    expect(day.answer).toMatch(/Only a manager can end it/);
    expect(day.incident.status).toBe('open');
    expect(day.recorded('report_noted').at(-1)?.text).toBe(
      'Carol Clark says: raised in error. It informs, and ends nothing.',
    );
    day.hears('lena', /Carol says: raised in error/);
  });

  it('8.4.2: EXTEND updates the diary and the new time is watched: ten minutes after it the alarm comes again', () => {
    const day = overdue()
      .at('14:57')
      .replies('carol', 'EXTEND 30')
      .hears('carol', '4821: extended, out by 15:27. Stood down and watched again.');
    expect(day.visit.status).toBe('in_progress');
    expect(day.recorded('extended')).toMatchObject([
      { by: 'carol', clause: 'HVPF 8.4.2', text: 'Extended until 15:27, as Carol Clark found out.' },
    ]);
    day
      .at('15:22')
      .hears('priya', /out by 15:27/)
      .at('15:27')
      .hears('priya', /out by 15:27/);
    day.at('15:37').hears('carol', /^4822 OVERDUE Priya 07700 900101, due out 15:27/);
    expect(day.incident.id).toBe('incident-2');
  });

  it('8.4.2: EXTEND UNTIL a time on the clock', () => {
    overdue()
      .at('14:57')
      .replies('carol', 'EXTEND UNTIL 15:30')
      .hears('carol', /out by 15:30/);
  });

  it('EXTEND without a time is asked for one, and changes nothing', () => {
    const day = overdue()
      .at('14:57')
      .replies('carol', 'EXTEND')
      .hears('carol', '4821: how much longer? Reply 4821 EXTEND 30');
    expect(day.incident.status).toBe('open');
    expect(day.recorded('report_noted')).toMatchObject([
      { by: 'carol', text: 'Carol Clark reported an extension without a time.', incidentId: 'incident-1' },
    ]);
    day.at('14:58').hears('lena', /OVERDUE/);
  });

  it.each(['EXTEND 481', 'EXTEND 999999999999999'])('%s is longer than one report may give', (words) => {
    const day = overdue()
      .at('14:57')
      .replies('carol', words)
      .hears('carol', /how much longer/);
    expect(day.incident.status).toBe('open');
  });

  it('EXTEND 480, eight hours, is the longest', () => {
    overdue()
      .at('14:57')
      .replies('carol', 'EXTEND 480')
      .hears('carol', /out by 22:57/);
  });

  it('8.4.2: EXTEND by the manager ends it too, and the contact hears of it', () => {
    withManager()
      .at('14:58')
      .replies('lena', 'EXTEND 30')
      .hears('lena', /out by 15:28/)
      .hears('carol', '4821 STOOD DOWN 14:58 by Lena: reached, visit extended to 15:28.');
  });
});

describe('wrong, late, double and contradictory replies', () => {
  it('SAFE twice: the second is told who ended it and when', () => {
    const day = overdue()
      .at('14:56')
      .replies('carol', 'SAFE')
      .hears('carol', /Stood down/);
    day.at('14:57').replies('carol', 'SAFE').hears('carol', '4821 was ended 14:56 by Carol. Your answer is noted.');
    expect(day.recorded('stood_down')).toHaveLength(1);
    expect(day.recorded('report_noted').at(-1)?.text).toBe('Carol Clark reported "safe" after the incident was ended.');
  });

  it.each(['ACK', 'NO', 'EXTEND 30', 'POLICE 1', 'CODE', 'what?'])('%s after it was ended changes nothing', (words) => {
    const day = overdue()
      .at('14:56')
      .replies('carol', 'SAFE')
      .hears('carol', /Stood down/);
    const before = day.visit;
    day
      .at('14:57')
      .replies('carol', words)
      .hears('carol', /was ended 14:56/);
    expect(day.visit).toEqual(before);
  });

  it('the words of a late text that was not understood are in the record', () => {
    const day = overdue()
      .at('14:56')
      .replies('carol', 'SAFE')
      .hears('carol', /Stood down/)
      .replies('carol', 'no answer')
      .hears('carol', /was ended/);
    expect(day.recorded('report_noted').at(-1)?.text).toBe(
      'Carol Clark reported "no answer" after the incident was ended.',
    );
  });

  it('SAFE by the contact after the manager told the police informs, and closes nothing', () => {
    const day = policeTold()
      .at('15:05')
      .replies('carol', 'SAFE')
      .hears('carol', '4821: noted and passed on. Only a manager can end it now.');
    day.hears('lena', '4821 Carol says: Priya is safe. Speak to Priya, then 4821 SAFE to end it.');
    expect(day.incident.status).toBe('open');
    expect(day.statusOf('priya')).toBe('arrived');
    expect(day.recorded('report_noted').at(-1)?.text).toBe(
      'Carol Clark says: Priya is safe. It informs, and ends nothing.',
    );
  });

  it('so does EXTEND, with the time', () => {
    const day = policeTold()
      .at('15:05')
      .replies('carol', 'EXTEND 30')
      .hears('carol', /Only a manager/)
      .hears('lena', /Carol says: the visit goes on until 15:35/);
    expect(day.visit.expectedEnd).toBe(day.visit.plannedEnd);
  });

  it('leaders who were only told are left in peace with it', () => {
    const day = policeTold().at('15:05').replies('carol', 'SAFE').asToldElsewhere();
    expect(day.sent.filter(({ at }) => at === day.now).map(({ to }) => to)).toEqual(['lena', 'carol']);
  });

  it('NO and then SAFE: the later word ends it', () => {
    withManager()
      .at('14:58')
      .replies('carol', 'SAFE')
      .hears('carol', /Stood down/)
      .hears('lena', /STOOD DOWN/);
  });

  it('a NO that comes after the manager was asked is noted', () => {
    const day = withManager().at('14:57').replies('carol', 'NO').hears('carol', '4821: noted. It goes on as it is.');
    expect(day.incident.attempts).toBe(0);
  });

  it('an ACK that comes after the manager was asked is noted, and takes nothing', () => {
    const day = withManager().at('14:57').replies('carol', 'ACK').hears('carol', '4821: noted. It goes on as it is.');
    day.at('14:59').hears('sue', /OVERDUE/);
  });

  it('the manager’s answer while the contact is still being waited for moves it on', () => {
    const day = overdue()
      .at('14:56')
      .replies('lena', 'NO')
      .hears('lena', /OVERDUE Priya/)
      .hears('lena', /no answer noted/);
    expect(day.incident.step).toBe('line_manager');
  });

  it('ACK, NO once the police have been told: noted', () => {
    const day = policeTold()
      .at('15:05')
      .replies('lena', 'ACK')
      .hears('lena', /noted\. It goes on/)
      .replies('lena', 'NO')
      .hears('lena', /noted\. It goes on/);
    expect(day.incident.step).toBe('senior_leaders');
  });

  it('words that were not understood are answered with those that would be', () => {
    const day = overdue()
      .at('14:56')
      .replies('carol', 'she is fine i think')
      .hears('carol', '4821: not understood. Reply 4821 and SAFE, NO, EXTEND 30, POLICE and ref, CODE or ACK');
    expect(day.recorded('report_noted').at(-1)?.text).toBe(
      'Carol Clark texted "she is fine i think", which was not understood.',
    );
    expect(day.incident.wait).toMatchObject({ for: 'answer' });
  });

  it('an outsider changes nothing, and is told that the number is none of theirs', () => {
    const day = overdue()
      .at('14:56')
      .replies('olive', 'SAFE')
      .hears('olive', '4821 is not a number of yours. Nothing was changed.');
    expect(day.incident).toMatchObject({ status: 'open', alerted: [{ person: 'carol', standing: 'contact' }] });
    expect(day.recorded('report_noted').at(-1)?.text).toBe(
      'Olive Outsider reported "safe"; it is not theirs to report.',
    );
  });

  it('P9: nor does the practitioner with a responder’s words', () => {
    const day = overdue()
      .at('14:56')
      .replies('priya', 'SAFE')
      .hears('priya', /not a number of yours/);
    expect(day.incident.status).toBe('open');
  });

  it('an incident that does not exist is not answered, and changes nothing', () => {
    const day = overdue().at('14:56');
    const before = day.visit;
    day.replies('carol', 'SAFE', 'no-such');
    expect(day.visit).toEqual(before);
  });

  it('an earlier incident of the same visit is not the open one', () => {
    const day = overdue().at('14:56').replies('carol', 'EXTEND 10').asToldElsewhere().skipTo('15:16').asToldElsewhere();
    expect(day.incident.id).toBe('incident-2');
    day.replies('carol', 'SAFE', 'incident-1').hears('carol', /^4821 was ended/);
    expect(day.incident.status).toBe('open');
  });
});

describe('by text or on a screen', () => {
  it('on a screen the answer is shown there and not texted', () => {
    const day = overdue().at('14:56').reports('carol', 'ACK');
    expect(day.answer).toMatch(/^4821: yours until 15:01/);
  });

  it('by text it is texted', () => {
    overdue()
      .at('14:56')
      .replies('carol', 'ACK')
      .hears('carol', /yours until 15:01/);
  });
});

describe('who has to hear of it', () => {
  it('a manager who joined by answering hears of the stand-down', () => {
    const day = overdue().at('14:56').replies('mona', 'ACK').hears('mona', /yours/);
    day
      .replies('carol', 'SAFE')
      .hears('carol', /Stood down/)
      .hears('mona', /STOOD DOWN 14:56 by Carol/);
  });

  it('everyone who was alerted, leaders too, hears of a stand-down after the police were told', () => {
    const day = policeTold()
      .at('15:20')
      .replies('lena', 'SAFE met by police, unhurt')
      .hears('lena', /Stood down/);
    day.allHear(['carol', 'hal', 'dora'], '4821 STOOD DOWN 15:20 by Lena: met by police, unhurt.');
  });

  it('P9: after the police were told a leader may end it as well', () => {
    policeTold()
      .at('15:20')
      .replies('hal', 'SAFE')
      .hears('hal', /Stood down/)
      .allHear(['lena', 'carol', 'dora'], /STOOD DOWN 15:20 by Hal/);
  });

  it('those who were asked to ring the police are told that it is done, whoever did it', () => {
    const day = atPolice().skipTo('15:02').asToldElsewhere();
    day
      .replies('omar', 'POLICE 6')
      .hears('omar', /ref 6/)
      .allHear(['lena', 'sue', 'carol'], '4821 police told by Omar about Priya. Ref 6. No need to ring them again.');
    day.allHear(['hal', 'dora'], /police told 15:02 by Omar/);
  });

  it('the practitioner’s own words are shown to those who hold it, and to all of them once the police were told', () => {
    atPolice()
      .at('14:59')
      .texts('priya', 'my car broke down')
      .hears('priya', /not understood/)
      .hears('lena', '4821 text from Priya: "my car broke down"');
    const told = policeTold()
      .at('15:05')
      .texts('priya', 'hello?')
      .hears('priya', /not understood/);
    told.allHear(['carol', 'lena'], '4821 text from Priya: "hello?"');
  });

  it('not to somebody who could not be reached', () => {
    overdue()
      .at('14:55')
      .cannotReach('carol')
      .hears('colin', /OVERDUE/)
      .texts('priya', 'hello')
      .hears('priya', /not understood/)
      .hears('colin', /text from Priya/);
  });

  it('what a person on the visit says is in the record, with who said it, also when nothing is answered', () => {
    const day = inside().at('14:20').happens({ kind: 'said', person: 'priya', words: 'ok', answer: null });
    expect(day.recorded('text_received')).toMatchObject([{ by: 'priya', text: 'Priya Patel texted "ok".' }]);
  });

  it('nobody is told of words when no incident is open', () => {
    inside()
      .at('14:20')
      .texts('priya', 'lovely weather')
      .hears('priya', /not understood/);
  });

  it('the words of one are passed on as that one’s, though the alarm is about the other', () => {
    const day = overdue({ who: ['priya', 'ben'] })
      .at('14:56')
      .texts('ben', 'LEFT')
      .hears('ben', /Not yet heard from Priya/);
    day.hears('carol', '4821 text from Ben: "texted LEFT"');
    expect(day.incident.subjects).toEqual(['priya']);
  });
});

describe('opening the call sheet', () => {
  it('is recorded, with who did', () => {
    const day = sos().happens({ kind: 'call_sheet_viewed', by: 'lena', incidentId: 'incident-1' });
    expect(day.recorded('call_sheet_viewed')).toMatchObject([
      { by: 'lena', text: 'Lena Lewis opened the call sheet.', incidentId: 'incident-1' },
    ]);
  });
});

describe('a code by voice from someone with no incident open', () => {
  it('8.3.6: the contact hears of the stand-down of what they reported', () => {
    const day = inside({ rota: [] }).at('14:20').receivesCode('carol').asToldElsewhere();
    day
      .at('14:21')
      .replies('lena', 'SAFE')
      .hears('lena', /Stood down/)
      .hears('carol', /STOOD DOWN 14:21 by Lena/);
  });

  it('8.3.6: on a visit without attendees it still reaches a manager', () => {
    const day = story({ who: [] })
      .at('14:00')
      .receivesCode('carol')
      .hears('sue', /^4821 ALERT CODE from/)
      .asToldElsewhere();
    expect(day.incident.status).toBe('open');
  });
});

describe('police who were told of a lesser alarm', () => {
  it('8.3.6: are rung again: the report is in the record, and the managers go on being asked', () => {
    const day = atPolice().receivesCode('carol').asToldElsewhere();
    const press = (saw: 'overdue' | 'alert_code') =>
      day.happens({
        kind: 'reported',
        person: 'lena',
        incidentId: day.incident.id,
        byText: false,
        onScreen: { saw },
        report: { kind: 'police', policeReference: '7', operator: null },
      });
    press('overdue');
    expect(day.answer).toBe('4821: noted, but it has become an ALERT CODE since. Ring the police again and say so.');
    expect(day.incident).toMatchObject({ step: 'line_manager', police: [{ by: 'lena', reference: '7' }] });
    press('alert_code').asToldElsewhere();
    expect(day.incident.step).toBe('senior_leaders');
  });
});

describe('an alarm about two people', () => {
  const pair = () =>
    story({ who: ['priya', 'ben'] })
      .at('14:00')
      .texts('priya', 'ARRIVED 45')
      .texts('ben', 'ARRIVED 45')
      .skipTo('14:55');
  const press = (
    day: Story,
    kind: 'safe' | 'ack',
    about?: readonly string[],
    saw: 'overdue' | 'alert_code' = 'overdue',
  ) =>
    day.happens({
      kind: 'reported',
      person: 'carol',
      incidentId: day.incident.id,
      byText: false,
      onPhonePage: { saw, ...(about && { about }) },
      report: kind === 'safe' ? { kind, reason: null } : { kind },
    });

  it('8.4.2: names both in what asks for them, and in what tells that they are safe', () => {
    const day = pair().hears('carol', /^4821 OVERDUE Priya 07700 900101 and Ben, due out 14:45/);
    day.at('14:58').hears('lena', /^4821 OVERDUE Priya 07700 900101 and Ben, due out 14:45\. Not reached/);
    day.replies('carol', 'SAFE').hears('carol', '4821: Priya and Ben safe, noted. Stood down. Thank you.');
    day.hears('lena', '4821 STOOD DOWN 14:58 by Carol: Priya and Ben are safe.');
    expect(day.recorded('stood_down')[0]!.text).toBe('Incident 4821 stood down: Priya and Ben are safe.');
  });

  it('P9: "safe", pressed on a page that named a colleague who has left since, ends nothing for the one who is in there', () => {
    const day = pair().asToldElsewhere();
    day.at('14:56').texts('priya', 'LEFT').asToldElsewhere();
    press(day, 'safe', ['Priya', 'Ben']);
    expect(day.answer).toBe('4821: not taken. It is about Ben now. Read what is so now, then answer again.');
    expect(day.incident).toMatchObject({ status: 'open', subjects: ['ben'] });
    expect(day.statusOf('ben')).toBe('arrived');
    expect(day.recorded('report_noted').at(-1)!.text).toBe(
      'Carol Clark reported "safe" before they knew that it is about Ben now; it was not taken (from the phone page).',
    );
    press(day, 'safe', ['Ben']).asToldElsewhere();
    expect(day.answer).toBe('4821: Ben safe, noted. Stood down. Thank you.');
    expect(day.statusOf('ben')).toBe('left');
  });

  it('P9: nor does it for a colleague whom the page did not name yet', () => {
    const day = press(pair().asToldElsewhere(), 'safe', ['Priya']);
    expect(day.answer).toMatch(/^4821: not taken\. It is about Priya and Ben now\./);
    expect(day.incident.status).toBe('open');
  });

  it.each([[['Ben', 'Priya']], [undefined]])(
    'a page that named both, or one of before there were names: %p',
    (about) => {
      const day = press(pair().asToldElsewhere(), 'safe', about).asToldElsewhere();
      expect(day.incident.status).toBe('stood_down');
    },
  );

  it('P9: "safe", texted of the one, does not end it for the other', () => {
    const texted = (day: Story, of: readonly string[]) =>
      day.happens({
        kind: 'reported',
        person: 'carol',
        incidentId: day.incident.id,
        byText: true,
        report: { kind: 'safe', reason: null, of },
      });
    const day = texted(pair().asToldElsewhere(), ['priya']);
    day.hears('carol', '4821: noted of Priya. It goes on for Ben: reply 4821 SAFE once they are safe too');
    expect(day.incident).toMatchObject({ status: 'open', subjects: ['priya', 'ben'] });
    expect(day.recorded('report_noted').at(-1)!.text).toBe('Carol Clark said "safe" of Priya; it goes on for Ben.');
    texted(day, []).hears('carol', /^4821: which of them\? It goes on for Priya and Ben/);
    day.at('14:56').texts('priya', 'LEFT').asToldElsewhere();
    texted(day, ['priya']).hears('carol', /^4821: noted of Priya\. It goes on for Ben/);
    expect(day.statusOf('ben')).toBe('arrived');
    texted(day, ['ben']).hears('carol', '4821: Ben safe, noted. Stood down. Thank you.');
  });

  it('P9: that it has become graver is said first', () => {
    const day = pair().asToldElsewhere().receivesCode('carol').asToldElsewhere();
    expect(press(day, 'safe', ['Priya']).answer).toMatch(/It has become an ALERT CODE since/);
  });

  it('P7: what ends nothing is taken from any page', () => {
    const day = pair().asToldElsewhere();
    day.at('14:56').texts('priya', 'LEFT').asToldElsewhere();
    expect(press(day, 'ack', ['Priya', 'Ben']).answer).toMatch(/^4821: yours until/);
  });
});

describe('when the police were told (8.4.3)', () => {
  const told = (minutesAgo: number) => {
    const day = atPolice();
    const toldAt = day.circumstances().at - minutesAgo * 60_000;
    return day
      .happens({
        kind: 'reported',
        person: 'lena',
        incidentId: day.incident.id,
        byText: false,
        report: { kind: 'police', policeReference: '7', operator: null, toldAt },
      })
      .asToldElsewhere();
  };

  it('stands in the record as whoever told them says, be it before the alarm; a time to come is now', () => {
    expect(told(90).incident.police[0]!.at).toBe(told(0).circumstances().at - 90 * 60_000);
    expect(told(90).recorded('police_told')[0]!.text).toMatch(/told the police at 13:\d\d, reference 7/);
    expect(told(-5).recorded('police_told')[0]!.text).toMatch(/told the police, reference 7/);
  });
});
