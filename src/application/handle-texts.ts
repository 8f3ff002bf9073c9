import { randomUUID } from 'node:crypto';
import { decide } from '../domain/decide.js';
import type { Decision, NewEntry, NewMessage } from '../domain/decision.js';
import type { PinVerdict, PractitionerInput } from '../domain/input.js';
import type { Person } from '../domain/organisation/organisation.js';
import { understandResponder } from '../domain/texting/understand-responder.js';
import { route, type Concern, type Route, type Sender } from '../domain/texting/route.js';
import * as wording from '../domain/texting/wording.js';
import { HOUR, MINUTE } from '../domain/time/instant.js';
import { endOf } from '../domain/time/span.js';
import { newVisit } from '../domain/visit/new-visit.js';
import type { Visit } from '../domain/visit/visit.js';
import { isPin } from './pin.js';
import type { Ledger, Page, ReceivedText } from './ports/ledger.js';
import { circumstancesOf, type Surroundings } from './surroundings.js';
import type { Log } from './watchman.js';

/** Someone who says when they arrive and not for how long, where nobody expects them. */
const UNPLANNED_STAY = HOUR;

/** More answers than this to one phone is two machines talking to each other (Twilio's 14107); alerts are never held back. */
const MOST_REPLIES = 20;
const REPLIES_COUNTED_OVER = 5 * MINUTE;

/** A text that cannot be handled is tried this often; then it is set aside, and people are told. */
const MOST_ATTEMPTS = 3;

/** Handles the texts that were taken in: finds who sent them and what they are about, decides, and answers. */
export class HandleTexts {
  constructor(
    private readonly ledger: Ledger,
    private readonly surroundings: Surroundings,
    private readonly retryLater: (sid: string) => Promise<void>,
    private readonly log: Log,
  ) {}

  /** Handles the next text. False when there is none. */
  async next(): Promise<boolean> {
    let taken: ReceivedText | null = null;
    try {
      return await this.ledger.transaction(async (page) => {
        taken = await page.nextText();
        if (!taken) return false;
        await this.handle(page, taken);
        return true;
      });
    } catch (error) {
      const text = taken as ReceivedText | null;
      if (!text) throw error;
      this.log.error({ sid: text.sid, error: error instanceof Error ? error.stack : String(error) }, 'A text could not be handled');
      if (text.attempts + 1 >= MOST_ATTEMPTS) await this.setAside(text);
      else await this.retryLater(text.sid);
      return true;
    }
  }

  private async handle(page: Page, text: ReceivedText): Promise<void> {
    const person = page.directory.personByMobile(text.from);
    if (!person) {
      // No answer: whoever it is learns nothing, not even that this number answers.
      await page.writeOffice([this.officeEntry(page, 'text_received', 'A text came from a number that belongs to nobody here.', 'unknown', { sid: text.sid })]);
      return page.textHandled(text.sid, null);
    }
    const sender = await this.senderOf(page, person, text.body);
    const where = route(text.body, sender, page.now, this.surroundings.zone);
    await this.follow(page, where, person, text);
    await page.textHandled(text.sid, person.id);
  }

  private async senderOf(page: Page, person: Person, body: string): Promise<Sender> {
    const { reference, word } = understandResponder(body);
    const own = await page.visitIdsOf(person.id, page.now - 12 * HOUR);
    const alerted = await page.visitIdsAlerted(person.id);
    const named = reference ? await page.visitIdOfReference(reference) : null;
    const around = word.verb === 'code' && alerted.length === 0 ? await page.visitIdsUnderWayIn(unitsAround(page, person)) : [];
    const visits = await page.lockVisits([...new Set([...own, ...alerted, ...around, ...(named ? [named] : [])])]);
    const hash = await page.pinHash(person.id);
    return {
      person,
      visits: visits.filter((visit) => own.includes(visit.id)),
      incidents: concerns(visits.filter((visit) => alerted.includes(visit.id)), (one) => one.incident.status === 'open'),
      named: concerns(visits.filter((visit) => visit.id === named), (one) => one.incident.reference === reference).at(-1) ?? null,
      watching: visits.filter((visit) => around.includes(visit.id)),
      alertPhrases: page.directory.alertPhrases(person.unit),
      nameOf: (id) => page.directory.person(id)?.name ?? id,
      checkPin: (pin): PinVerdict => (hash === null ? 'none_set' : pin === null ? 'missing' : isPin(pin, hash) ? 'right' : 'wrong'),
    };
  }

  private async follow(page: Page, where: Route, person: Person, text: ReceivedText): Promise<void> {
    if (where.to === null) return this.answer(page, person, text, where.answer);
    if (where.to === 'phone') return this.phone(page, person, where.word);
    const visit = where.to === 'unplanned' ? await this.openUnplanned(page, person, where.input) : where.to;
    const [reference = ''] = await page.freshIncidentReferences(mayOpen(where.input.kind) ? 1 : 0);
    const decision = decide(visit, where.input, await circumstancesOf(page, visit, this.surroundings, reference));
    await page.write([await this.withoutEndlessReplies(page, decision, person)]);
  }

