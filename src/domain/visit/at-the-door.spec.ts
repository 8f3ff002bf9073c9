import { describe, expect, it } from '@jest/globals';
import { inside } from '../simulation/stages.js';
import { story, type Story } from '../simulation/story.js';
import { MINUTE } from '../time/instant.js';

describe('arriving (HVPF 8.1.5, 8.3.1)', () => {
  it('8.1.5, 8.3.1: ARRIVED 45 confirms the arrival with the expected duration, answered with the time that now stands', () => {
    const day = story().at('14:03').texts('priya', 'ARRIVED 45');
    day.hears('priya', 'Arrived 14:03, V7K2. Out by 14:48. Text LEFT when out, EXTEND 20 for longer, SOS for help.');
    expect(day.visit).toMatchObject({ status: 'in_progress', attendees: [{ status: 'arrived', arrivedAt: day.now }] });
    expect(day.deadlines()).toEqual(['reminder:PT5M 14:43', 'reminder:PT0S 14:48', 'overdue 14:58']);
    expect(day.recorded('arrival_confirmed')).toMatchObject([
      {
        by: 'priya',
        clause: 'HVPF 8.3.1',
        text: 'Priya Patel confirmed arrival; out by 14:48.',
        data: { expectedEnd: '2026-12-01T14:48:00.000Z' },
      },
    ]);
  });

  it('8.3.1: without a duration the planned one counts from the arrival', () => {
    story({ from: '14:00', to: '15:00' })
      .at('14:10')
      .texts('priya', 'ARRIVED')
      .hears('priya', /Out by 15:10/);
  });

  it('8.3.1: ARRIVED UNTIL a time on the clock', () => {
    story()
      .at('14:00')
      .texts('priya', 'ARRIVED UNTIL 15:30')
      .hears('priya', /Out by 15:30/);
  });

  it('8.3.1: a time that is just past is tomorrow’s, longer than one text may ask for: the planned duration stands', () => {
    story()
      .at('14:10')
      .texts('priya', 'ARRIVED UNTIL 14:05')
      .hears('priya', /Out by 14:55/);
  });

  it('8.3.1: eight hours is the longest stay, more is not taken', () => {
    story()
      .at('14:00')
      .texts('priya', 'ARRIVED 480')
      .hears('priya', /Out by 22:00/);
    story()
      .at('14:00')
      .texts('priya', 'ARRIVED 481')
      .hears('priya', /Out by 14:45/);
  });

  it('8.3.1: before the planned start is as good', () => {
    story()
      .at('13:30')
      .texts('priya', 'ARRIVED 20')
      .hears('priya', /^Arrived 13:30, V7K2\. Out by 13:50/);
  });

  it('arrived again, without a time: noted, and the end stands', () => {
    const day = inside()
      .at('14:10')
      .texts('priya', 'ARRIVED')
      .hears('priya', 'V7K2: noted. Out by 14:45. Text LEFT when out.');
    expect(day.recorded('arrival_confirmed').at(-1)).toMatchObject({
      text: 'Priya Patel confirmed arrival again.',
      clause: 'HVPF 8.3.1',
    });
    expect(day.visit.attendees[0]?.arrivedAt).toBe(day.now - 10 * 60_000);
  });

  it('arrived again, with a time: that time is watched', () => {
    const day = inside()
      .at('14:10')
      .texts('priya', 'ARRIVED 20')
      .hears('priya', /Out by 14:30/);
    expect(day.recorded('arrival_confirmed').at(-1)?.text).toBe('Priya Patel confirmed arrival again, out by 14:30.');
    expect(day.deadlines()).toEqual(['reminder:PT5M 14:25', 'reminder:PT0S 14:30', 'overdue 14:40']);
  });

  it('8.3.1: gone back in after LEFT: watched again, and the record says so', () => {
    const day = inside().at('14:20').texts('priya', 'LEFT').hears('priya', /^Left/);
    day
      .at('14:22')
      .texts('priya', 'ARRIVED 10')
      .hears('priya', /Out by 14:32/);
    expect(day.visit).toMatchObject({
      status: 'in_progress',
      attendees: [{ status: 'arrived', leftAt: null, leftSaidBy: null }],
    });
    expect(day.recorded('arrival_confirmed').at(-1)?.text).toBe(
      'Priya Patel confirmed arrival again after the visit had ended for them; out by 14:32.',
    );
    day
      .at('14:27')
      .hears('priya', /out by/)
      .at('14:32')
      .hears('priya', /out by/)
      .at('14:42')
      .hears('carol', /OVERDUE/);
  });

  it('8.3.1: let in after all, after NO ACCESS', () => {
    story()
      .at('14:00')
      .texts('priya', 'NO ACCESS')
      .asToldElsewhere()
      .at('14:05')
      .texts('priya', 'ARRIVED 30')
      .hears('priya', /Out by 14:35/);
  });

  it('8.2.2: somewhere that is not in the diary: watched, and the contact is asked to find out where', () => {
    const day = story({ kind: 'unplanned' }).at('14:00').texts('priya', 'ARRIVED 30');
    day.hears(
      'priya',
      'Not in your diary, but watched: V7K2, out by 14:30. Tell your contact where you are. Text LEFT when out.',
    );
    day.hears(
      'carol',
      'V7K2 Priya 07700 900101 has arrived somewhere that is not in the diary, out by 14:30. Ask where.',
    );
    expect(day.recorded('contact_told')).toMatchObject([
      { clause: 'HVPF 8.2.2', text: 'Carol Clark was told of the change.', data: { person: 'carol' } },
    ]);
    day.at('14:05').texts('priya', 'ARRIVED 30').hears('priya', /noted/);
  });
});

