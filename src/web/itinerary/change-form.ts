import type { VisitPlan } from '../../domain/visit/visit-plan.js';
import type { VisitView } from '../../application/ports/reader.js';
import { MINUTE } from '../../domain/time/instant.js';
import type { Typed } from '../form/typed.js';
import { visitedFields } from './plan-form.js';
import { spanFields } from './when.js';

/** The form that changes a visit: filled in as the diary has it, and read for what is different. */

export function changeFields({ visit, details }: VisitView, zone: string): Typed {
  const [lead, companion] = visit.attendees.map(({ person }) => person);
  return {
    attendee: lead ?? '',
    companion: companion ?? '',
    kind: visit.kind,
    purpose: details.purpose,
    ...spanFields(visit.plannedStart, visit.plannedEnd, zone),
    ...visitedFields(details.personVisited),
  };
}

export function changeIn({ visit, details }: VisitView, plan: VisitPlan): Partial<VisitPlan> {
  const before = visit.attendees.map(({ person }) => person);
  const others = (one: unknown, other: unknown): boolean => JSON.stringify(one) !== JSON.stringify(other);
  // What the form shows is to the minute; what was not touched stays to the second.
  const moved = (shown: number, was: number): boolean => shown !== Math.floor(was / MINUTE) * MINUTE;
  return {
    ...(before.length <= 2 && others(before, plan.attendees) && { attendees: plan.attendees }),
    ...(plan.kind !== visit.kind && { kind: plan.kind }),
    ...(plan.purpose !== details.purpose && { purpose: plan.purpose }),
    ...(others(inOrder(details.personVisited), inOrder(plan.personVisited)) && { personVisited: plan.personVisited }),
    ...(moved(plan.plannedStart, visit.plannedStart) && { plannedStart: plan.plannedStart }),
    ...(moved(plan.plannedEnd, visit.plannedEnd) && { plannedEnd: plan.plannedEnd }),
  };
}

const inOrder = (visited: VisitPlan['personVisited']): unknown =>
  visited && [
    visited.reference,
    visited.name,
    visited.address.lines,
    visited.address.postcode,
    visited.riskOfSeriousHarm,
  ];
