import { describe, expect, it } from '@jest/globals';
import { deadlinesOf, lateKey, OVERDUE, reminderKey } from './deadlines.js';
import { FRAMEWORK_POLICY } from './simulation/framework-policy.js';
import { inside, overdue, sos } from './simulation/stages.js';
import { story } from './simulation/story.js';

const of = (day: ReturnType<typeof story>) => deadlinesOf(day.visit, FRAMEWORK_POLICY);

describe('the deadlines of a visit follow from its state (P2)', () => {
  it('planned: a question about a late arrival for each who is to come, and the alarm by the end in the diary', () => {
    const day = story({ who: ['priya', 'ben'] });
    const { plannedStart, plannedEnd } = day.visit;
    expect(of(day)).toEqual([
      { key: 'late:priya', dueAt: plannedStart + 15 * 60_000, urgency: 'reminder' },
      { key: 'late:ben', dueAt: plannedStart + 15 * 60_000, urgency: 'reminder' },
      { key: 'overdue', dueAt: plannedEnd + 10 * 60_000, urgency: 'alarm' },
    ]);
  });

  it('inside: the reminders, and the alarm', () => {
    const day = inside();
    expect(of(day)).toEqual([
      { key: 'reminder:PT5M', dueAt: day.visit.expectedEnd - 5 * 60_000, urgency: 'reminder' },
      { key: 'reminder:PT0S', dueAt: day.visit.expectedEnd, urgency: 'reminder' },
      { key: 'overdue', dueAt: day.visit.expectedEnd + 10 * 60_000, urgency: 'alarm' },
    ]);
  });

  it('a reminder at the very moment at which its end was set is none', () => {
    const day = story().at('14:00').texts('priya', 'ARRIVED 0').asToldElsewhere();
    expect(of(day).map(({ key }) => key)).toEqual(['overdue']);
  });

  it('during an incident: its wait, and nothing else', () => {
    for (const day of [overdue(), sos()]) {
      const { wait, id } = day.incident;
      expect(of(day)).toEqual([{ key: `wait:${id}:${wait!.for}`, dueAt: wait!.until, urgency: 'alarm' }]);
    }
  });

  it('an incident that waits for nothing has none', () => {
    const day = overdue();
    day.visit = { ...day.visit, incidents: [{ ...day.incident, wait: null }] };
    expect(of(day)).toEqual([]);
  });

  it.each(['concluded', 'not_made', 'cancelled'] as const)('%s: none', (status) => {
    const day = story();
    expect(deadlinesOf({ ...day.visit, status }, FRAMEWORK_POLICY)).toEqual([]);
  });

  it.each(['planned', 'in_progress', 'overdue'] as const)('%s with someone to be heard of: watched', (status) => {
    expect(deadlinesOf({ ...story().visit, status }, FRAMEWORK_POLICY).map(({ key }) => key)).toContain('overdue');
  });

  it('with everyone accounted for: none, whatever the status says', () => {
    const day = story();
    const attendees = day.visit.attendees.map((one) => ({ ...one, status: 'left' as const }));
    expect(deadlinesOf({ ...day.visit, attendees }, FRAMEWORK_POLICY)).toEqual([]);
  });

  it('the keys say what they are', () => {
    expect([OVERDUE, lateKey('priya'), reminderKey(300_000)]).toEqual(['overdue', 'late:priya', 'reminder:PT5M']);
  });
});
