import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { HOUR, MINUTE } from '../../src/domain/time/instant.js';
import { OFFICE, VISITED } from '../support/office.js';
import { startTestService, type TestService } from '../support/service.js';

/** What is said when a visit is planned, and stops nothing. */

let service: TestService;
beforeAll(async () => {
  service = await startTestService({
    office: { ...OFFICE, rota: [{ ...OFFICE.rota[0], from: '09:00', to: '17:00' }] },
  });
});
afterAll(() => service.stop());

const nextNight = async (): Promise<number> => {
  const day = new Date(await service.now());
  day.setUTCDate(day.getUTCDate() + 1);
  day.setUTCHours(21, 0, 0, 0);
  return day.getTime();
};

const plan = async (start: number, wish: object = {}) =>
  (
    await service.api('POST', '/api/v1/visits', {
      attendees: ['practitioner-1'],
      personVisited: VISITED,
      kind: 'alone',
      purpose: 'first visit',
      plannedStart: new Date(start).toISOString(),
      plannedEnd: new Date(start + 45 * MINUTE).toISOString(),
      ...wish,
    })
  ).body;

describe('Planning a visit warns', () => {
  it('of a visit outside office hours that has no contact (HVPF 8.1.6)', async () => {
    const night = await nextNight();
    expect((await plan(night)).warnings).toContainEqual(expect.stringContaining('Nobody is nominated contact'));
    expect((await plan(night - 8 * HOUR)).warnings).toEqual([]);
  });

  it('of two visits of one person at the same time', async () => {
    const night = await nextNight();
    const first = await plan(night + 48 * HOUR);
    const { warnings } = await plan(night + 48 * HOUR + 30 * MINUTE);
    expect(warnings).toContainEqual(expect.stringContaining(`is also on ${first.reference}`));
  });

  it('of a lone visit to someone who is not at low risk of serious harm (HVPF 5.3.2)', async () => {
    const { warnings } = await plan((await nextNight()) + 80 * HOUR, {
      personVisited: { ...VISITED, riskOfSeriousHarm: 'high' },
    });
    expect(warnings).toContainEqual(expect.stringContaining('HVPF 5.3.2'));
  });
});

it('The staff details log is on the call sheet, and the address nowhere in a text (HVPF 8.1.5)', async () => {
  const now = await service.now();
  const visit = await plan(now);
  await service.phone('+447700900101').texts('SOS');
  const { body } = await service.api('GET', `/api/v1/incidents?visitId=${visit.id}`);
  const sheet = (await service.api('GET', `/api/v1/incidents/${body.items[0].id}/call-sheet`)).body;
  expect(sheet).toMatchObject({
    staff: [
      {
        name: 'Practitioner One',
        mobile: '07700 900101',
        car: 'AB12 CDE, blue hatchback',
        description: '1.65 m, short dark hair',
      },
    ],
    personVisited: { name: 'Example Name' },
    address: '1 Example Street, Exampleton, ZZ1 1ZZ',
  });
  const { items } = (await service.api('GET', '/api/v1/messages?perPage=100')).body;
  for (const { body: text } of items) expect(text).not.toMatch(/Example Street|Example Name|ZZ1/);
});
