import { MINUTE, SECOND, type Instant } from '../domain/time/instant.js';
import { within } from './patience.js';
import type { Clock } from './ports/clock.js';
import type { Inbox } from './ports/inbox.js';
import type { Meters } from './ports/meters.js';
import type { FoundText, Phones } from './ports/phones.js';
import type { Log } from './watchman.js';

/** The provider's list may lag, and its seconds are whole: what was read is read again this far back. */
const OVERLAP = 2 * MINUTE;

/** After a long outage, no further back than this: what is older is history, not a message. */
const LONGEST_LOOK_BACK = 24 * 60 * MINUTE;

/** People wait behind this after an outage: a provider that does not answer is asked again at the next round. */
const PATIENCE = 3 * SECOND;

/** Texts whose webhook never came: by default the provider calls once, and keeps what failed only in its list (P1). */
export class FindLostTexts {
  constructor(
    private readonly phones: Phones,
    private readonly inbox: Inbox,
    private readonly clock: Clock,
    private readonly meters: Meters,
    private readonly log: Log,
  ) {}

  /** Takes in what the provider has and we have not. The number found; never throws for a provider that does not answer. */
  async once(): Promise<number> {
    const askedAt = await this.clock.now();
    const readTo = await this.inbox.readTo();
    // Ahead of now, after the database's clock was set back, it says nothing of what was read.
    const known = readTo > askedAt + MINUTE ? 0 : readTo;
    const since = Math.max(known, askedAt - LONGEST_LOOK_BACK) - OVERLAP;
    const texts = await this.ask(since);
    if (!texts) return 0;
    // Not when they were asked for: while this process was frozen in between, people went on texting.
    const receivedAt = await this.clock.now();
    let found = 0;
    for (const { at, ...text } of texts) {
      if (await this.inbox.takeIn({ ...text, receivedAt, sentAt: at })) found += 1;
    }
    await this.inbox.setReadTo(askedAt);
    for (let one = 0; one < found; one += 1) this.meters.textTakenIn('poll');
    if (found > 0) this.log.warn({ found }, 'Texts were found whose webhooks never came');
    return found;
  }

  private ask(since: Instant): Promise<FoundText[] | null> {
    const asked = this.phones.textsSince(new Date(since)).catch((error: unknown) => {
      this.log.warn(
        { error: error instanceof Error ? error.message : String(error) },
        'The provider cannot be asked for texts',
      );
      return null;
    });
    return within(PATIENCE, asked);
  }
}
