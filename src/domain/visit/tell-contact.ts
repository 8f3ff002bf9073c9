import * as wording from '../texting/wording.js';
import type { Turn } from '../turn.js';
import { openIncident } from './visit.js';

/**
 * Tells the contact on duty of a change to the plan (HVPF 8.2.2). While an incident is open its responders are told in
 * their own way, and a contact must not be moved to ring somebody who used the alert code.
 */
export function tellContact(turn: Turn, what: string, about: string): void {
  if (openIncident(turn.visit)) return;
  sendToContact(turn, wording.tellContactOfChange(turn.visit, turn.name(about), what, turn.now));
}

/** Someone has gone in somewhere that the diary does not know. */
export function tellContactOfUnplanned(turn: Turn, about: string): void {
  if (openIncident(turn.visit)) return;
  const mobile = turn.person(about)?.mobile ?? null;
  sendToContact(turn, wording.tellContactOfUnplanned(turn.visit, turn.name(about), mobile, turn.now));
}

function sendToContact(turn: Turn, text: string): void {
  const { directory, at, optedOut } = turn.now;
  const contact = directory
    .contactsOnDuty(turn.visit.unit, at)
    .find(
      (person) =>
        person.mobile !== null &&
        !optedOut.has(person.mobile) &&
        !directory.isAbsent(person.id, at) &&
        !turn.visit.attendees.some((attendee) => attendee.person === person.id),
    );
  if (!contact) {
    turn.record('passed_over', 'No nominated contact could be told of the change.', { clause: 'HVPF 8.2.2' });
    return;
  }
  turn.send(contact.id, text, 'notice', 'notice');
  turn.record('contact_told', `${contact.name} was told of the change.`, {
    clause: 'HVPF 8.2.2',
    data: { person: contact.id },
  });
}
