import { decide } from '../domain/decide.js';
import type { Report } from '../domain/input.js';
import { WHY_NOT_HEARD, whyNotHeard, type WhyNotHeard } from '../domain/incident/code-heard.js';
import { isHiddenFrom } from '../domain/incident/hidden.js';
import { offersTo } from '../domain/incident/offers.js';
import { accessOf } from '../domain/permission/access.js';
import { concernedByIncident } from '../domain/permission/concerned.js';
import { mayOpenCallSheet, standingOf } from '../domain/incident/standing.js';
import type { IncidentKind } from '../domain/policy/policy.js';
import { HOUR, MINUTE, type Milliseconds } from '../domain/time/instant.js';
import type { Person } from '../domain/organisation/organisation.js';
import { Turn } from '../domain/turn.js';
import { isOnVisit, isUnaccounted, openIncident, type Visit } from '../domain/visit/visit.js';
import { faultEntry } from './fault-entry.js';
import type { Viewer } from '../domain/record/looker.js';
import type { Ledger, Page } from './ports/ledger.js';
import { Refusal } from './refusal.js';
import { circumstancesOf, type Surroundings } from './surroundings.js';
import { openUnplannedVisit } from './unplanned-visit.js';

/** A button pressed on a page. */
export interface Tap {
  /** The page that the link in a text opens, or the incident's own. */
  readonly door: 'phone page' | 'screen';
  /** Of one showing of one button: the same press twice is answered the same, and counts once. */
  readonly press: string;
  /** What the incident was on that page. */
  readonly saw: IncidentKind;
  /** The first names that it showed; none from a page of before there was this. */
  readonly about?: readonly string[];
}

/** Who opens a call sheet by the link from a text. */
export interface CallSheetLink {
  readonly sentTo: string;
  /** Whoever is signed in on that browser, and whether their roles let them open call sheets. */
  readonly signedIn: { readonly person: string; readonly right: boolean } | null;
  /** The organisation shows the whole of it to whoever holds the link, or has no way to sign in. */
  readonly withoutSignIn: boolean;
}

/** What came of a report. `taken`: false where it was recorded and changed nothing, for the reason that the answer says. */
export interface Taken {
  readonly answer: string;
  readonly taken: boolean;
}

/** What responders report on a screen or through the API: the same rules as by text. */
export class Incidents {
  constructor(
    private readonly ledger: Ledger,
    private readonly surroundings: Surroundings,
  ) {}

  /** Takes a report. Someone whose incident it is not is refused, and the attempt recorded. */
  async report(
    visitId: string,
    incidentId: string,
    by: string,
    report: Report,
    tap: Tap | null = null,
  ): Promise<Taken> {
    const { answer, theirs, notTaken } = await this.ledger.transaction(async (page) => {
      const [visit] = await page.lockVisits([visitId]);
      const incident = visit?.incidents.find((one) => one.id === incidentId);
      if (!visit || !incident) throw new Refusal('not_found', 'There is no incident with this id.');
      mustBeSomebody(page, by);
      // Under the lock of the visit, so that of two that come at once the second finds what the first was answered.
      const before = tap && (await page.answerTo(tap.press));
      if (before !== null) return { answer: before, theirs: true, notTaken: null };
      const circumstances = await circumstancesOf(page, visit, this.surroundings, '');
      const standing = standingOf(new Turn(visit, circumstances), incident, by);
      const saw = tap && { saw: tap.saw, ...(tap.about && { about: tap.about }) };
      const seen = saw && (tap.door === 'screen' ? { onScreen: saw } : { onPhonePage: saw });
      const input = { kind: 'reported', person: by, incidentId, report, byText: false, ...seen } as const;
      const decided = decide(visit, input, circumstances);
      await page.write([decided]);
      const { answer: said, notTaken: why } = decided;
      // What was not taken is asked again when it comes again: it may be possible by then.
      if (tap && !why) await page.keepAnswer(tap.press, said ?? '');
      return { answer: said ?? '', theirs: standing === 'contact' || standing === 'manager', notTaken: why };
    });
    if (!theirs)
      throw new Refusal(
        'forbidden',
        `${by} is neither contact nor manager for this incident. The attempt was recorded.`,
      );
    if (notTaken?.why === 'too_long') throw tooLong(report, notTaken.most);
    return { answer, taken: notTaken === null };
  }

