import { describe, expect, it } from '@jest/globals';
import { inside, overdue, withManager } from '../simulation/stages.js';
import { story } from '../simulation/story.js';

const OVERDUE = /^4821 OVERDUE Priya .*Reply 4821 SAFE, NO/;
const ASKS_MANAGER = /^4821 OVERDUE Priya .*Ring twice/;
const POLICE = /^4821 RING THE POLICE NOW/;

const passedOver = (day: ReturnType<typeof story>): string[] =>
  day.recorded('passed_over').map(({ text, clause }) => `${clause}: ${text}`);

describe('in whose absence (HVPF 8.3.6, 8.4.3): nobody is passed over in silence (P6)', () => {
  it('the record says who was asked, and what passing over was about, for people and for machines', () => {
    const day = overdue({ absent: ['carol'] });
    expect(day.recorded('asked').at(-1)).toMatchObject({
      text: 'Colin Cole was asked.',
      data: { person: 'colin', step: 'nominated_contact', times: 1 },
    });
    expect(day.recorded('passed_over').at(-1)?.data).toEqual({
      role: 'nominated_contact',
      person: 'carol',
      reason: 'is absent',
    });
    day.skipTo('15:11').asToldElsewhere();
    expect(day.recorded('asked').at(-1)?.text).toMatch(/^\w+ \w+ was asked(, time 2)?\.$/);
    expect(day.recorded('asked').some(({ text }) => text === 'Lena Lewis was asked, time 2.')).toBe(true);
    expect(day.recorded('step_started')[0]?.text).toBe('Step nominated contact started.');
  });

  it('8.4.2: the second contact on the rota is asked at once when the first is absent', () => {
    const day = overdue({ absent: ['carol'] });
    expect(day.sent.at(-1)).toMatchObject({ to: 'colin', purpose: 'ask', urgency: 'alert', incidentId: 'incident-1' });
    expect(passedOver(day)).toEqual(['HVPF 8.4.2: Carol Clark (nominated contact) is absent.']);
  });

  it('8.4.2: the second contact is asked at once when the first cannot be reached, and not for being slow', () => {
    const day = inside().skipTo('14:55').hears('carol', OVERDUE);
    day.at('14:55:20').cannotReach('carol').hears('colin', OVERDUE);
    day.at('14:58').hears('lena', ASKS_MANAGER);
    expect(day.incident.asks[0]).toMatchObject({ person: 'carol', state: 'unreachable' });
  });

  it('8.4.3: with every contact out of reach the line manager is asked at once', () => {
    const day = overdue();
    day.at('14:55:20').cannotReach('carol').hears('colin', OVERDUE);
    day.at('14:55:40').cannotReach('colin').hears('lena', ASKS_MANAGER);
    expect(day.recorded('message_failed')).toMatchObject([
      {
        text: 'A text to Carol Clark did not arrive: undelivered.',
        data: { person: 'carol', purpose: 'ask' },
        incidentId: 'incident-1',
      },
      { text: 'A text to Colin Cole did not arrive: undelivered.' },
    ]);
  });

  it('8.4.3: with nobody on the rota the line manager is asked ten minutes after the expected end, without a wait', () => {
    const day = inside({ rota: [] }).skipTo('14:55').hears('lena', ASKS_MANAGER);
    expect(passedOver(day)).toEqual(['HVPF 8.4.2: Nobody is named as nominated contact.']);
    expect(day.incident.step).toBe('line_manager');
  });

  it('8.4.3: in the line manager’s absence the senior person on site is asked, then another manager, then the manager’s manager', () => {
    const day = overdue({ absent: ['lena'] });
    day
      .at('14:56')
      .replies('carol', 'NO')
      .hears('sue', ASKS_MANAGER)
      .hears('carol', /manager is being asked/);
    day.at('14:59').hears('omar', ASKS_MANAGER).at('15:02').hears('mona', ASKS_MANAGER);
    day.at('15:05').allHear(['sue', 'omar', 'mona'], POLICE);
    expect(passedOver(day)).toEqual([
      'HVPF 8.4.3: Lena Lewis (line manager) is absent.',
      'HVPF 8.4.3: Lena Lewis (another manager) is absent.',
      'HVPF 8.4.3: Lena Lewis (line manager) is absent.',
      'HVPF 8.4.3: Lena Lewis (another manager) is absent.',
    ]);
  });

  it('8.4.3: someone who has no line manager is looked after by the substitutes', () => {
    const day = overdue({ withoutLineManager: ['priya'] });
    day
      .at('14:56')
      .replies('carol', 'NO')
      .hears('sue', ASKS_MANAGER)
      .hears('carol', /manager is being asked/);
    expect(passedOver(day)).toEqual([
      'HVPF 8.4.3: Nobody is named as line manager.',
      "HVPF 8.4.3: Nobody is named as the line manager's manager.",
    ]);
  });

  it('8.4.3: with everyone absent but the leaders, the PDU head is asked to ring the police at once', () => {
    const day = inside({ absent: ['carol', 'colin', 'lena', 'sue', 'omar', 'mona'] })
      .skipTo('14:55')
      .hears('hal', POLICE);
    expect(day.incident.step).toBe('police');
    day
      .at('14:57')
      .hears('hal', /REPEAT 2/)
      .hears('dora', POLICE);
  });

  it.each([
    ['has no mobile number', { withoutMobile: ['lena'] }],
    ['has a phone that has opted out of texts', { optedOut: ['lena'] }],
  ])('a manager who %s is passed over, with the reason', (reason, setting) => {
    const day = overdue(setting);
    day.at('14:56').replies('carol', 'NO').hears('sue', ASKS_MANAGER).asToldElsewhere();
    expect(passedOver(day)[0]).toBe(`HVPF 8.4.3: Lena Lewis (line manager) ${reason}.`);
  });

  it('nobody is asked about a visit that they are on themselves', () => {
    const day = inside({ who: ['priya', 'lena'] })
      .skipTo('14:56')
      .asToldElsewhere();
    day.replies('carol', 'NO').asToldElsewhere();
    expect(passedOver(day)).toEqual([
      'HVPF 8.4.3: Lena Lewis (line manager) is on the visit.',
      'HVPF 8.4.3: Lena Lewis (another manager) is on the visit.',
    ]);
    expect(day.incident.asks.at(-1)?.person).toBe('mona');
  });

  it('8.4.3: two people with two line managers: both are asked, together', () => {
    const day = story({ who: ['priya', 'olive'] })
      .skipTo('14:56')
      .asToldElsewhere();
    day
      .replies('carol', 'NO')
      .allHear(['lena', 'omar'], ASKS_MANAGER)
      .hears('carol', /being asked/);
    day.at('14:59').hears('sue', ASKS_MANAGER).at('15:02').hears('mona', ASKS_MANAGER);
  });

  it('8.4.3: two people with one line manager: asked once', () => {
    story({ who: ['priya', 'ben'] })
      .skipTo('14:56')
      .asToldElsewhere()
      .replies('carol', 'NO')
      .hears('lena', ASKS_MANAGER)
      .hears('carol', /asked/);
  });

  it('a manager who is the substitute under several names is asked once', () => {
    const day = withManager({ absent: ['sue'] });
    day.at('14:59').hears('omar', ASKS_MANAGER).at('15:02').hears('mona', ASKS_MANAGER);
    day.at('15:05').allHear(['lena', 'omar', 'mona'], POLICE);
  });

  it('an unreachable line manager is not waited for', () => {
    const day = withManager();
    day.at('14:56:10').cannotReach('lena').hears('sue', ASKS_MANAGER);
    day.at('14:56:30').cannotReach('sue').hears('omar', ASKS_MANAGER);
    day.at('14:56:50').cannotReach('omar').hears('mona', ASKS_MANAGER);
    day.at('14:57:10').cannotReach('mona').hears('hal', POLICE);
    expect(day.incident.step).toBe('police');
    day
      .at('14:59:10')
      .hears('hal', /REPEAT 2/)
      .hears('dora', POLICE);
    day.skipTo('15:03:10').hears('lena', POLICE).asToldElsewhere();
  });

  it('one of two who cannot be reached leaves the other to be waited for', () => {
    const day = story({ who: ['priya', 'olive'] })
      .skipTo('14:56')
      .asToldElsewhere();
    day.replies('carol', 'NO').asToldElsewhere();
    day.at('14:57').cannotReach('lena').at('14:58:59').at('14:59').hears('sue', ASKS_MANAGER);
  });

  it('one who cannot be reached while another has taken it changes nothing', () => {
    const day = story({ who: ['priya', 'olive'] })
      .skipTo('14:56')
      .asToldElsewhere();
    day.replies('carol', 'NO').asToldElsewhere();
    day
      .at('14:57')
      .replies('omar', 'ACK')
      .hears('omar', /yours until 15:02/)
      .cannotReach('lena');
    day.at('15:02').hears('sue', ASKS_MANAGER);
  });

  it('nor while another has called once and is calling again', () => {
    const day = story({ who: ['priya', 'olive'] })
      .skipTo('14:56')
      .asToldElsewhere();
    day.replies('carol', 'NO').asToldElsewhere();
    day
      .at('14:57')
      .replies('omar', 'NO')
      .hears('omar', /1 of 2/)
      .cannotReach('lena')
      .at('15:01');
    expect(day.incident.asks.map(({ person }) => person)).not.toContain('sue');
  });

  it('a failure that comes after their answer changes nothing: they have it', () => {
    const day = overdue().at('14:56').replies('carol', 'ACK').hears('carol', /yours/);
    day.cannotReach('carol');
    expect(day.incident.asks[0]?.state).toBe('acknowledged');
    expect(day.incident.wait).toMatchObject({ for: 'outcome' });
  });

  it('the failure of a text that asks for nothing, or of another incident, is recorded and moves nothing', () => {
    const day = overdue();
    day
      .cannotReach('carol', 'tell')
      .happens({ kind: 'message_failed', to: 'carol', purpose: 'ask', incidentId: 'another', why: 'x' });
    expect(day.incident).toMatchObject({ step: 'nominated_contact', asked: 1 });
    expect(day.recorded('message_failed')).toHaveLength(2);
  });

  it('a failure after the incident was ended is recorded and asks nobody', () => {
    const day = overdue()
      .at('14:56')
      .replies('carol', 'SAFE')
      .hears('carol', /Stood down/)
      .cannotReach('carol');
    expect(day.recorded('message_failed')).toHaveLength(1);
  });

  it('a failed text to a leader asks nobody else to ring the police', () => {
    const day = withManager().at('14:58').replies('lena', 'POLICE 1').asToldElsewhere().cannotReach('lena');
    expect(day.incident.step).toBe('senior_leaders');
  });
});
