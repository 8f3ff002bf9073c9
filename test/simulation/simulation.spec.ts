import { describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { STORIES } from './story/stories.js';

/**
 * A short slice of `npm run simulate`, which plays 100,000 (docs/simulation.md): the use cases in a world with a virtual
 * clock, in which processes die, freeze and lose their connections at any effect. Always the same seeds: what fails here,
 * fails again. In processes of its own, as Jest's way of loading code makes it several times as slow.
 */
const simulate = (...options: string[]): Promise<{ stdout: string }> =>
  promisify(execFile)(process.execPath, ['test/simulation/simulate.js', ...options], { maxBuffer: 2 ** 26 }).catch(
    (error: unknown) => ({ stdout: String((error as { stdout?: unknown }).stdout ?? error) }),
  );

describe('the service in a world where things go wrong (P1 to P10)', () => {
  it('breaks no promise in 300 seeded schedules, nor when a process dies before or after any effect of the fixed stories', async () => {
    const { stdout } = await simulate('--schedules', '300', '--mishaps', '2');
    expect(stdout).toContain('No promise was broken.');

    // Stories in which nothing goes wrong prove nothing.
    const seen = JSON.parse(/^Seen: (.*)$/m.exec(stdout)?.[1] ?? '{}') as Record<string, number>;
    expect(seen).toEqual({
      texts: expect.any(Number),
      alarms: expect.any(Number),
      police: expect.any(Number),
      codes: expect.any(Number),
      mishaps: expect.any(Number),
      outages: expect.any(Number),
      repeats: expect.any(Number),
      dropped: expect.any(Number),
    });
    for (const [what, times] of Object.entries(seen)) expect({ [what]: times > 10 }).toEqual({ [what]: true });
  }, 120_000);

  it('tells the story of one seed, the same each time', async () => {
    const one = ['--seed', '7', '--schedules', '1', '--tell'];
    const [first, again] = await Promise.all([simulate(...one), simulate(...one)]);
    expect(first.stdout).toContain('priya');
    expect(first.stdout).toBe(again.stdout);
  }, 60_000);

  it('knows every fixed story', () => {
    expect(STORIES).toHaveLength(7);
  });
});
