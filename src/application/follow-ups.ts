import { decide } from '../domain/decide.js';
import { changed, type FollowUpChange } from '../domain/follow-up/change.js';
import type { Harm } from '../domain/follow-up/called-for.js';
import { whyNotClosed } from '../domain/follow-up/closing.js';
import { endOfDayOf } from '../domain/follow-up/due.js';
import { isThereAlready, type FollowUp, type NewFollowUp } from '../domain/follow-up/follow-up.js';
import { dueEntry, makeFollowUps } from '../domain/follow-up/make.js';
import { mayHold } from '../domain/follow-up/owner.js';
import { isHiddenFrom } from '../domain/incident/hidden.js';
import type { Incident } from '../domain/incident/incident.js';
import type { AfterwardsInput } from '../domain/input.js';
import type { Access } from '../domain/permission/access.js';
import { concernedByIncident } from '../domain/permission/concerned.js';
import { DAY, type Instant } from '../domain/time/instant.js';
import { showTime, startOfLocalDay } from '../domain/time/local.js';
import { isOnVisit, type Visit } from '../domain/visit/visit.js';
import type { Ledger, Page } from './ports/ledger.js';
import type { Reader } from './ports/reader.js';
import { Refusal } from './refusal.js';
import { circumstancesOf, type Surroundings } from './surroundings.js';

/** Who does it: a person's id, or "api"; and what they may do. */
export interface Doer {
  readonly by: string;
  readonly access: Access;
}

/** `seen`: the version that was looked at; left out, whatever it is now is changed. */
export type SeenChange = FollowUpChange & { readonly seen?: number };

export interface OwnFollowUp {
  readonly what: string;
  readonly owner: string;
  readonly dueAt: Instant;
  readonly required: boolean;
}

export interface ReviewText {
  readonly harm: Harm;
  readonly account: string;
  readonly learned: string;
  /** When the one that was looked at was written; null for none; left out, whatever it is now is replaced. */
  readonly seen?: Instant | null;
}

/** Beyond this a date is a slip of the keyboard. */
const FURTHEST = 366 * DAY;

interface Scene {
  readonly page: Page;
  readonly visit: Visit;
  readonly incident: Incident;
}

/** What follows an incident (HVPF 8.5): seen to, written down and closed by those who manage, on a screen or through the API. */
export class FollowUps {
  constructor(
    private readonly ledger: Ledger,
    private readonly surroundings: Surroundings,
    private readonly reader: Reader,
  ) {}

  async change(incidentId: string, number: number, { seen, ...change }: SeenChange, doer: Doer): Promise<FollowUp> {
    const { zone } = this.surroundings;
    const outcome = await this.within(incidentId, doer, async ({ page, visit, incident }) => {
      const followUps = await page.followUps.of(incidentId);
      const before = followUps.find((one) => one.number === number);
      if (!before) throw new Refusal('not_found', 'There is no follow-up with this number.');
      if (seen !== undefined && seen !== before.version) return 'overtaken';
      const isLeft = !before.required && before.state === 'open' && change.state !== undefined;
      if (incident.status === 'closed' && !isLeft) throw closedAlready(page, incident, zone);
      if (change.owner !== undefined && change.owner !== before.owner) mustHold(page, visit, incident, change.owner);
      if (change.dueAt !== undefined && change.dueAt !== before.dueAt) mustBeSensible(page, change.dueAt, zone);
      mustSayWhy(before, change);
      const result = changed(before, change, { by: doer.by, at: page.now, zone, directory: page.directory });
      if (!result) return before;
      await page.followUps.save([result.after]);
      await page.addEntries(visit.id, [result.entry]);
      return result.after;
    });
    if (outcome === 'overtaken') throw await this.overtaken(incidentId, number);
    return outcome;
  }

  async add(incidentId: string, own: OwnFollowUp, doer: Doer): Promise<FollowUp> {
    const { zone } = this.surroundings;
    return this.within(incidentId, doer, async ({ page, visit, incident }) => {
      if (incident.status === 'closed') throw closedAlready(page, incident, zone);
      mustHold(page, visit, incident, own.owner);
      mustBeSensible(page, own.dueAt, zone);
      const known = await page.followUps.of(incidentId);
      const there = known.find((one) => isThereAlready(one, own));
      if (there) return there;
      const number = Math.max(0, ...known.map((one) => one.number)) + 1;
      const made: NewFollowUp = { incidentId, number, kind: 'own', about: null, clause: null, ...own };
      await page.followUps.add([made]);
      await page.addEntries(visit.id, [{ at: page.now, ...dueEntry(made, page.directory, zone, doer.by) }]);
      return (await page.followUps.of(incidentId)).find((one) => one.number === number)!;
    });
  }

  /** Threats and harm that come to light call for support that nobody knew of when the alarm ended (HVPF 8.5.1). */
  async review(incidentId: string, { seen, ...text }: ReviewText, doer: Doer): Promise<void> {
    const { zone } = this.surroundings;
    await this.within(incidentId, doer, async ({ page, visit, incident }) => {
      if (incident.status === 'closed') throw closedAlready(page, incident, zone);
      const { review } = incident;
      if (seen !== undefined && seen !== (review?.at ?? null)) {
        const who = review ? `${nameIn(page, review.by)} wrote it at ${showTime(review.at, zone)}` : 'It was changed';
        throw new Refusal('conflict', `${who}, after you looked at it. What you wrote was not taken.`);
      }
      await this.decided(page, visit, { kind: 'reviewed', by: doer.by, incidentId, ...text });
      const known = await page.followUps.of(incidentId);
      const scene = { visit, incident, directory: page.directory, at: page.now, zone };
      const { followUps, entries } = makeFollowUps(scene, known, text.harm);
      await page.followUps.add(followUps);
      await page.addEntries(
        visit.id,
        entries.map((entry) => ({ at: page.now, ...entry })),
      );
    });
  }

