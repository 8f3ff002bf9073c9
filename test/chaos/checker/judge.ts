import type { Evidence } from '../evidence.js';
import { alive } from './alive.js';
import { caseOf, type Case } from './case.js';
import { caughtUp } from './caught-up.js';
import { causelessAlarms } from './causeless-alarms.js';
import type { Finding } from './finding.js';
import { hidden } from './hidden.js';
import { inTime } from './in-time.js';
import { missedDepartures } from './missed-departures.js';
import { noAlertLost } from './no-alert-lost.js';
import { nothingStale } from './nothing-stale.js';
import { oneIncident } from './one-incident.js';
import { repeatsSaySo } from './repeats-say-so.js';
import { rightPeople } from './right-people.js';
import { rightPersonEnds } from './right-person-ends.js';
import { stepsHaveReasons } from './steps-have-reasons.js';
import { textsOnce } from './texts-once.js';
import { trueTimes } from './true-times.js';
import { wholeRecord } from './whole-record.js';

/** One file each. None shares a line of code with the service. */
const JUDGEMENTS: readonly ((the: Case) => Finding[])[] = [
  missedDepartures,
  inTime,
  caughtUp,
  rightPeople,
  stepsHaveReasons,
  causelessAlarms,
  hidden,
  rightPersonEnds,
  oneIncident,
  noAlertLost,
  repeatsSaySo,
  nothingStale,
  textsOnce,
  wholeRecord,
  trueTimes,
  alive,
];

/** Everything that must not be, and is. */
export function judge(evidence: Evidence): Finding[] {
  const the = caseOf(evidence);
  return JUDGEMENTS.flatMap((judgement) => judgement(the));
}
