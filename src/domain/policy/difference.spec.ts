import { describe, expect, it } from '@jest/globals';
import { FRAMEWORK_POLICY } from '../simulation/framework-policy.js';
import { HOUR, MINUTE, SECOND } from '../time/instant.js';
import { differencesBetween, sayDifference } from './difference.js';
import type { Escalation, Policy } from './policy.js';
import { sayExactly, statementsOf } from './statements.js';

const withOverdue = (change: (overdue: Escalation) => Escalation): Policy => ({
  ...FRAMEWORK_POLICY,
  version: '2',
  escalations: { ...FRAMEWORK_POLICY.escalations, overdue: change(FRAMEWORK_POLICY.escalations.overdue) },
});
const said = (after: Policy): string[] => differencesBetween(FRAMEWORK_POLICY, after).map(sayDifference);

describe('A policy in words', () => {
  it('lays down each thing once', () => {
    const keys = statementsOf(FRAMEWORK_POLICY).map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it.each([
    [90 * SECOND, '1 minute 30 seconds'],
    [HOUR + MINUTE, '1 hour 1 minute'],
    [26 * HOUR, '1 day 2 hours'],
    [500, '0.5 seconds'],
    [0, 'no time'],
  ])('says %d milliseconds exactly: %s', (length, words) => expect(sayExactly(length)).toBe(words));

  it('says that nobody calls whoever used the alert code', () => {
    const calls = statementsOf(FRAMEWORK_POLICY).filter(
      ({ part, what }) => part === 'alert_code' && what.startsWith('Calls'),
    );
    expect(calls.map(({ value }) => value)).toEqual(['none: nobody calls them']);
  });
});

describe('The difference between two policies', () => {
  it('is none where only the version is another', () => {
    expect(said({ ...FRAMEWORK_POLICY, version: '2' })).toEqual([]);
  });

  it('names the time, its clause, and what it was', () => {
    expect(
      said({
        ...FRAMEWORK_POLICY,
        visit: { ...FRAMEWORK_POLICY.visit, overdue: { after: 5 * MINUTE, clause: 'HVPF 8.4.2' } },
      }),
    ).toEqual([
      'A visit: The alarm is raised: 5 minutes after the expected end (HVPF 8.4.2), before 10 minutes after the expected end (HVPF 8.4.2).',
    ]);
  });

  it('names whom a step asks otherwise', () => {
    const other = withOverdue((overdue) => ({
      ...overdue,
      steps: overdue.steps.map((step) =>
        step.kind === 'ask' && step.id === 'line_manager' ? { ...step, substitutes: ['managers_manager'] } : step,
      ),
    }));
    expect(said(other)).toEqual([
      "Overdue, line manager: In their absence, one after the other: the line manager's manager (HVPF 8.4.3), before senior person on site, another manager, the line manager's manager (HVPF 8.4.3).",
    ]);
  });

  it('names steps that are new or taken out', () => {
    const fewer = withOverdue((overdue) => ({ ...overdue, steps: overdue.steps.slice(1) }));
    expect(said(fewer)).toContain(
      'Overdue, nominated contact: Waits for an answer: taken out, before 3 minutes (HVPF 8.4.2).',
    );
    expect(differencesBetween(fewer, FRAMEWORK_POLICY).map(sayDifference)).toContain(
      'Overdue, nominated contact: Waits for an answer: 3 minutes (HVPF 8.4.2), new.',
    );
  });

  it('sees two steps change places', () => {
    const turned = withOverdue((overdue) => ({ ...overdue, steps: [...overdue.steps].reverse() }));
    expect(said(turned)).toEqual([expect.stringContaining('Overdue: The steps: senior leaders, then police')]);
  });
});
