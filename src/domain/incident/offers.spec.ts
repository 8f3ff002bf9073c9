import { describe, expect, it } from '@jest/globals';
import { alertCode, atPolice, overdue, policeTold, sos, withManager } from '../simulation/stages.js';
import type { Story } from '../simulation/story.js';
import { showTime } from '../time/local.js';
import { ZONE } from '../simulation/office.js';
import { Turn } from '../turn.js';
import { offersTo } from './offers.js';

const offered = (day: Story, person: string) =>
  offersTo(new Turn(day.visit, day.circumstances()), day.incident, person);
const awaited = (day: Story, person: string): string => {
  const { what, until } = offered(day, person)!.awaited;
  return `${what} ${until === null ? '' : showTime(until, ZONE)}`;
};

describe('what is offered to a responder', () => {
  it('8.4.2: the contact of an overdue visit may take it on, end it, extend it, or say that nobody answered', () => {
    expect(offered(overdue(), 'carol')).toMatchObject({
      standing: 'contact',
      takeOn: true,
      noAnswer: { nth: 1, of: 1 },
      safe: 'ends',
      longer: true,
      code: true,
      police: 'may',
      mayCall: true,
    });
    expect(awaited(overdue(), 'carol')).toBe('answer 14:58');
  });

  it('P7: who has it is not offered it again; an outcome is awaited from them', () => {
    const day = overdue().at('14:56').replies('carol', 'ACK').asToldElsewhere();
    expect(offered(day, 'carol')!.takeOn).toBe(false);
    expect(awaited(day, 'carol')).toBe('outcome 15:01');
  });

  it('8.4.3: the contact whom it has moved on from may still say what they found; the calls are the manager’s', () => {
    const day = withManager();
    expect(offered(day, 'carol')).toMatchObject({ takeOn: false, noAnswer: null, safe: 'ends', longer: true });
    expect(awaited(day, 'carol')).toMatch(/^anybody/);
    expect(offered(day, 'lena')).toMatchObject({ standing: 'manager', takeOn: true, noAnswer: { nth: 1, of: 2 } });
  });

  it('P6: while nobody has it in hand, no manager who is not asked is told that others are at it', () => {
    const day = withManager();
    expect(awaited(day, 'sue')).toMatch(/^anybody/);
    expect(offered(day, 'sue')).toMatchObject({ takeOn: true });
    day.at('14:57').replies('lena', 'ACK').asToldElsewhere();
    expect(awaited(day, 'sue')).toMatch(/^nothing/);
  });

  it('P6: nor one whose own time has run out', () => {
    const day = overdue().at('14:56').replies('carol', 'ACK').skipTo('15:02').asToldElsewhere();
    expect(awaited(day, 'carol')).toMatch(/^anybody/);
  });

  it('8.4.3: at the police step every manager is to ring the police while nobody has it in hand, asked or not', () => {
    const day = atPolice();
    expect(awaited(day, 'sue')).toMatch(/^nothing/);
    day.skipTo('15:02').asToldElsewhere();
    day.incident.asks = day.incident.asks.filter(({ person }) => person !== 'sue');
    expect(awaited(day, 'sue')).toMatch(/^police/);
    expect(awaited(day, 'carol')).toMatch(/^anybody/);
  });

  it('8.3.6: so it is at an alert code, which asks for the police from its first step', () => {
    const day = alertCode();
    expect(awaited(day, 'sue')).toMatch(/^police/);
    day.at('14:21').replies('lena', 'ACK').asToldElsewhere();
    expect(awaited(day, 'sue')).toMatch(/^nothing/);
  });

  it('8.4.3: after the first of two calls the second is offered', () => {
    const day = withManager().at('14:57').replies('lena', 'NO').asToldElsewhere();
    expect(offered(day, 'lena')).toMatchObject({ takeOn: false, noAnswer: { nth: 2, of: 2 } });
  });

  it('8.4.3: at the police step the police come first, and nobody counts calls any more', () => {
    const day = atPolice();
    expect(offered(day, 'lena')).toMatchObject({ police: 'now', noAnswer: null, takeOn: true });
    expect(awaited(day, 'lena')).toMatch(/^police/);
  });

  it('P7: at the police step whoever took it on may say so again once it has asked again', () => {
    const day = atPolice().at('14:59').replies('lena', 'ACK').asToldElsewhere();
    expect(offered(day, 'lena')).toMatchObject({ takeOn: false });
    day.skipTo('15:04').asToldElsewhere();
    expect(offered(day, 'lena')).toMatchObject({ takeOn: true });
  });

  it('P9: once the police have been told a contact’s word informs, a manager’s ends it', () => {
    const day = policeTold();
    expect(offered(day, 'carol')).toMatchObject({ safe: 'informs', longer: false, police: 'may', takeOn: false });
    expect(offered(day, 'lena')).toMatchObject({ safe: 'ends', longer: true, police: 'may' });
    expect(awaited(day, 'lena')).toMatch(/^news/);
    expect(awaited(day, 'carol')).toMatch(/^nothing/);
  });

  it('8.3.5: after an alert code nothing is offered that needs a call to them (P8)', () => {
    const day = alertCode();
    expect(offered(day, 'lena')).toMatchObject({
      mayCall: false,
      noAnswer: null,
      longer: false,
      code: false,
      police: 'now',
      safe: 'ends',
      takeOn: true,
    });
    expect(awaited(day, 'lena')).toMatch(/^police/);
    expect(offered(day, 'carol')).toMatchObject({ mayCall: false, takeOn: false, noAnswer: null, safe: 'informs' });
  });

  it('P8: to nobody on the visit, whatever else they are', () => {
    expect(offered(alertCode(), 'priya')).toBeNull();
    expect(offered(overdue(), 'priya')).toBeNull();
  });

  it('8.3.4: of an SOS contact and manager share the two calls', () => {
    const day = sos().at('14:21').replies('carol', 'NO').asToldElsewhere();
    for (const person of ['carol', 'lena'])
      expect(offered(day, person)).toMatchObject({ noAnswer: { nth: 2, of: 2 }, police: 'may' });
  });

  it('to nobody once it is over, and to nobody whose business it is not', () => {
    expect(offered(overdue(), 'nobody')).toBeNull();
    const ended = overdue().at('14:56').replies('carol', 'SAFE').asToldElsewhere();
    expect(offered(ended, 'carol')).toBeNull();
  });
});

