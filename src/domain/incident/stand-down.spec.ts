import { describe, expect, it } from '@jest/globals';
import { atPolice, overdue, policeTold, withManager } from '../simulation/stages.js';
import { story, type Story } from '../simulation/story.js';

describe('the practitioner’s own word on an overdue visit (P9)', () => {
  it('8.4.1: LEFT ends it before the police have been told, and everyone who was alerted hears of it', () => {
    const day = withManager().at('14:58').texts('priya', 'LEFT').hears('priya', 'Left 14:58, V7K2. Thank you.');
    day.allHear(['carol', 'lena'], '4821 STOOD DOWN 14:58 by Priya: Priya texted LEFT.');
    expect(day.visit.status).toBe('concluded');
    expect(day.recorded('stood_down')).toMatchObject([{ by: 'priya', clause: 'HVPF 8.4.2' }]);
  });

  it('even when a manager is just being asked to ring the police', () => {
    atPolice()
      .at('14:59')
      .texts('priya', 'LEFT')
      .hears('priya', /^Left/)
      .allHear(['carol', 'lena'], /STOOD DOWN/);
  });

  it('after the police have been told LEFT informs: the managers see it, and one of them ends it', () => {
    const day = policeTold().at('15:10').texts('priya', 'LEFT').hears('priya', 'Left 15:10, V7K2. Thank you.');
    day.allHear(['carol', 'lena'], '4821 text from Priya: "texted LEFT"');
    expect(day.incident.status).toBe('open');
    day
      .replies('lena', 'SAFE')
      .hears('lena', /Stood down/)
      .allHear(['carol', 'hal', 'dora'], /STOOD DOWN/);
  });

  it('8.3.2: EXTEND ends it, the contact is told of the change, and the new time is watched', () => {
    const day = overdue()
      .at('14:56')
      .texts('priya', 'EXTEND 20')
      .hears('priya', 'V7K2 extended. Out by 15:16. Text LEFT when out.');
    day
      .hears('carol', '4821 STOOD DOWN 14:56 by Priya: Priya extended, out by 15:16.')
      .hears('carol', 'V7K2 Priya: visit extended, out by 15:16.');
    expect(day.deadlines()).toEqual(['reminder:PT5M 15:11', 'reminder:PT0S 15:16', 'overdue 15:26']);
  });

  it('8.3.1: a late ARRIVED on a visit whose arrival was never confirmed ends it', () => {
    const day = story().skipTo('14:56').asToldElsewhere();
    day
      .texts('priya', 'ARRIVED 30')
      .hears('priya', /^Arrived 14:56, V7K2\. Out by 15:26/)
      .hears('carol', /STOOD DOWN 14:56 by Priya: Priya arrived, out by 15:26/);
    expect(day.visit.status).toBe('in_progress');
  });

  it('8.3.1: ARRIVED with a new time from someone who had arrived ends it, without one it is passed on', () => {
    overdue()
      .at('14:56')
      .texts('priya', 'ARRIVED 30')
      .hears('priya', 'V7K2: noted. Out by 15:26. Text LEFT when out.')
      .hears('carol', /STOOD DOWN 14:56 by Priya: Priya is there, out by 15:26/);
    const day = overdue()
      .at('14:56')
      .texts('priya', 'ARRIVED')
      .hears('priya', /Out by 14:45/)
      .hears('carol', '4821 text from Priya: "texted ARRIVED again"');
    expect(day.incident.status).toBe('open');
  });

  it('8.2.2: LATE on a visit that never began ends it, and moves the plan', () => {
    const day = story().skipTo('14:56').asToldElsewhere();
    day.texts('priya', 'LATE 30').hears('priya', /late noted\. Start 15:26, out by 16:11/);
    day
      .hears('carol', /STOOD DOWN 14:56 by Priya: Priya running late, out by 16:11/)
      .hears('carol', /running late, out by 16:11/);
    expect(day.visit.status).toBe('planned');
  });

  it('NO ACCESS and ABANDON at the door end it', () => {
    story()
      .skipTo('14:56')
      .asToldElsewhere()
      .texts('priya', 'NO ACCESS')
      .hears('priya', /no access noted/)
      .hears('carol', /STOOD DOWN 14:56 by Priya: Priya texted NO ACCESS/);
    const day = story()
      .skipTo('14:56')
      .asToldElsewhere()
      .texts('priya', 'ABANDON')
      .hears('priya', /abandoned, noted/);
    day
      .hears('carol', /STOOD DOWN 14:56 by Priya: Priya abandoned the visit before going in/)
      .hears('carol', /visit abandoned/);
    expect(day.visit.status).toBe('not_made');
  });

  it('ABANDON from inside ends nothing: LEFT is awaited, and whoever was asked sees it', () => {
    const day = overdue()
      .at('14:56')
      .texts('priya', 'ABANDON')
      .hears('priya', /Text LEFT as soon as you are out/)
      .hears('carol', /is breaking the visit off/);
    expect(day.incident.status).toBe('open');
  });

  it('8.3.2: EXTEND without a time ends nothing', () => {
    const day = overdue()
      .at('14:56')
      .texts('priya', 'EXTEND')
      .hears('priya', /How much longer/);
    expect(day.incident.status).toBe('open');
  });
});

