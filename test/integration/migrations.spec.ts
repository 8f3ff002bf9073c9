import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { migrate } from '../../src/adapters/postgres/data-source.js';
import { startTestService, type TestService } from '../support/service.js';

let service: TestService;
beforeAll(async () => {
  service = await startTestService({ office: null });
});
afterAll(() => service.stop());

it('The migrations make exactly the tables that the entities describe', async () => {
  const { upQueries } = await service.app.get(DataSource).driver.createSchemaBuilder().log();
  expect(upQueries.map(({ query }) => query)).toEqual([]);
});

it('Several processes that start at once migrate once', async () => {
  const dataSource = service.app.get(DataSource);
  await Promise.all([migrate(dataSource), migrate(dataSource), migrate(dataSource)]);
  const rows = await dataSource.query<{ name: string }[]>('SELECT name FROM migrations ORDER BY id');
  expect(rows).toHaveLength(dataSource.migrations.length);
});
