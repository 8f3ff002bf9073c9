import { describe, expect, it } from '@jest/globals';
import type { Policy } from '../policy/policy.js';
import { FRAMEWORK_POLICY } from '../simulation/framework-policy.js';
import { mobileOf, officeWith, TEAM, ZONE } from '../simulation/office.js';
import { MINUTE } from '../time/instant.js';
import { showTime } from '../time/local.js';
import { compareRehearsals } from './compare.js';
import { rehearse, rehearseDrill, type Happening } from './rehearse.js';

const START = Date.parse('2026-06-02T13:00:00Z');
const SAMPLE = { unit: TEAM, person: 'priya', start: START, end: START + 45 * MINUTE, arrives: true };
const office = (oddities = {}, optedOut: readonly string[] = []) => ({
  directory: officeWith(oddities),
  zone: ZONE,
  optedOut: new Set(optedOut.map(mobileOf)),
});
const slower: Policy = {
  ...FRAMEWORK_POLICY,
  visit: { ...FRAMEWORK_POLICY.visit, overdue: { after: 15 * MINUTE, clause: 'HVPF 8.4.2' } },
};

const said = (happenings: readonly Happening[]): string[] =>
  happenings.map(({ at, kind, person, step }) =>
    `${at === null ? 'then' : showTime(at, ZONE)} ${kind} ${person ?? step ?? ''}`.trim(),
  );

describe('A rehearsal', () => {
  it('8.4: plays the rules for a visit that nobody comes out of, with nobody answering', () => {
    expect(said(rehearse(SAMPLE, FRAMEWORK_POLICY, office()))).toEqual([
      '14:40 reminder_sent priya',
      '14:45 reminder_sent priya',
      '14:55 incident_opened nominated_contact',
      '14:55 step_started nominated_contact',
      '14:55 asked carol',
      '14:58 step_started line_manager',
      '14:58 asked lena',
      '15:01 asked sue',
      '15:04 asked omar',
      '15:07 asked mona',
      '15:09 step_started police',
      '15:09 asked lena',
      '15:09 asked sue',
      '15:09 asked omar',
      '15:09 asked mona',
      '15:11 asked lena',
      '15:11 asked sue',
      '15:11 asked omar',
      '15:11 asked mona',
      '15:11 asked hal',
      '15:13 asked lena',
      '15:13 asked sue',
      '15:13 asked omar',
      '15:13 asked mona',
      '15:13 asked hal',
      '15:13 asked dora',
      'then step_started senior_leaders',
      'then told hal',
    ]);
  });

  it('asks about a late arrival where nothing was heard at all', () => {
    expect(said(rehearse({ ...SAMPLE, arrives: false }, FRAMEWORK_POLICY, office())).slice(0, 2)).toEqual([
      '14:15 late_arrival_asked priya',
      '14:55 incident_opened nominated_contact',
    ]);
  });

  it('passes over those who cannot be asked, and says why', () => {
    const found = rehearse(SAMPLE, FRAMEWORK_POLICY, office({ absent: ['lena'] }, ['carol']));
    expect(found.filter(({ kind }) => kind === 'passed_over').map(({ text }) => text)).toEqual(
      expect.arrayContaining([
        expect.stringContaining('Carol Clark (nominated contact) has a phone that has opted out'),
        expect.stringContaining('Lena Lewis (line manager) is absent'),
      ]),
    );
  });

  it('ends, whatever the waits are, and where there is nobody at all', () => {
    const { overdue } = FRAMEWORK_POLICY.escalations;
    const steps = overdue.steps.map((step) => (step.kind === 'police' ? { ...step, repeatEvery: 1 } : step));
    const hasty = {
      ...FRAMEWORK_POLICY,
      escalations: { ...FRAMEWORK_POLICY.escalations, overdue: { ...overdue, steps } },
    };
    expect(rehearse(SAMPLE, hasty, office()).length).toBeLessThan(1_000);
    const nobody = office({
      rota: [],
      withoutMobile: ['carol', 'colin', 'lena', 'sue', 'omar', 'mona', 'hal', 'dora'],
    });
    expect(rehearse(SAMPLE, hasty, nobody).some(({ kind }) => kind === 'asked')).toBe(false);
    expect(rehearse({ ...SAMPLE, person: 'nobody' }, FRAMEWORK_POLICY, office()).length).toBeGreaterThan(0);
  });

  it('of a drill names who is asked, and no leader who is only told', () => {
    const drill = { unit: TEAM, person: 'priya', kind: 'overdue', by: 'lena' } as const;
    const asked = rehearseDrill(drill, START, FRAMEWORK_POLICY, office()).filter(({ kind }) => kind === 'asked');
    expect([...new Set(asked.map(({ person }) => person))]).toEqual(['carol', 'lena', 'sue', 'omar', 'mona', 'colin']);
  });
});

describe('Two rehearsals side by side', () => {
  it('are the same where the policies are', () => {
    const one = rehearse(SAMPLE, FRAMEWORK_POLICY, office());
    expect(compareRehearsals(one, one).every(({ same }) => same)).toBe(true);
  });

  it('say how much later each thing comes', () => {
    const compared = compareRehearsals(
      rehearse(SAMPLE, FRAMEWORK_POLICY, office()),
      rehearse(SAMPLE, slower, office()),
    );
    const alarm = compared.find(({ one }) => one?.kind === 'incident_opened');
    expect(alarm).toMatchObject({ later: 5 * MINUTE, same: false });
    expect(compared.filter(({ one }) => one?.kind === 'reminder_sent').every(({ same }) => same)).toBe(true);
    const moments = compared.map(({ one, other }) => one?.at ?? other?.at ?? Number.MAX_SAFE_INTEGER);
    expect(moments).toEqual([...moments].sort((a, b) => a - b));
  });

  it('name what comes under one of them only', () => {
    const without = { ...FRAMEWORK_POLICY, visit: { ...FRAMEWORK_POLICY.visit, reminders: [] } };
    const gone = compareRehearsals(
      rehearse(SAMPLE, FRAMEWORK_POLICY, office()),
      rehearse(SAMPLE, without, office()),
    ).filter(({ other }) => other === null);
    expect(gone.map(({ one }) => one?.kind)).toEqual(['reminder_sent', 'reminder_sent']);
  });
});
