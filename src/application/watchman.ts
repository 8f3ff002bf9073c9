import type { NewMessage } from '../domain/decision.js';
import { oneSegment } from '../domain/texting/gsm7.js';
import { dialled } from '../domain/texting/wording.js';
import type { Visit } from '../domain/visit/visit.js';
import { HOUR } from '../domain/time/instant.js';
import { faultEntry } from './fault-entry.js';
import type { Page } from './ports/ledger.js';
import type { Meters } from './ports/meters.js';
import type { Operator } from './ports/operator.js';

/** The log, as far as use cases need it. Never a name, a number or a text's body. */
export interface Log {
  info(facts: Readonly<Record<string, unknown>>, message: string): void;
  warn(facts: Readonly<Record<string, unknown>>, message: string): void;
  error(facts: Readonly<Record<string, unknown>>, message: string): void;
}

/** What is done when the rules themselves fail: a plain alert to the people who can act, and the rest goes on. */
export class Watchman {
  constructor(
    private readonly log: Log,
    private readonly meters: Meters,
    private readonly operator: Operator,
  ) {}

  /** A text that could not be handled is left in the inbox; its words have gone to people. */
  textSetAside(sid: string): void {
    this.operator.alarm('set_aside', `Text ${sid} could not be handled, and was set aside.`);
    this.meters.setAside('text');
  }

  async poisoned(page: Page, visit: Visit, error: unknown): Promise<void> {
    this.log.error(
      { visit: visit.id, error: error instanceof Error ? error.stack : String(error) },
      'A visit could not be worked out',
    );
    this.operator.alarm('set_aside', `Visit ${visit.reference} could not be worked out, and was set aside.`);
    this.meters.setAside('visit');
    const subject = page.directory.person(visit.attendees[0]?.person ?? '');
    const managers = [
      ...page.directory.contactsOnDuty(visit.unit, page.now),
      ...visit.attendees.map((attendee) => page.directory.lineManagerOf(attendee.person)),
      ...page.directory.otherManagers(visit.unit),
    ].filter((person) => person?.mobile);
    const body = oneSegment(
      `Allswell cannot work out visit ${visit.reference} of ${subject?.name.split(/\s+/)[0] ?? 'a colleague'} ${dialled(subject?.mobile ?? null)}.`,
      'Check on them yourself now, and tell your administrator.',
    );
    const messages: NewMessage[] = [];
    for (const person of new Map(managers.map((one) => [one?.id, one])).values()) {
      // A fault that stays is met again and again, by every process: they are told once an hour.
      if (!person?.mobile || (await page.wasSent(person.mobile, body, page.now - HOUR))) continue;
      messages.push({
        to: person.id,
        mobile: person.mobile,
        body,
        urgency: 'alert',
        purpose: 'notice',
        incidentId: null,
      });
    }
    if (messages.length === 0) return;
    await page.send(messages);
    const text = `Visit ${visit.reference} could not be worked out; ${messages.length} people were told to check by hand.`;
    await page.writeOffice([faultEntry(page.now, text, { visit: visit.id })]);
  }
}
