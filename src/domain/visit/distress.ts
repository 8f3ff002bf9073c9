import { becomesReal } from '../drill/carry-out.js';
import { raise } from '../incident/open-incident.js';
import { passOnWords, tellResponders } from '../incident/report.js';
import type { MachineInput, PractitionerInput } from '../input.js';
import * as wording from '../texting/wording.js';
import type { Turn } from '../turn.js';
import { settleStatus } from './visit-status.js';

type Said<K extends PractitionerInput['kind']> = Extract<PractitionerInput, { kind: K }>;

/** An open call for help: contact and manager at once, and a short answer (HVPF 8.3.4). */
export function sos(turn: Turn, input: Said<'sos'>): void {
  becomesReal(turn, input.person);
  const { started } = raise(
    turn,
    'sos',
    [input.person],
    input.person,
    `${turn.name(input.person)} texted "${input.words}".`,
  );
  if (!started) passOnWords(turn, input.person, input.words);
  settleStatus(turn.visit);
  turn.reply(input.person, wording.helpComing());
}

/** The covert phrase: an ordinary answer here, and the manager asked to ring the police there (HVPF 8.3.5, P8). */
export function alertPhrase(turn: Turn, input: Said<'alert_phrase'>): void {
  becomesReal(turn, input.person);
  const { started } = raise(
    turn,
    'alert_code',
    [input.person],
    input.person,
    `${turn.name(input.person)} texted the alert phrase.`,
  );
  if (!started) passOnWords(turn, input.person, input.words);
  settleStatus(turn.visit);
  turn.reply(input.person, wording.appointmentCancelled());
}

/** The device's own alarm centre answers it; here the manager's side begins (HVPF 8.3.4). */
export function deviceActivated(turn: Turn, input: Extract<MachineInput, { kind: 'device_activated' }>): void {
  becomesReal(turn, input.person);
  const wearer = turn.name(input.person);
  const { started } = raise(
    turn,
    'device',
    [input.person],
    input.person,
    `The lone worker device of ${wearer} was set off. ${input.note}`.trim(),
  );
  if (!started) tellResponders(turn, (about) => wording.deviceToo(about, wearer));
  settleStatus(turn.visit);
}

/** Words that mean no command; during an incident its responders see them as they were written. */
export function said(turn: Turn, input: Said<'said'>): void {
  turn.record('text_received', `${turn.name(input.person)} texted "${input.words}".`, { by: input.person });
  passOnWords(turn, input.person, input.words);
  if (input.answer) turn.reply(input.person, input.answer);
}
