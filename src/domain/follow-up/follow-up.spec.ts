import { describe, expect, it } from '@jest/globals';
import { officeWith, ZONE } from '../simulation/office.js';
import { policeTold, sos } from '../simulation/stages.js';
import { gsm7Length, SEGMENT } from '../texting/gsm7.js';
import { HOUR, type Instant } from '../time/instant.js';
import { showDayTime } from '../time/local.js';
import { calledFor, stillUncalled } from './called-for.js';
import { changed } from './change.js';
import { whyNotClosed } from './closing.js';
import { endOfDayIn, humane, nextReminder } from './due.js';
import type { FollowUp } from './follow-up.js';
import { makeFollowUps } from './make.js';
import { remind, sayReminder } from './reminding.js';

const at = (text: string): Instant => Date.parse(text);
const show = (moment: Instant | null): string | null => (moment === null ? null : showDayTime(moment, ZONE));

/** Friday 4 December 2026: it has ended, and is due by Tuesday. */
const aFollowUp = (given: Partial<FollowUp> = {}): FollowUp => ({
  incidentId: 'incident-1',
  number: 1,
  kind: 'debrief',
  about: 'priya',
  what: 'De-briefing of Priya Patel',
  clause: 'HVPF 8.5.1',
  required: true,
  owner: 'lena',
  dueAt: at('2026-12-08T17:00:00Z'),
  state: 'open',
  note: null,
  settledBy: null,
  settledAt: null,
  remindAt: at('2026-12-08T09:00:00Z'),
  reminded: 'never',
  version: 1,
  ...given,
});

describe('what an incident calls for', () => {
  const overdue = { kind: 'overdue', subjects: ['priya'], policeInvolved: false, harm: null } as const;
  const kinds = (...what: Parameters<typeof calledFor>): string[] => calledFor(...what).map(({ kind }) => kind);

  it('8.5.1: nothing, where a departure was only confirmed too late', () => {
    expect(kinds(overdue)).toEqual([]);
    expect(kinds({ ...overdue, harm: 'none' })).toEqual([]);
  });

  it.each(['threatened', 'hurt'] as const)('8.5.1: support, once it is known that somebody was %s', (harm) => {
    expect(kinds({ ...overdue, harm })).toEqual([
      'reassurance',
      'time_away',
      'debrief',
      'accident_report',
      'risk_assessment',
    ]);
  });

  it.each(['alert_code', 'sos', 'device'] as const)('8.5.1: support, after %s, whatever came of it', (kind) => {
    expect(kinds({ ...overdue, kind })).toContain('reassurance');
    expect(kinds({ ...overdue, kind })).not.toContain('counselling');
  });

  it('8.5.2: counselling and a formal de-briefing where the police were involved', () => {
    const duties = calledFor({ ...overdue, policeInvolved: true });
    expect(duties.filter(({ clause }) => clause === 'HVPF 8.5.2').map(({ kind }) => kind)).toEqual([
      'debrief',
      'counselling',
    ]);
  });

  it('what there is already is not made twice', () => {
    const duties = calledFor({ ...overdue, harm: 'hurt' });
    expect(stillUncalled(duties, [aFollowUp()]).map(({ kind }) => kind)).not.toContain('debrief');
    expect(stillUncalled(duties, [aFollowUp({ about: 'ben' })]).map(({ kind }) => kind)).toContain('debrief');
  });

  it('harm that comes to light is added under the numbers that follow', () => {
    const day = sos().at('14:21').replies('lena', 'SAFE').asToldElsewhere();
    const scene = { visit: day.visit, incident: day.incident, directory: day.office, at: day.now, zone: ZONE };
    const known = [aFollowUp({ number: 7, kind: 'own', about: null })];
    expect(makeFollowUps(scene, known, 'hurt').followUps[0]).toMatchObject({ number: 8, kind: 'reassurance' });
  });

  it('8.5.1: in the line manager’s absence the next above sees to it', () => {
    const day = policeTold({ absent: [] })
      .officeIs({ absent: ['lena'] })
      .at('15:10')
      .replies('mona', 'SAFE');
    expect(day.asToldElsewhere().recorded('follow_up_due')[0]?.data['owner']).toBe('mona');
  });
});

describe('when it is due', () => {
  it('by the end of the office’s day, not at a weekend where it can wait', () => {
    const friday = at('2026-12-04T22:30:00Z');
    expect(show(endOfDayIn(1, friday, ZONE, true))).toBe('Sat 5 Dec 17:00');
    expect(show(endOfDayIn(1, friday, ZONE, false))).toBe('Mon 7 Dec 17:00');
    expect(show(endOfDayIn(2, friday, ZONE, false))).toBe('Mon 7 Dec 17:00');
  });

  it('by the clock on the wall, also over the change of the clocks', () => {
    expect(show(endOfDayIn(1, at('2026-03-28T12:00:00Z'), ZONE, true))).toBe('Sun 29 Mar 17:00');
  });

  it('the owner is reminded on the morning of that day, and on the morning after', () => {
    const now = at('2026-12-04T22:30:00Z');
    expect(show(nextReminder(aFollowUp(), now, ZONE))).toBe('Tue 8 Dec 09:00');
    expect(show(nextReminder(aFollowUp({ reminded: 'due' }), now, ZONE))).toBe('Wed 9 Dec 09:00');
    expect(nextReminder(aFollowUp({ reminded: 'overdue' }), now, ZONE)).toBeNull();
    expect(nextReminder(aFollowUp({ state: 'done' }), now, ZONE)).toBeNull();
    expect(nextReminder(aFollowUp({ owner: null }), now, ZONE)).toBeNull();
  });

  it.each([
    ['2026-12-08T03:00:00Z', 'Tue 8 Dec 09:00'],
    ['2026-12-08T07:59:00Z', 'Tue 8 Dec 09:00'],
    ['2026-12-08T12:00:00Z', 'Tue 8 Dec 12:00'],
    ['2026-12-08T20:00:00Z', 'Wed 9 Dec 09:00'],
  ])('nobody is texted of it at night: %s is %s', (moment, expected) => {
    expect(show(humane(at(moment), ZONE))).toBe(expected);
  });
});

