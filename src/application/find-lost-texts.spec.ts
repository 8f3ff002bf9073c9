import { describe, expect, it } from '@jest/globals';
import { HOUR, SECOND, type Instant } from '../domain/time/instant.js';
import { FindLostTexts } from './find-lost-texts.js';
import type { IncomingText } from './ports/inbox.js';
import type { FoundText } from './ports/phones.js';

const BEGUN = Date.UTC(2026, 5, 15, 12);

/** A provider that answers after a while, in which people go on texting. */
function finder(answersAfter: number, lastRead = BEGUN) {
  let now: Instant = BEGUN;
  const kept: IncomingText[] = [];
  const readTo: Instant[] = [];
  const asked: Instant[] = [];
  const found: FoundText = { sid: 'SM1', from: '+447700900101', to: '+447700900000', body: 'LEFT', at: BEGUN + SECOND };
  const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const find = new FindLostTexts(
    {
      textsSince: (since: Date) => {
        asked.push(since.getTime());
        now += answersAfter;
        return Promise.resolve([found]);
      },
    } as never,
    {
      takeIn: (text) => Promise.resolve(kept.push(text) > 0),
      readTo: () => Promise.resolve(lastRead),
      setReadTo: (to) => Promise.resolve(void readTo.push(to)),
      retryLater: () => Promise.resolve(),
    },
    { now: () => Promise.resolve(now) },
    { textTakenIn: () => undefined } as never,
    quiet,
  );
  return { find, kept, readTo, asked };
}

describe('texts whose webhook never came', () => {
  it('a text is not recorded as having come in before it was sent, however long the provider took to tell of it', async () => {
    const { find, kept } = finder(2 * SECOND);
    await find.once();
    expect(kept).toEqual([expect.objectContaining({ receivedAt: BEGUN + 2 * SECOND, sentAt: BEGUN + SECOND })]);
  });

  it('the list is read again from the moment in which it was asked for', async () => {
    const { find, readTo } = finder(2 * SECOND);
    await find.once();
    expect(readTo).toEqual([BEGUN]);
  });

  it('read up to a moment ahead of now, as after the database’s clock was set back, is not read at all', async () => {
    const { find, asked } = finder(0, Infinity);
    await find.once();
    expect(asked[0]).toBeLessThan(BEGUN - 23 * HOUR);
  });
});
