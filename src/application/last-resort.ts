import { afterAttempt, mustBeLookedFor, untold, whoIsNext, type Attempt, type Untold } from '../domain/untold.js';
import { notWatching } from '../domain/texting/wording.js';
import { iso, MINUTE, SECOND, type Instant, type Milliseconds } from '../domain/time/instant.js';
import { faultEntry } from './fault-entry.js';
import { within } from './patience.js';
import type { Ledger } from './ports/ledger.js';
import type { Operator } from './ports/operator.js';
import type { OutgoingText, Phones } from './ports/phones.js';
import { isWatching, type Pulse } from './ports/pulse.js';
import type { Roster, Rosters } from './ports/roster.js';
import { asRepeat } from './send-messages.js';
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

/** After this it is looked first whether somebody watches again. */
const LONGEST_ROUND = 15 * SECOND;

/**
 * When the service cannot watch, everyone with a visit under way and their contacts are told so by text, once (P12), and tried until they are: because
 * the database is away, or takes nothing (a full disk), or because no worker goes round. A process that only opens doors sees
 * that too. It needs no more than what it remembers, and what it did is recorded afterwards.
 */
export class LastResort {
  private known: Roster | null = null;
  private lastGood: Milliseconds;
  private telling: Telling | null = null;

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

  /** True when there are more to tell at once. */
  async once(): Promise<boolean> {
    const roster = await within(ANSWER_WITHIN, this.rosters.read());
    if (roster) this.known = roster;
    const readings = roster && (await within(ANSWER_WITHIN, this.pulse.read()));
    if (readings && isWatching(readings)) {
      this.lastGood = this.uptime();
      await this.recovered();
      return false;
    }
    const silent = this.uptime() - this.lastGood;
    if (!this.telling) {
      if (!this.known || silent < PATIENCE + this.known.rank * TURN) return false;
      this.telling = this.begin(this.known, Date.now() - silent, readings ? UNWATCHED : AWAY);
    }
    return this.goOn(this.telling);
  }

  private begin({ phones }: Roster, since: Instant, reason: Reason): Telling {
    this.operator.alarm(reason.kind, `${reason.words} for a minute: those who are out are told by text.`);
    return {
      since,
      reason,
      of: phones.length,
      told: [],
      left: new Map(phones.map((one) => [one.person, untold(one)])),
    };
  }

  private async goOn(telling: Telling): Promise<boolean> {
    const { left, told, of, reason } = telling;
    const began = this.uptime();
    const next = whoIsNext(left.values(), began);
    if (next.length === 0) return false;
    while (next.length > 0 && this.uptime() - began <= LONGEST_ROUND) {
      await Promise.all(
        next.splice(0, AT_ONCE).map(async (one) => {
          const after = afterAttempt(one, await this.tell(one, telling.since), this.uptime());
          if (after) return left.set(one.person, after);
          left.delete(one.person);
          told.push(one.person);
        }),
      );
    }
    const facts = { told: told.length, of, why: reason.why };
    if (left.size === 0) this.log.error(facts, 'Nobody watches; those who are out were told');
    else this.log.error({ ...facts, left: left.size }, 'Nobody watches, and not all who are out could be told so far');
    if ([...left.values()].some(({ tries }) => tries > 0))
      this.operator.alarm(
        reason.kind,
        `${reason.words}, and some of those who are out could not be told by text yet. It is tried on; ring them meanwhile.`,
      );
    return next.length > 0;
  }

  /** Unless another process, or this one before it was started again, has said it: the provider remembers for all. */
  private async tell(one: Untold, since: Instant): Promise<Attempt> {
    const said = await this.hasBeenSaid(one, since).catch(() => null);
    if (said) return { kind: 'told' };
    if (said === null && mustBeLookedFor(one, this.uptime())) return { kind: 'still_in_doubt' };
    const words = notWatching(since, this.zone);
    const outcome = await this.phones.send(textTo(one, one.inDoubtSince === null ? words : asRepeat(words)));
    return outcome.kind === 'accepted' ? { kind: 'told' } : outcome;
  }

  /** Throws when the provider cannot be asked. */
  private async hasBeenSaid(one: Untold, since: Instant): Promise<boolean> {
    const bodies = ABOUT_THE_SAME.map((other) => notWatching(since + other, this.zone)).flatMap((words) => [
      words,
      asRepeat(words),
    ]);
    const found = await Promise.all(bodies.map((body) => this.phones.find(textTo(one, body), new Date(since))));
    return found.some((text) => text !== null);
  }

  private async recovered(): Promise<void> {
    if (!this.telling) return;
    const { telling } = this;
    // At once, so that whoever looks meanwhile does not write it too.
    this.telling = null;
    await this.write(telling).catch((error: unknown) => {
      this.telling = telling;
      throw error;
    });
  }

  private async write({ since, told, left, reason: { why } }: Telling): Promise<void> {
    const never = [...left.values()].map(({ person }) => person);
    if (never.length > 0)
      this.log.error(
        { told: told.length, untold: never.length },
        'It is watched again; not all who were out were told',
      );
    const text = `${why}; ${told.length} people who were out, and their contacts, were told by text.`;
    await this.ledger.transaction((page) =>
      page.writeOffice([
        faultEntry(page.now, never.length === 0 ? text : `${text} ${never.length} could not be told.`, {
          since: iso(since),
          told,
          ...(never.length > 0 && { untold: never }),
        }),
      ]),
    );
  }
}

const textTo = ({ mobile }: Untold, body: string): OutgoingText => ({
  id: 'not-watching',
  to: mobile,
  body,
  validForSeconds: 300,
});

interface Telling {
  readonly since: Instant;
  readonly reason: Reason;
  readonly of: number;
  readonly told: string[];
  /** By person. */
  readonly left: Map<string, Untold>;
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