  private async answer(page: Page, person: Person, text: ReceivedText, body: string): Promise<void> {
    await page.writeOffice([this.officeEntry(page, 'text_received', `${person.name} texted "${text.body}"; nothing was changed.`, person.id, { sid: text.sid })]);
    if (!person.mobile || (await this.isTalkingToAMachine(page, person.mobile))) return;
    await page.send([reply(person.id, person.mobile, body)]);
  }

  /** A stop word cuts the phone off from every alert: a fault to mend, and people are told of it (twilio.md). */
  private async phone(page: Page, person: Person, word: 'opt_out' | 'opt_in' | 'perhaps_left'): Promise<void> {
    if (!person.mobile) return;
    const optedOut = word !== 'opt_in';
    await page.setOptedOut(person.mobile, optedOut);
    await page.writeOffice([
      this.officeEntry(page, optedOut ? 'fault' : 'text_received', optedOut ? `${person.name}'s phone has opted out of texts.` : `${person.name}'s phone takes texts again.`, person.id, { word }),
    ]);
    if (!optedOut) return page.send([reply(person.id, person.mobile, 'Texts from Allswell reach this phone again. Text VISITS for your list.')]);
    const told = new Map<string, Person>();
    const administrators = page.directory.organisation.people.filter((one) => one.roles.includes('administrator'));
    for (const one of [...page.directory.contactsOnDuty(person.unit, page.now).slice(0, 1), page.directory.lineManagerOf(person.id), ...administrators]) {
      if (one?.mobile && one.id !== person.id) told.set(one.id, one);
    }
    await page.send(
      [...told.values()].map((one) => ({ ...reply(one.id, one.mobile ?? '', wording.phoneCutOff(person.name, person.mobile)), purpose: 'notice', urgency: 'alert' })),
    );
  }

  private async openUnplanned(page: Page, person: Person, input: PractitionerInput): Promise<Visit> {
    const stay = input.kind === 'arrived' && input.stay ? endOf(input.stay, page.now, page.now, this.surroundings.zone) - page.now : UNPLANNED_STAY;
    const visit = newVisit(
      {
        id: randomUUID(),
        reference: await page.freshVisitReference(),
        unit: person.unit,
        kind: 'unplanned',
        attendees: [person.id],
        plannedStart: page.now,
        plannedEnd: page.now + stay,
      },
      this.surroundings.policyInForce,
      page.now,
    );
    await page.addVisit(visit, { purpose: 'Not in the diary', personVisited: null });
    return visit;
  }

  private async withoutEndlessReplies(page: Page, decision: Decision, person: Person): Promise<Decision> {
    if (!person.mobile || !(await this.isTalkingToAMachine(page, person.mobile))) return decision;
    return { ...decision, messages: decision.messages.filter((message) => message.purpose !== 'reply') };
  }

  private async isTalkingToAMachine(page: Page, mobile: string): Promise<boolean> {
    return (await page.repliesSince(mobile, page.now - REPLIES_COUNTED_OVER)) >= MOST_REPLIES;
  }

  /** Nothing is lost (P1): the words go to the people who can ring, and stay in the inbox. */
  private async setAside(text: ReceivedText): Promise<void> {
    await this.ledger.transaction(async (page) => {
      const person = page.directory.personByMobile(text.from);
      await page.textHandled(text.sid, person?.id ?? null);
      await page.writeOffice([this.officeEntry(page, 'fault', `A text could not be handled and was set aside.`, person?.id ?? 'unknown', { sid: text.sid })]);
      if (!person) return;
      const people = [...page.directory.contactsOnDuty(person.unit, page.now), page.directory.lineManagerOf(person.id)];
      await page.send(
        people
          .filter((one) => one?.mobile)
          .map((one) => ({
            ...reply(one?.id ?? '', one?.mobile ?? '', wording.passOn({ reference: 'Allswell', name: person.name, mobile: person.mobile }, person.name, text.body)),
            purpose: 'notice',
            urgency: 'alert',
          })),
      );
    });
  }

  private officeEntry(page: Page, kind: NewEntry['kind'], text: string, by: string, data: NewEntry['data']): NewEntry {
    return { at: page.now, kind, clause: null, by, text, incidentId: null, data };
  }
}

const reply = (to: string, mobile: string, body: string): NewMessage => ({
  to,
  mobile,
  body,
  urgency: 'reply',
  purpose: 'reply',
  incidentId: null,
});

const mayOpen = (kind: string): boolean => kind === 'sos' || kind === 'alert_phrase' || kind === 'reported';

const concerns = (visits: readonly Visit[], wanted: (concern: Concern) => boolean): Concern[] =>
  visits.flatMap((visit) => visit.incidents.map((incident) => ({ visit, incident }))).filter(wanted);

/** The units whose practitioners may have rung this person: where they are on duty, their own, and those below. */
function unitsAround(page: Page, person: Person): string[] {
  const own = page.directory.unitsBelow(person.unit).map((unit) => unit.id);
  const onDuty = page.directory.organisation.units
    .filter((unit) => page.directory.contactsOnDuty(unit.id, page.now).some((contact) => contact.id === person.id))
    .map((unit) => unit.id);
  return [...new Set([...own, ...onDuty])];
}
