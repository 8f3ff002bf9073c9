import { MINUTE, SECOND, type Instant, type Milliseconds } from '../domain/time/instant.js';
import { within } from './patience.js';
import type { Clock } from './ports/clock.js';
import type { Inbox } from './ports/inbox.js';
import type { Meters } from './ports/meters.js';
import type { FoundText, Phones } from './ports/phones.js';
import type { Log, Watchman } from './watchman.js';

/** The provider's list may lag, and its seconds are whole: what was read is read again this far back. */
const OVERLAP = 2 * MINUTE;

/** After a long outage, no further back than this: what is older is history, not a message. */
const LONGEST_LOOK_BACK = 24 * 60 * MINUTE;

/** People wait behind this after an outage: what takes longer is read on while they are seen to. */
const PATIENCE = 3 * SECOND;

/** The list of a whole day is read in less; a reading that takes longer hangs, and is begun anew. */
const LONGEST_READING = 2 * MINUTE;

const TAKEN_IN_AT_ONCE = 500;

/** Texts whose webhook never came: by default the provider calls once, and keeps what failed only in its list (P1). */
export class FindLostTexts {
  /** Never two beside each other: the one before is given up first. */
  private reading: Reading | null = null;
  private readonly spoilt = new Set<string>();

  constructor(
    private readonly phones: Phones,
    private readonly inbox: Inbox,
    private readonly clock: Clock,
    private readonly meters: Meters,
    private readonly log: Log,
    private readonly watchman: Pick<Watchman, 'textSetAside'>,
    /** Milliseconds that only ever go forward. */
    private readonly uptime: () => Milliseconds = () => performance.now(),
  ) {}

  /**
   * Takes in what the provider has and we have not. The number found; null while it is still being read, which goes on by
   * itself: whoever looks meanwhile leaves it at that. Never throws for a provider that does not answer.
   */
  async once(): Promise<number | null> {
    if (this.reading) {
      if (this.uptime() - this.reading.begunAt <= LONGEST_READING) return null;
      this.log.warn({ minutes: LONGEST_READING / MINUTE }, "The provider's list of texts could not be read to its end");
      this.abandon();
    }
    this.reading = this.begin();
    const ended = this.reading.found.then(
      (found) => ({ found, failure: null }),
      (failure: unknown) => ({ found: 0, failure: failure instanceof Error ? failure : new Error(String(failure)) }),
    );
    const end = await within(PATIENCE, ended);
    if (end?.failure) throw end.failure;
    return end && end.found;
  }

  /** The same, of all that came up to now: a reading that began before this process was frozen knows nothing of that time. */
  async afresh(): Promise<void> {
    this.abandon();
    if ((await this.once()) !== null) return;
    this.log.warn(
      {},
      "The provider's list of texts is long or slow: it is read on, and what is due is not held up by it",
    );
  }

  /** Stops after the page in hand. */
  abandon(): void {
    this.reading?.stop.abort();
    this.reading = null;
  }

  private begin(): Reading {
    const stop = new AbortController();
    const found = this.read(stop.signal).finally(() => {
      if (this.reading === reading) this.reading = null;
    });
    // Whoever began it may have no more patience.
    found.catch((error: unknown) =>
      this.log.warn(
        { error: error instanceof Error ? error.message : String(error) },
        'Texts that were found could not all be taken in',
      ),
    );
    const reading: Reading = { stop, begunAt: this.uptime(), found };
    return reading;
  }

  private async read(given: AbortSignal): Promise<number> {
    const askedAt = await this.clock.now();
    const readTo = await this.inbox.readTo();
    // Ahead of now, after the database's clock was set back, it says nothing of what was read.
    const known = readTo > askedAt + MINUTE ? 0 : readTo;
    const since = Math.max(known, askedAt - LONGEST_LOOK_BACK) - OVERLAP;
    const texts = await this.ask(since, given);
    if (!texts || given.aborted) return 0;
    // Not when they were asked for: while this process was frozen in between, people went on texting.
    const receivedAt = await this.clock.now();
    const found = await this.takeIn(texts, receivedAt, given);
    if (found > 0) this.log.warn({ found }, 'Texts were found whose webhooks never came');
    if (!given.aborted) await this.inbox.setReadTo(askedAt);
    return found;
  }

  private async ask(since: Instant, given: AbortSignal): Promise<FoundText[] | null> {
    try {
      return await this.phones.textsSince(new Date(since), given);
    } catch (error) {
      if (!given.aborted)
        this.log.warn(
          { error: error instanceof Error ? error.message : String(error) },
          'The provider cannot be asked for texts',
        );
      return null;
    }
  }

  /** Oldest first, for in the order in which they are kept a sender's texts are handled. */
  private async takeIn(texts: readonly FoundText[], receivedAt: Instant, given: AbortSignal): Promise<number> {
    const incoming = texts.map(({ at, ...text }) => ({ ...text, receivedAt, sentAt: at }));
    let found = 0;
    for (let first = 0; first < incoming.length && !given.aborted; first += TAKEN_IN_AT_ONCE) {
      const { fresh, spoilt } = await this.inbox.takeInAll(incoming.slice(first, first + TAKEN_IN_AT_ONCE));
      for (let one = 0; one < fresh; one += 1) this.meters.textTakenIn('poll');
      for (const one of spoilt) this.setAside(one);
      found += fresh;
    }
    return found;
  }

  /** One that the inbox can never keep must not keep out those that came after it. It is met again with each reading, and told of once. */
  private setAside({ sid, why }: { readonly sid: string; readonly why: string }): void {
    if (this.spoilt.has(sid)) return;
    this.spoilt.add(sid);
    this.log.error({ sid, error: why }, "A text in the provider's list could not be taken in: read it there");
    this.watchman.textSetAside(sid);
  }
}

interface Reading {
  readonly stop: AbortController;
  /** By this process's own steady clock. */
  readonly begunAt: Milliseconds;
  readonly found: Promise<number>;
}
