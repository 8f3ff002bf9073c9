import type { Milliseconds } from '../../domain/time/instant.js';
import type { Log } from '../../application/watchman.js';

/**
 * Does the same piece of work again and again: every `pause`, and at once when poked. Never twice at the same moment in
 * this process; what it throws is logged, and it goes on.
 */
export class Round {
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> | null = null;
  private poked = false;
  private stopped = true;

  constructor(
    private readonly name: string,
    private readonly pause: Milliseconds,
    /** Does a batch; true when there may be more to do at once. */
    private readonly work: () => Promise<boolean>,
    private readonly log: Log,
  ) {}

  start(): void {
    this.stopped = false;
    this.poke();
  }

  get isBusy(): boolean {
    return this.running !== null;
  }

  /** Goes round now, or once more when it is going round already. */
  poke(): void {
    if (this.stopped) return;
    this.poked = true;
    this.running ??= this.go();
  }

  /** Lets the batch in hand finish. */
  async stop(): Promise<void> {
    this.stopped = true;
    if (this.timer) clearTimeout(this.timer);
    await this.running;
  }

  private async go(): Promise<void> {
    if (this.timer) clearTimeout(this.timer);
    while (this.poked && !this.stopped) {
      this.poked = false;
      try {
        if (await this.work()) this.poked = true;
      } catch (error) {
        this.log.error(
          { round: this.name, error: error instanceof Error ? error.message : String(error) },
          'A round failed; the next one follows',
        );
      }
    }
    this.running = null;
    if (!this.stopped) this.timer = setTimeout(() => this.poke(), this.pause);
  }
}
