import type { Lane } from '../../application/ports/outbox.js';
import type { SendMessages } from '../../application/send-messages.js';
import type { Log } from '../../application/watchman.js';
import type { Milliseconds } from '../../domain/time/instant.js';
import { Round } from './round.js';

/**
 * Sends one lane of the outbox, up to `most` messages side by side. A slow one holds up no other: as soon as half of the
 * places are free, more are claimed.
 */
export class SendingLane {
  private readonly round: Round;
  private readonly inHand = new Set<Promise<void>>();

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
        const free = most() - this.inHand.size;
        if (free <= 0) return false;
        const claimed = await sendMessages.claim(lane, free);
        for (const message of claimed) this.send(message, most);
        // In a rush places come free one by one: a claim for each would be hundreds of statements.
        return claimed.length === free && this.inHand.size <= most() / 2;
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
    const sending = this.sendMessages
      .send(message)
      .catch((error: unknown) =>
        // It stays marked as being sent, and is looked into as one in doubt.
        this.log.error(
          { message: message.id, error: error instanceof Error ? error.message : String(error) },
          'What became of a message could not be written down',
        ),
      )
      .finally(() => {
        this.inHand.delete(sending);
        if (this.inHand.size <= most() / 2) this.round.poke();
      });
    this.inHand.add(sending);
  }
}
