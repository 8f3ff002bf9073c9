import type { IncidentKind } from '../policy/policy.js';
import type { FollowUp, FollowUpKind } from './follow-up.js';

/** What came to the people concerned, as their manager found out afterwards. */
export const HARMS = ['none', 'threatened', 'hurt'] as const;
export type Harm = (typeof HARMS)[number];

/** A duty towards one of the people it was about, or, with `about` null, towards what happened. */
export interface Duty {
  readonly kind: Exclude<FollowUpKind, 'own'>;
  readonly about: string | null;
  readonly clause: string;
  /** Days from the end of the incident. The framework names no time but "immediate"; these are ours. */
  readonly days: number;
  /** Not left until Monday. */
  readonly evenAtWeekends: boolean;
}

export interface WhatHappened {
  readonly kind: IncidentKind;
  readonly subjects: readonly string[];
  readonly policeInvolved: boolean;
  /** Null until somebody has said. */
  readonly harm: Harm | null;
}

/**
 * What an incident calls for (HVPF 8.5.1, 8.5.2, 8.1.2). A departure that was only confirmed too late, without the police,
 * owes nothing, unless it turns out that they were threatened or hurt. Each of these is settled before the incident is closed:
 * done, or not needed for a reason that somebody gives.
 */
export function calledFor({ kind, subjects, policeInvolved, harm }: WhatHappened): Duty[] {
  const grave = kind !== 'overdue' || policeInvolved || harm === 'threatened' || harm === 'hurt';
  if (!grave) return [];
  const support = subjects.flatMap((about): Duty[] => [
    { kind: 'reassurance', about, clause: 'HVPF 8.5.1', days: 1, evenAtWeekends: true },
    { kind: 'time_away', about, clause: 'HVPF 8.5.1', days: 1, evenAtWeekends: true },
    { kind: 'debrief', about, clause: policeInvolved ? 'HVPF 8.5.2' : 'HVPF 8.5.1', days: 3, evenAtWeekends: false },
    ...(policeInvolved
      ? [{ kind: 'counselling' as const, about, clause: 'HVPF 8.5.2', days: 5, evenAtWeekends: false }]
      : []),
  ]);
  return [
    ...support,
    { kind: 'accident_report', about: null, clause: 'PI 13/2015', days: 3, evenAtWeekends: false },
    { kind: 'risk_assessment', about: null, clause: 'HVPF 8.1.2', days: 5, evenAtWeekends: false },
  ];
}

/** Those for which there is none yet. */
export const stillUncalled = (duties: readonly Duty[], known: readonly Pick<FollowUp, 'kind' | 'about'>[]): Duty[] =>
  duties.filter((duty) => !known.some(({ kind, about }) => kind === duty.kind && about === duty.about));

/** As a task; `name` of whom it supports. */
export function sayDuty({ kind, clause }: Pick<Duty, 'kind' | 'clause'>, name: string): string {
  switch (kind) {
    case 'reassurance':
      return `Reassurance: speak with ${name} in person`;
    case 'time_away':
      return `A short time away from the workplace for ${name}, if they need it`;
    case 'debrief':
      return clause === 'HVPF 8.5.2' ? `Formal de-briefing of ${name}` : `De-briefing of ${name}`;
    case 'counselling':
      return `Counselling for ${name}: say how to come by it, and arrange it if they wish`;
    case 'accident_report':
      return 'Accident report';
    case 'risk_assessment':
      return 'Review of the risk assessment, before the next visit there';
  }
}
