import { setTimeout as pause } from 'node:timers/promises';
import type { Operator, OperatorAlarm } from '../application/ports/operator.js';
import type { Log } from '../application/watchman.js';
import { MINUTE, SECOND } from '../domain/time/instant.js';
import { whyFetchFailed } from './why-fetch-failed.js';

const SAID_ONCE_IN = 10 * MINUTE;

/** An operator's own service may be away for a moment too. */
const TRIES = 3;
const TRY_AGAIN_AFTER = 5 * SECOND;

/** More than this on the way at once would only pile up; the log has them all. */
const MOST_ON_THE_WAY = 20;

/** Posts `{ text, kind, at }` as JSON to OPERATOR_URL: the shape that chat programs take. */
export class OperatorHook implements Operator {
  private readonly said = new Map<string, number>();
  private onTheWay = 0;

  constructor(
    /** Null: the log alone. */
    private readonly url: string | null,
    private readonly log: Log,
    /** Milliseconds that only ever go forward. */
    private readonly passed: () => number = () => performance.now(),
  ) {}

  alarm(kind: OperatorAlarm, text: string): void {
    const now = this.passed();
    for (const [key, at] of this.said) if (now - at >= SAID_ONCE_IN) this.said.delete(key);
    const key = `${kind} ${text}`;
    if (this.said.has(key)) return;
    this.said.set(key, now);
    this.log.error({ alarm: kind }, text);
    if (this.url === null || this.onTheWay >= MOST_ON_THE_WAY) return;
    this.onTheWay += 1;
    void this.post(this.url, JSON.stringify({ text, kind, at: new Date().toISOString() })).finally(() => {
      this.onTheWay -= 1;
    });
  }

  private async post(url: string, body: string): Promise<void> {
    for (let tried = 1; ; tried += 1) {
      try {
        const { ok, status } = await fetch(url, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body,
          signal: AbortSignal.timeout(10 * SECOND),
        });
        if (ok) return;
        throw new Error(`it answered ${status}`);
      } catch (error) {
        if (tried < TRIES) {
          await pause(TRY_AGAIN_AFTER, undefined, { ref: false });
          continue;
        }
        return this.log.error({ error: whyFetchFailed(error) }, 'OPERATOR_URL could not be told');
      }
    }
  }
}
