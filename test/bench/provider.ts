import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Order, Receipt } from './load/provider.js';

type Without<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

/** The provider's double, as the bench speaks to it. */
export class Provider {
  private asked = 0;
  private readonly waiting = new Map<number, (answer: unknown) => void>();

  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
  ) {
    child.on('message', ({ number, answer }: { number: number; answer: unknown }) => {
      this.waiting.get(number)?.(answer);
      this.waiting.delete(number);
    });
  }

  static async start(): Promise<Provider> {
    const child = fork(new URL('./load/provider.js', import.meta.url));
    const [{ port }] = (await once(child, 'message')) as [{ port: number }];
    return new Provider(child, `http://127.0.0.1:${port}`);
  }

  /** How many different texts it has taken since the last `take`. */
  count(): Promise<number> {
    return this.tell<number>({ order: 'count' });
  }

  /** Hands over what it has noted, and forgets it. */
  take(): Promise<Receipt[]> {
    return this.tell<Receipt[]>({ order: 'take' });
  }

  /** `delay`: milliseconds before it answers. `reports`: whether it tells what became of each text. */
  async behave(manner: { readonly delay: number; readonly reports: boolean }): Promise<void> {
    await this.tell({ order: 'manner', ...manner });
  }

  stop(): void {
    this.child.disconnect();
  }

  private tell<T>(order: Without<Order, 'number'>): Promise<T> {
    const number = (this.asked += 1);
    return new Promise((resolve) => {
      this.waiting.set(number, resolve as (answer: unknown) => void);
      this.child.send({ ...order, number });
    });
  }
}
