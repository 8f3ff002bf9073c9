import type { NewMessage } from '../domain/decision.js';
import type { Person } from '../domain/organisation/organisation.js';
import { keepersOf } from '../domain/permission/keepers-of.js';
import * as wording from '../domain/texting/wording.js';
import { DAY } from '../domain/time/instant.js';
import { faultEntry } from './fault-entry.js';
import type { Page } from './ports/ledger.js';

/**
 * A phone that texts cannot reach is a fault to mend: the contact, the line manager and those who keep their details are
 * told, once a day, and ring the person meanwhile.
 */
export async function tellOfUnreachablePhone(
  page: Page,
  person: Person,
  why: 'opted_out' | 'bad_number',
): Promise<void> {
  const body =
    why === 'opted_out'
      ? wording.phoneCutOff(person.name, person.mobile)
      : wording.badNumber(person.name, person.mobile);
  const { directory } = page;
  const people = [
    directory.contactsOnDuty(person.unit, page.now).find((contact) => !directory.isAbsent(contact.id, page.now)),
    directory.lineManagerOf(person.id),
    ...keepersOf(person, directory, page.now),
  ];
  const messages: NewMessage[] = [];
  for (const one of new Set(people)) {
    if (!one?.mobile || one.id === person.id || (await page.wasSent(one.mobile, body, page.now - DAY))) continue;
    messages.push({ to: one.id, mobile: one.mobile, body, urgency: 'alert', purpose: 'notice', incidentId: null });
  }
  await page.send(messages);
  const what =
    why === 'opted_out'
      ? `${person.name}'s phone has opted out of texts.`
      : `${person.name}'s number cannot be texted.`;
  const data = { person: person.id, told: messages.map((message) => message.to) };
  await page.writeOffice([faultEntry(page.now, what, data)]);
}
