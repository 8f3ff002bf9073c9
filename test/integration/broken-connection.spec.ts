import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { connect as dial, createServer, type AddressInfo, type Server } from 'node:net';
import { WakeUpQueue } from '../../src/adapters/jobs/wake-up-queue.js';
import { connect } from '../../src/adapters/postgres/data-source.js';
import { PooledClient } from '../../src/adapters/postgres/pooled-client.js';
import { freshDatabase, type TestDatabase } from '../support/postgres.js';

/** PostgreSQL, "Message Formats": ReadyForQuery, and an ErrorResponse with severity, code and words. */
const READY = Buffer.from('Z\0\0\0\x05I', 'latin1');
const FIELDS = 'SFATAL\0VFATAL\0C57P01\0Mterminating connection due to unexpected postmaster exit\0\0';
const GOING_DOWN = Buffer.from(`E\0\0\0${String.fromCharCode(FIELDS.length + 4)}${FIELDS}`, 'latin1');

let database: TestDatabase;
let server: Server;
let url: string;
/** What Postgres does from now on. */
let does: 'answers' | 'goes down as it takes a connection' | 'falls silent';
/** Connections that it takes in order before it goes down. */
let takes: number;

beforeEach(async () => {
  database = await freshDatabase();
  does = 'answers';
  takes = 0;
  server = createServer((near) => {
    takes -= 1;
    const inOrder = takes >= 0;
    const { hostname, port } = new URL(database.url);
    const far = dial(Number(port || 5432), hostname);
    for (const socket of [near, far]) socket.on('error', () => undefined);
    near.pipe(far);
    far.on('end', () => near.end());
    far.on('data', (said) => {
      if (does === 'falls silent') return;
      const last = !inOrder && does !== 'answers' && said.subarray(-READY.length).equals(READY);
      near.write(last ? Buffer.concat([said, GOING_DOWN]) : said);
      if (last) near.end();
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = new URL(database.url);
  address.hostname = '127.0.0.1';
  address.port = String((server.address() as AddressInfo).port);
  url = address.href;
});

afterEach(async () => {
  server.close();
  await database.drop();
});

it('A Postgres that goes down in the moment in which it takes a connection does not take the process with it', async () => {
  const dataSource = await connect(url);
  does = 'goes down as it takes a connection';
  const inHand = dataSource.createQueryRunner();
  await inHand.connect();
  await expect(dataSource.query('SELECT 1')).rejects.toThrow();
  does = 'answers';
  await inHand.release();
  expect(await dataSource.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await dataSource.destroy();
});

it('nor does it in the moment in which the queue takes one', async () => {
  does = 'goes down as it takes a connection';
  // Those with which it makes its tables; the next is the one that it listens on.
  takes = 2;
  const complaints: string[] = [];
  let complain = (): void => undefined;
  const complained = new Promise<void>((heard) => (complain = heard));
  const log = {
    info: () => undefined,
    error: () => undefined,
    warn: (_: object, said: string) => {
      complaints.push(said);
      complain();
    },
  };
  const queue = new WakeUpQueue(
    { databaseUrl: url, redis: null },
    { now: () => 0, due: () => Promise.resolve([]) },
    log,
    { alarm: () => undefined },
  );
  await queue.start(() => undefined);
  await complained;
  await queue.stop();
  expect(new Set(complaints)).toEqual(new Set(['The queue of wake-ups has a fault; the loop goes on without it']));
});

it('An answer that never comes breaks the connection, and nobody waits for it for hours', async () => {
  const client = new PooledClient(url, 100);
  await client.connect();
  expect((await client.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  does = 'falls silent';
  const ended = new Promise<void>((end) => client.once('end', end));
  await expect(client.query('SELECT 1')).rejects.toThrow('Postgres did not answer');
  await ended;
});
