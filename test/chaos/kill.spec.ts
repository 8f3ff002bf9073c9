import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { OFFICE, PHONES, VISITED } from '../support/office.js';
import { freshDatabase, type TestDatabase } from '../support/postgres.js';

/**
 * The real process, killed without a word (SIGKILL) in the middle of an overdue story, and started again, five times:
 * nothing is lost, and at most the message in flight is repeated, and says so.
 */

const TOKEN = 'a-token-for-the-tests';
const LONG = 150_000;

let database: TestDatabase;
let db: pg.Client;
let process_: ChildProcess | null = null;
let url = '';
const dataDir = mkdtempSync(join(tmpdir(), 'allswell-kill-'));

beforeAll(async () => {
  database = await freshDatabase();
  db = new pg.Client({ connectionString: database.url });
  await db.connect();
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  await start();
}, LONG);

afterAll(async () => {
  process_?.kill('SIGKILL');
  await db.end();
  await database.drop();
  rmSync(dataDir, { recursive: true, force: true });
});

async function start(): Promise<void> {
  const child = spawn(process.execPath, ['dist/src/main.js'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      PATH: process.env['PATH'],
      PORT: new URL(url).port,
      HOST: '127.0.0.1',
      PUBLIC_URL: url,
      DATABASE_URL: database.url,
      DATA_DIR: dataDir,
      ADMIN_TOKEN: TOKEN,
      POLICY_FILE: 'policies/demo.yaml',
      LOG_LEVEL: 'fatal',
    },
  });
  process_ = child;
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => chunk.toString().includes('is ready') && resolve());
    child.once('exit', (code) => reject(new Error(`The service ended with code ${code}.`)));
  });
}

async function killAndStartAgain(): Promise<void> {
  const child = process_;
  const gone = new Promise((resolve) => child?.once('exit', resolve));
  child?.kill('SIGKILL');
  await gone;
  await start();
}

async function call(method: string, path: string, body: unknown): Promise<{ id: string }> {
  const response = await fetch(url + path, {
    method,
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as { id: string };
}

async function until(sql: string, parameters: unknown[] = []): Promise<Record<string, unknown>> {
  for (const end = Date.now() + LONG; Date.now() < end;) {
    const { rows } = await db.query<Record<string, unknown>>(sql, parameters);
    if (rows[0]) return rows[0];
    await pause(10);
  }
  throw new Error(`It never came to: ${sql}`);
}

it(
  'Killed at five moments of an overdue story, the service loses nothing and repeats at most what was in flight',
  async () => {
    await call('PUT', '/api/v1/organisation', OFFICE);
    const now = Date.now();
    const visit = await call('POST', '/api/v1/visits', {
      attendees: ['practitioner-1'],
      personVisited: VISITED,
      kind: 'alone',
      purpose: 'first visit',
      plannedStart: new Date(now).toISOString(),
      plannedEnd: new Date(now + 3_000).toISOString(),
    });

    // A text that the service has taken in, and perhaps not handled.
    await call('POST', '/simulator/texts', { from: PHONES.practitioner, body: 'ARRIVED' });
    await until(`SELECT 1 FROM inbound`);
    await killAndStartAgain();
    await until(`SELECT 1 FROM entry WHERE kind = 'arrival_confirmed'`);

    // An alarm that has just been raised; a step that has just started; an alert that is being sent.
    const steps = ['nominated_contact', 'line_manager', 'police'];
    for (const step of steps) {
      await until(`SELECT 1 FROM incident WHERE visit_id = $1 AND step = $2`, [visit.id, step]);
      await killAndStartAgain();
    }
    await until(`SELECT 1 FROM message WHERE purpose = 'ask' AND body LIKE '%REPEAT 2%'`);
    await killAndStartAgain();

    const incident = await until(`SELECT id, reference FROM incident WHERE visit_id = $1`, [visit.id]);
    await call('POST', `/api/v1/incidents/${String(incident['id'])}/reports`, {
      by: 'manager-1',
      kind: 'police',
      policeReference: 'CAD 1234',
    });
    await call('POST', `/api/v1/incidents/${String(incident['id'])}/reports`, { by: 'manager-1', kind: 'safe' });
    await until(`SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM message WHERE state IN ('pending', 'sending', 'unknown'))`);

    const { rows: incidents } = await db.query(`SELECT status FROM incident`);
    expect(incidents).toEqual([{ status: 'stood_down' }]);
    const { rows: confirmed } = await db.query(`SELECT 1 FROM entry WHERE kind = 'arrival_confirmed'`);
    expect(confirmed).toHaveLength(1);

    // Every message of the outbox is on its phone, but for what was over before its turn came; the phones have at most one more for each kill.
    const { rows: sent } = await db.query<{ mobile: string; body: string }>(
      `SELECT mobile, body FROM message WHERE state <> 'dropped'`,
    );
    const { rows: heard } = await db.query<{ to_number: string; body: string }>(
      `SELECT to_number, body FROM simulator.message WHERE direction <> 'inbound'`,
    );
    const onPhones = new Set(heard.map((message) => `${message.to_number} ${message.body}`));
    expect(sent.filter((message) => !onPhones.has(`${message.mobile} ${message.body}`))).toEqual([]);
    expect(heard.length - sent.length).toBeLessThanOrEqual(5);
  },
  LONG,
);

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as { port: number };
  await new Promise((closed) => server.close(closed));
  return port;
}
