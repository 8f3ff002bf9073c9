import type { NewMessage } from '../domain/decision.js';
import { oneSegment } from '../domain/texting/gsm7.js';
import { dialled } from '../domain/texting/wording.js';
import type { Person } from '../domain/organisation/organisation.js';
import { HOUR } from '../domain/time/instant.js';
import { faultEntry } from './fault-entry.js';
import type { Page, SpoiltVisit } from './ports/ledger.js';
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

  async spoilt(page: Page, visit: SpoiltVisit): Promise<void> {
    this.log.error({ visit: visit.id, error: visit.why }, 'A visit could not be worked out');
    this.operator.alarm('set_aside', `Visit ${visit.reference} could not be worked out, and was set aside.`);
    this.meters.setAside('visit');
    const body = plainAlert(page, visit);
    const messages: NewMessage[] = [];
    for (const { id, mobile } of whoCanAct(page, visit)) {
      // A fault that stays is met again and again, by every process: they are told once an hour.
      if (!mobile || (await page.wasSent(mobile, body, page.now - HOUR))) continue;
      messages.push({ to: id, mobile, body, urgency: 'alert', purpose: 'notice', incidentId: null });
    }
    if (messages.length === 0) return;
    await page.send(messages);
    const text = `Visit ${visit.reference} could not be worked out; ${messages.length} people were told to check by hand.`;
    const entry = faultEntry(page.now, text, { visit: visit.id });
    // Where whoever keeps the service looks, and where whoever looks at the visit does.
    await page.writeOffice([entry]);
    await page.addEntries(visit.id, [entry]);
  }

  /** Not even its people could be told: whoever keeps the service is. */
  untold({ id, reference }: SpoiltVisit, error: unknown): void {
    this.meters.setAside('visit');
    this.log.error(
      { visit: id, error: error instanceof Error ? error.stack : String(error) },
      'A visit could not be worked out, and nobody could be told of it',
    );
    this.operator.alarm(
      'set_aside',
      `Visit ${reference} could not be worked out, and its managers could not be told: ring them.`,
    );
  }
}

/** Contacts and managers of the unit and of whoever is on the visit, never these themselves; where there are none, every manager. */
function whoCanAct({ directory, now }: Page, { unit, people }: SpoiltVisit): Person[] {
  const units = [unit, ...people.flatMap((id) => directory.person(id)?.unit ?? [])];
  const near = [
    ...units.flatMap((id) => directory.contactsOnDuty(id, now)),
    ...people.map((id) => directory.lineManagerOf(id)),
    ...units.flatMap((id) => directory.otherManagers(id)),
  ];
  const everybody = directory.organisation.people.filter(({ roles }) =>
    roles.some((role) => role === 'manager' || role === 'senior_manager'),
  );
  const reached = (some: readonly (Person | undefined)[]): Person[] => [
    ...new Set(some.flatMap((person) => (person?.mobile && !people.includes(person.id) ? [person] : []))),
  ];
  const nearest = reached(near);
  return nearest.length > 0 ? nearest : reached(everybody);
}

function plainAlert({ directory }: Page, { reference, people, covert }: SpoiltVisit): string {
  const subject = directory.person(people[0] ?? '');
  const name = subject?.name.split(/\s+/)[0] ?? 'a colleague';
  // Where an alert code runs, nobody rings them first (HVPF 8.3.6).
  if (covert)
    return oneSegment(
      `Allswell cannot go on with the ALERT CODE of ${name}, visit ${reference}.`,
      'Do not ring them. See now that the police are told.',
    );
  return oneSegment(
    `Allswell cannot work out visit ${reference} of ${name} ${dialled(subject?.mobile ?? null)}.`,
    'Check on them yourself now, and tell your administrator.',
  );
}
