import { describe, expect, it } from '@jest/globals';
import { alertCode, inside, overdue } from '../simulation/stages.js';
import { decide } from '../decide.js';
import { story, type Setting, type Story } from '../simulation/story.js';
import { COVERT } from '../simulation/words.js';
import { whyNotCancelled, whyNotChanged } from './diary.js';
import { statusSeenBy } from './visit-status.js';

describe('the itinerary diary (HVPF 8.2.1)', () => {
  it('8.2.1: who goes, from when to when, is recorded', () => {
    const day = story({ who: ['priya', 'ben'] }).happens({ kind: 'planned', by: 'carol' });
    expect(day.recorded('visit_planned')).toMatchObject([
      {
        by: 'carol',
        clause: 'HVPF 8.2.1',
        text: 'Visit V7K2 planned: Tue 1 Dec 14:00 to 14:45, Priya Patel and Ben Baker.',
        data: {
          plannedStart: '2026-12-01T14:00:00.000Z',
          plannedEnd: '2026-12-01T14:45:00.000Z',
          attendees: ['priya', 'ben'],
        },
      },
    ]);
    expect(day.visit.status).toBe('planned');
  });
});

describe('changes to the plan (HVPF 8.2.2)', () => {
  it('8.2.2: before it has begun the deadlines move, and nobody is disturbed', () => {
    const day = story().changes({ start: '15:00', end: '15:45' });
    expect(day.deadlines()).toEqual(['late:priya 15:15', 'overdue 15:55']);
    expect(day.recorded('visit_changed')).toMatchObject([
      {
        by: 'carol',
        clause: 'HVPF 8.2.2',
        text: 'Visit V7K2 changed: start Tue 1 Dec 15:00 (was 14:00), end Tue 1 Dec 15:45 (was 14:45).',
        data: {
          plannedStartBefore: '2026-12-01T14:00:00.000Z',
          plannedEndBefore: '2026-12-01T14:45:00.000Z',
          plannedStart: '2026-12-01T15:00:00.000Z',
          plannedEnd: '2026-12-01T15:45:00.000Z',
          expectedEnd: '2026-12-01T15:45:00.000Z',
          attendees: ['priya'],
        },
      },
    ]);
  });

  it('8.2.2: under way, a new end moves the alarm and the contact is told', () => {
    const day = inside()
      .at('14:10')
      .changes({ end: '15:30' })
      .hears('carol', 'V7K2 Priya: plan changed, out by 15:30.');
    expect(day.deadlines()).toEqual(['reminder:PT5M 15:25', 'reminder:PT0S 15:30', 'overdue 15:40']);
  });

  it('8.2.2: other changes are recorded in words and move nothing', () => {
    const day = inside()
      .at('14:10')
      .changes({ also: ['address'] })
      .hears('carol', /plan changed/);
    expect(day.recorded('visit_changed')[0]?.text).toBe('Visit V7K2 changed: address.');
    expect(day.visit.expectedEnd).toBe(day.visit.plannedEnd);
  });

  it('a change that changes nothing is recorded, and tells nobody', () => {
    const day = inside().at('14:10').changes({ start: '14:00', end: '14:45' });
    expect(day.recorded('visit_changed')[0]?.text).toBe('Visit V7K2 changed: nothing.');
    expect(day.visit.expectedEndSetAt).not.toBe(day.now);
  });

  it('8.3.1: a new start has a late arrival asked about afresh; reminders stay as they were', () => {
    const day = story()
      .at('14:15')
      .hears('priya', /was due/)
      .changes({ start: '14:30' });
    day.at('14:45').hears('priya', /was due to start 14:30/);
  });

  it('a new end has the reminders come afresh', () => {
    const day = inside().skipTo('14:40').asToldElsewhere().changes({ end: '15:00' }).hears('carol', /15:00/);
    expect(day.visit.handled).toEqual([]);
    day.at('14:55').hears('priya', /out by 15:00/);
  });

  it('people are added, and those who were to come and are taken off are not watched', () => {
    const day = story({ who: ['priya', 'ben'] }).changes({ attendees: ['ben', 'olive'] });
    expect(day.visit.attendees.map(({ person, status }) => [person, status])).toEqual([
      ['ben', 'planned'],
      ['olive', 'planned'],
    ]);
    expect(day.recorded('visit_changed')[0]?.text).toBe(
      'Visit V7K2 changed: attendees Ben Baker and Olive Outsider (was Priya Patel and Ben Baker).',
    );
    expect(day.recorded('visit_changed')[0]?.data).toMatchObject({ attendeesBefore: ['priya', 'ben'] });
  });

  it('they go in the order that is asked for: the first leads', () => {
    const order = (attendees: readonly string[]) =>
      story({ who: ['priya', 'ben'] })
        .changes({ attendees })
        .visit.attendees.map(({ person }) => person);
    expect([order(['ben', 'priya']), order(['olive', 'ben'])]).toEqual([
      ['ben', 'priya'],
      ['olive', 'ben'],
    ]);
  });

  it('the unit follows a new lead of another: its contacts are alerted, its police are rung', () => {
    const day = story().changes({ attendees: ['olive'] });
    expect(day.visit.unit).toBe('team-2');
    expect(day.recorded('visit_changed')).toMatchObject([
      {
        text: 'Visit V7K2 changed: attendees Olive Outsider (was Priya Patel), unit team-2 (was team-1).',
        data: { unit: 'team-2', unitBefore: 'team-1' },
      },
    ]);
    expect(story().changes({ attendees: ['priya', 'olive'] }).visit.unit).toBe('team-1');
  });

  it('P9: with somebody inside, or an incident open, it stays with those who were told of it', () => {
    const under = [
      inside()
        .at('14:10')
        .changes({ attendees: ['olive'] }),
      overdue().changes({ attendees: ['olive'] }),
    ];
    under[0]?.hears('carol', /Priya: plan changed/);
    expect(under.map(({ visit }) => visit.unit)).toEqual(['team-1', 'team-1']);
  });

  it('says that others go, in whatever state the visit is: their texts find it by that alone', () => {
    const others = (day: Story, attendees: readonly string[]) =>
      decide(day.visit, { kind: 'changed', by: 'carol', attendees, also: [] }, day.circumstances()).othersGo;
    expect([others(overdue(), ['ben']), others(inside(), ['priya', 'ben']), others(story(), [])]).toEqual([
      true,
      true,
      true,
    ]);
    expect(others(overdue(), ['priya'])).toBe(false);
  });

  it('P9: someone who is inside stays watched whatever the diary says', () => {
    const day = inside()
      .at('14:10')
      .changes({ attendees: ['ben'] })
      .hears('carol', /Priya: plan changed/);
    expect(day.visit.attendees).toMatchObject([
      { person: 'ben', status: 'planned' },
      { person: 'priya', status: 'arrived' },
    ]);
    day.skipTo('14:55').hears('carol', /OVERDUE Priya/);
  });

  it('of several of a series says so in the record of each', () => {
    const together = { by: 'carol', withOthers: true } as const;
    const day = story().happens({ kind: 'changed', also: ['address'], ...together });
    expect(day.recorded('visit_changed')[0]?.text).toBe('Visit V7K2 changed with others of its series: address.');
    day.happens({ kind: 'cancelled', reason: 'moved away', ...together });
    expect(day.recorded('visit_cancelled')).toMatchObject([
      {
        by: 'carol',
        text: 'Visit V7K2 cancelled with others of its series: moved away.',
        data: { plannedStart: '2026-12-01T14:00:00.000Z', attendees: ['priya'] },
      },
    ]);
  });

  it('with nobody left to come the visit is not made', () => {
    expect(story().changes({ attendees: [] }).visit.status).toBe('not_made');
  });

  it('after it has ended the watch does not start again by a new time', () => {
    const day = inside()
      .at('14:20')
      .texts('priya', 'LEFT')
      .asToldElsewhere()
      .changes({ end: '15:30' })
      .hears('carol', /plan changed/);
    expect(day.visit.status).toBe('concluded');
    expect(day.visit.expectedEnd).not.toBe(day.visit.plannedEnd);
    expect(day.deadlines()).toEqual([]);
  });

  it('8.2.2: of an overdue visit: the alarm goes on, whoever holds it decides', () => {
    const day = overdue().at('14:56').changes({ end: '16:00' });
    expect(day.incident.status).toBe('open');
    day.at('14:58').hears('lena', /OVERDUE/);
  });

  it('the record names a person who is no longer in the organisation by their id', () => {
    expect(
      story({ who: ['gone'] })
        .happens({ kind: 'planned', by: 'x' })
        .recorded('visit_planned')[0]?.text,
    ).toMatch(/, gone\.$/);
  });
});