  /**
   * To whom this person may hand it over now, by the rule that takes their report. Null where there is no incident for them:
   * they may not see it, or must not know of it (P8).
   */
  takers(visitId: string, incidentId: string, by: string): Promise<readonly Person[] | null> {
    return this.ledger.transaction(async (page) => {
      const [visit] = await page.lookAtVisits([visitId]);
      const incident = visit?.incidents.find((one) => one.id === incidentId);
      const person = page.directory.person(by);
      if (!person) throw nobody(by);
      if (!visit || !incident || isHiddenFrom(by, visit, incident)) return null;
      const access = accessOf(person, page.directory, page.now);
      if (!access.may('see_incidents', concernedByIncident(visit, incident))) return null;
      const turn = new Turn(visit, await circumstancesOf(page, visit, this.surroundings, ''));
      const { handOver = [] } = offersTo(turn, incident, by) ?? {};
      return handOver.flatMap((id) => page.directory.person(id) ?? []);
    });
  }

  /** What this press was answered, if it came before. */
  answerBefore({ press }: Tap): Promise<string | null> {
    return this.ledger.transaction((page) => page.answerTo(press));
  }

  /**
   * Somebody was given the alert code by telephone (HVPF 8.3.6): an incident is opened, or the open one becomes an alert
   * code. From somebody who is on the visit it is their own cry for help; whoever shows the answer shows them nothing of
   * it (P8). Someone whose visit it is not is refused, and so is a visit of another day; the attempt is recorded.
   */
  async alertCodeHeard(visitId: string, by: string): Promise<{ visit: Visit; incidentId: string; answer: string }> {
    const { decision, why } = await this.ledger.transaction(async (page) => {
      const [visit] = await page.lockVisits([visitId]);
      if (!visit) throw new Refusal('not_found', 'There is no visit with this id.');
      mustBeSomebody(page, by);
      const [reference = ''] = await page.freshIncidentReferences(1);
      const circumstances = await circumstancesOf(page, visit, this.surroundings, reference);
      const decided = decide(
        visit,
        { kind: 'reported', person: by, incidentId: null, report: { kind: 'code' }, byText: false },
        circumstances,
      );
      await page.write([decided]);
      return { decision: decided, why: whyNotHeard(new Turn(visit, circumstances), by) };
    });
    const incident = openIncident(decision.visit);
    if (why || !incident) throw notHeard(why ?? 'not_theirs', by);
    return { visit: decision.visit, incidentId: incident.id, answer: decision.answer ?? '' };
  }

  /** A provider's notice that a lone worker device was set off (HVPF 8.3.4): an incident, whatever the diary says. */
  async deviceActivated(device: string, note: string): Promise<Visit> {
    const visit = await this.ledger.transaction(async (page) => {
      const person = page.directory.organisation.people.find((one) => one.device !== '' && one.device === device);
      if (person) return this.activated(page, person, note);
      await page.writeOffice([
        faultEntry(page.now, `The device "${device}" was set off; it is nobody's.`, { device }, 'HVPF 8.3.4'),
      ]);
      return null;
    });
    if (visit) return visit;
    throw new Refusal('invalid', 'The activation opened no incident; it was recorded.', [
      {
        field: 'device',
        message: `"${device}" is nobody's device`,
        mend: 'enter it in the staff details log, and send it again',
      },
    ]);
  }

  private async activated(page: Page, person: Person, note: string): Promise<Visit> {
    const own = await page.lockVisits(await page.visitIdsOf(person.id, page.now));
    const watched = own.filter(
      (visit) =>
        !visit.drill && visit.attendees.some((attendee) => attendee.person === person.id && isUnaccounted(attendee)),
    );
    const inside = watched.find((visit) =>
      visit.attendees.some((attendee) => attendee.person === person.id && attendee.status === 'arrived'),
    );
    const near = watched.find((visit) => Math.abs(visit.plannedStart - page.now) < 3 * HOUR);
    const visit = inside ?? near ?? (await openUnplannedVisit(page, person, this.surroundings));
    const [reference = ''] = await page.freshIncidentReferences(1);
    const circumstances = await circumstancesOf(page, visit, this.surroundings, reference);
    const decision = decide(visit, { kind: 'device_activated', person: person.id, note }, circumstances);
    await page.write([decision]);
    return decision.visit;
  }

