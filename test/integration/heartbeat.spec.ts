import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { Heartbeat } from '../../src/adapters/heartbeat.js';
import type { Readings } from '../../src/application/ports/pulse.js';
import { listen, type Listener } from '../support/listener.js';

/** The outside hears from the service every minute, only while it does its work (P12). */

const WELL: Readings = {
  latestDeadline: 0,
  oldestAlert: 0,
  oldestText: 0,
  listAge: 0,
  sweeperAge: 1,
  provider: { takesMessages: true, triedInVain: 0, refusesSettings: false },
  processes: [],
};

let outside: Listener;
let logged: string[];
beforeEach(async () => {
  outside = await listen();
  logged = [];
});
afterEach(() => outside.close());

const say = (_facts: object, message: string) => void logged.push(message);

const beatOf = (read: () => Promise<Readings>): Promise<void> =>
  new Heartbeat(outside.url, { read }, { info: say, warn: say, error: say }).beat();

it('It is pinged while deadlines and alerts are on time and somebody looks', async () => {
  await beatOf(() => Promise.resolve(WELL));
  expect(outside.heard).toMatchObject([{ method: 'GET' }]);
});

it.each([
  ['a deadline is late', { latestDeadline: 11 }],
  ['an alert is late', { oldestAlert: 16 }],
  ['a text is late', { oldestText: 16 }],
  ['nobody looks', { sweeperAge: 16 }],
])('It is not pinged while %s', async (_what, change) => {
  await beatOf(() => Promise.resolve({ ...WELL, ...change }));
  expect(outside.heard).toEqual([]);
  expect(logged).toEqual(['The service is not keeping up: no heartbeat was sent']);
});

it('It is not pinged while the database is away', async () => {
  await beatOf(() => Promise.reject(new Error('away')));
  expect(outside.heard).toEqual([]);
});

it('Why it could not be sent at all is in the log', async () => {
  await outside.close();
  const why: unknown[] = [];
  const keep = (facts: object) => void why.push(facts);
  await new Heartbeat(
    outside.url,
    { read: () => Promise.resolve(WELL) },
    { info: keep, warn: keep, error: keep },
  ).beat();
  expect(why).toEqual([{ error: expect.stringContaining('ECONNREFUSED') }]);
});

it('What does not take it is in the log', async () => {
  outside.answers(500);
  await beatOf(() => Promise.resolve(WELL));
  expect(logged).toEqual(['HEARTBEAT_URL did not take the heartbeat']);
});
