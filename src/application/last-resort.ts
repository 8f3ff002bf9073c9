import { notWatching } from '../domain/texting/wording.js';
import { iso, MINUTE, SECOND, type Instant, type Milliseconds } from '../domain/time/instant.js';
import { faultEntry } from './fault-entry.js';
import { within } from './patience.js';
import type { Ledger } from './ports/ledger.js';
import type { Operator } from './ports/operator.js';
import type { OutgoingText, Phones } from './ports/phones.js';
import type { Roster, Rosters } from './ports/roster.js';
import type { Log } from './watchman.js';

/** A restart of the database takes less; a person at a door should not wait longer. */
const PATIENCE = MINUTE;

/** Each process of a higher rank waits this much longer, and then finds at the provider that it has been said. */
const TURN = 20 * SECOND;

/** A database that has not answered by now is away for this round. */
const ANSWER_WITHIN = 5 * SECOND;

const AT_ONCE = 10;

/**
 * When the database is away the service cannot watch, and knows nothing but what it remembers: everyone with a visit under
 * way and their contacts are told so by text, once (P12). No record can be written then; it is written afterwards.
 */
export class LastResort {
  private known: Roster | null = null;
  private lastGood: Milliseconds;
  private told: { readonly since: Instant; readonly people: string[] } | null = null;

  constructor(
    private readonly rosters: Rosters,
    private readonly phones: Phones,
    private readonly ledger: Ledger,
    private readonly operator: Operator,
    private readonly log: Log,
    private readonly zone: string,
    /** A clock of this process that only runs on; between processes nothing depends on it. */
    private readonly uptime: () => Milliseconds = () => performance.now(),
  ) {
    this.lastGood = uptime();
  }

  async once(): Promise<void> {
    const roster = await within(ANSWER_WITHIN, this.rosters.read());
    if (roster) {
      this.lastGood = this.uptime();
      this.known = roster;
      return this.recovered();
    }
    const silent = this.uptime() - this.lastGood;
    if (!this.known || this.told || silent < PATIENCE + this.known.rank * TURN) return;
    await this.tellEveryone(this.known, Date.now() - silent);
  }

  private async tellEveryone({ phones }: Roster, since: Instant): Promise<void> {
    const people: string[] = [];
    this.told = { since, people };
    this.operator.alarm('database', 'The database has been away for a minute: those who are out are told by text.');
    const waiting = phones.map(({ person, mobile }) => ({
      person,
      text: { id: 'not-watching', to: mobile, body: notWatching(since, this.zone), validForSeconds: 300 },
    }));
    while (waiting.length > 0) {
      await Promise.all(
        waiting.splice(0, AT_ONCE).map(async ({ person, text }) => {
          if (await this.say(text, since)) people.push(person);
        }),
      );
    }
    this.log.error({ told: people.length, of: phones.length }, 'The database is away; those who are out were told');
  }

  /** Unless another process, or this one before it was started again, has said it: the provider remembers for all. */
  private async say(text: OutgoingText, since: Instant): Promise<boolean> {
    const said = await this.phones.find(text, new Date(since)).catch(() => null);
    return said !== null || (await this.phones.send(text)).kind === 'accepted';
  }

  private async recovered(): Promise<void> {
    if (!this.told) return;
    const { since, people } = this.told;
    await this.ledger.transaction((page) =>
      page.writeOffice([
        faultEntry(
          page.now,
          `The database was away; ${people.length} people who were out, and their contacts, were told by text.`,
          { since: iso(since), told: people },
        ),
      ]),
    );
    this.told = null;
  }
}
