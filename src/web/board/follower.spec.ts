import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { SECOND } from '../../domain/time/instant.js';
import type { EventStream } from './event-stream.js';
import { BEAT_EVERY, ended, Follower, View } from './follower.js';
import type { Viewer } from './look.js';

const viewer: Viewer = {
  person: 'grace',
  scope: { units: ['north'], people: ['grace'] },
  filter: { unit: null, units: null, status: null },
};
const following = (now: () => Promise<Viewer | null>): { follower: Follower; sent: string[] } => {
  const sent: string[] = [];
  const stream = { isOpen: true, write: (text: string) => sent.push(text) } as unknown as EventStream;
  const view = new View(View.nameOf('board', viewer), 'board', viewer);
  return { follower: new Follower({ screen: 'board', stream, has: null, viewer: now }, view), sent };
};

describe('A page that follows', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());
  const pass = (milliseconds: number): void => void jest.advanceTimersByTime(milliseconds);

  it('has a beat by its own clock', () => {
    const { follower, sent } = following(() => Promise.resolve(viewer));
    expect(follower.isDue).toBe(false);
    pass(BEAT_EVERY);
    expect(follower.isDue).toBe(true);
    follower.beat(1_000);
    expect(follower.isDue).toBe(false);
    expect(sent).toEqual(['event: beat\ndata: {"at":1000}\n\n']);
  });

  it('goes on while its session stands', async () => {
    const { follower } = following(() => Promise.resolve({ ...viewer }));
    pass(20 * SECOND);
    expect(await follower.whyOver()).toBeNull();
  });

  it('is told that it is over, within a quarter of a minute of being signed out', async () => {
    const { follower } = following(() => Promise.resolve(null));
    expect(await follower.whyOver()).toBeNull();
    pass(15 * SECOND);
    expect(await follower.whyOver()).toBe(ended);
  });

  it('comes again when what they may see has changed', async () => {
    const { follower } = following(() =>
      Promise.resolve({ ...viewer, scope: { units: ['south'], people: ['grace'] } }),
    );
    pass(15 * SECOND);
    expect(await follower.whyOver()).toBe('');
  });

  it('is not ended because the sessions cannot be looked up just now', async () => {
    const { follower } = following(() => Promise.reject(new Error('away')));
    pass(15 * SECOND);
    expect(await follower.whyOver()).toBeNull();
  });

  it('comes again after a quarter of an hour, so that one that is gone is let go', async () => {
    const { follower } = following(() => Promise.resolve(viewer));
    pass(16 * 60 * SECOND);
    expect(await follower.whyOver()).toBe('');
  });
});
