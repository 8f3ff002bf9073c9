import { expect, it } from '@jest/globals';
import type { NewEntry } from '../domain/decision.js';
import { SECOND } from '../domain/time/instant.js';
import { LastResort } from './last-resort.js';
import type { Ledger, Page } from './ports/ledger.js';
import type { Phones } from './ports/phones.js';
import type { Readings } from './ports/pulse.js';

const ZONE = 'Europe/London';
const PHONES = [
  { person: 'priya', mobile: '+447700900101' },
  { person: 'carol', mobile: '+447700900102' },
];

/** The database answers throughout; whether anybody acts on what it holds is another matter. */
function aProcess({ rank = 0, provider = [] as { to: string; body: string }[] } = {}) {
  let uptime = 0;
  const health = { latestDeadline: 0, sweeperAge: 0 };
  const entries: NewEntry[] = [];
  const alarms: string[] = [];
  const phones = {
    find: ({ to, body }: { to: string; body: string }) =>
      Promise.resolve(provider.some((sent) => sent.to === to && sent.body === body) ? { sid: 'SM1' } : null),
    send: ({ to, body }: { to: string; body: string }) => {
      provider.push({ to, body });
      return Promise.resolve({ kind: 'accepted', sid: 'SM1', status: 'queued' });
    },
  } as unknown as Phones;
  const page = {
    now: 0,
    writeOffice: (written: NewEntry[]) => Promise.resolve(void entries.push(...written)),
  } as unknown as Page;
  const lastResort = new LastResort(
    { read: () => Promise.resolve({ rank, phones: PHONES }) },
    { read: () => Promise.resolve(health as Readings) },
    phones,
    { transaction: (work: (page: Page) => Promise<unknown>) => work(page) } as unknown as Ledger,
    { alarm: (_, text) => void alarms.push(text) },
    { info: () => undefined, warn: () => undefined, error: () => undefined },
    ZONE,
    () => uptime,
  );
  return {
    provider,
    entries,
    alarms,
    health,
    /** Looks every fifteen seconds for so long. */
    async lasts(seconds: number): Promise<void> {
      for (let passed = 0; passed < seconds; passed += 15) {
        uptime += 15 * SECOND;
        await lastResort.once();
      }
    },
  };
}

it.each([
  ['no worker goes round', { sweeperAge: 20 }],
  ['passed deadlines lie there, as with a full disk', { latestDeadline: 11 }],
])('When %s for a minute, those who are out are told once, and the record says so afterwards', async (_, broken) => {
  const one = aProcess();
  await one.lasts(30);
  Object.assign(one.health, broken);
  await one.lasts(45);
  expect(one.provider).toEqual([]);
  await one.lasts(300);
  expect(one.provider.map(({ to }) => to)).toEqual(PHONES.map(({ mobile }) => mobile));
  expect(one.alarms).toEqual([expect.stringMatching(/^Nobody has acted on passed deadlines .* for a minute/)]);
  Object.assign(one.health, { latestDeadline: 0, sweeperAge: 0 });
  await one.lasts(30);
  expect(one.entries).toMatchObject([
    { text: 'Nobody acted on passed deadlines; 2 people who were out, and their contacts, were told by text.' },
  ]);
});

it('A moment in which nobody watches is no reason', async () => {
  const one = aProcess();
  for (let times = 0; times < 5; times += 1) {
    one.health.sweeperAge = 40;
    await one.lasts(45);
    one.health.sweeperAge = 0;
    await one.lasts(15);
  }
  expect(one.provider).toEqual([]);
});

it('What another process has said is not said again, though it counted from the minute before or after', async () => {
  const provider: { to: string; body: string }[] = [];
  const [first, second] = [aProcess({ provider }), aProcess({ provider, rank: 1 })];
  for (const one of [first, second]) one.health.sweeperAge = 40;
  await first.lasts(60);
  for (const sent of provider) sent.body = sent.body.replace(/\d\d:\d\d/, aMinuteEarlier);
  await second.lasts(120);
  expect(provider).toHaveLength(PHONES.length);
});

const aMinuteEarlier = (time: string): string => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  const earlier = (hours * 60 + minutes + 24 * 60 - 1) % (24 * 60);
  return [Math.floor(earlier / 60), earlier % 60].map((part) => String(part).padStart(2, '0')).join(':');
};