  /**
   * Records that the call sheet is opened by the link that the rules sent to a person, before it is shown. Returns whether
   * who is visited and where is shown on it (P11).
   */
  callSheetByLink(visitId: string, incidentId: string, link: CallSheetLink): Promise<boolean> {
    const { sentTo, signedIn, withoutSignIn } = link;
    return this.ledger.transaction(async (page) => {
      const [visit] = await page.lockVisits([visitId]);
      const incident = visit?.incidents.find((one) => one.id === incidentId);
      if (!visit || !incident) throw new Refusal('not_found', 'There is no incident with this id.');
      const circumstances = await circumstancesOf(page, visit, this.surroundings, '');
      const may = (person: string) => mayOpenCallSheet(new Turn(visit, circumstances), incident, person);
      const whole =
        withoutSignIn ||
        (signedIn !== null && (signedIn.person === sentTo || (signedIn.right && may(signedIn.person))));
      const by = signedIn?.person ?? sentTo;
      const input = { kind: 'call_sheet_viewed', incidentId, by, withheld: !whole } as const;
      await page.write([decide(visit, input, circumstances)]);
      return whole;
    });
  }

  /**
   * Records that the call sheet is opened, before it is shown; or that it was refused (P11). A machine that names no person
   * has its token to answer for: the entry has its name.
   */
  async callSheetViewed(visitId: string, incidentId: string, viewer: Viewer): Promise<void> {
    const { by } = viewer;
    const theirs = await this.ledger.transaction(async (page) => {
      const [visit] = await page.lockVisits([visitId]);
      const incident = visit?.incidents.find((one) => one.id === incidentId);
      if (!visit || !incident) throw new Refusal('not_found', 'There is no incident with this id.');
      const circumstances = await circumstancesOf(page, visit, this.surroundings, '');
      const may = !page.directory.person(by) || mayOpenCallSheet(new Turn(visit, circumstances), incident, by);
      const kind = may ? 'call_sheet_viewed' : 'call_sheet_refused';
      await page.write([decide(visit, { kind, incidentId, ...viewer }, circumstances)]);
      return may;
    });
    if (theirs) return;
    throw new Refusal(
      'forbidden',
      'The call sheet is for the contact and the managers of this incident. The attempt was recorded.',
    );
  }

  /**
   * Records that the incident's record is made into a document, before it is made. The document holds the whole chain of the
   * visit, and with it every incident on it: nobody who was on the visit makes one, whatever has happened (P8).
   */
  async recordMade(visitId: string, incidentId: string, by: string, names: boolean): Promise<void> {
    const theirs = await this.ledger.transaction(async (page) => {
      const [visit] = await page.lockVisits([visitId]);
      if (!visit?.incidents.some((one) => one.id === incidentId))
        throw new Refusal('not_found', 'There is no incident with this id.');
      const may = !visit.incidents.some((one) => isOnVisit(visit, one, by));
      const circumstances = await circumstancesOf(page, visit, this.surroundings, '');
      const made = may ? { kind: 'record_made' as const, names } : { kind: 'record_refused' as const };
      await page.write([decide(visit, { ...made, by, incidentId }, circumstances)]);
      return may;
    });
    if (theirs) return;
    throw new Refusal(
      'forbidden',
      'The record of a visit is made by somebody who was not on it. The attempt was recorded.',
    );
  }
}

function mustBeSomebody(page: Page, by: string): void {
  if (!page.directory.person(by)) throw nobody(by);
}

const nobody = (by: string): Refusal =>
  new Refusal('invalid', 'The request was not taken.', [
    {
      field: 'by',
      message: `"${by}" is nobody in the organisation`,
      mend: 'give the id of the person who reports',
    },
  ]);

const tooLong = (report: Report, most: Milliseconds): Refusal =>
  new Refusal('invalid', 'The report was not taken.', [
    {
      field: report.kind === 'extend' && report.by && 'until' in report.by ? 'until' : 'minutes',
      message: 'is for more time than one report may give',
      mend: `give ${most / MINUTE} minutes or fewer; it can be extended again`,
    },
  ]);

/** What they heard may be true all the same: they are told what to do with it. */
function notHeard(why: WhyNotHeard, by: string): Refusal {
  const told = 'The attempt was recorded, and no alarm was raised.';
  return why === 'not_theirs'
    ? new Refusal(
        'forbidden',
        `${by} is neither contact nor manager for this visit. ${told} If you were given the alert code, tell the contact or a manager of the visit now, or ring the police.`,
      )
    : new Refusal(
        'conflict',
        `It was not taken, for ${WHY_NOT_HEARD[why]}. ${told} Report it on the visit that they are on now; if there is none, ring their manager and the police.`,
      );
}