describe('two people on an overdue visit', () => {
  const both = () => story({ who: ['priya', 'ben'] });
  const bothInside = () => both().at('14:00').texts('priya', 'ARRIVED 45').texts('ben', 'ARRIVED 45').asToldElsewhere();

  it('8.4.1: LEFT by one leaves the alarm open for the other', () => {
    const day = bothInside()
      .skipTo('14:56')
      .asToldElsewhere()
      .texts('priya', 'LEFT')
      .hears('priya', 'Left 14:56, V7K2. Thank you. Not yet heard from Ben: they text LEFT too.');
    day.hears('carol', '4821 text from Priya: "texted LEFT"');
    expect(day.incident).toMatchObject({ status: 'open', subjects: ['ben'] });
    day
      .at('14:57')
      .texts('ben', 'LEFT')
      .hears('ben', 'Left 14:57, V7K2. Thank you.')
      .hears('carol', /STOOD DOWN 14:57 by Ben: Ben texted LEFT/);
  });

  it('the texts that follow name the one who is missing', () => {
    const day = bothInside().skipTo('14:56').asToldElsewhere().texts('priya', 'LEFT').asToldElsewhere();
    day.at('14:58').hears('lena', /OVERDUE Ben 07700 900102/);
  });

  it('LEFT BOTH ends it', () => {
    bothInside()
      .skipTo('14:56')
      .asToldElsewhere()
      .texts('priya', 'LEFT BOTH')
      .hears('priya', 'Left 14:56, V7K2, with Ben. Thank you.')
      .hears('carol', /STOOD DOWN/);
  });

  it('EXTEND by one who is inside speaks for both', () => {
    bothInside()
      .skipTo('14:56')
      .asToldElsewhere()
      .texts('ben', 'EXTEND 20')
      .hears('ben', /Out by 15:16/)
      .hears('carol', /STOOD DOWN/)
      .hears('carol', /Ben: visit extended/);
  });

  it.each([
    ['ARRIVED 30', /^Arrived 14:56/, /text from Ben: "arrived, out by 15:26"/],
    ['LATE 30', /late noted/, /text from Ben: "running late/],
    ['EXTEND 30', /extended/, /text from Ben: "extended, out by 15:26"/],
  ])('%s by a colleague who is not inside does not end the alarm for the one who is', (words, answer, passedOn) => {
    const day = both().at('14:00').texts('priya', 'ARRIVED 45').asToldElsewhere().skipTo('14:56').asToldElsewhere();
    day.texts('ben', words).hears('ben', answer).hears('carol', passedOn);
    expect(day.incident.status).toBe('open');
  });

  it('SAFE accounts for those whom the incident is about, and for nobody else', () => {
    const day = bothInside()
      .at('14:20')
      .texts('priya', 'SOS')
      .asToldElsewhere()
      .replies('lena', 'SAFE')
      .asToldElsewhere();
    expect(day.statusOf('priya')).toBe('left');
    expect(day.statusOf('ben')).toBe('arrived');
  });

  it('SAFE does not rewrite what they said themselves', () => {
    const day = bothInside().at('14:20').texts('priya', 'SOS').texts('priya', 'LEFT').asToldElsewhere();
    day.at('14:21').replies('lena', 'SAFE').asToldElsewhere();
    expect(day.visit.attendees[0]).toMatchObject({ status: 'left', leftSaidBy: null });
  });
});

const owed = (day: Story) =>
  day.recorded('follow_up_due').map(({ clause, data }) => [clause, data['kind'], data['about'], data['owner']]);

describe('what is owed afterwards (HVPF 8.5, 8.1.2)', () => {
  it('8.5.1, 8.5.2, 8.1.2: after the police were told, support, reports and a new assessment are her manager’s to see to', () => {
    const day = policeTold()
      .at('15:10')
      .replies('lena', 'SAFE')
      .hears('lena', /Stood down/);
    day.allHear(['carol', 'hal', 'dora'], /STOOD DOWN/);
    expect(owed(day)).toEqual([
      ['HVPF 8.5.1', 'reassurance', 'priya', 'lena'],
      ['HVPF 8.5.1', 'time_away', 'priya', 'lena'],
      ['HVPF 8.5.2', 'debrief', 'priya', 'lena'],
      ['HVPF 8.5.2', 'counselling', 'priya', 'lena'],
      ['PI 13/2015', 'accident_report', null, 'lena'],
      ['HVPF 8.1.2', 'risk_assessment', null, 'lena'],
    ]);
    expect(day.recorded('follow_up_due')[0]?.text).toBe(
      'Reassurance: speak with Priya Patel in person. Lena Lewis sees to it, by Wed 2 Dec 2026.',
    );
  });

  it('8.5.1: a LEFT that was only forgotten owes nothing', () => {
    const day = overdue()
      .at('14:56')
      .texts('priya', 'LEFT')
      .hears('priya', /^Left/)
      .hears('carol', /STOOD DOWN/);
    expect(owed(day)).toEqual([]);
  });

  it('8.5.1, 8.1.2: after an SOS of two, both are owed support; no counselling by way of the police, who were not involved', () => {
    const day = overdue({ who: ['priya', 'ben'] })
      .at('14:56')
      .texts('ben', 'SOS')
      .asToldElsewhere();
    day.at('14:57').replies('lena', 'SAFE').asToldElsewhere();
    expect(owed(day).map(([clause, kind, about]) => [clause, kind, about])).toEqual([
      ...['ben', 'priya'].flatMap((about) =>
        ['reassurance', 'time_away', 'debrief'].map((kind) => ['HVPF 8.5.1', kind, about]),
      ),
      ['PI 13/2015', 'accident_report', null],
      ['HVPF 8.1.2', 'risk_assessment', null],
    ]);
  });

  it('8.5.1: a manager who was on the visit themself is looked after, and sees to nothing: the next above does', () => {
    const day = overdue({ who: ['priya', 'lena'] })
      .at('14:56')
      .texts('priya', 'SOS')
      .asToldElsewhere();
    day.at('14:57').replies('mona', 'SAFE').asToldElsewhere();
    expect(new Set(owed(day).map(([, , , owner]) => owner))).toEqual(new Set(['mona']));
  });
});
