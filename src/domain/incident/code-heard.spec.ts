import { describe, expect, it } from '@jest/globals';
import { alertCode, inside, overdue, policeTold, sos } from '../simulation/stages.js';
import { story, type Setting, type Story } from '../simulation/story.js';
import { HOUR, MINUTE } from '../time/instant.js';
import { isOfferedCode, whyNotHeard } from './code-heard.js';

const NOT_TO_CALL =
  '4821 ALERT CODE from Priya. DO NOT CALL OR TEXT THEM. Their manager is being asked to ring the police.';
const ASK = /^4821 ALERT CODE from Priya\. DO NOT CALL THEM\. Ring the police now\./;

/** Somebody says on a screen that they were given the code. */
const heard = (day: Story, person: string): Story =>
  day.happens({ kind: 'reported', person, incidentId: null, report: { kind: 'code' }, byText: false });
const scene = (day: Story) => ({ visit: day.visit, at: day.now, now: { directory: day.office } });
const why = (day: Story, person: string) => whyNotHeard(scene(day), person);

describe('the alert code by telephone, reported on a screen or through the API (HVPF 8.3.6)', () => {
  it('8.3.6: asks the manager at once, and is answered there: nobody is to call', () => {
    const day = heard(inside().at('14:20'), 'carol').hears('lena', ASK).allHear(['carol', 'colin'], NOT_TO_CALL);
    expect(day.answer).toMatch(/^4821: alert code noted\. DO NOT CALL Priya\./);
    expect(day.incident).toMatchObject({ kind: 'alert_code', subjects: ['priya'], step: 'line_manager' });
    expect(day.recorded('incident_opened')).toMatchObject([
      { by: 'carol', clause: 'HVPF 8.3.6', text: expect.stringMatching(/Carol Clark received the alert code\.$/) },
    ]);
  });

  it('8.3.6: said again it is noted, and changes nothing', () => {
    const day = heard(inside().at('14:20'), 'carol').asToldElsewhere();
    heard(day, 'carol');
    expect(day.visit.incidents).toHaveLength(1);
    expect(day.recorded('report_noted').at(-1)?.text).toMatch(/The incident goes on as alert code\.$/);
  });

  it.each([
    ['an overdue visit', () => overdue()],
    ['an SOS', () => sos()],
    ['one of which the police were told', () => policeTold()],
  ])('8.3.6: on %s it does what CODE by text does', (_, begin) => {
    const byText = begin().replies('carol', 'CODE').asToldElsewhere();
    const onScreen = heard(begin(), 'carol').asToldElsewhere();
    expect(onScreen.incident).toEqual(byText.incident);
    expect(onScreen.entries).toEqual(byText.entries);
    const alerts = (day: Story) =>
      day.sent.filter(({ purpose }) => purpose !== 'reply').map(({ to, body }) => [to, body]);
    expect(alerts(onScreen)).toEqual(alerts(byText));
  });

  it('8.3.6: of two inside, the one whom the open incident is about goes on being named first', () => {
    const day = story({ who: ['ben', 'priya'] })
      .at('14:00')
      .texts('priya', 'SOS')
      .asToldElsewhere();
    heard(day, 'carol')
      .hears('lena', /^4821 ALERT CODE from Priya and Ben\. DO NOT CALL THEM\. Ring the police now\./)
      .asToldElsewhere();
    expect(day.answer).toMatch(/^4821: alert code noted\. DO NOT CALL Priya or Ben\./);
    expect(day.incident.subjects).toEqual(['priya', 'ben']);
  });

  it('8.3.6: a visit that has ended, or was called off, raises the alarm all the same, and is seen again', () => {
    const left = inside().at('14:30').texts('priya', 'LEFT').asToldElsewhere();
    expect(heard(left.at('15:00'), 'carol').asToldElsewhere().visit.status).toBe('in_progress');
    const cancelled = story().cancels();
    heard(cancelled.at('14:20'), 'carol').hears('lena', ASK).asToldElsewhere();
    expect(cancelled.visit.status).toBe('in_progress');
    expect(cancelled.deadlines()).toEqual(['wait:incident-1:answer 14:22']);
    cancelled.replies('lena', 'SAFE').asToldElsewhere();
    expect(cancelled.visit.status).toBe('cancelled');
  });

  it('8.3.5: from somebody on the visit it is their own cry for help, answered like the phrase (P8)', () => {
    const day = heard(story({ who: ['priya', 'lena'] }).at('14:05'), 'lena').hears('mona', /ALERT CODE from Lena/);
    day.asToldElsewhere();
    expect(day.answer).toBe('OK, noted. We will cancel your next appointment.');
    expect(day.incident.subjects).toEqual(['lena']);
  });
});