  async close(incidentId: string, reason: string, doer: Doer): Promise<void> {
    const { zone } = this.surroundings;
    await this.within(incidentId, doer, async ({ page, visit, incident }) => {
      if (incident.status === 'closed') throw closedAlready(page, incident, zone);
      const why = whyNotClosed(incident, await page.followUps.of(incidentId));
      if (why) throw new Refusal('conflict', `It was not closed. ${why}`);
      await this.decided(page, visit, { kind: 'incident_closed', by: doer.by, incidentId, reason });
    });
  }

  async reopen(incidentId: string, reason: string, doer: Doer): Promise<void> {
    await this.within(incidentId, doer, async ({ page, visit, incident }) => {
      if (incident.status !== 'closed') throw new Refusal('conflict', 'It is not closed: there is nothing to reopen.');
      await this.decided(page, visit, { kind: 'incident_reopened', by: doer.by, incidentId, reason });
    });
  }

  /** Under the lock of the visit, for whoever may; an incident that has not ended has nothing that follows it yet. */
  private async within<T>(incidentId: string, { by, access }: Doer, work: (scene: Scene) => Promise<T>): Promise<T> {
    const view = await this.reader.incident(incidentId);
    if (!view) throw nothingHere();
    return this.ledger.transaction(async (page) => {
      const [visit] = await page.lockVisits([view.visit.id]);
      const incident = visit?.incidents.find(({ id }) => id === incidentId);
      if (!visit || !incident || isHiddenFrom(by, visit, incident)) throw nothingHere();
      if (!access.may('follow_up', concernedByIncident(visit, incident))) throw nothingHere();
      if (isOnVisit(visit, incident, by))
        throw new Refusal('forbidden', 'You were on this visit: somebody else sees to what follows it.');
      if (incident.status === 'open')
        throw new Refusal('conflict', 'The incident has not ended: what follows it comes when it is stood down.');
      if (visit.drill) throw new Refusal('conflict', 'It was an exercise: nothing follows it.');
      return work({ page, visit, incident });
    });
  }

  private async decided(page: Page, visit: Visit, input: AfterwardsInput): Promise<void> {
    await page.write([decide(visit, input, await circumstancesOf(page, visit, this.surroundings, ''))]);
  }

  /** Somebody was first: says who, when, and what they did. */
  private async overtaken(incidentId: string, number: number): Promise<Refusal> {
    const view = await this.reader.incident(incidentId);
    const entries = view ? await this.reader.entriesOf(view) : [];
    const last = entries.filter(({ kind, data }) => kind === 'follow_up_changed' && data['followUp'] === number).at(-1);
    const { zone } = this.surroundings;
    const what = last
      ? `${await this.nameOf(last.by)} said at ${showTime(last.at, zone)}: ${last.text}`
      : 'Somebody has changed it.';
    return new Refusal('conflict', `${what} That was after you opened this page, so nothing was changed now.`);
  }

  private nameOf(id: string): Promise<string> {
    return this.ledger.transaction((page) => Promise.resolve(nameIn(page, id)));
  }
}

const nameIn = (page: Page, id: string): string =>
  id === 'api' ? 'Another program' : (page.directory.person(id)?.name ?? id);

const nothingHere = (): Refusal => new Refusal('not_found', 'There is no incident here.');

function closedAlready(page: Page, { closing }: Incident, zone: string): Refusal {
  const who = closing ? ` ${nameIn(page, closing.by)} closed it at ${showTime(closing.at, zone)}.` : '';
  return new Refusal('conflict', `The incident is closed.${who} Reopen it first.`);
}

function mustHold(page: Page, visit: Visit, incident: Incident, owner: string): void {
  const person = page.directory.person(owner);
  if (person && mayHold(person, visit, incident, page.directory, page.now)) return;
  throw new Refusal('invalid', 'Nothing was changed.', [
    {
      field: 'owner',
      message: person ? `${person.name} may not see to it` : `"${owner}" is nobody in the organisation`,
      mend: 'name a manager of this unit or above it who was not on the visit',
    },
  ]);
}

function mustBeSensible(page: Page, dueAt: Instant, zone: string): void {
  const today = startOfLocalDay(page.now, zone);
  if (dueAt >= today && dueAt <= endOfDayOf(page.now + FURTHEST, zone)) return;
  throw new Refusal('invalid', 'Nothing was changed.', [
    { field: 'due', message: 'is not within the next year', mend: 'give today or a day to come' },
  ]);
}

/** Nobody finds out later why support was not given, or was taken back, unless it is said now. */
function mustSayWhy(before: FollowUp, { state = before.state, note }: FollowUpChange): void {
  const isSaid = (note ?? '') !== '';
  const moves = state !== before.state;
  const isMissing = !isSaid && ((moves && state !== 'done') || (state === 'not_needed' && note !== undefined));
  if (!isMissing) return;
  throw new Refusal('invalid', 'Nothing was changed.', [
    {
      field: 'note',
      message: 'is missing',
      mend: state === 'open' ? 'say why it is to be done after all' : 'say why it is not needed',
    },
  ]);
}
