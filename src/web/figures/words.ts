import type { Cause } from '../../domain/figures/figures.js';
import { OUTCOME_WORDS } from '../incidents/log/words.js';

/** What the figures are called, and exactly what each counts. */

export const CAUSE_WORDS: Readonly<Record<Cause, string>> = {
  ...OUTCOME_WORDS,
  graver: 'Became an alert code, SOS or device alarm',
  open: 'Still open',
};

export const DEFINITIONS = {
  visits:
    'Visits whose planned start lies in the month and has passed, by the diary as it stands now. Cancelled visits and home-safe checks are not counted. Drills are counted nowhere on this page.',
  arrivals:
    'Arrival on time: everybody on the visit confirmed arrival before the question about a late arrival was due under the policy of that visit. Of the visits for which that moment has come; those not in the diary, and people who had no access, gave up before going in or were taken off, are left out.',
  departures:
    'Departure on time: the visit ended without the overdue alarm being raised. Of the visits that have ended, and those for which the alarm was raised.',
  overdue:
    'Incidents that were opened in the month because no departure was confirmed in time. The cause is how the incident ended, as the record has it. "Had left" and "had not gone in": their own text, which came after the alarm. "The visit went on": they extended, confirmed arrival or said that they were late after the alarm, or a responder reached them and gave them more time. "Found safe": a responder reported so. "The police were told" comes before all of these.',
  falseAlarms:
    'False alarms: overdue incidents that ended without the police having been told and without turning into an alert code, an SOS or a device alarm.',
  answered:
    "Time to the first answer: from the moment the overdue alarm was due, so that an alarm that came late counts as late, to the first word of a responder about it, by text, on a screen or through another program, whether or not it was understood. The word of somebody on the visit does not count; incidents without any responder's word are left out.",
  stoodDown: 'Time to stand-down: from the same moment to the end of the incident. Those still open are left out.',
  times:
    'Median: half of the times, or more, are no longer than this. Nine in ten: nine tenths of them, or more, are no longer. Both are times that really occurred.',
  steps:
    'Incidents of every kind opened in the span in which this step was started. An incident is counted once at each step that it reached.',
  unanswered:
    'People asked: each person once for each incident of any kind in which they were asked. Not answered: those of them whose time to answer ran out at least once, as the record has it. Police steps ask again instead of running out.',
  units: 'Each visit and incident is counted in the unit that the visit belongs to, not in those above it.',
} as const;
