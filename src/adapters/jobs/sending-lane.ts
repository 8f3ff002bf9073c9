import type { Lane } from '../../application/ports/outbox.js';
import type { SendMessages } from '../../application/send-messages.js';
import type { Log } from '../../application/watchman.js';
import type { Milliseconds } from '../../domain/time/instant.js';
import { Round } from './round.js';

/** More than this of which the provider has answered and nothing is written down yet: the database is held up, and so is the lane. */
const MOST_IN_HAND = 300;

/**
 * Sends one lane of the outbox, up to `most` messages side by side at the provider. A slow one holds up no other: as soon as
 * half of the places are free, more are claimed.
 */
export class SendingLane {
  private readonly round: Round;
  private readonly inHand = new Set<Promise<void>>();
  private atProvider = 0;

  constructor(
    lane: Lane,
    /** How many places there are at this moment. */
    most: () => number,
    every: Milliseconds,
    private readonly sendMessages: SendMessages,
    private readonly log: Log,
  ) {
    this.round = new Round(
      `sending ${lane}`,
      every,
      async () => {
        const free = Math.min(most() - this.atProvider, MOST_IN_HAND - this.inHand.size);
        if (free <= 0) return false;
        const claimed = await sendMessages.claim(lane, free);
        for (const message of claimed) this.send(message, most);
        // In a rush places come free one by one: a claim for each would be hundreds of statements.
        return claimed.length === free && this.atProvider <= most() / 2;
      },
      log,
    );
  }

  start(): void {
    this.round.start();
  }

  poke(): void {
    this.round.poke();
  }

  /** Lets those in hand finish. */
  async stop(): Promise<void> {
    await this.round.stop();
    await Promise.all(this.inHand);
  }

  private send(message: Parameters<SendMessages['send']>[0], most: () => number): void {
    this.atProvider += 1;
    let answered = false;
    const leave = (): void => {
      if (answered) return;
      answered = true;
      this.atProvider -= 1;
      if (this.atProvider <= most() / 2) this.round.poke();
    };
    const sending = this.sendMessages
      .send(message, leave)
      .catch((error: unknown) =>
        // It stays marked as being sent, and is looked into as one in doubt.
        this.log.error(
          { message: message.id, error: error instanceof Error ? error.message : String(error) },
          'What became of a message could not be written down',
        ),
      )
      .finally(() => {
        this.inHand.delete(sending);
        leave();
      });
    this.inHand.add(sending);
  }
}
