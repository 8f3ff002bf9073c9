import type { ActOnDeadlines } from '../../application/act-on-deadlines.js';
import type { HandleTexts } from '../../application/handle-texts.js';
import type { SendMessages } from '../../application/send-messages.js';
import type { Log } from '../../application/watchman.js';
import { SECOND } from '../../domain/time/instant.js';
import { Round } from './round.js';

/** How often the loop looks without being woken: the guarantee behind every deadline. */
const SWEEP_EVERY = SECOND / 2;

const BATCH = 200;

/** The rounds that a worker makes: passed deadlines, texts to handle, texts to send, and texts in doubt. */
export class NightWatch {
  private readonly deadlines: Round;
  private readonly texts: Round;
  private readonly outbox: Round;
  private readonly doubts: Round;

  constructor(actOnDeadlines: ActOnDeadlines, handleTexts: HandleTexts, sendMessages: SendMessages, log: Log) {
    this.deadlines = new Round('deadlines', SWEEP_EVERY, async () => (await actOnDeadlines.once(BATCH)) === BATCH, log);
    this.texts = new Round('texts', SWEEP_EVERY, () => handleTexts.next(), log);
    this.outbox = new Round('outbox', SWEEP_EVERY, async () => (await sendMessages.once()) > 0, log);
    this.doubts = new Round(
      'doubts',
      SECOND,
      async () => {
        await sendMessages.reconcile();
        await sendMessages.giveUpOnSilent();
        return false;
      },
      log,
    );
  }

  start(): void {
    for (const round of this.rounds) round.start();
  }

  /** A wake-up: look at the deadlines now. */
  wake(): void {
    this.deadlines.poke();
  }

  textCameIn(): void {
    this.texts.poke();
  }

  messagesWereWritten(): void {
    this.outbox.poke();
  }

  /** Finishes the batches in hand. */
  async stop(): Promise<void> {
    await Promise.all(this.rounds.map((round) => round.stop()));
  }

  private get rounds(): Round[] {
    return [this.deadlines, this.texts, this.outbox, this.doubts];
  }
}
