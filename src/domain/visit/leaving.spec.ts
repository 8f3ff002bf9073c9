import { describe, expect, it } from '@jest/globals';
import { FRAMEWORK_POLICY } from '../simulation/framework-policy.js';
import { alertCode, inside, overdue } from '../simulation/stages.js';
import { story } from '../simulation/story.js';

describe('leaving (HVPF 8.1.5, 8.4.1)', () => {
  it('8.1.5, 8.4.1: LEFT confirms the safe conclusion, and nothing more is asked that day', () => {
    const day = inside().at('14:30').texts('priya', 'LEFT').hears('priya', 'Left 14:30, V7K2. Thank you.');
    expect(day.visit).toMatchObject({
      status: 'concluded',
      attendees: [{ status: 'left', leftAt: day.now, leftSaidBy: null }],
    });
    expect(day.recorded('departure_confirmed')).toMatchObject([
      {
        by: 'priya',
        clause: 'HVPF 8.4.1',
        text: 'Priya Patel confirmed safe departure.',
        data: { person: 'priya', saidBy: 'priya' },
      },
    ]);
    expect(day.deadlines()).toEqual([]);
    day.at('23:00');
  });

  it('8.4.1: LEFT again says when they left, and changes nothing', () => {
    const day = inside().at('14:30').texts('priya', 'LEFT').asToldElsewhere();
    const before = day.visit;
    day.at('14:40').texts('priya', 'LEFT').hears('priya', 'Left 14:30, V7K2. Thank you.');
    expect(day.visit).toEqual(before);
    expect(day.recorded('departure_confirmed').at(-1)?.text).toBe('Priya Patel confirmed departure again.');
  });

  it('8.3.1, 8.4.1: LEFT without an ARRIVED is taken, and the record says that no arrival was confirmed', () => {
    const day = story()
      .skipTo('14:30')
      .asToldElsewhere()
      .texts('priya', 'LEFT')
      .hears('priya', /^Left 14:30/);
    expect(day.recorded('arrival_confirmed')).toMatchObject([
      { text: 'Priya Patel never confirmed arrival.', clause: 'HVPF 8.3.1' },
    ]);
    expect(day.visit.status).toBe('concluded');
  });

  it('home safe at the end of the day, with no word about arriving', () => {
    const day = story({ kind: 'home_safe', from: '17:00', to: '18:00' })
      .at('17:50')
      .texts('priya', 'LEFT')
      .hears('priya', 'Home safe 17:50. Good night.');
    expect(day.recorded('arrival_confirmed')).toEqual([]);
    expect(day.visit.status).toBe('concluded');
  });

  it('not home: reminded, and the contact asked ten minutes after; home then ends it', () => {
    const day = story({ kind: 'home_safe', from: '17:00', to: '18:00' });
    day
      .at('17:55')
      .hears('priya', 'Home by 18:00? Text HOME when there, or HOME BY 18:30 for longer.')
      .at('18:00')
      .hears('priya', /Home by/);
    day.at('18:10').hears('carol', /OVERDUE Priya/);
    expect(day.recorded('incident_opened')[0]?.text).toMatch(
      /No arrival home confirmed by Priya Patel, expected 18:00\.$/,
    );
    day
      .at('18:11')
      .texts('priya', 'LEFT')
      .hears('priya', /Home safe/)
      .hears('carol', /STOOD DOWN 18:11 by Priya: Priya is home/);
  });
});

