import { expect, it } from '@jest/globals';
import { PostgresInbox } from './inbox.js';

it('A text with a NUL in it is kept all the same, however it came: Postgres has none', async () => {
  const kept: unknown[][] = [];
  const database = {
    query: (_: string, values: unknown[][]) => {
      kept.push(...values.slice(0, 4));
      return Promise.resolve([{ sid: 'SM1\uFFFD' }]);
    },
  };
  const inbox = new PostgresInbox(database as never);
  const isNew = await inbox.takeIn({ sid: 'SM1\0', from: '+44\0', to: '\0', body: 'LE\0FT', receivedAt: 0 });
  expect(kept.flat()).toEqual(['SM1\uFFFD', '+44\uFFFD', '\uFFFD', 'LE\uFFFDFT']);
  expect(isNew).toBe(true);
});

it('Of many at once the one that can never be kept is told of, and the others are kept; while the database is away none counts', async () => {
  const texts = ['SM1', 'SM2', 'SM3'].map((sid) => ({ sid, from: '', to: '', body: '', receivedAt: 0 }));
  const failing = (why: string) =>
    new PostgresInbox({
      query: (_: string, [sids]: [string[]]) =>
        sids.includes('SM2') ? Promise.reject(new Error(why)) : Promise.resolve(sids.map((sid) => ({ sid }))),
    } as never);
  expect(await failing('null value').takeInAll(texts)).toEqual({
    fresh: 2,
    spoilt: [{ sid: 'SM2', why: 'null value' }],
  });
  await expect(failing('Connection terminated').takeInAll(texts)).rejects.toThrow('Connection terminated');
});