describe('two people arriving', () => {
  const pair = () => story({ who: ['priya', 'ben'] });

  it('8.3.1: each confirms for themself, and the later end stands', () => {
    const day = pair()
      .at('14:00')
      .texts('priya', 'ARRIVED 45')
      .hears('priya', /Out by 14:45/);
    day
      .at('14:05')
      .texts('ben', 'ARRIVED 30')
      .hears('ben', /^Arrived 14:05, V7K2\. Out by 14:45/);
    day
      .at('14:06')
      .texts('ben', 'ARRIVED 60')
      .hears('ben', /Out by 15:06/);
    expect(day.deadlines()).toEqual(['reminder:PT5M 15:01', 'reminder:PT0S 15:06', 'overdue 15:16']);
  });

  it('the one who said more gets more', () => {
    pair()
      .at('14:00')
      .texts('priya', 'ARRIVED 30')
      .asToldElsewhere()
      .at('14:05')
      .texts('ben', 'ARRIVED 60')
      .hears('ben', /Out by 15:05/);
  });

  it('8.3.1: the one who has not come is asked, the one inside is not', () => {
    pair()
      .at('14:00')
      .texts('priya', 'ARRIVED 45')
      .asToldElsewhere()
      .at('14:15')
      .hears('ben', /^V7K2 was due to start 14:00/);
  });
});