describe('cancelling (HVPF 8.2.2)', () => {
  it('8.2.2: a visit that nobody has set out on is no longer watched', () => {
    const day = story().cancels('not needed');
    expect(day.visit).toMatchObject({ status: 'cancelled', attendees: [{ status: 'cancelled' }] });
    expect(day.recorded('visit_cancelled')).toMatchObject([
      { by: 'carol', clause: 'HVPF 8.2.2', text: 'Visit V7K2 cancelled: not needed.' },
    ]);
    day.at('20:00');
  });

  it('what somebody has said of it stays', () => {
    const day = story({ who: ['priya', 'ben'] })
      .at('14:00')
      .texts('ben', 'NO ACCESS')
      .asToldElsewhere()
      .cancels();
    expect(day.visit.attendees.map(({ status }) => status)).toEqual(['cancelled', 'no_access']);
  });

  it.each([
    ['somebody is inside', () => inside(), 'somebody is inside: it ends when they have left'],
    ['an incident is open', () => overdue(), 'an incident is open on it: stand that down first'],
    [
      'it has been concluded',
      () => inside().at('14:20').texts('priya', 'LEFT').asToldElsewhere(),
      'the visit is concluded already',
    ],
    ['it was not made', () => story().texts('priya', 'NO ACCESS').asToldElsewhere(), 'the visit is not made already'],
  ])('P9: not while %s: a screen is not a departure', (_, begin, why) => {
    const day = begin();
    const before = day.visit;
    expect(whyNotCancelled(day.visit, 'carol')).toBe(why);
    day.cancels();
    expect(day.visit).toEqual(before);
    expect(day.recorded('visit_cancelled')).toEqual([]);
    expect(day.recorded('report_noted').at(-1)).toMatchObject({
      by: 'carol',
      clause: 'HVPF 8.2.2',
      text: `Visit V7K2 was to be cancelled and was not: ${why}.`,
    });
  });

  it('nothing stands in the way of cancelling one that is to come', () => {
    expect(whyNotCancelled(story().visit, 'carol')).toBeNull();
  });

  it('P8: a cancelled attempt during an alert code says nothing to the phone', () => {
    alertCode().at('14:21').cancels();
  });
});

