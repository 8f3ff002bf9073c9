import { describe, expect, it } from '@jest/globals';
import { FRAMEWORK_POLICY } from '../simulation/framework-policy.js';
import { inside, overdue } from '../simulation/stages.js';
import { story } from '../simulation/story.js';

describe('questions and reminders (HVPF 8.3.1, 8.4.1)', () => {
  it('8.3.1: no arrival fifteen minutes after the planned start: a gentle question, once', () => {
    const day = story().at('14:14:59').at('14:15');
    day.hears(
      'priya',
      'V7K2 was due to start 14:00. There? Text ARRIVED 45. Running late? LATE 15. Not going? ABANDON.',
    );
    expect(day.recorded('late_arrival_asked')).toMatchObject([
      { clause: 'HVPF 8.3.1', text: 'Priya Patel was asked about a late arrival.', data: { person: 'priya' } },
    ]);
    expect(day.sent[0]).toMatchObject({ purpose: 'reminder', urgency: 'notice' });
    day.at('14:54');
  });

  it('8.4.1: reminded five minutes before the expected end and at it', () => {
    const day = inside()
      .at('14:40')
      .hears('priya', 'V7K2: out by 14:45. Text LEFT when out, or EXTEND 20 if you need longer.');
    day.at('14:45').hears('priya', /out by 14:45/);
    expect(day.recorded('reminder_sent')).toMatchObject([
      { clause: 'HVPF 8.4.1', text: 'Priya Patel was reminded of the expected end.', data: { person: 'priya' } },
      { clause: 'HVPF 8.4.1' },
    ]);
    expect(day.visit.handled).toEqual(['reminder:PT5M', 'reminder:PT0S']);
  });

  it('8.4.1: a reminder that would lie before the end was set is none', () => {
    const day = story().at('14:00').texts('priya', 'ARRIVED 5').hears('priya', /14:05/);
    expect(day.deadlines()).toEqual(['reminder:PT0S 14:05', 'overdue 14:15']);
    day.at('14:05').hears('priya', /out by/);
  });

  it('nobody is reminded who never arrived, nor who has left', () => {
    const day = story({ who: ['priya', 'ben', 'olive'] })
      .at('14:00')
      .texts('priya', 'ARRIVED 45')
      .texts('ben', 'ARRIVED')
      .texts('ben', 'LEFT')
      .asToldElsewhere();
    day
      .at('14:15')
      .hears('olive', /was due/)
      .at('14:40')
      .hears('priya', /out by/)
      .at('14:45')
      .hears('priya', /out by/);
  });

  it('two inside are both reminded', () => {
    inside({ who: ['priya', 'ben'] })
      .at('14:05')
      .texts('ben', 'ARRIVED')
      .asToldElsewhere()
      .skipTo('14:45')
      .allHear(['priya', 'ben'], /out by 14:50/);
  });

  it('nobody is asked about a late arrival home', () => {
    expect(story({ kind: 'home_safe' }).deadlines()).toEqual([
      'reminder:PT5M 14:40',
      'reminder:PT0S 14:45',
      'overdue 14:55',
    ]);
  });
});

describe('an alarm about several (HVPF 8.4.2)', () => {
  it('8.4.2: names one who is known to be inside before one who was only to come', () => {
    const day = story({ who: ['priya', 'ben'] })
      .at('14:00')
      .texts('ben', 'ARRIVED 45')
      .skipTo('14:55')
      .hears('carol', /OVERDUE Ben/);
    expect(day.incident.subjects).toEqual(['ben', 'priya']);
  });
});

describe('after an outage (P3)', () => {
  it('everything that passed is acted on at once, the alarm first; the record says how late and why', () => {
    const day = inside()
      .outageUntil('15:30')
      .hears('carol', /OVERDUE Priya .* due out 14:45/)
      .hears('lena', /OVERDUE/);
    expect(day.recorded('fault')).toMatchObject([
      {
        text: 'Due at 14:55, acted on 35 minutes late: Allswell did not keep up.',
        data: { lateBySeconds: 2100 },
        incidentId: 'incident-1',
      },
    ]);
    expect(day.recorded('reminder_sent')).toEqual([]);
    day.at('15:32').hears('sue', /OVERDUE/);
  });

  it('late by less than ten seconds is not worth a word, ten seconds are', () => {
    expect(inside().outageUntil('14:55:09').asToldElsewhere().recorded('fault')).toEqual([]);
    expect(inside().outageUntil('14:55:10').asToldElsewhere().recorded('fault')).toMatchObject([
      { data: { lateBySeconds: 10 } },
    ]);
  });

  it('a wait of the escalation that passed meanwhile is acted on once, and says so', () => {
    const day = overdue()
      .outageUntil('15:20')
      .hears('lena', /OVERDUE/);
    expect(day.recorded('fault')).toMatchObject([
      { text: 'Due at 14:58, acted on 22 minutes late: Allswell did not keep up.', incidentId: 'incident-1' },
    ]);
    day.at('15:22').hears('sue', /OVERDUE/);
  });

  it('P7: whoever answers after an outage that used the step up has their minutes from then', () => {
    const day = overdue().at('14:56').replies('carol', 'ACK').asToldElsewhere();
    day.now += 60 * 60_000;
    day
      .replies('colin', 'SAFE?')
      .asToldElsewhere()
      .replies('lena', 'ACK')
      .hears('lena', /yours until 16:01/);
    day.at('16:01').hears('lena', /OVERDUE/);
  });

  it('reminders that the alarm has overtaken are dropped: it speaks for itself', () => {
    const day = story({ who: ['priya', 'ben'] })
      .at('14:00')
      .texts('priya', 'ARRIVED 45')
      .asToldElsewhere();
    day.now += 60 * 60_000;
    for (const key of ['reminder:PT5M', 'reminder:PT0S', 'late:ben']) {
      const { dueAt } = {
        dueAt:
          key === 'late:ben'
            ? day.visit.plannedStart + 15 * 60_000
            : day.visit.expectedEnd - (key === 'reminder:PT5M' ? 300_000 : 0),
      };
      day.happens({ kind: 'deadline', key, dueAt });
    }
    expect(day.recorded('reminder_dropped').map(({ text, clause }) => [text, clause])).toEqual([
      ['The reminder came too late to send.', 'HVPF 8.4.1'],
      ['The reminder came too late to send.', 'HVPF 8.4.1'],
      ['The question about a late arrival came too late to ask.', 'HVPF 8.3.1'],
    ]);
  });

  it('a reminder that is late, but not too late, is still sent', () => {
    inside()
      .outageUntil('14:43')
      .hears('priya', /out by 14:45/);
    story()
      .outageUntil('14:30')
      .hears('priya', /was due to start/);
  });

  it('of two late reminders one is sent', () => {
    const day = inside()
      .outageUntil('14:47')
      .hears('priya', /out by 14:45/);
    expect(day.recorded('reminder_dropped')).toHaveLength(1);
    expect(day.recorded('reminder_sent')).toHaveLength(1);
    inside()
      .outageUntil('14:45')
      .hears('priya', /out by 14:45/);
  });

  it('reminders are dropped to the second that the alarm is due', () => {
    const policy = {
      ...FRAMEWORK_POLICY,
      visit: { ...FRAMEWORK_POLICY.visit, lateArrival: { after: 55 * 60_000, clause: 'x' } },
    };
    const day = story({ policy });
    day.now = day.visit.expectedEnd + 10 * 60_000;
    day.happens({ kind: 'deadline', key: 'late:priya', dueAt: day.now });
    expect(day.recorded('reminder_dropped')).toHaveLength(1);
  });
});

