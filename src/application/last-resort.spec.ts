import { describe, expect, it } from '@jest/globals';
import type { NewEntry } from '../domain/decision.js';
import { MINUTE, SECOND } from '../domain/time/instant.js';
import { LastResort } from './last-resort.js';
import type { Ledger, Page } from './ports/ledger.js';
import type { Phones, SendOutcome } from './ports/phones.js';
import type { Readings } from './ports/pulse.js';

const ZONE = 'Europe/London';
const ACCEPTED: SendOutcome = { kind: 'accepted', sid: 'SM1', status: 'queued' };
const UNKNOWN: SendOutcome = { kind: 'unknown', detail: 'ECONNRESET' };
const PHONES = [
  { person: 'priya', mobile: '+447700900101' },
  { person: 'carol', mobile: '+447700900102' },
];

interface Text {
  readonly to: string;
  body: string;
}

/** What the provider does with a text, so long after the start: what it answers, and whether it takes it all the same. */
type Manner = (to: string, uptime: number) => { readonly answer: SendOutcome; readonly takes?: boolean } | null;

interface Setting {
  readonly rank?: number;
  readonly provider?: Text[];
  readonly manner?: Manner;
  readonly listIsAway?: boolean;
}

/** The database answers throughout; whether anybody acts on what it holds is another matter. */
function aProcess({ rank = 0, provider = [], manner = () => null, listIsAway = false }: Setting = {}) {
  let uptime = 0;
  const tries: Text[] = [];
  const health = { latestDeadline: 0, sweeperAge: 0 };
  const entries: NewEntry[] = [];
  const alarms: string[] = [];
  const phones = {
    find: ({ to, body }: Text) =>
      listIsAway
        ? Promise.reject(new Error('no connection'))
        : Promise.resolve(provider.some((sent) => sent.to === to && sent.body === body) ? { sid: 'SM1' } : null),
    send: ({ to, body }: Text) => {
      tries.push({ to, body });
      const { answer, takes } = manner(to, uptime) ?? { answer: ACCEPTED };
      if (takes ?? answer.kind === 'accepted') provider.push({ to, body });
      return Promise.resolve(answer);
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
    tries,
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

describe('Whoever cannot be told at once', () => {
  const [PRIYA, CAROL] = PHONES.map(({ mobile }) => mobile);
  const notSent = (detail: string): SendOutcome => ({ kind: 'try_again', afterMilliseconds: SECOND, detail });
  const numbers = (texts: readonly Text[]) => texts.map(({ to }) => to);
  const goesWrong = (manner: Manner, { listIsAway = false } = {}) => {
    const one = aProcess({ manner, listIsAway });
    one.health.sweeperAge = 40;
    return one;
  };

  it('is told once the network is back, though the database is not', async () => {
    const one = goesWrong((_, uptime) => (uptime < 5 * MINUTE ? { answer: notSent('no connection') } : null));
    await one.lasts(5 * 60 - 15);
    expect(one.provider).toEqual([]);
    expect(one.alarms).toContainEqual(expect.stringContaining('could not be told by text yet'));
    await one.lasts(600);
    expect(numbers(one.provider)).toEqual([PRIYA, CAROL]);
  });

  it('is told when the provider has room again; those whom it took are not told twice', async () => {
    const one = goesWrong((to, uptime) => (to === PRIYA && uptime < 2 * MINUTE ? { answer: notSent('429') } : null));
    await one.lasts(75);
    expect(numbers(one.provider)).toEqual([CAROL]);
    await one.lasts(300);
    expect(numbers(one.provider)).toEqual([CAROL, PRIYA]);
  });

  it('is told again, marked as such, where the provider does not have what it may have taken', async () => {
    let first = true;
    const one = goesWrong((to) => (to === PRIYA && first ? ((first = false), { answer: UNKNOWN }) : null));
    await one.lasts(600);
    expect(one.provider.map(({ to, body }) => [to, body.startsWith('AGAIN: ')])).toEqual([
      [CAROL, false],
      [PRIYA, true],
    ]);
  });

  it('is not told again where the provider has it', async () => {
    const one = goesWrong(() => ({ answer: UNKNOWN, takes: true }));
    await one.lasts(600);
    expect(numbers(one.tries)).toEqual([PRIYA, CAROL]);
  });

  it('is told again after two minutes in which the provider could not be asked: better twice than never', async () => {
    const one = goesWrong((_, uptime) => (uptime < 2 * MINUTE ? { answer: UNKNOWN } : null), { listIsAway: true });
    await one.lasts(165);
    expect(one.tries).toHaveLength(2);
    await one.lasts(600);
    expect(numbers(one.provider)).toEqual([PRIYA, CAROL]);
  });

  it('stands in the record by name when it is watched again, and is tried no more', async () => {
    const refused: SendOutcome = { kind: 'refused', failure: 'opted_out', code: 21610, detail: 'Twilio 21610' };
    const one = goesWrong((to) => (to === PRIYA ? { answer: refused } : null));
    await one.lasts(600);
    expect(one.tries.length).toBeGreaterThan(2);
    const before = one.tries.length;
    one.health.sweeperAge = 0;
    await one.lasts(600);
    expect(one.tries).toHaveLength(before);
    expect(one.entries).toMatchObject([
      {
        text: 'Nobody acted on passed deadlines; 1 people who were out, and their contacts, were told by text. 1 could not be told.',
        data: { told: ['carol'], untold: ['priya'] },
      },
    ]);
  });
});

it('What another process had to repeat is not said again either', async () => {
  const provider: Text[] = [];
  const [first, second] = [aProcess({ provider }), aProcess({ provider, rank: 1 })];
  for (const one of [first, second]) one.health.sweeperAge = 40;
  await first.lasts(60);
  for (const sent of provider) sent.body = `AGAIN: ${sent.body}`;
  await second.lasts(120);
  expect(provider).toHaveLength(PHONES.length);
});

const aMinuteEarlier = (time: string): string => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  const earlier = (hours * 60 + minutes + 24 * 60 - 1) % (24 * 60);
  return [Math.floor(earlier / 60), earlier % 60].map((part) => String(part).padStart(2, '0')).join(':');
};