describe('the diary during an alert code, to somebody on the visit (HVPF 8.3.5, P8)', () => {
  /** Priya texted the covert phrase before she went in. */
  const outside = (setting: Setting = {}) => story(setting).at('13:50').texts('priya', COVERT).asToldElsewhere();
  const cancelledBy = (day: Story, by: string) => day.happens({ kind: 'cancelled', by, reason: 'moved' });

  it.each(['priya', 'ben'])('inside: %s is answered as without one, and it is recorded', (by) => {
    const day = story({ who: ['priya', 'ben'] })
      .at('14:00')
      .texts('priya', 'ARRIVED 45')
      .texts('priya', COVERT)
      .asToldElsewhere();
    expect(whyNotCancelled(day.visit, by)).toBe(whyNotCancelled(inside({ who: ['priya', 'ben'] }).visit, by));
    expect(whyNotCancelled(day.visit, by)).toBe('somebody is inside: it ends when they have left');
    expect(whyNotCancelled(day.visit, 'lena')).toBe('an incident is open on it: stand that down first');
    cancelledBy(day, by);
    expect(day.incident.status).toBe('open');
    expect(day.recorded('report_noted').at(-1)).toMatchObject({ by, text: expect.stringContaining('was not') });
  });

  it('not gone in yet: the diary takes it as without one, and the alarm goes on', () => {
    const day = outside();
    expect(whyNotCancelled(day.visit, 'priya')).toBeNull();
    cancelledBy(day, 'priya').hears('lena', '4821 text from Priya: "cancelled the visit"');
    expect([statusSeenBy('priya', day.visit), statusSeenBy('lena', day.visit)]).toEqual(['cancelled', 'in_progress']);
    expect(day.incident).toMatchObject({ status: 'open', wait: { for: 'answer' } });
    expect(day.recorded('visit_cancelled')).toMatchObject([
      { by: 'priya', incidentId: 'incident-1', text: 'Visit V7K2 cancelled: moved. Incident 4821 goes on.' },
    ]);
    expect(whyNotCancelled(day.visit, 'priya')).toBe('the visit is cancelled already');
    expect(whyNotChanged(day.visit, 'priya')).toBe('the visit is cancelled');
    day.at('13:52').hears('sue', /ALERT CODE from Priya/);
    day
      .replies('lena', 'SAFE')
      .hears('lena', /Stood down/)
      .asToldElsewhere();
    expect(day.visit.status).toBe('cancelled');
  });

  it('the visit is shown to them as it would be without one, to others as it is', () => {
    const seen = (day: Story) => ['priya', 'lena'].map((person) => statusSeenBy(person, day.visit));
    expect(seen(outside())).toEqual(['planned', 'in_progress']);
    expect(seen(alertCode())).toEqual(['in_progress', 'in_progress']);
    expect(seen(alertCode().at('14:21').texts('priya', 'LEFT').asToldElsewhere())).toEqual([
      'concluded',
      'in_progress',
    ]);
    expect(seen(outside().texts('priya', 'NO ACCESS').asToldElsewhere())).toEqual(['not_made', 'in_progress']);
    expect(seen(overdue())).toEqual(['overdue', 'overdue']);
  });

  it('once they have left, it can be changed and cancelled no more, as without one', () => {
    const day = alertCode().at('14:21').texts('priya', 'LEFT').asToldElsewhere();
    expect(whyNotChanged(day.visit, 'priya')).toBe('the visit is concluded');
    expect(whyNotChanged(day.visit, 'lena')).toBeNull();
    expect(whyNotCancelled(day.visit, 'priya')).toBe('the visit is concluded already');
  });
});