describe('extending (HVPF 8.3.2)', () => {
  it('8.3.2: EXTEND 20 adds to the end that stands, and the contact is told', () => {
    const day = inside()
      .at('14:30')
      .texts('priya', 'EXTEND 20')
      .hears('priya', 'V7K2 extended. Out by 15:05. Text LEFT when out.');
    day.hears('carol', 'V7K2 Priya: visit extended, out by 15:05.');
    expect(day.recorded('extended')).toMatchObject([
      {
        by: 'priya',
        clause: 'HVPF 8.3.2',
        text: 'Priya Patel extended; out by 15:05.',
        data: { expectedEnd: '2026-12-01T15:05:00.000Z' },
      },
    ]);
    expect(day.deadlines()).toEqual(['reminder:PT5M 15:00', 'reminder:PT0S 15:05', 'overdue 15:15']);
  });

  it('8.3.2: past the end it adds to now', () => {
    inside()
      .skipTo('14:50')
      .asToldElsewhere()
      .texts('priya', 'EXTEND 20')
      .hears('priya', /Out by 15:10/)
      .hears('carol', /15:10/);
  });

  it('8.3.2: EXTEND UNTIL 15:30, also to an earlier time', () => {
    inside()
      .at('14:10')
      .texts('priya', 'EXTEND UNTIL 15:30')
      .hears('priya', /Out by 15:30/)
      .hears('carol', /15:30/);
    inside()
      .at('14:10')
      .texts('priya', 'EXTEND UNTIL 14:20')
      .hears('priya', /Out by 14:20/)
      .hears('carol', /14:20/);
  });

  it('8.3.2: past midnight', () => {
    const day = story({ from: '23:00', to: '23:45' }).at('23:00').texts('priya', 'ARRIVED 45').asToldElsewhere();
    day
      .at('23:30')
      .texts('priya', 'EXTEND UNTIL 00:30')
      .hears('priya', /Out by 00:30/)
      .hears('carol', /00:30/);
    day
      .at('00:25')
      .hears('priya', /out by 00:30/)
      .at('00:30')
      .hears('priya', /out by/)
      .at('00:40')
      .hears('carol', /OVERDUE Priya/);
    expect(new Date(day.now).toISOString()).toBe('2026-12-02T00:40:00.000Z');
  });

  it('8.3.2: without a time it is asked for, and the end stands', () => {
    const day = inside().at('14:30').texts('priya', 'EXTEND');
    day.hears('priya', 'V7K2: out by 14:45 still stands. How much longer? Text EXTEND 20 or EXTEND UNTIL 15:30.');
    expect(day.recorded('text_received')).toMatchObject([
      { text: 'Priya Patel asked for longer without a time.', clause: 'HVPF 8.3.2' },
    ]);
    day.at('14:40').hears('priya', /14:45/);
  });

  it('8.3.2: eight hours more is the most that one text can ask for', () => {
    inside()
      .at('14:30')
      .texts('priya', 'EXTEND 480')
      .hears('priya', /Out by 22:45/)
      .hears('carol', /22:45/);
    const day = inside().at('14:30').texts('priya', 'EXTEND 481');
    day.hears(
      'priya',
      'V7K2: out by 14:45 still stands; one text can ask for 8 hours at most. Text EXTEND 20 or EXTEND UNTIL 15:30.',
    );
    expect(day.recorded('text_received')).toMatchObject([
      { by: 'priya', clause: 'HVPF 8.3.2', text: 'Priya Patel asked for longer than one text may give.' },
    ]);
  });

  it('8.3.2: past the end, eight hours count from now', () => {
    inside()
      .skipTo('14:50')
      .asToldElsewhere()
      .texts('priya', 'EXTEND 480')
      .hears('priya', /Out by 22:50/)
      .hears('carol', /22:50/);
  });

  it('the reminders come afresh before the new end', () => {
    const day = inside()
      .skipTo('14:40')
      .hears('priya', /14:45/)
      .texts('priya', 'EXTEND 20')
      .hears('priya', /15:05/)
      .hears('carol', /15:05/);
    day
      .at('15:00')
      .hears('priya', /out by 15:05/)
      .at('15:05')
      .hears('priya', /out by 15:05/);
  });

  it('before arriving it moves the end that is watched', () => {
    const day = story()
      .at('13:50')
      .texts('priya', 'EXTEND 30')
      .hears('priya', /Out by 15:15/)
      .hears('carol', /15:15/);
    expect(day.visit.status).toBe('planned');
  });
});

