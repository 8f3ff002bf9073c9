import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startTestService, type TestService } from '../support/service.js';
import { VISITED } from '../support/office.js';
let service: TestService;
beforeAll(async () => { const t = Date.now(); service = await startTestService(); console.log('start', Date.now() - t); }, 60000);
afterAll(() => service?.stop());
it('works', async () => {
  const now = await service.now();
  const t = Date.now();
  const a = await service.api('POST', '/api/v1/visits', { attendees: ['practitioner-1'], personVisited: VISITED, kind: 'alone', purpose: 'first', plannedStart: new Date(now + 60000).toISOString(), plannedEnd: new Date(now + 46 * 60000).toISOString() });
  console.log(a.status, a.body, Date.now() - t);
  await service.phone('+447700900101').texts('ARRIVED 45');
  console.log(await service.phone('+447700900101').hears(), Date.now() - t);
  await service.advance(80 * 60000);
  console.log((await service.api('GET', `/api/v1/incidents?visitId=${a.body.id}`)).body.items[0], Date.now() - t);
  expect(1).toBe(1);
}, 60000);
