import { decide } from '../domain/decide.js';
import type { Decision, NewEntry, NewMessage } from '../domain/decision.js';
import type { Input, PinVerdict, PractitionerInput } from '../domain/input.js';
import type { Person } from '../domain/organisation/organisation.js';
import { canaryToken } from '../domain/texting/canary.js';
import { understandResponder } from '../domain/texting/understand-responder.js';
import { practitionerReading, route } from '../domain/texting/route.js';
import type { Concern, Route, Sender } from '../domain/texting/sender.js';
import * as wording from '../domain/texting/wording.js';
import { DAY, HOUR, MINUTE, type Instant } from '../domain/time/instant.js';
import { endOf } from '../domain/time/span.js';
import { isWatched, openIncident, type Visit } from '../domain/visit/visit.js';
import { isPin } from './pin.js';
import type { Ledger, Page, ReceivedText } from './ports/ledger.js';
import { circumstancesOf, type Surroundings } from './surroundings.js';
import { openUnplannedVisit } from './unplanned-visit.js';
import { tellOfUnreachablePhone } from './unreachable-phone.js';
import type { Log, Watchman } from './watchman.js';

/** More answers than this to one phone is two machines talking to each other (Twilio's 14107); alerts are never held back. */
const MOST_REPLIES = 20;
const REPLIES_COUNTED_OVER = 5 * MINUTE;

/** A text without a number that comes within this after a drill may still be meant for it. */
const MEANS_A_DRILL_FOR = 15 * MINUTE;

/** A text that cannot be handled is tried this often; then it is set aside, and people are told. */
const MOST_ATTEMPTS = 3;

/** What is read within this long of its being texted was said just now: clocks and networks differ by as much. */
const JUST_NOW = MINUTE;

/** When its sender said it: what was read late, after an outage or by way of the provider's list, counts from then (P3). */
function saidAt({ textedAt = Infinity }: ReceivedText, now: Instant): Instant {
  return textedAt > now - JUST_NOW ? now : Math.max(textedAt, now - DAY);
}

const texted = (input: Input, at: Instant): Input =>
  input.kind === 'arrived' || input.kind === 'extend' || input.kind === 'late' ? { ...input, texted: at } : input;