describe('running late (HVPF 8.2.2)', () => {
  it('8.2.2: LATE 15 moves the plan, and the contact is told', () => {
    const day = story()
      .at('13:50')
      .texts('priya', 'LATE 15')
      .hears('priya', 'V7K2: late noted. Start 14:15, out by 15:00. Text ARRIVED at the door.');
    day.hears('carol', 'V7K2 Priya: running late, out by 15:00.');
    expect(day.deadlines()).toEqual(['late:priya 14:30', 'overdue 15:10']);
    expect(day.recorded('late_reported')).toMatchObject([
      {
        by: 'priya',
        clause: 'HVPF 8.2.2',
        text: 'Priya Patel is late: start 14:15, out by 15:00.',
        data: { plannedStart: '2026-12-01T14:15:00.000Z', expectedEnd: '2026-12-01T15:00:00.000Z' },
      },
    ]);
  });

  it('8.2.2: said after the start, fifteen minutes are counted from the plan while that is still to come, else from now', () => {
    story()
      .at('14:10')
      .texts('priya', 'LATE 15')
      .hears('priya', /Start 14:15/)
      .hears('carol', /late/);
    story()
      .skipTo('14:20')
      .asToldElsewhere()
      .texts('priya', 'LATE 15')
      .hears('priya', /Start 14:35/)
      .hears('carol', /late/);
  });

  it('8.2.2: a plan that would be now counts from now: nobody is expected at once', () => {
    story()
      .skipTo('14:15')
      .asToldElsewhere()
      .texts('priya', 'LATE 15')
      .hears('priya', /Start 14:30/)
      .hears('carol', /late/);
  });

  it('8.2.2: LATE UNTIL a time', () => {
    story()
      .at('13:50')
      .texts('priya', 'LATE UNTIL 14:40')
      .hears('priya', /late noted/)
      .asToldElsewhere();
  });

  it('8.3.1: after a late arrival was asked about, LATE has it asked again fifteen minutes after the new start', () => {
    const day = story()
      .at('14:15')
      .hears('priya', /was due to start 14:00/)
      .at('14:16')
      .texts('priya', 'LATE 20')
      .hears('priya', /Start 14:20/)
      .hears('carol', /late/);
    day.at('14:35').hears('priya', /was due to start 14:20/);
  });

  it('8.2.2: without a time it is asked how late', () => {
    const day = story()
      .at('13:50')
      .texts('priya', 'LATE')
      .hears('priya', 'V7K2: start 14:00 still stands. How late? Text LATE 15.');
    expect(day.recorded('text_received')).toMatchObject([
      { text: 'Priya Patel said that they are late, without a time.', clause: 'HVPF 8.2.2' },
    ]);
  });

  it('8.2.2: later than eight hours is not taken', () => {
    const day = story()
      .at('13:50')
      .texts('priya', 'LATE 481')
      .hears('priya', /How late/);
    expect(day.recorded('text_received')).toMatchObject([
      { by: 'priya', clause: 'HVPF 8.2.2', text: 'Priya Patel said that they are later than one text may say.' },
    ]);
    story()
      .at('13:50')
      .texts('priya', 'LATE 480')
      .hears('priya', /Start 22:00/)
      .hears('carol', /late/);
    story()
      .skipTo('14:20')
      .asToldElsewhere()
      .texts('priya', 'LATE 480')
      .hears('priya', /Start 22:00/)
      .hears('carol', /late/);
  });

  it('LATE from someone who is inside is understood as EXTEND', () => {
    inside()
      .at('14:30')
      .texts('priya', 'LATE 20')
      .hears('priya', /extended. Out by 15:05/)
      .hears('carol', /extended/);
  });

  it('LATE on the way home moves the time by which they are home', () => {
    const day = story({ kind: 'home_safe', from: '17:00', to: '18:00' }).at('17:30').texts('priya', 'LATE 30');
    day.hears('priya', 'Noted. Home by 18:30. Text HOME when there.').hears('carol', /out by 18:30/);
  });

  it('8.2.2: by a colleague who is on the way does not put off the alarm for the one who is inside', () => {
    const day = story({ who: ['priya', 'ben'] })
      .at('14:00')
      .texts('priya', 'ARRIVED 20')
      .asToldElsewhere();
    day
      .at('14:05')
      .texts('ben', 'LATE 60')
      .hears('ben', /Start 15:00/)
      .hears('carol', /Ben: running late/);
    day
      .at('14:15')
      .hears('priya', /out by 14:20/)
      .at('14:20')
      .hears('priya', /out by 14:20/)
      .at('14:30')
      .hears('carol', /OVERDUE Priya/);
  });
});

describe('words on a visit that is closed, or not theirs', () => {
  it.each(['EXTEND 20', 'LATE 10', 'NO ACCESS', 'ABANDON'])('%s after LEFT: closed already', (words) => {
    const day = inside().at('14:20').texts('priya', 'LEFT').asToldElsewhere();
    const before = day.visit;
    day.at('14:21').texts('priya', words).hears('priya', 'V7K2 is closed already. Text VISITS for your list.');
    expect(day.visit).toEqual(before);
    expect(day.recorded('text_received').at(-1)).toMatchObject({
      by: 'priya',
      text: `Priya Patel texted "${words.toLowerCase().replace(/ \d+/, '')}" after the visit had ended for them.`,
    });
  });

  it.each(['ARRIVED', 'LEFT', 'EXTEND 20', 'NO ACCESS'])('%s on a cancelled visit: closed already', (words) => {
    const day = story()
      .cancels()
      .at('14:00')
      .texts('priya', words)
      .hears('priya', /closed already/);
    expect(day.visit.status).toBe('cancelled');
  });

  it('from someone whose visit it is not', () => {
    const day = story()
      .at('14:00')
      .texts('olive', 'ARRIVED 20')
      .hears('olive', /closed already/);
    expect(day.visit.attendees).toMatchObject([{ person: 'priya', status: 'planned' }]);
    day.texts('olive', 'NO ACCESS').hears('olive', /closed already/);
    expect(day.recorded('text_received')).toMatchObject([
      { by: 'olive', text: 'Olive Outsider texted "arrived"; the visit is not theirs, or is cancelled.' },
      { by: 'olive', text: 'Olive Outsider texted "no access"; the visit is not theirs, or is cancelled.' },
    ]);
  });
});

