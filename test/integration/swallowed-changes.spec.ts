import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { PostgresChanges } from '../../src/adapters/postgres/changes.js';
import { connect } from '../../src/adapters/postgres/data-source.js';
import { NOT_HEARD } from '../../src/adapters/postgres/echo.js';
import { cableTo, type Cable } from '../support/cable.js';
import { freshDatabase, type TestDatabase } from '../support/postgres.js';
import { until } from '../support/until.js';

/** A connection pooler on the way may swallow LISTEN, and no statement fails by it (decision 20). */

let database: TestDatabase;
let cable: Cable;
let dataSource: DataSource;
let changes: PostgresChanges;
let logged: string[];

beforeEach(async () => {
  database = await freshDatabase();
  cable = await cableTo(database.url);
  dataSource = await connect(cable.url);
  logged = [];
  const log = (_facts: object, message: string) => void logged.push(message);
  const quickly = { askEvery: 20, backWithin: 250 };
  changes = new PostgresChanges(cable.url, dataSource, { info: log, warn: log, error: log }, quickly);
});
afterEach(async () => {
  await changes.stop();
  await dataSource.destroy();
  await cable.end();
  await database.drop();
});

it('What swallows notifications is noticed and said once, with the mend; and so is that they come again', async () => {
  cable.swallowNotifications(true);
  changes.start();
  await until('it notices', () => changes.isHeard === false);
  expect(logged).toEqual([NOT_HEARD]);
  cable.swallowNotifications(false);
  await until('it hears', () => changes.isHeard === true);
  expect(logged).toHaveLength(2);
});

it('While they come nothing is said, and its own words are no changes to it', async () => {
  let heard = 0;
  changes.listen({ changed: () => (heard += 1), stopped: () => undefined });
  await until('it hears itself', () => changes.isHeard === true);
  // What was said before it listened counts as one.
  expect(heard).toBe(1);
  changes.announce();
  await until('the change is heard', () => heard > 1);
  expect([heard, logged]).toEqual([2, []]);
});