describe('two people leaving', () => {
  const pair = (...more: string[]) => {
    const who = ['priya', 'ben', ...more];
    const day = story({ who }).at('14:00');
    for (const person of who) day.texts(person, 'ARRIVED 45');
    return day.asToldElsewhere();
  };

  it('8.4.1: LEFT by one leaves the other watched, and says so', () => {
    const day = pair()
      .at('14:30')
      .texts('priya', 'LEFT')
      .hears('priya', 'Left 14:30, V7K2. Thank you. Not yet heard from Ben: they text LEFT too.');
    expect(day.visit.status).toBe('in_progress');
    day
      .at('14:40')
      .hears('ben', /out by/)
      .at('14:45')
      .hears('ben', /out by/);
    day.at('14:55').hears('carol', /OVERDUE Ben 07700 900102/);
    expect(day.incident.subjects).toEqual(['ben']);
  });

  it('8.4.1: LEFT BOTH is taken, and recorded as said by one for the other', () => {
    const day = pair().at('14:30').texts('priya', 'LEFT BOTH').hears('priya', 'Left 14:30, V7K2, with Ben. Thank you.');
    expect(day.visit).toMatchObject({
      status: 'concluded',
      attendees: [{ leftSaidBy: null }, { status: 'left', leftAt: day.now, leftSaidBy: 'priya' }],
    });
    expect(day.recorded('departure_confirmed').at(-1)).toMatchObject({
      by: 'priya',
      text: 'Priya Patel said that Ben Baker has left too.',
      data: { person: 'ben', saidBy: 'priya' },
    });
  });

  it('LEFT BOTH leaves alone what the other has said themself', () => {
    const day = pair()
      .at('14:20')
      .texts('ben', 'LEFT')
      .asToldElsewhere()
      .at('14:30')
      .texts('priya', 'LEFT BOTH')
      .hears('priya', 'Left 14:30, V7K2. Thank you.');
    expect(day.visit.attendees[1]).toMatchObject({ leftSaidBy: null });
  });

  it('LEFT BOTH of three takes them all', () => {
    pair('olive')
      .at('14:30')
      .texts('priya', 'LEFT BOTH')
      .hears('priya', 'Left 14:30, V7K2, with Ben and Olive. Thank you.');
  });

  it('ben confirms for himself after LEFT BOTH', () => {
    pair()
      .at('14:30')
      .texts('priya', 'LEFT BOTH')
      .asToldElsewhere()
      .at('14:31')
      .texts('ben', 'LEFT')
      .hears('ben', 'Left 14:30, V7K2. Thank you.');
  });
});

describe('a departure PIN (P9)', () => {
  const policy = (departurePin: 'never' | 'during_incident' | 'always') => ({ ...FRAMEWORK_POLICY, departurePin });
  const WANTED = 'V7K2: text LEFT and your PIN to confirm.';

  it('always: LEFT without it, or with a wrong one, is not taken', () => {
    const day = inside({ policy: policy('always') })
      .at('14:30')
      .texts('priya', 'LEFT')
      .hears('priya', WANTED);
    day.texts('priya', 'LEFT 9999').hears('priya', WANTED);
    expect(day.statusOf('priya')).toBe('arrived');
    expect(day.recorded('departure_not_accepted').map(({ text, clause }) => [text, clause])).toEqual([
      ['Priya Patel texted LEFT with no PIN.', 'HVPF 8.4.1'],
      ['Priya Patel texted LEFT with a wrong PIN.', 'HVPF 8.4.1'],
    ]);
    day.texts('priya', 'LEFT 1234').hears('priya', /^Left 14:30/);
  });

  it('always: someone who has none set is not locked out', () => {
    const day = inside({ policy: policy('always') })
      .at('14:30')
      .happens({ kind: 'left', person: 'priya', both: false, pin: 'none_set' });
    day.hears('priya', /^Left/);
  });

  it('during an incident: only once overdue', () => {
    inside({ policy: policy('during_incident') })
      .at('14:30')
      .texts('priya', 'LEFT')
      .hears('priya', /^Left/);
    const day = overdue({ policy: policy('during_incident') })
      .texts('priya', 'LEFT')
      .hears('priya', WANTED);
    expect(day.incident.status).toBe('open');
    day
      .texts('priya', 'LEFT 1234')
      .hears('priya', /^Left/)
      .hears('carol', /STOOD DOWN/);
  });

  it('P8: an alert code makes no difference to when it is asked for', () => {
    alertCode({ policy: policy('during_incident') })
      .at('14:21')
      .texts('priya', 'LEFT')
      .hears('priya', /^Left/)
      .asToldElsewhere();
    const late = alertCode({ policy: policy('during_incident') })
      .skipTo('14:54:59')
      .asToldElsewhere()
      .texts('priya', 'LEFT');
    late.hears('priya', /^Left/).asToldElsewhere();
    alertCode({ policy: policy('during_incident') })
      .skipTo('14:55')
      .asToldElsewhere()
      .texts('priya', 'LEFT')
      .hears('priya', WANTED);
  });

  it('P8: nor does one that took over an overdue visit', () => {
    const day = overdue({ policy: policy('during_incident') })
      .receivesCode('carol')
      .asToldElsewhere();
    day.texts('priya', 'LEFT').hears('priya', WANTED);
  });

  it('an overdue alarm asks for it even where a new end was set meanwhile', () => {
    const day = overdue({ policy: policy('during_incident') })
      .changes({ end: '16:00' })
      .at('14:57')
      .texts('priya', 'LEFT')
      .hears('priya', WANTED);
    expect(day.incident.status).toBe('open');
  });

  it('never: not even then', () => {
    overdue()
      .texts('priya', 'LEFT')
      .hears('priya', /^Left/)
      .hears('carol', /STOOD DOWN/);
  });
});

