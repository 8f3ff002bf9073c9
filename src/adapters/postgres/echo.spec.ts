import { beforeEach, describe, expect, it } from '@jest/globals';
import { Echo, NOT_HEARD } from './echo.js';

describe('A service that listens to itself', () => {
  let logged: string[];
  let say: (word: string) => Promise<void>;
  let echo: Echo;
  const comesBack = (word: string): Promise<void> => Promise.resolve(void echo.hears(word));
  const isSwallowed = (): Promise<void> => Promise.resolve();

  beforeEach(() => {
    logged = [];
    const log = (_facts: object, message: string) => void logged.push(message);
    echo = new Echo((word) => say(word), 5, { info: log, warn: log, error: log });
  });

  it('knows nothing before it has tried', () => {
    expect(echo.isHeard).toBeNull();
  });

  it('is heard, without a word in the log', async () => {
    say = comesBack;
    await echo.listen();
    expect([echo.isHeard, logged]).toEqual([true, []]);
  });

  it('says once that it is not heard, and once that it is again', async () => {
    say = isSwallowed;
    await echo.listen();
    await echo.listen();
    expect([echo.isHeard, logged]).toEqual([false, [NOT_HEARD]]);
    say = comesBack;
    await echo.listen();
    await echo.listen();
    expect([echo.isHeard, logged.length]).toEqual([true, 2]);
  });

  it('takes one word that was lost for nothing', async () => {
    let said = 0;
    say = (word) => (++said === 1 ? isSwallowed() : comesBack(word));
    await echo.listen();
    expect([echo.isHeard, logged]).toEqual([true, []]);
  });

  it('learns nothing while the database takes no word', async () => {
    say = () => Promise.reject(new Error('Connection terminated unexpectedly'));
    await echo.listen();
    expect([echo.isHeard, logged]).toEqual([null, []]);
  });

  it('learns nothing by a connection that was lost meanwhile', async () => {
    say = isSwallowed;
    await echo.listen(() => false);
    expect([echo.isHeard, logged]).toEqual([null, []]);
  });

  it('knows an echo of another process from a change, and does not take it for its own', async () => {
    const heard: boolean[] = [];
    say = () => Promise.resolve(void heard.push(echo.hears('echo of another'), echo.hears('')));
    await echo.listen();
    expect([heard.slice(0, 2), echo.isHeard]).toEqual([[true, false], false]);
  });
});
