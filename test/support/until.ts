import { setTimeout as pause } from 'node:timers/promises';

type Falsy = false | 0 | '' | null | undefined;

/** Waits for something to become true; what it never becomes is in the message. */
export async function until<T>(what: string, look: () => T | Promise<T>): Promise<Exclude<T, Falsy>> {
  for (const end = Date.now() + 20_000; Date.now() < end; await pause(20)) {
    const seen = await look();
    if (seen) return seen as Exclude<T, Falsy>;
  }
  throw new Error(`It never came to this: ${what}`);
}
