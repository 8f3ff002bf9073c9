import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from '../../application/watchman.js';
import type { Milliseconds } from '../../domain/time/instant.js';

const PREFIX = 'echo ';

/** A machine that is busy may miss its own word once. */
const TRIES = 2;

export const NOT_HEARD =
  'Postgres does not tell this process of changes: something on the way, mostly a connection pooler, swallows LISTEN. ' +
  'Boards are up to three seconds late by it, and nothing else is. Give the processes with pages a DATABASE_URL that ' +
  'leads straight to Postgres, or let the pooler keep a connection for a whole session.';

/**
 * A service that listens to itself: it says a word where changes are told of, and should hear it come back. One that does not is
 * deaf to changes as well, which no statement to the database would show: LISTEN succeeds with a pooler that swallows what it hears.
 */
export class Echo {
  private heard: boolean | null = null;
  private awaited: { readonly word: string; readonly back: () => void } | null = null;

  constructor(
    private readonly say: (word: string) => Promise<void>,
    private readonly within: Milliseconds,
    private readonly log: Log,
  ) {}

  /** Null until a word came back, or did not; a database that takes no word says nothing of what would be heard. */
  get isHeard(): boolean | null {
    return this.heard;
  }

  /** Whether what was heard is an echo. */
  hears(word: string): boolean {
    if (word === this.awaited?.word) this.awaited.back();
    return word.startsWith(PREFIX);
  }

  /** Says a word and waits for it; says in the log, once, that it is not heard, and once that it is again. */
  async listen(isListening: () => boolean = () => true): Promise<void> {
    for (let tries = 1; tries <= TRIES; tries += 1) {
      const came = await this.comesBack();
      if (came === null || !isListening()) return;
      if (came) return this.judge(true);
    }
    this.judge(false);
  }

  /** Nothing can be heard at all. */
  isSwallowed(): void {
    this.judge(false);
  }

  private async comesBack(): Promise<boolean | null> {
    const word = PREFIX + randomUUID();
    const waiting = new AbortController();
    const back = new Promise<true>((resolve) => (this.awaited = { word, back: () => resolve(true) }));
    try {
      await this.say(word);
      return await Promise.race([back, pause(this.within, false, { ref: false, signal: waiting.signal })]);
    } catch {
      return null;
    } finally {
      waiting.abort();
      this.awaited = null;
    }
  }

  private judge(heard: boolean): void {
    if (heard === this.heard) return;
    const wasDeaf = this.heard === false;
    this.heard = heard;
    if (!heard) this.log.warn({}, NOT_HEARD);
    else if (wasDeaf) this.log.info({}, 'Postgres tells this process of changes again.');
  }
}