/** Handles the texts that were taken in: finds who sent them and what they are about, decides, and answers. */
export class HandleTexts {
  constructor(
    private readonly ledger: Ledger,
    private readonly surroundings: Surroundings,
    private readonly retryLater: (sid: string) => Promise<void>,
    private readonly watchman: Watchman,
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
      // Only what is wrong with the text itself counts against it.
      if (!text || this.ledger.isPassing(error)) throw error;
      this.log.error(
        { sid: text.sid, error: error instanceof Error ? error.stack : String(error) },
        'A text could not be handled',
      );
      if (text.attempts + 1 >= MOST_ATTEMPTS) await this.setAsideAtAnyCost(text);
      else await this.retryLater(text.sid);
      return true;
    }
  }

  private async handle(page: Page, text: ReceivedText): Promise<void> {
    const token = canaryToken(text.body);
    if (token && (await page.canaries.cameBack(token, text.from, page.now))) {
      await page.textHandled(text.sid, null);
      return;
    }
    const person = page.directory.personByMobile(text.from);
    if (!person) {
      // No answer: whoever it is learns nothing, not even that this number answers.
      await page.writeOffice([
        this.officeEntry(page, 'text_received', 'A text came from a number that belongs to nobody here.', 'unknown', {
          sid: text.sid,
        }),
      ]);
      await page.textHandled(text.sid, null);
      return;
    }
    const sender = await this.senderOf(page, person, text.body);
    const said = saidAt(text, page.now);
    const where = route(text.body, sender, said, this.surroundings.zone);
    // Their visit cannot be read, and nothing else was meant: LEFT must not be answered as if there were no visit. People are told.
    if (where.to === null && (await this.isOnSpoiltVisit(page, sender)))
      throw new Error('The visit that it is about cannot be worked out.');
    await this.follow(page, where, sender, text, said);
    await page.textHandled(text.sid, person.id);
  }

  private async senderOf(page: Page, person: Person, body: string): Promise<Sender> {
    const { reference, word } = understandResponder(body);
    const own = await page.visitIdsOf(person.id, page.now - 12 * HOUR);
    const alerted = await page.visitIdsAlerted(person.id);
    const named = reference ? await page.visitIdOfReference(reference) : null;
    const around = word.verb === 'code' ? await page.visitIdsUnderWayIn(unitsAround(page, person)) : [];
    const visits = await page.lockVisits([...new Set([...own, ...alerted, ...around, ...(named ? [named] : [])])]);
    const hash = await page.pinHash(person.id);
    const theirs = visits.filter(
      (visit) => own.includes(visit.id) && visit.attendees.some((attendee) => attendee.person === person.id),
    );
    const incidents = concerns(
      visits.filter((visit) => alerted.includes(visit.id)),
      (one) => one.incident.status === 'open',
    );
    const theirOwn = {
      visits: theirs.filter((visit) => !visit.drill),
      drill: latestDrill(theirs, page.now - MEANS_A_DRILL_FOR),
    };
    const [said] = practitionerReading(body, theirOwn);
    const isRight = said.verb === 'left' && said.pin !== null && hash !== null && (await isPin(said.pin, hash));
    return {
      person,
      ...theirOwn,
      incidents,
      practised: incidents.length > 0 && (await page.drills.hasPractised(person.id, page.now - MEANS_A_DRILL_FOR)),
      named:
        concerns(
          visits.filter((visit) => visit.id === named),
          (one) => one.incident.reference === reference,
        ).at(-1) ?? null,
      watching: visits.filter((visit) => around.includes(visit.id) && !visit.drill),
      alertPhrases: page.directory.alertPhrases(person.unit),
      nameOf: (id) => page.directory.person(id)?.name ?? id,
      checkPin: (pin): PinVerdict =>
        hash === null ? 'none_set' : pin === null ? 'missing' : isRight ? 'right' : 'wrong',
    };
  }

  private async isOnSpoiltVisit(page: Page, { person, visits }: Sender): Promise<boolean> {
    const watched = await page.visitIdsOf(person.id, page.now);
    return watched.length > 0 && !visits.some(isWatched) && (await page.lookAtVisits(watched)).length < watched.length;
  }

  private async follow(page: Page, where: Route, sender: Sender, text: ReceivedText, said: Instant): Promise<void> {
    const { person } = sender;
    if (where.to === null) return this.answer(page, person, text, where.answer);
    if (where.to === 'phone') return this.phone(page, sender, where.word, text.body);
    const visit =
      where.to === 'unplanned'
        ? await openUnplannedVisit(page, person, this.surroundings, this.stayOf(where.input, said))
        : where.to;
    const decision = await this.decideOn(page, visit, texted(where.input, said));
    const along = await this.journeyHome(page, sender, visit, decision.visit);
    await page.write([await this.withoutEndlessReplies(page, decision, person), ...along]);
  }

  private async decideOn(page: Page, visit: Visit, input: Input): Promise<Decision> {
    const [reference = ''] = await page.freshIncidentReferences(mayOpen(input.kind) ? 1 : 0);
    return decide(visit, input, await circumstancesOf(page, visit, this.surroundings, reference));
  }

  /** A later end of the last visit moves the check that they are home: it must not raise the alarm about someone inside. */
  private async journeyHome(page: Page, sender: Sender, before: Visit, after: Visit): Promise<Decision[]> {
    const later = after.expectedEnd - before.expectedEnd;
    if (after.kind === 'home_safe' || later <= 0) return [];
    const checks = sender.visits.filter(
      (visit) =>
        visit.kind === 'home_safe' &&
        isWatched(visit) &&
        !openIncident(visit) &&
        visit.expectedEnd < after.expectedEnd + later,
    );
    return Promise.all(
      checks.map((check) =>
        this.decideOn(page, check, {
          kind: 'changed',
          by: sender.person.id,
          plannedEnd: check.expectedEnd + later,
          also: [],
        }),
      ),
    );
  }

  private async answer(page: Page, person: Person, text: ReceivedText, body: string): Promise<void> {
    await page.writeOffice([
      this.officeEntry(page, 'text_received', `${person.name} texted "${text.body}"; nothing was changed.`, person.id, {
        sid: text.sid,
      }),
    ]);
    if (!person.mobile || (await this.isTalkingToAMachine(page, person.mobile))) return;
    await page.send([reply(person.id, person.mobile, body)]);
  }

  /** A stop word cuts the phone off from every alert; what was meant by it is still heard. */
  private async phone(
    page: Page,
    { person, visits }: Sender,
    word: 'opt_out' | 'opt_in' | 'perhaps_left',
    body: string,
  ): Promise<void> {
    if (!person.mobile) return;
    await page.setOptedOut(person.mobile, word !== 'opt_in');
    if (word === 'opt_in') {
      await page.writeOffice([
        this.officeEntry(page, 'text_received', `${person.name}'s phone takes texts again.`, person.id, { word }),
      ]);
      return page.send([
        reply(person.id, person.mobile, 'Texts from Allswell reach this phone again. Text VISITS for your list.'),
      ]);
    }
    await tellOfUnreachablePhone(page, person, 'opted_out');
    const out = visits.find(
      (visit) =>
        isWatched(visit) &&
        visit.attendees.some((attendee) => attendee.person === person.id && attendee.status === 'arrived'),
    );
    if (out)
      await page.write([
        await this.decideOn(page, out, { kind: 'said', person: person.id, words: body, answer: null }),
      ]);
  }

  private stayOf(input: PractitionerInput, said: Instant): number | undefined {
    return input.kind === 'arrived' && input.stay
      ? endOf(input.stay, said, said, this.surroundings.zone) - said
      : undefined;
  }

  private async withoutEndlessReplies(page: Page, decision: Decision, person: Person): Promise<Decision> {
    if (!person.mobile || !(await this.isTalkingToAMachine(page, person.mobile))) return decision;
    return { ...decision, messages: decision.messages.filter((message) => message.purpose !== 'reply') };
  }

  private async isTalkingToAMachine(page: Page, mobile: string): Promise<boolean> {
    return (await page.repliesSince(mobile, page.now - REPLIES_COUNTED_OVER)) >= MOST_REPLIES;
  }

  /** Whatever is wrong with a text, and with telling of it: its sender's later ones, and everybody else's, do not wait for that. */
  private async setAsideAtAnyCost(text: ReceivedText): Promise<void> {
    try {
      await this.setAside(text);
    } catch (error) {
      if (this.ledger.isPassing(error)) throw error;
      this.log.error(
        { sid: text.sid, error: error instanceof Error ? error.stack : String(error) },
        'A text could not be handled, and nobody could be told of it',
      );
      if (await this.ledger.transaction((page) => page.textHandled(text.sid, null)))
        this.watchman.textSetAside(text.sid);
    }
  }

  /** Nothing is lost (P1): the words go to the people who can ring, and stay in the inbox. */
  private async setAside(text: ReceivedText): Promise<void> {
    const wasFirst = await this.ledger.transaction(async (page) => {
      const person = page.directory.personByMobile(text.from);
      // Two processes may have failed at it one after the other: people are told by the first.
      if (!(await page.textHandled(text.sid, person?.id ?? null))) return false;
      await page.writeOffice([
        this.officeEntry(page, 'fault', `A text could not be handled and was set aside.`, person?.id ?? 'unknown', {
          sid: text.sid,
        }),
      ]);
      if (!person) return true;
      const people = [...page.directory.contactsOnDuty(person.unit, page.now), page.directory.lineManagerOf(person.id)];
      await page.send(
        [...new Set(people)]
          .filter((one) => one?.mobile)
          .map((one) => ({
            ...reply(
              one?.id ?? '',
              one?.mobile ?? '',
              wording.passOn(
                { reference: 'Allswell', name: person.name, mobile: person.mobile },
                person.name,
                text.body,
              ),
            ),
            purpose: 'notice',
            urgency: 'alert',
          })),
      );
      return true;
    });
    if (wasFirst) this.watchman.textSetAside(text.sid);
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

/** The drill about somebody that runs, or ended since then. */
const latestDrill = (visits: readonly Visit[], since: Instant): Visit | null =>
  visits
    .filter((visit) => visit.drill && (isWatched(visit) || (visit.incidents.at(-1)?.closedAt ?? 0) >= since))
    .sort((a, b) => b.expectedEndSetAt - a.expectedEndSetAt)[0] ?? null;

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
