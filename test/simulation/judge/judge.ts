import type { Played } from '../story/played.js';
import { alarmsAreRaised, poisonIsTold } from './alarms.js';
import { covertAlarmsAreHidden } from './covert.js';
import { Evidence } from './evidence.js';
import { gapsAreToldOnce } from './gaps.js';
import { messagesAreSent, nothingStaleIsSent } from './messages.js';
import { recordIsWhole } from './record.js';
import { referencesAreUsedOnce, stepsAreTaken } from './steps.js';
import { onlyPeopleAnswer, textsAreHandledOnce } from './texts.js';

/**
 * The promises, judged by what phones received and what the record says. Nothing here asks the rules: what is due, who is
 * whose manager and what a step may take is written down a second time, from the framework and the brief.
 */
export function judge(played: Played): string[] {
  const evidence = new Evidence(played);
  return JUDGEMENTS.flatMap((judgement) => judgement(evidence));
}

const JUDGEMENTS: readonly ((evidence: Evidence) => string[])[] = [
  textsAreHandledOnce,
  onlyPeopleAnswer,
  alarmsAreRaised,
  poisonIsTold,
  stepsAreTaken,
  referencesAreUsedOnce,
  messagesAreSent,
  nothingStaleIsSent,
  covertAlarmsAreHidden,
  gapsAreToldOnce,
  recordIsWhole,
];