describe('an answer from the phone page', () => {
  it('is marked in the record, and answered on the page instead of by text', () => {
    const day = overdue().at('14:56');
    day.happens({
      kind: 'reported',
      person: 'carol',
      incidentId: day.incident.id,
      report: { kind: 'ack' },
      byText: false,
      onPhonePage: { saw: 'overdue' },
    });
    expect(day.recorded('acknowledged')).toMatchObject([
      { text: expect.stringMatching(/\(from the phone page\)\.$/), by: 'carol', data: { door: 'phone page' } },
    ]);
  });

  it.each([
    ['"safe"', { kind: 'safe', reason: null }],
    ['"stand down"', { kind: 'stand_down', reason: 'raised in error' }],
  ] as const)(
    '8.3.6: %s of somebody overdue does not end the alert code that the page did not show yet (P9)',
    (_, report) => {
      const day = withManager().at('14:57').replies('lena', 'CODE').asToldElsewhere();
      day.happens({
        kind: 'reported',
        person: 'lena',
        incidentId: day.incident.id,
        report,
        byText: false,
        onPhonePage: { saw: 'overdue' },
      });
      expect(day.incident).toMatchObject({ kind: 'alert_code', status: 'open' });
      expect(day.recorded('report_noted').at(-1)?.text).toMatch(/before they knew that it had become graver/);
    },
  );
});
