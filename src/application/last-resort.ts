import { notWatching } from '../domain/texting/wording.js';
import { iso, MINUTE, SECOND, type Instant, type Milliseconds } from '../domain/time/instant.js';
import { faultEntry } from './fault-entry.js';
import { within } from './patience.js';
import type { Ledger } from './ports/ledger.js';
import type { Operator } from './ports/operator.js';
import type { OutgoingText, Phones } from './ports/phones.js';
import { isWatching, type Pulse } from './ports/pulse.js';
import type { Roster, Rosters } from './ports/roster.js';
import type { Log } from './watchman.js';

/** A restart of the database or of the workers takes less; a person at a door should not wait longer. */
const PATIENCE = MINUTE;

/** Each process of a higher rank waits this much longer, and then finds at the provider that it has been said. */
const TURN = 20 * SECOND;

/** Another process may have begun to count a moment before or after, and says another minute. */
const ABOUT_THE_SAME = [0, -MINUTE, MINUTE];

/** A database that has not answered by now is away for this round. */
const ANSWER_WITHIN = 5 * SECOND;

const AT_ONCE = 10;

/**
 * When the service cannot watch, everyone with a visit under way and their contacts are told so by text, once (P12): because
 * the database is away, or takes nothing (a full disk), or because no worker goes round. A process that only opens doors sees
 * that too. It needs no more than what it remembers, and what it did is recorded afterwards.
 */
export class LastResort {
  private known: Roster | null = null;
  private lastGood: Milliseconds;
  private told: Told | null = null;

  constructor(
    private readonly rosters: Rosters,
    private readonly pulse: Pick<Pulse, 'read'>,
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
    if (roster) this.known = roster;
    const readings = roster && (await within(ANSWER_WITHIN, this.pulse.read()));
    if (readings && isWatching(readings)) {
      this.lastGood = this.uptime();
      return this.recovered();
    }
    const silent = this.uptime() - this.lastGood;
    if (!this.known || this.told || silent < PATIENCE + this.known.rank * TURN) return;
    await this.tellEveryone(this.known, Date.now() - silent, readings ? UNWATCHED : AWAY);
  }

  private async tellEveryone({ phones }: Roster, since: Instant, { kind, why, words }: Reason): Promise<void> {
    const people: string[] = [];
    this.told = { since, people, why };
    this.operator.alarm(kind, `${words} for a minute: those who are out are told by text.`);
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
    this.log.error({ told: people.length, of: phones.length, why }, 'Nobody watches; those who are out were told');
  }

  /** Unless another process, or this one before it was started again, has said it: the provider remembers for all. */
  private async say(text: OutgoingText, since: Instant): Promise<boolean> {
    for (const other of ABOUT_THE_SAME) {
      const body = notWatching(since + other, this.zone);
      if (await this.phones.find({ ...text, body }, new Date(since)).catch(() => null)) return true;
    }
    return (await this.phones.send(text)).kind === 'accepted';
  }

  private async recovered(): Promise<void> {
    if (!this.told) return;
    const { told } = this;
    // At once, so that whoever looks meanwhile does not write it too.
    this.told = null;
    await this.write(told).catch((error: unknown) => {
      this.told = told;
      throw error;
    });
  }

  private async write({ since, people, why }: Told): Promise<void> {
    await this.ledger.transaction((page) =>
      page.writeOffice([
        faultEntry(page.now, `${why}; ${people.length} people who were out, and their contacts, were told by text.`, {
          since: iso(since),
          told: people,
        }),
      ]),
    );
  }
}

interface Told {
  readonly since: Instant;
  readonly people: string[];
  readonly why: string;
}

interface Reason {
  readonly kind: 'database' | 'health';
  /** For the record, afterwards. */
  readonly why: string;
  /** For the operator, meanwhile. */
  readonly words: string;
}

const AWAY: Reason = { kind: 'database', why: 'The database was away', words: 'The database has been away' };

const UNWATCHED: Reason = {
  kind: 'health',
  why: 'Nobody acted on passed deadlines',
  words: 'Nobody has acted on passed deadlines (see /health)',
};
