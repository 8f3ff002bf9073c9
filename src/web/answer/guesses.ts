import { MINUTE } from '../../domain/time/instant.js';

const MOST = 30;
const WINDOW = 10 * MINUTE;
const MOST_ADDRESSES = 10_000;

/**
 * Counts links that do not work, by address. Only they are refused: a whole mobile network, or everybody behind one proxy,
 * comes from one address, and who floods it with guesses must not keep a manager from their page. What keeps guesses out is
 * the length of the token (70 bits); this keeps the noise down.
 */
export class Guesses {
  private readonly missed = new Map<string, { count: number; since: number }>();

  /** `now`: milliseconds of any clock that only goes forward. Whether that was one too many. */
  miss(address: string, now: number): boolean {
    const known = this.missed.get(address);
    const open = known && now - known.since < WINDOW ? known : { count: 0, since: now };
    open.count += 1;
    this.missed.delete(address);
    this.missed.set(address, open);
    const [oldest] = this.missed.keys();
    if (this.missed.size > MOST_ADDRESSES && oldest !== undefined) this.missed.delete(oldest);
    return open.count > MOST;
  }
}

/** What a browser is told to wait, in seconds. */
export const RETRY_AFTER = String(WINDOW / 1000);
