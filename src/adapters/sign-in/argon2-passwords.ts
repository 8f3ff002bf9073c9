import { hash, verify } from '@node-rs/argon2';
import type { Passwords } from '../../application/ports/proofs.js';
import { Refusal } from '../../application/refusal.js';

/**
 * Argon2id with 19 MiB, two passes, one lane (OWASP, "Password Storage Cheat Sheet"), in a thread of its own. Two at once, and
 * a short queue behind them: whoever floods the sign-in must not take the machine from the watch, which may run beside it.
 */
const OPTIONS = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const AT_ONCE = 2;
const LONGEST_QUEUE = 40;

export class Argon2Passwords implements Passwords {
  private running = 0;
  private readonly waiting: (() => void)[] = [];
  /** Of a password that nobody has: to take as long over a name that nobody has. */
  private readonly nobodys: Promise<string>;

  constructor() {
    this.nobodys = hash('nobody has this password', OPTIONS);
    // Said at the first use, not at the start.
    this.nobodys.catch(() => undefined);
  }

  hash(password: string): Promise<string> {
    return this.inTurn(() => hash(plain(password), OPTIONS));
  }

  async matches(kept: string | null, password: string): Promise<boolean> {
    const against = kept ?? (await this.nobodys);
    const right = await this.inTurn(() => verify(against, plain(password)));
    return right && kept !== null;
  }

  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.running >= AT_ONCE) {
      if (this.waiting.length >= LONGEST_QUEUE)
        throw new Refusal('conflict', 'Too many people are signing in at this moment. Try again in a few seconds.');
      await new Promise<void>((next) => this.waiting.push(next));
    } else this.running += 1;
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.running -= 1;
    }
  }
}

/** The same letters typed on another keyboard are the same password. Far too long is no password, and not worth the work. */
const plain = (password: string): string => password.normalize('NFKC').slice(0, 1_000);