describe('a deadline that is lost, doubled, early or late changes nothing (P2)', () => {
  const nothing = (day: ReturnType<typeof story>, key: string, dueAt: number): void => {
    const [before, entries] = [day.visit, day.entries.length];
    day.happens({ kind: 'deadline', key, dueAt });
    expect(day.visit).toEqual(before);
    expect(day.entries).toHaveLength(entries);
  };

  it('early', () => {
    const day = inside().skipTo('14:54').asToldElsewhere();
    nothing(day, 'overdue', day.visit.expectedEnd + 600_000);
  });

  it('doubled', () => {
    const day = overdue();
    nothing(day, 'overdue', day.visit.expectedEnd + 600_000);
  });

  it('of an end that stands no more', () => {
    const day = inside().at('14:30').texts('priya', 'EXTEND 30').asToldElsewhere();
    const old = day.visit.expectedEnd - 30 * 60_000 + 600_000;
    day.skipTo('15:05').asToldElsewhere();
    nothing(day, 'overdue', old);
  });

  it('of something else altogether', () => {
    const day = inside();
    nothing(day, 'reminder:PT1H', day.now - 1);
    nothing(day, 'wait:incident-9:answer', day.now - 1);
  });

  it('of one that stands, at a time that is another’s', () => {
    const day = inside().skipTo('14:40').asToldElsewhere();
    day.now = day.visit.expectedEnd + 600_000;
    nothing(day, 'overdue', day.visit.expectedEnd);
    nothing(day, 'reminder:PT1M', day.visit.expectedEnd + 600_000);
  });

  it('of a wait that was answered', () => {
    const day = overdue();
    const until = day.incident.wait!.until;
    day.at('14:56').replies('carol', 'ACK').asToldElsewhere().at('14:58');
    nothing(day, 'wait:incident-1:answer', until);
  });
});

describe('the clock changes (HVPF 8.4.2)', () => {
  it('in March a visit across the missing hour is as long as was said: 00:30 and 90 minutes is 03:00', () => {
    const day = story({ on: '2026-03-29', from: '00:30', to: '02:30' })
      .at('00:30')
      .texts('priya', 'ARRIVED 90')
      .hears('priya', /Out by 03:00/);
    day.skipTo('03:10').hears('carol', /due out 03:00/);
    expect(new Date(day.now).toISOString()).toBe('2026-03-29T02:10:00.000Z');
  });

  it('in October the hour that comes twice is two hours: 00:30 and 90 minutes is the second 01:00', () => {
    const day = story({ on: '2026-10-25', from: '00:30', to: '01:30' })
      .at('00:30')
      .texts('priya', 'ARRIVED 90')
      .hears('priya', /Out by 01:00/);
    day
      .later(85)
      .hears('priya', /out by 01:00/)
      .later(5)
      .hears('priya', /out by 01:00/)
      .later(10)
      .hears('carol', /due out 01:00/);
    expect(new Date(day.now).toISOString()).toBe('2026-10-25T01:10:00.000Z');
  });

  it('EXTEND UNTIL 02:30 said before the missing hour, and in it', () => {
    const day = story({ on: '2026-03-29', from: '00:30', to: '00:50' })
      .at('00:30')
      .texts('priya', 'ARRIVED 20')
      .asToldElsewhere();
    day
      .at('00:40')
      .texts('priya', 'EXTEND UNTIL 02:30')
      .hears('priya', /Out by 02:30/)
      .asToldElsewhere();
    expect(new Date(day.visit.expectedEnd).toISOString()).toBe('2026-03-29T01:30:00.000Z');
  });
});
