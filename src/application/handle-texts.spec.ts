import { describe, expect, it } from '@jest/globals';
import type { NewEntry } from '../domain/decision.js';
import { HandleTexts } from './handle-texts.js';
import { Watchman } from './watchman.js';

const QUIET = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** A service that stumbles over the one text that waits, which was tried so often before. `byUs`: nobody else set it aside. */
function stumbling(attempts: number, byUs = true) {
  const counted: string[] = [];
  const told: string[] = [];
  const entries: NewEntry[] = [];
  const again: string[] = [];
  let stumbled = false;
  const page = {
    now: 0,
    nextText: () => Promise.resolve({ sid: 'SM1', from: '+447700900101', body: 'LEFT', attempts }),
    textHandled: () => Promise.resolve(byUs),
    writeOffice: (written: NewEntry[]) => Promise.resolve(void entries.push(...written)),
    directory: {
      personByMobile: () => {
        if (stumbled) return undefined;
        stumbled = true;
        throw new Error('what no rule foresaw');
      },
    },
  };
  const ledger = { transaction: (work: (on: unknown) => unknown) => work(page), isPassing: () => false };
  const watchman = new Watchman(QUIET, { setAside: (what: string) => void counted.push(what) } as never, {
    alarm: (_, text) => void told.push(text),
  });
  const retryLater = (sid: string) => Promise.resolve(void again.push(sid));
  return {
    texts: new HandleTexts(ledger as never, {} as never, retryLater, watchman, QUIET),
    counted,
    told,
    entries,
    again,
  };
}

describe('a text that cannot be handled (P1, P12)', () => {
  it('is tried again', async () => {
    const { texts, again, counted, entries } = stumbling(0);
    await texts.next();
    expect({ again, counted, entries }).toEqual({ again: ['SM1'], counted: [], entries: [] });
  });

  it('is set aside at the third try: the record says so, it is counted, and the operator is told without a word of it', async () => {
    const { texts, again, counted, told, entries } = stumbling(2);
    await texts.next();
    expect(again).toEqual([]);
    expect(entries).toEqual([expect.objectContaining({ kind: 'fault', data: { sid: 'SM1' } })]);
    expect(counted).toEqual(['text']);
    expect(told).toEqual(['Text SM1 could not be handled, and was set aside.']);
  });

  it('is counted once, whoever stumbles over it as well', async () => {
    const { texts, counted, told, entries } = stumbling(2, false);
    await texts.next();
    expect({ counted, told, entries }).toEqual({ counted: [], told: [], entries: [] });
  });
});