describe('no access, and giving it up (HVPF 8.3.1, 8.3.3, APP-HV)', () => {
  it('APP-HV: NO ACCESS closes the visit as not made, and is recorded', () => {
    const day = story()
      .at('14:02')
      .texts('priya', 'NO ACCESS')
      .hears('priya', 'V7K2: no access noted. The visit is closed.');
    expect(day.visit).toMatchObject({ status: 'not_made', attendees: [{ status: 'no_access', leftAt: day.now }] });
    expect(day.recorded('no_access')).toMatchObject([
      { by: 'priya', clause: 'APP-HV', text: 'Priya Patel got no access.' },
    ]);
    day.at('20:00');
  });

  it('8.3.1: no signal, ABANDON before going in: closed, and the contact is told', () => {
    const day = story()
      .at('14:02')
      .texts('priya', 'ABANDON')
      .hears('priya', 'V7K2: abandoned, noted. The visit is closed.');
    day.hears('carol', 'V7K2 Priya: visit abandoned, out by 14:45.');
    expect(day.recorded('abandoned')).toMatchObject([
      { clause: 'HVPF 8.3.1', text: 'Priya Patel abandoned the visit before going in.' },
    ]);
    expect(day.visit).toMatchObject({ status: 'not_made', attendees: [{ status: 'abandoned' }] });
    day.at('20:00');
  });

  it('8.3.3: ABANDON from inside: leaving as quickly as possible, so LEFT is awaited within five minutes, not at the planned end', () => {
    const day = inside().at('14:10').texts('priya', 'ABANDON');
    day.hears('priya', 'V7K2: abandoned, noted. Text LEFT as soon as you are out, SOS for help.');
    day.hears('carol', 'V7K2 Priya: breaking the visit off, out by 14:15.');
    expect(day.recorded('abandoned')).toMatchObject([
      { clause: 'HVPF 8.3.3', text: 'Priya Patel is breaking the visit off; LEFT is awaited.' },
    ]);
    day
      .at('14:15')
      .hears('priya', /out by 14:15/)
      .at('14:25')
      .hears('carol', /OVERDUE Priya/);
  });

  it('8.3.3: an end that is nearer than five minutes stands', () => {
    const day = inside()
      .skipTo('14:42')
      .asToldElsewhere()
      .texts('priya', 'ABANDON')
      .hears('priya', /abandoned/)
      .hears('carol', /out by 14:45/);
    day.at('14:45').hears('priya', /out by 14:45/);
    const exact = inside()
      .skipTo('14:40')
      .asToldElsewhere()
      .texts('priya', 'ABANDON')
      .hears('priya', /abandoned/)
      .hears('carol', /out by 14:45/);
    expect(exact.visit.expectedEndSetAt).toBe(exact.now - 40 * 60_000);
  });

  it('of two, the one who got no access is done; the other is watched', () => {
    const day = story({ who: ['priya', 'ben'] })
      .at('14:00')
      .texts('priya', 'ARRIVED 45')
      .asToldElsewhere();
    day
      .at('14:05')
      .texts('ben', 'NO ACCESS')
      .hears('ben', /no access noted/);
    expect(day.visit.status).toBe('in_progress');
    day.at('14:30').texts('priya', 'LEFT').hears('priya', /^Left/);
    expect(day.visit.status).toBe('concluded');
  });

  it('NO ACCESS from someone who had arrived ends it for them', () => {
    const day = inside()
      .at('14:05')
      .texts('priya', 'NO ACCESS')
      .hears('priya', /no access/);
    expect(day.statusOf('priya')).toBe('no_access');
  });
});
