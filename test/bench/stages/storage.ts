import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { HOUR, MINUTE, SECOND } from '../../../src/domain/time/instant.js';
import type { Bench, Result } from '../bench.js';
import { practitionerId } from '../seeding/office.js';
import { ADMIN_TOKEN, ServiceProcess } from '../service-process.js';
import type { Line } from '../table.js';
import { ACCOUNT, signatureOf } from '../twilio-account.js';

const AT_ONCE = 8;

/** Whole visits through the doors: planned, arrived, extended, left. What they leave behind, with all indexes. */
export async function storage(bench: Bench): Promise<Result> {
  const visits = bench.options.quick ? 200 : 2_000;
  bench.say(`Storage: ${visits} whole visits through the doors`);
  const world = await bench.worlds.make('storage', 0);
  await world.lastWatched(Date.now());
  await bench.provider.behave({ delay: 0, reports: true });
  const service = await ServiceProcess.start({
    role: 'all',
    databaseUrl: world.url,
    redisUrl: null,
    providerUrl: bench.provider.url,
  });
  try {
    const mobiles = new Map(world.office.people.map(({ id, mobile }) => [id, mobile ?? '']));
    const before = await sizes(world.db);
    let next = 0;
    const walk = async (): Promise<void> => {
      while (next < visits) {
        const person = practitionerId(next++);
        await plan(service.url, person);
        for (const words of ['ARRIVED 45', 'EXTEND 20', 'LEFT']) {
          await text(service.url, mobiles.get(person) ?? '', words);
          await handled(world.db, mobiles.get(person) ?? '');
        }
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, walk));
    await pause(2 * SECOND);
    await world.db.query('VACUUM');
    const after = await sizes(world.db);
    const lines: Line[] = [...after]
      .map(([table, bytes]) => ({ table, 'bytes a visit': Math.round((bytes - (before.get(table) ?? 0)) / visits) }))
      .filter((line) => line['bytes a visit'] > 0)
      .sort((a, b) => b['bytes a visit'] - a['bytes a visit']);
    const sum = lines.reduce((total, line) => total + Number(line['bytes a visit']), 0);
    return {
      tables: [
        {
          title: 'Storage: one visit, planned, arrived, extended and left, with indexes',
          lines: [...lines, { table: 'all', 'bytes a visit': sum }],
        },
      ],
      targets: [],
    };
  } finally {
    await service.stop();
    await bench.provider.take();
    await world.close();
  }
}

async function plan(url: string, person: string): Promise<void> {
  const now = Date.now();
  const response = await fetch(`${url}/api/v1/visits`, {
    method: 'POST',
    headers: { authorization: `Bearer ${ADMIN_TOKEN}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      attendees: [person],
      kind: 'alone',
      purpose: 'first visit',
      plannedStart: new Date(now - MINUTE).toISOString(),
      plannedEnd: new Date(now + HOUR).toISOString(),
      personVisited: {
        reference: 'X123456',
        name: 'Example Name',
        address: { lines: ['1 Example Street', 'Exampleton'], postcode: 'ZZ1 1ZZ' },
        riskOfSeriousHarm: 'low',
      },
    }),
  });
  if (!response.ok) throw new Error(`A visit was not planned: ${response.status} ${await response.text()}`);
}

let texts = 0;

async function text(url: string, from: string, body: string): Promise<void> {
  const sid = `SM${(texts += 1).toString(16).padStart(32, 'e')}`;
  const form = { MessageSid: sid, From: from, To: ACCOUNT.number, Body: body, AccountSid: ACCOUNT.sid };
  const response = await fetch(`${url}/twilio/sms`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-twilio-signature': signatureOf(`${url}/twilio/sms`, form),
    },
    body: new URLSearchParams(form).toString(),
  });
  if (!response.ok) throw new Error(`A text was not taken: ${response.status}`);
  await response.text();
}

async function handled(db: pg.Pool, from: string): Promise<void> {
  for (;;) {
    const { rows } = await db.query('SELECT 1 FROM inbound WHERE from_number = $1 AND handled_at IS NULL', [from]);
    if (rows.length === 0) return;
    await pause(5);
  }
}

async function sizes(db: pg.Pool): Promise<Map<string, number>> {
  const { rows } = await db.query<{ name: string; bytes: string }>(
    `SELECT relname AS name, pg_total_relation_size(oid) AS bytes FROM pg_class
      WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace`,
  );
  return new Map(rows.map(({ name, bytes }) => [name, Number(bytes)]));
}