describe('reminders', () => {
  const morning = at('2026-12-08T09:00:00Z');

  it('all that is due of one owner is one text, once', () => {
    const two = [aFollowUp(), aFollowUp({ number: 2, kind: 'counselling' }), aFollowUp({ number: 3, owner: 'mona' })];
    const { reminders, changed: after } = remind(two, morning, ZONE);
    expect(reminders.map(({ owner, stage, of }) => [owner, stage, of.length])).toEqual([
      ['lena', 'due', 2],
      ['mona', 'due', 1],
    ]);
    expect(after.map(({ reminded, remindAt }) => [reminded, show(remindAt)])).toContainEqual([
      'due',
      'Wed 9 Dec 09:00',
    ]);
    expect(remind(after, morning + HOUR, ZONE).reminders).toEqual([]);
  });

  it('what fell due while nobody watched is said once, as overdue', () => {
    const { reminders, changed: after } = remind([aFollowUp()], at('2026-12-10T11:00:00Z'), ZONE);
    expect(reminders).toMatchObject([{ stage: 'overdue' }]);
    expect(after).toMatchObject([{ reminded: 'overdue', remindAt: null }]);
  });

  it('what is found at three in the morning waits for nine', () => {
    const { reminders, changed: after } = remind([aFollowUp()], at('2026-12-09T03:00:00Z'), ZONE);
    expect(reminders).toEqual([]);
    expect(after.map(({ reminded, remindAt }) => [reminded, show(remindAt)])).toEqual([['never', 'Wed 9 Dec 09:00']]);
  });

  it('is one segment that names nobody and holds nothing that somebody typed', () => {
    const of = (
      ['reassurance', 'debrief', 'time_away', 'counselling', 'accident_report', 'risk_assessment', 'own'] as const
    ).map((kind, index) => aFollowUp({ kind, number: index + 1, what: 'Ring Example Name of 1 Example Street' }));
    const text = sayReminder({ owner: 'lena', stage: 'overdue', of }, '4821');
    expect(gsm7Length(text)).toBeLessThanOrEqual(SEGMENT);
    expect(text).toMatch(/^After incident 4821, 7 follow-ups are OVERDUE\./);
    expect(text).not.toMatch(/Example|Priya/);
    expect(sayReminder({ owner: 'lena', stage: 'due', of: of.slice(1, 2) }, '4821')).toBe(
      'After incident 4821, 1 follow-up is due today. De-briefing. See Follow-ups on Allswell.',
    );
  });
});

describe('a change', () => {
  const scene = { by: 'lena', at: at('2026-12-07T10:00:00Z'), zone: ZONE, directory: officeWith({}) };

  it('has its line in the record, with what was before; the note is among the facts, not in the text', () => {
    const { after, entry } = changed(aFollowUp(), { state: 'done', note: 'She slept well.' }, scene)!;
    expect(after).toMatchObject({ state: 'done', settledBy: 'lena', settledAt: scene.at, remindAt: null, version: 2 });
    expect(entry).toMatchObject({
      by: 'lena',
      text: 'De-briefing of Priya Patel: done.',
      data: { stateBefore: 'open', state: 'done', noteBefore: null, note: 'She slept well.' },
    });
  });

  it('that changes nothing is none', () => {
    expect(changed(aFollowUp(), { owner: 'lena', state: 'open' }, scene)).toBeNull();
  });

  it('of the owner reminds the new one afresh', () => {
    const { after } = changed(aFollowUp({ reminded: 'due' }), { owner: 'mona' }, scene)!;
    expect([after.reminded, show(after.remindAt)]).toEqual(['never', 'Tue 8 Dec 09:00']);
  });
});

describe('closing', () => {
  const ended = (): Parameters<typeof whyNotClosed>[0] =>
    sos().at('14:21').replies('lena', 'SAFE').asToldElsewhere().incident;

  it('8.5: waits for all that is required, done or not needed', () => {
    expect(whyNotClosed(ended(), [aFollowUp(), aFollowUp({ number: 2 })])).toContain(
      '2 follow-ups are still to be done',
    );
    expect(whyNotClosed(ended(), [aFollowUp({ state: 'not_needed' }), aFollowUp({ required: false })])).toBeNull();
    expect(whyNotClosed(sos().incident, [])).toContain('It has not ended');
  });
});
