import type { AfterwardsInput } from '../input.js';
import { iso } from '../time/instant.js';
import type { Turn } from '../turn.js';
import type { Incident } from './incident.js';

/**
 * What is said of an incident once it has ended: what came of it, that it is closed, that it is not after all (HVPF 8.5). Reasons
 * are among the facts of an entry and not in its text: what stands in a timeline is read by more people.
 */
export function afterwards(turn: Turn, input: AfterwardsInput): void {
  const incident = turn.visit.incidents.find(({ id }) => id === input.incidentId);
  if (!incident || incident.status === 'open') return;
  switch (input.kind) {
    case 'reviewed':
      return reviewed(turn, incident, input);
    case 'incident_closed':
      if (incident.status === 'closed') return;
      incident.status = 'closed';
      incident.closing = { by: input.by, at: turn.at, reason: input.reason };
      return turn.record('incident_closed', `${turn.name(input.by)} closed incident ${incident.reference}.`, {
        by: input.by,
        clause: 'HVPF 8.5.1',
        incidentId: incident.id,
        data: { before: 'stood_down', after: 'closed', reason: input.reason },
      });
    case 'incident_reopened':
      if (incident.status !== 'closed') return;
      incident.status = 'stood_down';
      delete incident.closing;
      incident.reopening = { by: input.by, at: turn.at, reason: input.reason };
      return turn.record(
        'incident_reopened',
        `${turn.name(input.by)} reopened what follows incident ${incident.reference}.`,
        {
          by: input.by,
          clause: 'HVPF 8.5.1',
          incidentId: incident.id,
          data: { before: 'closed', after: 'stood_down', reason: input.reason },
        },
      );
  }
}

function reviewed(turn: Turn, incident: Incident, input: Extract<AfterwardsInput, { kind: 'reviewed' }>): void {
  const { by, harm, account, learned } = input;
  const before = incident.review;
  incident.review = { harm, account, learned, by, at: turn.at };
  turn.record('incident_reviewed', `${turn.name(by)} wrote down what came of it and what was learned.`, {
    by,
    clause: 'HVPF 8.5.1',
    incidentId: incident.id,
    data: {
      harm,
      account,
      learned,
      harmBefore: before?.harm ?? null,
      accountBefore: before?.account ?? null,
      learnedBefore: before?.learned ?? null,
      writtenBefore: before ? iso(before.at) : null,
    },
  });
}
