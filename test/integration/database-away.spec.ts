import { afterEach, expect, it } from '@jest/globals';
import { LastResort } from '../../src/application/last-resort.js';
import { cableTo, type Cable } from '../support/cable.js';
import { startProvider, type Provider } from '../support/provider.js';
import { PHONES, VISITED } from '../support/office.js';
import { startTestService, type TestService } from '../support/service.js';
import { MINUTE, SECOND } from '../support/story.js';
import { until } from '../support/until.js';

/** The service cannot watch without its database. Whoever is out hears so by the means that is left, once (P12). */

let provider: Provider;
let cable: Cable;
let service: TestService;
let uptime = 0;

afterEach(async () => {
  cable.mend();
  await service.stop();
  await cable.end();
  await provider.end();
});

const WRITTEN = `SELECT text FROM entry WHERE chain = 'office' AND text LIKE 'The database was away%'`;

const FAULT = /Allswell has a fault and has not watched since \d\d:\d\d/;
const told = (): string[] => provider.sent.filter(({ body }) => FAULT.test(body)).map(({ to }) => to);

it('When the database has been away for a minute, those who are out and their contacts are told, once; the record says so after', async () => {
  provider = await startProvider();
  service = await startTestService({
    environment: provider.environment,
    through: async (url) => (cable = await cableTo(url)).url,
    uptime: () => uptime,
  });
  const now = await service.now();
  const plan = (person: string) =>
    service.api('POST', '/api/v1/visits', {
      attendees: [person],
      personVisited: VISITED,
      kind: 'alone',
      purpose: 'first visit',
      plannedStart: new Date(now + SECOND).toISOString(),
      plannedEnd: new Date(now + 45 * MINUTE).toISOString(),
    });
  await plan('practitioner-1');
  await plan('practitioner-2');
  await service.query(
    `INSERT INTO inbound (sid, from_number, to_number, body, received_at, retry_at) VALUES ('SM1', $1, '', 'ARRIVED 45', now(), now())`,
    [PHONES.practitioner],
  );
  await service.settled();

  const lastResort = service.app.get(LastResort);
  await lastResort.once();
  cable.cut();
  uptime += 59 * SECOND;
  await lastResort.once();
  expect(told()).toEqual([]);
  uptime += SECOND;
  await lastResort.once();
  await lastResort.once();
  // The one inside, and the contact on duty; not the one who has not arrived.
  expect(told().sort()).toEqual([PHONES.practitioner, PHONES.contact].sort());

  cable.mend();
  await until('the record says so', async () => {
    // Only when somebody has gone round again: that the database is back is not yet that it is watched.
    await lastResort.once();
    return (await service.query(WRITTEN)).length > 0;
  });
  expect(await service.query(WRITTEN)).toEqual([
    { text: 'The database was away; 2 people who were out, and their contacts, were told by text.' },
  ]);
});
