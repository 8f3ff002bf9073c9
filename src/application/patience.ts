import { setTimeout as pause } from 'node:timers/promises';
import type { Milliseconds } from '../domain/time/instant.js';

/** What was promised, or null when it fails or takes longer than this. */
export async function within<T>(patience: Milliseconds, promised: Promise<T>): Promise<T | null> {
  const answered = new AbortController();
  const { signal } = answered;
  try {
    return await Promise.race([promised, pause(patience, null, { signal })]);
  } catch {
    return null;
  } finally {
    answered.abort();
  }
}