describe('telling the contact of a change (HVPF 8.2.2)', () => {
  it('8.2.2: the next contact, where the first is absent, has no number, has opted out, or is on the visit', () => {
    const told = (setting: Parameters<typeof story>[0]): string | undefined => {
      const day = inside(setting).at('14:10').texts('priya', 'EXTEND 5').asToldElsewhere();
      return day.sent.find(({ purpose }) => purpose === 'notice')?.to;
    };
    expect(told({})).toBe('carol');
    expect(told({ absent: ['carol'] })).toBe('colin');
    expect(told({ withoutMobile: ['carol'] })).toBe('colin');
    expect(told({ optedOut: ['carol'] })).toBe('colin');
    expect(told({ who: ['priya', 'carol'] })).toBe('colin');
  });

  it('8.2.2: with nobody on the rota the record says so', () => {
    const day = inside({ rota: [] })
      .at('14:10')
      .texts('priya', 'EXTEND 5')
      .hears('priya', /extended/);
    expect(day.recorded('passed_over')).toMatchObject([
      { text: 'No nominated contact could be told of the change.', clause: 'HVPF 8.2.2' },
    ]);
  });
});

describe('a text that was read late (P3)', () => {
  /** Nobody watches for so long: no deadline is acted on. */
  const away = (day: Story, minutes: number): Story => {
    day.now += minutes * MINUTE;
    return day;
  };
  const arrived = (day: Story, texted: number, minutes = 45): Story =>
    day.happens({ kind: 'arrived', person: 'priya', stay: { minutes }, texted }).asToldElsewhere();

  it('ARRIVED 45 counts from when it was texted: what has passed since is due at once', () => {
    const day = story({ from: '12:00', to: '12:30' }).at('12:05').asToldElsewhere();
    const texted = day.now;
    arrived(away(day, 175), texted);
    expect(day.visit).toMatchObject({ status: 'in_progress', attendees: [{ arrivedAt: texted }] });
    expect(day.deadlines()).toContain('overdue 13:00');
    expect(day.recorded('arrival_confirmed')[0]?.text).toBe(
      'Priya Patel confirmed arrival; out by 12:50 (texted 12:05, read only now).',
    );
  });

  it('EXTEND 20 gives no more than it would have given then', () => {
    const day = inside().at('14:20');
    const texted = day.now;
    away(day, 200)
      .happens({ kind: 'extend', person: 'priya', by: { minutes: 20 }, texted })
      .asToldElsewhere();
    expect(day.deadlines()).toContain('overdue 15:15');
  });

  it('ends no alarm about somebody whose new time has passed as well', () => {
    const day = story({ from: '12:00', to: '12:30' }).at('12:05');
    const texted = day.now;
    day.skipTo('13:30').asToldElsewhere();
    arrived(day, texted);
    expect(day.incident).toMatchObject({ kind: 'overdue', status: 'open' });
  });

  it('does not bring back who texted LEFT after it', () => {
    const day = inside().at('14:20');
    const texted = day.now;
    day.at('14:30').texts('priya', 'LEFT').asToldElsewhere();
    arrived(away(day, 30), texted);
    expect(day.visit.status).toBe('concluded');
  });

  it('does not take back an end that was set after it', () => {
    const day = inside().at('14:20');
    const texted = day.now;
    day.at('14:30').texts('priya', 'EXTEND 60').asToldElsewhere();
    const stands = day.visit.expectedEnd;
    arrived(away(day, 20), texted, 5);
    expect(day.visit.expectedEnd).toBe(stands);
  });
});
