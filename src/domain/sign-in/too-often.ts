import { MINUTE } from '../time/instant.js';

const MOST = 30;
const WINDOW = 10 * MINUTE;
const MOST_KEYS = 10_000;

/**
 * Counts what comes too often: thirty times in ten minutes by one key. Of links and tokens that do not work the key is the address they come
 * from, and only they are refused: a whole mobile network, or everybody behind one proxy, comes from one address, and who
 * floods it with guesses must not keep a manager from their page. What keeps guesses out is the length of the token; this
 * keeps the noise down. Each process counts for itself.
 */
export class TooOften {
  private readonly counted = new Map<string, { count: number; since: number }>();

  /** `now`: milliseconds of any clock that only goes forward. Whether that was one too many. */
  count(key: string, now: number): boolean {
    const known = this.counted.get(key);
    const open = known && now - known.since < WINDOW ? known : { count: 0, since: now };
    open.count += 1;
    this.counted.delete(key);
    this.counted.set(key, open);
    const [oldest] = this.counted.keys();
    if (this.counted.size > MOST_KEYS && oldest !== undefined) this.counted.delete(oldest);
    return open.count > MOST;
  }
}

/** What a browser is told to wait, in seconds. */
export const RETRY_AFTER = String(WINDOW / 1000);
