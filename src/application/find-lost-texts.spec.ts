import { describe, expect, it } from '@jest/globals';
import { HOUR, MINUTE, SECOND, type Instant, type Milliseconds } from '../domain/time/instant.js';
import { FindLostTexts } from './find-lost-texts.js';
import type { IncomingText } from './ports/inbox.js';
import type { FoundText } from './ports/phones.js';

const BEGUN = Date.UTC(2026, 5, 15, 12);
const LEFT: FoundText = { sid: 'SM1', from: '+447700900101', to: '+447700900000', body: 'LEFT', at: BEGUN + SECOND };

const text = (sid: string): FoundText => ({ ...LEFT, sid });

interface Manner {
  readonly answersAfter?: Milliseconds;
  readonly lastRead?: Instant;
  readonly texts?: readonly FoundText[];
  /** The one that can never be kept. */
  readonly spoilt?: string;
  /** The database is. */
  readonly isAway?: boolean;
  readonly hangs?: boolean;
}

/** A provider that answers after a while, in which people go on texting. */
function finder({
  answersAfter = 0,
  lastRead = BEGUN,
  texts = [LEFT],
  spoilt,
  isAway = false,
  hangs = false,
}: Manner = {}) {
  let now: Instant = BEGUN;
  const seen = {
    kept: [] as IncomingText[],
    readTo: [] as Instant[],
    asked: [] as Instant[],
    signals: [] as AbortSignal[],
    setAside: [] as string[],
    warnings: [] as string[],
    uptime: 0,
    hangs,
  };
  const find = new FindLostTexts(
    {
      textsSince: (since: Date, given: AbortSignal) => {
        seen.asked.push(since.getTime());
        seen.signals.push(given);
        now += answersAfter;
        return seen.hangs
          ? new Promise((_, giveUp) => given.addEventListener('abort', giveUp))
          : Promise.resolve(texts);
      },
    } as never,
    {
      takeIn: () => Promise.resolve(true),
      takeInAll: async (given) => {
        // A statement's time: whoever comes after must not overtake.
        await new Promise(setImmediate);
        const sound = given.filter(({ sid }) => sid !== spoilt);
        seen.kept.push(...sound);
        if (isAway) throw new Error('Connection terminated unexpectedly');
        return { fresh: sound.length, spoilt: spoilt === undefined ? [] : [{ sid: spoilt, why: 'not UTF-8' }] };
      },
      readTo: () => Promise.resolve(lastRead),
      setReadTo: (to) => Promise.resolve(void seen.readTo.push(to)),
      retryLater: () => Promise.resolve(),
    },
    { now: () => Promise.resolve(now) },
    { textTakenIn: () => undefined } as never,
    { info: () => undefined, warn: (_, words) => void seen.warnings.push(words), error: () => undefined },
    { textSetAside: (sid) => void seen.setAside.push(sid) },
    () => seen.uptime,
  );
  return { find, seen };
}

const sids = (kept: readonly IncomingText[]): string[] => kept.map(({ sid }) => sid);

describe('texts whose webhook never came', () => {
  it('a text is not recorded as having come in before it was sent, however long the provider took to tell of it', async () => {
    const { find, seen } = finder({ answersAfter: 2 * SECOND });
    await find.once();
    expect(seen.kept).toEqual([expect.objectContaining({ receivedAt: BEGUN + 2 * SECOND, sentAt: BEGUN + SECOND })]);
  });

  it('the list is read again from the moment in which it was asked for', async () => {
    const { find, seen } = finder({ answersAfter: 2 * SECOND });
    await find.once();
    expect(seen.readTo).toEqual([BEGUN]);
  });

  it('read up to a moment ahead of now, as after the database’s clock was set back, is not read at all', async () => {
    const { find, seen } = finder({ lastRead: Infinity });
    await find.once();
    expect(seen.asked[0]).toBeLessThan(BEGUN - 23 * HOUR);
  });

  it('one that can never be kept is told of once, and keeps out none of those after it', async () => {
    const { find, seen } = finder({ texts: ['SM1', 'SM2', 'SM3'].map(text), spoilt: 'SM2' });
    expect(await find.once()).toBe(2);
    await find.once();
    expect(new Set(sids(seen.kept))).toEqual(new Set(['SM1', 'SM3']));
    expect(seen.readTo).toEqual([BEGUN, BEGUN]);
    expect(seen.setAside).toEqual(['SM2']);
  });

  it('while the database fails nothing counts as read', async () => {
    const { find, seen } = finder({ isAway: true });
    await expect(find.once()).rejects.toThrow('Connection');
    expect(seen.readTo).toEqual([]);
  });

  it('many are taken in together, in the order in which they were sent', async () => {
    const texts = Array.from({ length: 1_200 }, (_, number) => text(`SM${number}`));
    const { find, seen } = finder({ texts });
    expect(await find.once()).toBe(1_200);
    expect(sids(seen.kept)).toEqual(texts.map(({ sid }) => sid));
  });
});

describe('a list that takes long to read', () => {
  const isGivenUp = (signals: readonly AbortSignal[]): boolean[] => signals.map(({ aborted }) => aborted);

  it('is read by one at a time: whoever looks meanwhile leaves it at that', async () => {
    const { find, seen } = finder();
    expect(await Promise.all([find.once(), find.once()])).toEqual([1, null]);
    expect(seen.asked).toHaveLength(1);
  });

  it('is begun anew when it hangs for minutes; that is told, and what was being read is given up', async () => {
    const { find, seen } = finder({ hangs: true });
    void find.once();
    await new Promise(setImmediate);
    seen.uptime += 2 * MINUTE + 1;
    seen.hangs = false;
    await find.once();
    expect(isGivenUp(seen.signals)).toEqual([true, false]);
    expect(seen.warnings).toContain("The provider's list of texts could not be read to its end");
    expect(seen.readTo).toEqual([BEGUN]);
  });

  it('is begun anew after a gap: what was being read before knows nothing of that time', async () => {
    const { find, seen } = finder({ hangs: true });
    void find.once();
    await new Promise(setImmediate);
    seen.hangs = false;
    await find.afresh();
    expect(isGivenUp(seen.signals)).toEqual([true, false]);
    expect(sids(seen.kept)).toEqual(['SM1']);
  });
});
