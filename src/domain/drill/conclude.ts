import type { Incident } from '../incident/incident.js';
import * as exercise from '../texting/exercise.js';
import type { Turn } from '../turn.js';
import { isUnaccounted } from '../visit/visit.js';
import type { DrillOutcome } from './drill.js';

const ENDED: Readonly<Record<DrillOutcome, string>> = {
  police_step: 'The drill reached the police step and was answered.',
  stood_down: 'The drill was stood down.',
  stopped: 'The drill was stopped.',
  ran_out: 'The drill ended by itself.',
  overtaken: 'The drill gave way to something real.',
};

/**
 * With its incident the whole drill ends: nobody was out, so nobody is watched any longer. Its practitioner is told, unless
 * they are answered for ending it. `answered`: whoever needs no text.
 */
export function concludeDrill(
  turn: Turn,
  incident: Incident,
  by: string,
  answered: string | null,
  how: DrillOutcome,
): void {
  for (const attendee of turn.visit.attendees) {
    if (isUnaccounted(attendee)) Object.assign(attendee, { status: 'left', leftAt: turn.at, leftSaidBy: by });
  }
  turn.record('drill_ended', ENDED[how], { by, incidentId: incident.id, data: { outcome: how } });
  for (const { person } of turn.visit.attendees) {
    if (person !== answered) turn.send(person, exercise.over(turn.visit, turn.at, turn.now), 'notice', 'notice');
  }
}
