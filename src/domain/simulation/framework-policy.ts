import type { AskStep, Escalation, Policy, PoliceStep, StepRole, TellStep } from '../policy/policy.js';
import { HOUR, MINUTE, SECOND } from '../time/instant.js';

/**
 * The framework's policy as the specs of the rules know it, written out by hand: the rules read no files, and
 * policy-file.spec.ts compares this with policies/hmpps-home-visits.yaml, so that neither changes without the other.
 */

const OVERDUE_SUBSTITUTES: readonly StepRole[] = ['senior_on_site', 'other_manager', 'managers_manager'];
const COVERT_SUBSTITUTES: readonly StepRole[] = ['senior_on_site', 'managers_manager', 'other_manager'];

const ask = (step: Omit<AskStep, 'kind' | 'substitutes' | 'tells'> & Partial<AskStep>): AskStep => ({
  kind: 'ask',
  substitutes: [],
  tells: [],
  ...step,
});

const police = (clause: string, substitutes: readonly StepRole[]): PoliceStep => ({
  kind: 'police',
  id: 'police',
  clause,
  widen: ['line_manager', ...substitutes, 'pdu_head', 'regional_director', 'nominated_contact'],
  repeatEvery: 2 * MINUTE,
  acknowledgementLasts: 5 * MINUTE,
});

const leaders = (clause: string, ...tells: StepRole[]): TellStep => ({
  kind: 'tell',
  id: 'senior_leaders',
  clause,
  tells,
  askForNewsEvery: 30 * MINUTE,
});

const overdue: Escalation = {
  clause: 'HVPF 8.4.2',
  standDown: { clause: 'HVPF 8.4.2', beforePolice: ['practitioner', 'contact', 'manager'], afterPolice: ['manager'] },
  steps: [
    ask({
      id: 'nominated_contact',
      clause: 'HVPF 8.4.2',
      asks: ['nominated_contact'],
      attempts: 1,
      answerWithin: 3 * MINUTE,
      outcomeWithin: 5 * MINUTE,
      longest: 3 * MINUTE,
    }),
    ask({
      id: 'line_manager',
      clause: 'HVPF 8.4.3',
      asks: ['line_manager'],
      substitutes: OVERDUE_SUBSTITUTES,
      attempts: 2,
      answerWithin: 3 * MINUTE,
      outcomeWithin: 5 * MINUTE,
      longest: 11 * MINUTE,
    }),
    police('HVPF 8.4.3', OVERDUE_SUBSTITUTES),
    leaders('HVPF 8.4.3', 'pdu_head', 'regional_director'),
  ],
};

const alertCode: Escalation = {
  clause: 'HVPF 8.3.6',
  standDown: { clause: 'HVPF 8.3.6', beforePolice: ['manager'], afterPolice: ['manager'] },
  steps: [
    ask({
      id: 'line_manager',
      clause: 'HVPF 8.3.6',
      asks: ['line_manager'],
      substitutes: COVERT_SUBSTITUTES,
      tells: ['nominated_contact'],
      attempts: 0,
      answerWithin: 2 * MINUTE,
      outcomeWithin: 5 * MINUTE,
      longest: 6 * MINUTE,
    }),
    police('HVPF 8.3.6', COVERT_SUBSTITUTES),
    leaders('HVPF 8.3.6', 'pdu_head'),
  ],
};

const distress = (
  id: string,
  asks: readonly StepRole[],
  beforePolice: Escalation['standDown']['beforePolice'],
): Escalation => ({
  clause: 'HVPF 8.3.4',
  standDown: { clause: 'HVPF 8.3.4', beforePolice, afterPolice: ['manager'] },
  steps: [
    ask({
      id,
      clause: 'HVPF 8.3.4',
      asks,
      substitutes: OVERDUE_SUBSTITUTES,
      attempts: 2,
      answerWithin: 2 * MINUTE,
      outcomeWithin: 5 * MINUTE,
      longest: 8 * MINUTE,
    }),
    police('HVPF 8.4.3', OVERDUE_SUBSTITUTES),
    leaders('HVPF 8.4.3', 'pdu_head', 'regional_director'),
  ],
});

export const FRAMEWORK_POLICY: Policy = {
  name: 'hmpps-home-visits',
  version: '2025-01-13.1',
  title: 'HMPPS Home Visits Policy Framework, re-issued 13 January 2025, section 8',
  visit: {
    lateArrival: { after: 15 * MINUTE, clause: 'HVPF 8.3.1' },
    reminders: [
      { before: 5 * MINUTE, clause: 'HVPF 8.4.1' },
      { before: 0, clause: 'HVPF 8.4.1' },
    ],
    overdue: { after: 10 * MINUTE, clause: 'HVPF 8.4.2' },
    longestStay: 8 * HOUR,
  },
  departurePin: 'never',
  messages: { silentAfter: 60 * SECOND, linkLasts: 4 * HOUR },
  catchUp: { answerWithin: 2 * MINUTE },
  escalations: {
    overdue,
    alert_code: alertCode,
    device: distress('line_manager', ['line_manager', 'nominated_contact'], ['manager']),
    sos: distress('contact_and_manager', ['nominated_contact', 'line_manager'], ['contact', 'manager']),
  },
};