describe('who may report it (HVPF 8.3.6)', () => {
  it.each([
    ['carol', null],
    ['colin', null],
    ['lena', null],
    ['sue', null],
    ['mona', null],
    ['hal', null],
    ['dora', null],
    ['priya', null],
    ['ben', 'not_theirs'],
    ['omar', 'not_theirs'],
    ['olive', 'not_theirs'],
    ['nobody', 'not_theirs'],
  ])('%s: %s', (person, expected) => {
    expect(why(inside(), person)).toBe(expected);
  });

  it('the line manager of anybody on it', () => {
    expect(why(inside({ who: ['priya', 'olive'] }), 'omar')).toBeNull();
  });

  it('the contact who was on duty when it began, though the rota has moved on', () => {
    const day = inside();
    const later = {
      ...day.office,
      contactsOnDuty: (unit: string, at: number) =>
        at > day.visit.plannedStart ? [] : day.office.contactsOnDuty(unit, at),
    };
    const now = { visit: day.visit, at: day.now + MINUTE, now: { directory: later } };
    expect(['carol', 'ben'].map((person) => whyNotHeard(now, person))).toEqual([null, 'not_theirs']);
  });

  it('nobody else: it is recorded, and nothing else happens', () => {
    const day = inside();
    const before = day.visit;
    heard(day, 'olive');
    expect(day.answer).toBeNull();
    expect(day.visit).toEqual(before);
    expect(day.recorded('refused')).toMatchObject([
      {
        by: 'olive',
        clause: 'HVPF 8.3.6',
        text: 'Olive Outsider reported the alert code; it was not taken, for they are neither contact nor manager for this visit.',
      },
    ]);
  });
});

describe('of which visit (HVPF 8.3.6)', () => {
  const ended = () => inside().at('14:30').texts('priya', 'LEFT').asToldElsewhere();
  const after = (day: Story, hours: number) => ({ ...scene(day), at: day.visit.expectedEnd + hours * HOUR });

  it('one that ended within 12 hours, and none that ended before', () => {
    expect(whyNotHeard(after(ended(), 12), 'carol')).toBeNull();
    expect(whyNotHeard({ ...after(ended(), 12), at: after(ended(), 12).at + 1 }, 'carol')).toBe('long_over');
  });

  it('the hours count from when they left, where that was later than planned', () => {
    const late = inside({ to: '14:20' }).at('14:29').texts('priya', 'LEFT').asToldElsewhere();
    const leftAt = late.visit.attendees[0]?.leftAt ?? 0;
    expect(leftAt).toBeLessThan(late.visit.expectedEnd);
    expect(whyNotHeard({ ...scene(late), at: late.visit.expectedEnd + 12 * HOUR }, 'carol')).toBeNull();
    const stayed = { ...late.visit, expectedEnd: leftAt - HOUR };
    expect(whyNotHeard({ ...scene(late), visit: stayed, at: leftAt + 12 * HOUR }, 'carol')).toBeNull();
  });

  it('one that is still watched, or has an incident open, however long ago', () => {
    expect(whyNotHeard(after(inside(), 300), 'carol')).toBeNull();
    const alarm = alertCode().at('14:21').texts('priya', 'LEFT').asToldElsewhere();
    expect(whyNotHeard({ ...after(alarm, 300), visit: { ...alarm.visit, status: 'concluded' } }, 'carol')).toBeNull();
  });

  it('one that is due within 12 hours, and none that is due later', () => {
    const before = (time: number) => ({ ...scene(story()), at: story().visit.plannedStart - time });
    expect(whyNotHeard(before(12 * HOUR), 'carol')).toBeNull();
    expect(whyNotHeard(before(12 * HOUR + 1), 'carol')).toBe('far_off');
  });

  it('a visit of another day is refused, and recorded', () => {
    const day = ended().skipTo('02:46');
    heard(day, 'carol');
    expect(day.visit.incidents).toEqual([]);
    expect(day.recorded('refused').at(-1)?.text).toMatch(/for the visit ended more than 12 hours ago\.$/);
  });

  it('by text the visit was found among those under way around the sender, and is not asked again', () => {
    inside()
      .at('14:20')
      .happens({ kind: 'reported', person: 'olive', incidentId: null, report: { kind: 'code' }, byText: true })
      .asToldElsewhere();
  });
});

describe('where a screen offers it (P8)', () => {
  const offered = (setting: Setting, person: string) => isOfferedCode(scene(inside(setting)), person);

  it('8.3.5: to contact and manager, and never to somebody on the visit', () => {
    expect(['carol', 'lena', 'priya', 'ben', 'olive'].map((person) => offered({}, person))).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
    expect(offered({ who: ['priya', 'lena'] }, 'lena')).toBe(false);
  });

  it('not once it is known', () => {
    expect(isOfferedCode(scene(alertCode()), 'carol')).toBe(false);
    expect(isOfferedCode(scene(overdue()), 'carol')).toBe(true);
  });
});
