import { beforeEach, describe, expect, it } from '@jest/globals';

interface Script {
  readonly AWAY_MILLISECONDS: number;
  readonly lookAgain: (browser: object) => void;
}

/** As the browser has it: what it asks of one is given to it here. */
const { AWAY_MILLISECONDS, lookAgain } = (await import(
  new URL('../assets/answer-again.js', import.meta.url).href
)) as Script;

describe('The page of a responder that they come back to', () => {
  const lost = { dataset: { page: '/a/7kQ2mNpR5tUv', asOf: '14:05:10' }, hidden: true, textContent: '' };
  let at: number;
  let answers: number | null;
  let asked: (readonly unknown[])[];
  let went: string[];
  let waiting: (() => unknown)[];
  let document: EventTarget & { hidden: boolean };
  let window: EventTarget;
  /** The asking is over by the next turn: nothing here waits for a network. */
  const settled = () => new Promise((done) => setImmediate(done));
  const isHidden = async (hidden: boolean): Promise<void> => {
    document.hidden = hidden;
    document.dispatchEvent(new Event('visibilitychange'));
    await settled();
  };
  const awayFor = async (milliseconds: number): Promise<void> => {
    await isHidden(true);
    at += milliseconds;
    await isHidden(false);
  };

  beforeEach(() => {
    Object.assign(lost, { hidden: true, textContent: '' });
    [at, answers, asked, went, waiting] = [1_000_000, 200, [], [], []];
    document = Object.assign(new EventTarget(), { hidden: false, getElementById: () => lost });
    window = Object.assign(new EventTarget(), { location: { replace: (to: string) => void went.push(to) } });
    lookAgain({
      window,
      document,
      now: () => at,
      later: (work: () => unknown) => void waiting.push(work),
      fetch: (...given: unknown[]) => {
        asked.push(given);
        return answers === null ? Promise.reject(new Error('no signal')) : Promise.resolve({ status: answers });
      },
    });
  });

  it('8.3.5: is fetched by its address, and no answer of theirs is sent again', async () => {
    await awayFor(AWAY_MILLISECONDS + 1);
    expect(asked).toMatchObject([['/a/7kQ2mNpR5tUv', { cache: 'no-store' }]]);
    expect(asked[0]![1]).not.toHaveProperty('method');
    expect(went).toEqual(['/a/7kQ2mNpR5tUv']);
  });

  it('stays as it is for whoever looked away for a moment', async () => {
    await awayFor(AWAY_MILLISECONDS);
    expect([asked, went]).toEqual([[], []]);
  });

  it('is fetched however soon where the browser shows it as it was left', async () => {
    window.dispatchEvent(new Event('pageshow'));
    await settled();
    expect(went).toEqual([]);
    window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }));
    await settled();
    expect(went).toHaveLength(1);
  });

  it.each([null, 502])(
    'stays, and says as of when it is, while it is answered with %p; then it is fetched',
    async (bad) => {
      answers = bad;
      await awayFor(AWAY_MILLISECONDS + 1);
      expect([went, lost.hidden, lost.textContent]).toEqual([
        [],
        false,
        expect.stringContaining('as it was at 14:05:10'),
      ]);
      answers = 200;
      await waiting.shift()?.();
      expect(went).toHaveLength(1);
    },
  );

  it('that had no answer is fetched as soon as they come back, however soon', async () => {
    answers = null;
    await awayFor(AWAY_MILLISECONDS + 1);
    answers = 200;
    await awayFor(1);
    expect(went).toHaveLength(1);
  });

  it('goes where it is told that there is nothing for them any more', async () => {
    answers = 404;
    await awayFor(AWAY_MILLISECONDS + 1);
    expect(went).toHaveLength(1);
  });
});
