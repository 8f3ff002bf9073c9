import { deadlinesOf } from '../deadlines.js';
import { decide } from '../decide.js';
import type { NewEntry } from '../decision.js';
import { newDrill, type DrillKind } from '../drill/drill.js';
import type { Input } from '../input.js';
import type { Directory } from '../organisation/directory.js';
import type { PoliceStep, Policy } from '../policy/policy.js';
import type { Instant } from '../time/instant.js';
import type { Circumstances } from '../turn.js';
import { newVisit } from '../visit/new-visit.js';
import { openIncident, type Visit } from '../visit/visit.js';

/**
 * What the rules would do, moment by moment, for somebody from whom nothing more is heard and with nobody answering: the
 * rules themselves are played, and nothing is kept, sent or changed.
 */

export interface RehearsedOffice {
  readonly directory: Directory;
  readonly zone: string;
  readonly optedOut: ReadonlySet<string>;
}

export interface SampleVisit {
  readonly unit: string;
  readonly person: string;
  readonly start: Instant;
  readonly end: Instant;
  /** Whether ARRIVED came at the start. */
  readonly arrives: boolean;
}

/** One thing that would happen. */
export interface Happening {
  /** Null: as soon as somebody says that the police have been told. */
  readonly at: Instant | null;
  readonly kind: HappeningKind;
  readonly clause: string | null;
  readonly step: string | null;
  readonly person: string | null;
  /** How often they were asked in this step, from 1. */
  readonly times: number;
  /** As the record would have it. */
  readonly text: string;
}

const TOLD_OF = [
  'late_arrival_asked',
  'reminder_sent',
  'incident_opened',
  'step_started',
  'asked',
  'told',
  'passed_over',
  'fault',
] as const satisfies readonly NewEntry['kind'][];
export type HappeningKind = (typeof TOLD_OF)[number];

/** So often the police step asks before enough has been seen of it. */
const POLICE_ROUNDS = 3;

/** More than any policy needs; one whose waits are a thousandth of a second would be played for ever. */
const MOST_TURNS = 300;

/** The timetable of a visit that is planned under this policy, and whose practitioner does not come out. */
export function rehearse(sample: SampleVisit, policy: Policy, office: RehearsedOffice): Happening[] {
  const { unit, person, start, end, arrives } = sample;
  const plan = { id: 'rehearsal', reference: 'V0', unit, kind: 'alone', attendees: [person] } as const;
  const visit = newVisit({ ...plan, plannedStart: start, plannedEnd: end }, policy, start);
  const first: Input | null = arrives ? { kind: 'arrived', person, stay: null } : null;
  return new Rehearsal(visit, policy, office).play(first, start);
}

/** Who would be asked by a drill that began now, in the order in which it asks them. */
export function rehearseDrill(
  drill: { readonly unit: string; readonly person: string; readonly kind: DrillKind; readonly by: string },
  at: Instant,
  policy: Policy,
  office: RehearsedOffice,
): Happening[] {
  const visit = newDrill({ id: 'rehearsal', reference: 'V0', unit: drill.unit }, drill.person, policy, at);
  return new Rehearsal(visit, policy, office).play({ kind: 'drill_started', by: drill.by, as: drill.kind }, at);
}

class Rehearsal {
  private readonly happened: Happening[] = [];

  constructor(
    private visit: Visit,
    private readonly policy: Policy,
    private readonly office: RehearsedOffice,
  ) {}

  play(first: Input | null, at: Instant): Happening[] {
    if (first) this.take(first, at);
    for (let turns = 0; turns < MOST_TURNS && !this.hasSeenEnough(); turns += 1) {
      const [next] = deadlinesOf(this.visit, this.policy).sort((a, b) => a.dueAt - b.dueAt);
      if (!next) break;
      this.take({ kind: 'deadline', key: next.key, dueAt: next.dueAt }, Math.max(next.dueAt, at));
    }
    this.policeAreTold();
    return this.happened;
  }

  private hasSeenEnough(): boolean {
    const police = this.policeStep();
    return this.happened.some(({ step, times }) => step === police?.id && times >= POLICE_ROUNDS);
  }

  private policeStep(): PoliceStep | null {
    const incident = openIncident(this.visit);
    const steps = incident ? this.policy.escalations[incident.kind].steps : [];
    return steps.find((step): step is PoliceStep => step.kind === 'police' && step.id === incident?.step) ?? null;
  }

  /** Whom the leaders' step tells depends on no time, only on somebody's word. */
  private policeAreTold(): void {
    const incident = openIncident(this.visit);
    const person = incident?.asks.findLast(({ step }) => step === incident.step)?.person;
    if (!incident || !person || !this.policeStep() || this.visit.drill) return;
    const report = { kind: 'police', policeReference: null, operator: null } as const;
    const at = incident.wait?.until ?? incident.stepAt;
    this.take({ kind: 'reported', person, incidentId: incident.id, report, byText: false }, at, true);
  }

  private take(input: Input, at: Instant, policeTold = false): void {
    const { visit, entries } = decide(this.visit, input, this.circumstances(at));
    this.visit = visit;
    for (const entry of entries) {
      const kind = TOLD_OF.find((one) => one === entry.kind);
      if (!kind) continue;
      const { person, step, times } = entry.data;
      this.happened.push({
        at: policeTold ? null : at,
        kind,
        clause: entry.clause,
        step: typeof step === 'string' ? step : (openIncident(visit)?.step ?? null),
        person: typeof person === 'string' ? person : null,
        times: typeof times === 'number' ? times : 1,
        text: entry.text,
      });
    }
  }

  private circumstances(at: Instant): Circumstances {
    return {
      ...this.office,
      at,
      policy: this.policy,
      gap: null,
      fresh: { incidentId: 'rehearsal', reference: '0000' },
      callSheet: () => NO_LINK,
      answerPage: () => NO_LINK,
    };
  }
}

const NO_LINK = { token: '', url: '' };
