import { describe, expect, it } from '@jest/globals';
import type { MessagePurpose } from './decision.js';
import type { IncidentKind } from './policy/policy.js';
import { story, type Story } from './simulation/story.js';
import { whyNoLonger } from './still-applies.js';

const why = (
  day: Story,
  to: string,
  purpose: MessagePurpose,
  writtenAt: number,
  incidentId: string | null = null,
  incidentKind: IncidentKind | null = 'overdue',
) => whyNoLonger({ to, purpose, incidentId, incidentKind, writtenAt }, day.visit);

const inside = (): Story =>
  story()
    .at('14:00')
    .texts('priya', 'ARRIVED 45')
    .hears('priya', /Out by 14:45/);
const overdue = (): Story =>
  inside()
    .at('14:40')
    .hears('priya', /Out by|out by/)
    .at('14:45')
    .hears('priya', /out by/)
    .at('14:55')
    .hears('carol', /OVERDUE/);

describe('a reminder whose turn to be sent comes late', () => {
  it('is sent while its person is inside', () => {
    const day = inside();
    expect(why(day, 'priya', 'reminder', day.now)).toBeNull();
  });

  it('is sent before its person has arrived', () => {
    const day = story().at('14:00');
    expect(why(day, 'priya', 'reminder', day.now)).toBeNull();
  });

  it('is sent when it was written in the very moment in which the end was set', () => {
    const day = inside();
    expect(why(day, 'priya', 'reminder', day.visit.expectedEndSetAt)).toBeNull();
    expect(why(day, 'priya', 'reminder', day.visit.expectedEndSetAt - 1)).toBe('another end has been set since');
  });

  it('is about its own person: a colleague’s leaving does not stop it', () => {
    const day = story({ who: ['priya', 'ben'] })
      .at('14:00')
      .texts('priya', 'ARRIVED')
      .texts('ben', 'ARRIVED');
    day.asToldElsewhere().at('14:20').texts('priya', 'LEFT').asToldElsewhere();
    expect(why(day, 'ben', 'reminder', day.now)).toBeNull();
    expect(why(day, 'priya', 'reminder', day.now)).toBe('the visit has ended for them');
  });

  it('is left out once they have left', () => {
    const day = inside();
    const writtenAt = day.now;
    day
      .at('14:20')
      .texts('priya', 'LEFT')
      .hears('priya', /Left 14:20/);
    expect(why(day, 'priya', 'reminder', writtenAt)).toBe('the visit has ended for them');
  });

  it('is left out once they have asked for longer', () => {
    const day = inside();
    const writtenAt = day.now;
    day
      .at('14:20')
      .texts('priya', 'EXTEND 20')
      .allHear(['priya', 'carol'], /ut by 15:05/);
    expect(why(day, 'priya', 'reminder', writtenAt)).toBe('another end has been set since');
  });

  it('is left out once the alarm has begun', () => {
    const day = overdue();
    expect(why(day, 'priya', 'reminder', day.now)).toBe('the alarm has begun');
  });

  it('is left out for whoever is no longer on the visit', () => {
    const day = inside();
    expect(why(day, 'omar', 'reminder', day.now)).toBe('the visit has ended for them');
  });
});

describe('what belongs to an incident and comes late', () => {
  it.each<MessagePurpose>(['ask', 'tell'])('is sent while the incident is open: %s', (purpose) => {
    const day = overdue();
    expect(why(day, 'carol', purpose, day.now, 'incident-1')).toBeNull();
  });

  it.each<MessagePurpose>(['ask', 'tell'])('is left out after the stand-down: %s', (purpose) => {
    const day = overdue();
    const writtenAt = day.now;
    day
      .at('14:56')
      .texts('priya', 'LEFT')
      .hears('priya', /Left/)
      .hears('carol', /STOOD DOWN/);
    expect(why(day, 'carol', purpose, writtenAt, 'incident-1')).toBe('the incident has been stood down');
  });

  it('HVPF 8.3.5: "ring them" is left out once it has become an alert code', () => {
    const day = overdue();
    const writtenAt = day.now;
    day.at('14:56').replies('carol', 'CODE').asToldElsewhere();
    expect(why(day, 'carol', 'ask', writtenAt, 'incident-1')).toBe('the incident has become a graver one');
    expect(why(day, 'carol', 'tell', day.now, 'incident-1', 'alert_code')).toBeNull();
  });

  it('an ask written in the very moment in which it became one is left out too', () => {
    const day = overdue().replies('carol', 'CODE').asToldElsewhere();
    expect(why(day, 'lena', 'ask', day.now, 'incident-1')).toBe('the incident has become a graver one');
  });

  it.each<MessagePurpose>(['reply', 'stand_down', 'notice'])(
    'says that it is over, or answers: always sent: %s',
    (purpose) => {
      const day = overdue();
      const writtenAt = day.now;
      day
        .at('14:56')
        .texts('priya', 'LEFT')
        .hears('priya', /Left/)
        .hears('carol', /STOOD DOWN/);
      expect(why(day, 'carol', purpose, writtenAt, 'incident-1')).toBeNull();
    },
  );

  it('is sent where it spoke of no kind of incident', () => {
    const day = overdue().replies('carol', 'CODE').asToldElsewhere();
    expect(why(day, 'lena', 'ask', day.now, 'incident-1', null)).toBeNull();
  });

  it('is about its own incident: an earlier one that was stood down does not stop it', () => {
    const day = overdue().at('14:56').texts('priya', 'EXTEND 30').asToldElsewhere();
    day.at('14:57').texts('priya', 'SOS').asToldElsewhere();
    expect(why(day, 'carol', 'ask', day.now, 'incident-1')).toBe('the incident has been stood down');
    expect(why(day, 'carol', 'ask', day.now, 'incident-2', 'sos')).toBeNull();
  });

  it('of an incident that the visit does not know is sent: better twice than never (P4)', () => {
    const day = inside();
    expect(why(day, 'carol', 'ask', day.now, 'another')).toBeNull();
  });
});
