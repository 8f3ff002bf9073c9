import { lookerName, through, tokenOf, type Viewer } from './record/looker.js';
import { copyOf } from './copy-of.js';
import type { Decision } from './decision.js';
import { overtaken, startDrill, stopped } from './drill/carry-out.js';
import { couldNotReach } from './escalation/escalate.js';
import { afterwards } from './incident/afterwards.js';
import { reported } from './incident/report.js';
import type { Input, PractitionerInput } from './input.js';
import * as wording from './texting/wording.js';
import { Turn, type Circumstances } from './turn.js';
import { arrived, extend, late } from './visit/at-the-door.js';
import { deadlinePassed } from './visit/clockwork.js';
import { cancelled, changed, planned } from './visit/diary.js';
import { alertPhrase, deviceActivated, said, sos } from './visit/distress.js';
import { abandon, left, noAccess } from './visit/leaving.js';
import { tellContactOfUnplanned } from './visit/tell-contact.js';
import { isUnaccounted, openIncident, type Visit } from './visit/visit.js';

/**
 * The rules. Given a visit, what happened and the circumstances, says what is now true and all that must be recorded and
 * sent. Pure and total: every input in every state has an answer, if only "recorded, nothing changes".
 */
export function decide(before: Visit, input: Input, now: Circumstances): Decision {
  const turn = new Turn(copyOf(before), now);
  apply(turn, input);
  const { visit, entries, messages, links, answerLinks, followUps, answer, notTaken } = turn;
  const othersGo = JSON.stringify(whoGoes(visit)) !== JSON.stringify(whoGoes(before));
  return { visit, othersGo, entries, messages, links, answerLinks, followUps, answer, notTaken };
}

const whoGoes = ({ attendees }: Visit): string[] => attendees.map(({ person }) => person);

function apply(turn: Turn, input: Input): void {
  switch (input.kind) {
    case 'planned':
      return planned(turn, input);
    case 'changed':
      return changed(turn, input);
    case 'cancelled':
      return cancelled(turn, input);
    case 'reported':
      return reported(turn, input);
    case 'deadline':
      return deadlinePassed(turn, input);
    case 'message_failed':
      return messageFailed(turn, input);
    case 'message_dropped':
      return turn.record('message_dropped', `A text to ${turn.name(input.to)} was not sent: ${input.why}.`, {
        incidentId: input.incidentId,
        data: { person: input.to, purpose: input.purpose },
      });
    case 'device_activated':
      return deviceActivated(turn, input);
    case 'drill_started':
      return startDrill(turn, input);
    case 'drill_stopped':
      return stopped(turn, input);
    case 'drill_overtaken':
      return overtaken(turn, input);
    case 'call_sheet_viewed':
      return callSheetAsked(
        turn,
        input,
        'call_sheet_viewed',
        (who, how) =>
          `${who} opened the call sheet${how}${input.withheld ? ', without who is visited and where: nobody was signed in who may see it' : ''}.`,
      );
    case 'call_sheet_refused':
      return callSheetAsked(
        turn,
        input,
        'refused',
        (who, how) => `${who} asked for the call sheet${how}; it is not theirs to open.`,
      );
    case 'record_made':
      return recordMade(turn, input);
    case 'record_refused':
      return turn.record(
        'refused',
        `${turn.name(input.by)} asked for the record as a document; it is not theirs to make.`,
        {
          by: input.by,
          incidentId: input.incidentId,
        },
      );
    case 'reviewed':
    case 'incident_closed':
    case 'incident_reopened':
      return afterwards(turn, input);
    default:
      return fromPractitioner(turn, input);
  }
}

/** What leaves the service as a file is on the record, and so is whether it names who is visited (P11). */
function recordMade(turn: Turn, { by, incidentId, names }: Extract<Input, { kind: 'record_made' }>): void {
  const whom = names ? 'it names who is visited and where' : 'it does not name who is visited';
  turn.record('record_made', `${turn.name(by)} made a document of this record; ${whom}.`, {
    by,
    incidentId,
    data: { names },
  });
}

function fromPractitioner(turn: Turn, input: PractitionerInput): void {
  if (input.kind === 'sos') return sos(turn, input);
  if (input.kind === 'alert_phrase') return alertPhrase(turn, input);
  if (input.kind === 'said') return said(turn, input);
  const attendee = turn.visit.attendees.find((one) => one.person === input.person);
  if (!attendee || turn.visit.status === 'cancelled') {
    turn.record(
      'text_received',
      `${turn.name(input.person)} texted "${input.kind.replaceAll('_', ' ')}"; the visit is not theirs, or is cancelled.`,
      { by: input.person },
    );
    return turn.reply(input.person, wording.closedAlready(turn.visit));
  }
  const firstWord = turn.visit.kind === 'unplanned' && attendee.status === 'planned';
  if (input.kind === 'arrived') arrived(turn, input, attendee);
  else if (input.kind === 'left') left(turn, input, attendee);
  else if (!isUnaccounted(attendee)) {
    turn.record(
      'text_received',
      `${turn.name(input.person)} texted "${input.kind.replaceAll('_', ' ')}" after the visit had ended for them.`,
      { by: input.person },
    );
    turn.reply(input.person, wording.closedAlready(turn.visit));
  } else if (input.kind === 'extend') extend(turn, input);
  else if (input.kind === 'late') late(turn, input, attendee);
  else if (input.kind === 'no_access') noAccess(turn, input, attendee);
  else abandon(turn, input, attendee);
  if (firstWord) tellContactOfUnplanned(turn, input.person);
}

/** A text did not reach its phone, or nothing was heard of it (P4, P6). */
function messageFailed(turn: Turn, input: Extract<Input, { kind: 'message_failed' }>): void {
  const incident = openIncident(turn.visit);
  turn.record('message_failed', `A text to ${turn.name(input.to)} did not arrive: ${input.why}.`, {
    incidentId: input.incidentId,
    data: { person: input.to, purpose: input.purpose },
  });
  if (input.purpose === 'ask' && incident && incident.id === input.incidentId) couldNotReach(turn, incident, input.to);
}

function callSheetAsked(
  turn: Turn,
  viewer: Viewer & { readonly incidentId: string; readonly withheld?: boolean },
  kind: 'call_sheet_viewed' | 'refused',
  says: (who: string, how: string) => string,
): void {
  const { by, incidentId } = viewer;
  const who = lookerName(viewer, turn.now.directory.person(by)?.name);
  turn.record(kind, says(who, through(viewer)), {
    by,
    incidentId,
    data: { ...tokenOf(viewer), ...(viewer.withheld && { withheld: true }) },
  });
}
