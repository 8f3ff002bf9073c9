import { describe, expect, it } from '@jest/globals';
import { officeWith } from '../simulation/office.js';
import { alertCode, inside, overdue } from '../simulation/stages.js';
import { story, type Story } from '../simulation/story.js';
import { COVERT } from '../simulation/words.js';
import { iso, MINUTE } from '../time/instant.js';
import { CALENDAR_CHANGES, inCalendar, isInCalendars } from './in-calendar.js';

const office = officeWith({});
const shows = (day: Story) => inCalendar(day.visit, office);

describe('What a calendar says of a visit', () => {
  it('is who goes and when', () => {
    const { title, start, end, cancelled } = shows(story({ who: ['priya', 'ben'] }));
    expect([title, iso(start), iso(end), cancelled]).toEqual([
      'Home visit V7K2 (Priya Patel and Ben Baker)',
      '2026-12-01T14:00:00.000Z',
      '2026-12-01T14:45:00.000Z',
      false,
    ]);
  });

  it('8.3.2: goes on until the end that is expected now', () => {
    const day = inside().at('14:30').texts('priya', 'EXTEND 30').asToldElsewhere();
    expect(iso(shows(day).end)).toBe('2026-12-01T15:15:00.000Z');
  });

  it('is a home-safe check where nobody is visited', () => {
    expect(shows(story({ kind: 'home_safe' })).title).toBe('Home-safe check V7K2 (Priya Patel)');
  });

  it('names by their id whoever is not in the organisation any more', () => {
    expect(shows(story({ who: ['gone'] })).title).toBe('Home visit V7K2 (gone)');
  });

  it('ends after it begins, also where somebody came early and was quick', () => {
    const { visit } = story();
    const early = { ...visit, expectedEnd: visit.plannedStart - 5 * MINUTE };
    expect(inCalendar(early, office).end).toBe(visit.plannedEnd);
    const short = { ...visit, expectedEnd: visit.plannedStart + 1 };
    expect(inCalendar(short, office).end).toBe(visit.plannedStart + MINUTE);
  });

  it('keeps a name on one line', () => {
    const { visit } = story();
    const hostile = { person: () => ({ ...office.person('priya')!, name: 'Priya\r\nPatel\u2028' }) };
    expect(inCalendar(visit, hostile).title).toBe('Home visit V7K2 (Priya Patel )');
  });

  it('is nothing of an overdue visit but that it is there', () => {
    expect(JSON.stringify(shows(overdue()))).not.toMatch(/overdue|4821/i);
  });

  it('P8: is the same with an alert code as without one', () => {
    expect(shows(alertCode())).toEqual(shows(inside()));
  });

  it('P8: is cancelled where whoever used the alert code has cancelled it, though the alarm goes on', () => {
    const cancelled = (day: Story): Story => day.happens({ kind: 'cancelled', by: 'priya', reason: 'moved' });
    const outside = story().at('13:50').texts('priya', COVERT).asToldElsewhere();
    const alarmed = cancelled(outside).asToldElsewhere();
    expect(alarmed.incident.status).toBe('open');
    expect(shows(alarmed)).toEqual(shows(cancelled(story())));
    expect(shows(alarmed).cancelled).toBe(true);
  });
});

describe('The changes that a calendar is told of', () => {
  const counted = (day: Story): number => day.entries.filter(({ kind }) => CALENDAR_CHANGES.includes(kind)).length;

  it('are all that change what it says', () => {
    const day = story();
    let seen = [counted(day), JSON.stringify(shows(day))] as const;
    const changes: ((day: Story) => Story)[] = [
      (one) => one.changes({ start: '14:10', end: '15:00' }),
      (one) => one.changes({ attendees: ['priya', 'ben'] }),
      (one) => one.at('14:05').texts('priya', 'LATE 20').asToldElsewhere(),
      (one) => one.at('14:30').texts('priya', 'ARRIVED 45').asToldElsewhere(),
      (one) => one.at('14:40').texts('priya', 'EXTEND 45').asToldElsewhere(),
      (one) => one.at('14:45').texts('priya', 'ABANDON').asToldElsewhere(),
    ];
    for (const change of changes) {
      change(day);
      const now = [counted(day), JSON.stringify(shows(day))] as const;
      expect(now[1] === seen[1] || now[0] > seen[0]).toBe(true);
      seen = now;
    }
    const plain = story();
    expect(counted(plain.cancels())).toBeGreaterThan(0);
  });

  it('P8: an alert code, what is asked about it and its stand-down are none of them', () => {
    const day = alertCode();
    const before = counted(day);
    day.replies('lena', 'SAFE').asToldElsewhere();
    expect(day.incident.status).not.toBe('open');
    expect([counted(day), before]).toEqual([counted(inside()), counted(inside())]);
  });
});

describe('A calendar', () => {
  it('holds what the diary does, and no drill', () => {
    const { visit } = story();
    expect([visit, { ...visit, drill: true as const }].map(isInCalendars)).toEqual([true, false]);
  });

  it('P8: holds no visit that the diary did not, for an alert code may have brought it there', () => {
    expect(isInCalendars({ ...story().visit, kind: 'unplanned' })).toBe(false);
  });
});
