import type { NewEntry, NewMessage } from '../domain/decision.js';
import { makeFollowUps } from '../domain/follow-up/make.js';
import { remind, sayReminder, type Reminder } from '../domain/follow-up/reminding.js';
import type { Incident } from '../domain/incident/incident.js';
import { HOUR } from '../domain/time/instant.js';
import type { Followed } from './ports/follow-up-book.js';
import type { Ledger, Page } from './ports/ledger.js';
import type { Surroundings } from './surroundings.js';

/** A rush of mornings is spread over rounds: nothing here is as urgent as whatever else the database is asked. */
const AT_ONCE = 20;

/**
 * Reminds whoever sees to a follow-up on the day on which it is due and on the day after, by text, once each. When is a column
 * of its row: an outage delays it and loses nothing. It has transactions of its own, of one visit each, and its texts go out as
 * notices, behind everything else: no alarm waits for it.
 */
export class RemindOfFollowUps {
  constructor(
    private readonly ledger: Ledger,
    private readonly surroundings: Pick<Surroundings, 'zone'>,
  ) {}

  /** Call it often, in as many processes as there are: each reminder goes out once. */
  async once(): Promise<void> {
    for (let done = 0; done < AT_ONCE; done += 1) {
      const next = await this.ledger.transaction((page) => page.followUps.nextToRemind());
      if (!next) break;
      await this.remindOrPutOff(next);
    }
    for (let done = 0; done < AT_ONCE; done += 1) {
      if (!(await this.ledger.transaction((page) => this.makeForOne(page)))) break;
    }
  }

  /** One that cannot be worked out must not hold up all that come after it. */
  private async remindOrPutOff(next: Followed): Promise<void> {
    try {
      await this.ledger.transaction((page) => this.remindOf(page, next));
    } catch (error) {
      if (this.ledger.isPassing(error)) throw error;
      await this.ledger.transaction((page) => page.followUps.putOff(next.incidentId, page.now + HOUR));
      throw error;
    }
  }

  private async remindOf(page: Page, { visitId, incidentId }: Followed): Promise<void> {
    const [visit] = await page.lockVisits([visitId]);
    const incident = visit?.incidents.find(({ id }) => id === incidentId);
    if (!visit || !incident) throw new Error('A follow-up is of no incident.');
    // Read under the lock: another process may have been first.
    const { reminders, changed } = remind(await page.followUps.of(incident.id), page.now, this.surroundings.zone);
    const sent = reminders.map((reminder) => this.said(page, incident, reminder));
    await page.send(
      sent.flatMap(({ message }) => message ?? []),
      visit.id,
    );
    await page.addEntries(
      visit.id,
      sent.map(({ entry }) => entry),
    );
    await page.followUps.save(changed);
  }

  private said(page: Page, incident: Incident, reminder: Reminder): { message: NewMessage | null; entry: NewEntry } {
    const { owner, stage, of } = reminder;
    const person = page.directory.person(owner);
    const why = !person
      ? 'is not in the organisation any more'
      : !person.mobile
        ? 'has no mobile number'
        : page.optedOut.has(person.mobile)
          ? 'has a phone that has opted out of texts'
          : null;
    const when = stage === 'due' ? 'due today' : 'overdue';
    const what = of.length === 1 ? '1 follow-up that is' : `${of.length} follow-ups that are`;
    const name = person?.name ?? owner;
    return {
      message:
        why === null && person?.mobile
          ? {
              to: owner,
              mobile: person.mobile,
              body: sayReminder(reminder, incident.reference),
              urgency: 'notice',
              purpose: 'notice',
              incidentId: incident.id,
            }
          : null,
      entry: {
        at: page.now,
        kind: 'follow_up_reminded',
        clause: 'HVPF 8.5.1',
        by: 'allswell',
        text:
          why === null
            ? `${name} was reminded of ${what} ${when}.`
            : `${name} ${why}, and was not reminded of ${what} ${when}: tell them another way.`,
        incidentId: incident.id,
        data: { person: owner, stage, followUps: of.map(({ number }) => String(number)) },
      },
    };
  }

  /** An incident that ended before this was kept: what it calls for is counted from now, not from then. */
  private async makeForOne(page: Page): Promise<boolean> {
    const next = await page.followUps.nextUnmade();
    if (!next) return false;
    const [visit] = await page.lockVisits([next.visitId]);
    const incident = visit?.incidents.find(({ id }) => id === next.incidentId);
    const known = await page.followUps.of(next.incidentId);
    if (visit && incident?.status === 'stood_down' && known.length === 0) {
      const { directory, now: at } = page;
      const made = makeFollowUps({ visit, incident, directory, at, zone: this.surroundings.zone }, known);
      await page.followUps.add(made.followUps);
      await page.addEntries(
        visit.id,
        made.entries.map((entry) => ({ at, ...entry })),
      );
    }
    await page.followUps.isMade(next.incidentId);
    return true;
  }
}
