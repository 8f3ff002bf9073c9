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
const following = (now: () => Promise<Viewer | null> = () => Promise.resolve(viewer), has: string | null = null) => {
  const sent: string[] = [];
  const line = { isBehind: false, isCut: false, caughtUp: () => undefined as void };
  const stream = {
    isOpen: true,
    open: () => undefined,
    write: (text: string) => sent.push(text),
    onCaughtUp: (heard: () => void) => (line.caughtUp = heard),
    cut: () => (line.isCut = true),
    get isBehind() {
      return line.isBehind;
    },
  } as unknown as EventStream;
  const view = new View(View.nameOf('board', viewer), 'board', viewer);
  const show = (version: string): void => view.show({ version, pieces: { blocks: [], lists: {} } });
  show('one');
  const follower = new Follower({ screen: 'board', stream, has, viewer: now }, view);
  follower.begin(({ version }) => `whole ${version}`);
  return { follower, sent, line, show };
};

describe('A page that follows', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());
  const pass = (milliseconds: number): void => void jest.advanceTimersByTime(milliseconds);

  it('has a beat by its own clock', () => {
    const { follower, sent } = following(undefined, 'one');
    expect(follower.isDue).toBe(false);
    pass(BEAT_EVERY);
    expect(follower.isDue).toBe(true);
    follower.beat(1_000);
    expect(follower.isDue).toBe(false);
    expect(sent).toEqual(['event: beat\ndata: {"at":1000}\n\n']);
  });

  it('begins with the whole screen, unless it has it already', () => {
    expect(following().sent).toEqual(['whole one']);
    expect(following(undefined, 'one').sent).toEqual([]);
    expect(following(undefined, 'older').sent).toEqual(['whole one']);
  });

  it('that reads too slowly is sent no more to be kept for it; once it has caught up it gets the screen as it is then', () => {
    const { follower, sent, line, show } = following(undefined, 'one');
    follower.tell('change one');
    line.isBehind = true;
    for (const change of ['two', 'three', 'four']) {
      show(change);
      follower.tell(change);
      follower.beat(1_000);
    }
    expect(sent).toEqual(['change one']);
    line.isBehind = false;
    line.caughtUp();
    follower.tell('change five');
    line.caughtUp();
    expect(sent).toEqual(['change one', 'whole four', 'change five']);
  });

  it('has what it missed by the next beat, also where nobody said that there was room again', () => {
    const { follower, sent, line, show } = following(undefined, 'one');
    line.isBehind = true;
    show('two');
    follower.tell('change two');
    line.isBehind = false;
    follower.beat(1_000);
    follower.beat(2_000);
    expect(sent).toEqual(['whole two', 'event: beat\ndata: {"at":1000}\n\n', 'event: beat\ndata: {"at":2000}\n\n']);
  });

  it('that reads nothing at all is let go', () => {
    const { follower, line } = following();
    line.isBehind = true;
    for (let second = 0; second <= 16; second += 4) {
      follower.beat(1_000);
      pass(4 * SECOND);
    }
    expect(line.isCut).toBe(false);
    pass(8 * SECOND);
    follower.beat(1_000);
    expect(line.isCut).toBe(true);
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
