import type { Clock } from '../ports/clock.js';
import type { Counted, SignInAttempts } from '../ports/sign-in-attempts.js';
import { networkOf } from '../../domain/sign-in/throttle.js';
import type { Instant } from '../../domain/time/instant.js';
import { signInEntry } from './entry.js';
import { digestOf } from '../tokens.js';

/** From where somebody tries to sign in. */
export interface Whence {
  /** As the connection has it, or a proxy that is trusted. */
  readonly address: string;
  /** "Firefox on Android". */
  readonly agent: string;
  /** The device's own id, where it is one on which this account has signed in before; else null. */
  readonly device: string | null;
}

/** Nothing may be tried before then. */
export interface Held {
  readonly kind: 'held';
  readonly until: Instant;
}

/** Lets through as many attempts as the throttle allows, and records what is turned away. */
export class Gate {
  constructor(
    private readonly attempts: SignInAttempts,
    private readonly clock: Clock,
  ) {}

  /**
   * `account`: as it was typed, whether there is one or not. A device that is known is counted by itself: what others do from
   * the same address does not concern it.
   */
  async attempt(
    account: string,
    whence: Whence,
  ): Promise<Held | { readonly kind: 'admitted'; readonly counted: Counted[] }> {
    const name = account.normalize('NFKC').toLowerCase();
    const network = networkOf(whence.address);
    const counted: Counted[] = whence.device
      ? [{ kind: 'device', key: digestOf('device', whence.device, name) }]
      : [
          { kind: 'account_and_address', key: digestOf('account', name, network) },
          { kind: 'address', key: digestOf('address', network) },
        ];
    const at = await this.clock.now();
    const { heldUntil, tell } = await this.attempts.take(counted, at);
    if (heldUntil === null) return { kind: 'admitted', counted };
    if (tell) {
      const says = 'Sign-in has to wait there, after too many failures.';
      await this.attempts.record([signInEntry(at, 'sign_in_refused', 'allswell', says, { address: whence.address })]);
    }
    return { kind: 'held', until: heldUntil };
  }

  wentWell(counted: readonly Counted[]): Promise<void> {
    return this.attempts.wentWell(counted);
  }

  /** `why` in words that hold nothing of what was typed. */
  async refused(why: string, whence: Whence, person: string | null): Promise<void> {
    const at = await this.clock.now();
    const data = { address: whence.address, agent: whence.agent, ...(person && { person }) };
    await this.attempts.record([signInEntry(at, 'sign_in_refused', 'allswell', why, data)]);
  }
}
