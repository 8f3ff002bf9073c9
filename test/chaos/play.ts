import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Api } from './api.js';
import { breakThings } from './break-things.js';
import type { Evidence } from './evidence.js';
import { CLOSER, organisation } from './office.js';
import type { Machine } from './machine.js';
import { freePort } from './parts/free-port.js';
import { ServiceProcess } from './parts/service-process.js';
import { People } from './people.js';
import { Forecast } from './provider/forecast.js';
import { Provider } from './provider/provider.js';
import { ACCOUNT, OUR_NUMBER, TOKEN } from './provider/text.js';
import { DOUBT, writePolicy } from './rules.js';
import { ALL_CLEAR, JUDGED_UNTIL, type ProviderFault, type Schedule } from './schedule.js';
import type { Slot } from './slot.js';
import { takeEvidence, verifyRecord } from './take-evidence.js';
import { Troubles } from './troubles.js';

/** Nobody has it: signatures are computed over it, and the provider knows the doors behind it. */
const PUBLIC_URL = 'https://allswell.example';

/** Longer than this no start takes, however much the machine has to do. */
const STARTED_WITHIN = 120_000;

/** After the last fault, so long at the least. */
const SETTLE = 8_000;
/** A text that was in doubt when the judged time ended has so long to be settled. */
const SETTLED_WITHIN = DOUBT + 12_000;

export interface Played {
  readonly evidence: Evidence;
  /** Where the logs of the processes are. */
  readonly folder: string;
}

let runs = 0;

/** One run: a fresh database, processes of the service on it, a schedule played to its end, and the evidence of it. */
export async function play(schedule: Schedule, slot: Slot, main: string, machine: Machine): Promise<Played> {
  const name = `run_${(runs += 1)}`;
  const folder = join(slot.folder, name);
  mkdirSync(folder);
  const troubles = new Troubles();
  const redis = schedule.engine === 'redis' ? await slot.redis() : null;
  await slot.cluster.create(name);
  await redis?.flush();

  const services: ServiceProcess[] = [];
  const doors = (): string[] => services.filter((one) => one.takesRequests).map(({ url }) => url);
  const token = randomBytes(12).toString('hex');
  const api = new Api(token, doors);
  const forecast = new Forecast(
    schedule.faults.filter((fault): fault is ProviderFault => 'share' in fault),
    schedule.seed,
  );
  const provider = await Provider.start({
    forecast,
    publicUrl: PUBLIC_URL,
    doors,
    onHeard: (text) => people.hear(text),
  });
  const people = new People(schedule, api, () => provider);
  const environment = {
    HOST: '127.0.0.1',
    PUBLIC_URL,
    DATABASE_URL: slot.cluster.url(name),
    DATA_DIR: folder,
    ADMIN_TOKEN: token,
    ENCRYPTION_KEYS: randomBytes(32).toString('base64'),
    TWILIO_ACCOUNT_SID: ACCOUNT,
    TWILIO_AUTH_TOKEN: TOKEN,
    TWILIO_FROM: OUR_NUMBER,
    TWILIO_API_URL: provider.url,
    POLICY_FILE: join(folder, 'policy.yaml'),
    LOG_LEVEL: 'warn',
    ...(redis ? { REDIS_URL: redis.url } : {}),
  };
  writePolicy(join(projectOf(main), 'policies', 'demo.yaml'), environment.POLICY_FILE);
  for (const [index, plan] of schedule.processes.entries())
    services.push(
      new ServiceProcess(`${plan.role}-${index + 1}`, plan, await freePort(), { main, folder, environment }),
    );

  try {
    await oneAtATime(() =>
      within(STARTED_WITHIN, Promise.all(services.map((one) => one.start())), 'The service did not start'),
    );
    await api.call('PUT', '/organisation', organisation(schedule.absent, schedule.withoutPhone));

    const began = Date.now();
    forecast.begin(began);
    const acting = people.act();
    acting.catch(() => undefined);
    await within(
      ALL_CLEAR + STARTED_WITHIN,
      breakThings(schedule, { services, cluster: slot.cluster, database: name, redis, troubles }),
      'Not everything could be mended',
    );
    await pause(Math.max(0, began + ALL_CLEAR - Date.now()));
    const clear = Date.now();
    await acting;
    await pause(Math.max(0, began + JUDGED_UNTIL - Date.now(), clear + SETTLE - Date.now()));
    const judgedUntil = Date.now();
    people.stop();
    await endEverything(api);
    await settle(api, provider);

    const seen = await takeEvidence(api);
    const verification = await verifyRecord(main, folder, environment);
    const endings = await Promise.all(services.map(async (one) => `${one.name}: ${await one.stop()}`));
    const evidence: Evidence = {
      schedule,
      began,
      clear,
      judgedUntil,
      troubles: [...troubles.list, ...machine.troubles(began, Date.now())],
      heard: provider.heard,
      said: provider.said,
      attempts: provider.attempts,
      polls: provider.polls,
      deaths: services.flatMap((one) => one.deaths),
      endings,
      planned: people.planned,
      ...seen,
      verification,
    };
    return { evidence, folder };
  } finally {
    people.stop();
    await Promise.all(services.map((one) => one.stop()));
    provider.close();
    await slot.cluster.drop(name).catch(() => undefined);
  }
}

export const forget = ({ folder }: Played): void => rmSync(folder, { recursive: true, force: true });

/** The folder of the service's package.json, three above dist/src/main.js. */
const projectOf = (main: string): string => resolve(dirname(main), '..', '..');

let before: Promise<unknown> = Promise.resolve();

/** Starting takes all that a small machine has: while one run starts its processes, another waits with its own. */
function oneAtATime(work: () => Promise<unknown>): Promise<unknown> {
  const mine = before.then(work);
  before = mine.catch(() => undefined);
  return mine;
}

/** What is still open is ended, so that the last texts are not drowned in repeats. It is after the judged time. */
async function endEverything(api: Api): Promise<void> {
  const open = await api.all<{ id: string }>('/incidents?status=open');
  for (const { id } of open) {
    for (const report of [{ kind: 'police', policeReference: 'CAD 1' }, { kind: 'safe' }])
      await api.call('POST', `/incidents/${id}/reports`, { by: CLOSER, ...report }).catch(() => undefined);
  }
}

/** Until no text is on its way or in doubt, or lost and to be found. What never settles is for the checker to find. */
async function settle(api: Api, provider: Provider): Promise<void> {
  for (const end = Date.now() + SETTLED_WITHIN; Date.now() < end; await pause(500)) {
    if (!provider.hasBeenSearched()) continue;
    const unsettled = await Promise.all(
      ['pending', 'sending', 'unknown', 'received'].map((state) =>
        api.call<{ total: number }>('GET', `/messages?state=${state}&perPage=1`),
      ),
    );
    if (unsettled.every(({ total }) => total === 0)) return;
  }
}

async function within<T>(patience: number, promised: Promise<T>, otherwise: string): Promise<T> {
  const late = pause(patience, null, { ref: false }).then(() => {
    throw new Error(`${otherwise} within ${patience / 1_000} seconds.`);
  });
  return Promise.race([promised, late]);
}
