import { afterEach, expect, it } from '@jest/globals';
import { connect as dial, createServer, type AddressInfo, type Server } from 'node:net';
import type { DataSource } from 'typeorm';
import { connect } from '../../src/adapters/postgres/data-source.js';
import { freshDatabase, type TestDatabase } from '../support/postgres.js';

/** PostgreSQL, "Message Formats": ReadyForQuery, and an ErrorResponse with severity, code and words. */
const READY = Buffer.from('Z\0\0\0\x05I', 'latin1');
const FIELDS = 'SFATAL\0VFATAL\0C57P01\0Mterminating connection due to unexpected postmaster exit\0\0';
const GOING_DOWN = Buffer.from(`E\0\0\0${String.fromCharCode(FIELDS.length + 4)}${FIELDS}`, 'latin1');

let database: TestDatabase;
let server: Server;
let dataSource: DataSource;

afterEach(async () => {
  await dataSource.destroy();
  server.close();
  await database.drop();
});

it('A Postgres that goes down in the moment in which it takes a connection does not take the process with it', async () => {
  database = await freshDatabase();
  let isGoingDown = false;
  server = createServer((near) => {
    const { hostname, port } = new URL(database.url);
    const far = dial(Number(port || 5432), hostname);
    for (const socket of [near, far]) socket.on('error', () => undefined);
    near.pipe(far);
    far.on('end', () => near.end());
    far.on('data', (said) => {
      const last = isGoingDown && said.subarray(-READY.length).equals(READY);
      near.write(last ? Buffer.concat([said, GOING_DOWN]) : said);
      if (last) near.end();
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const url = new URL(database.url);
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as AddressInfo).port);
  dataSource = await connect(url.href);

  isGoingDown = true;
  const inHand = dataSource.createQueryRunner();
  await inHand.connect();
  await expect(dataSource.query('SELECT 1')).rejects.toThrow();
  isGoingDown = false;
  await inHand.release();
  expect(await dataSource.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
});
