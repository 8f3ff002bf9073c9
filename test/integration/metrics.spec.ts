import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { NightWatch } from '../../src/adapters/jobs/night-watch.js';
import { METERS, type Meters } from '../../src/application/ports/meters.js';
import { PULSE, type Pulse } from '../../src/application/ports/pulse.js';
import { HOUR, iso, MINUTE } from '../../src/domain/time/instant.js';
import { OFFICE, PHONES, VISITED } from '../support/office.js';
import { startTestService, type TestService } from '../support/service.js';

/** `/metrics` (P12), as Prometheus reads it. */

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
}, 60_000);
afterAll(() => service?.stop());

/** Every sample by its name and labels, as it stands in the text. */
async function samples(): Promise<Map<string, number>> {
  const { body } = await service.api<string>('GET', '/metrics');
  const lines = body.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ')))]),
  );
}

const sample = async (name: string): Promise<number | undefined> => (await samples()).get(name);

describe('The metrics', () => {
  it('are in the text format of Prometheus, for anybody who asks', async () => {
    const response = await fetch(`${service.url}/metrics`);
    expect([response.status, response.headers.get('content-type')]).toEqual([
      200,
      'text/plain; version=0.0.4; charset=utf-8',
    ]);
    const lines = (await response.text()).split('\n');
    expect(lines.at(-1)).toBe('');
    for (const line of lines.slice(0, -1))
      expect(line).toMatch(/^($|# (HELP|TYPE) \S+ |[a-z_][a-z0-9_]*(\{[^{}]*\})? \S+$)/);
    const types = lines.filter((line) => line.startsWith('# TYPE')).map((line) => line.split(' ')[2]);
    expect(new Set(types).size).toBe(types.length);
  });

  it('have the memory of the process', async () => {
    expect(await sample('process_resident_memory_bytes')).toBeGreaterThan(0);
  });

  it('count the webhooks that were refused', async () => {
    const before = (await sample('allswell_webhooks_refused_total')) ?? NaN;
    expect((await fetch(`${service.url}/twilio/sms`, { method: 'POST', body: new URLSearchParams() })).status).toBe(
      403,
    );
    expect(await sample('allswell_webhooks_refused_total')).toBe(before + 1);
  });

  it('count a text that came in', async () => {
    const name = 'allswell_texts_taken_in_total{how="webhook"}';
    const before = (await sample(name)) ?? NaN;
    await service.phone(PHONES.contact).texts('VISITS');
    expect(await sample(name)).toBe(before + 1);
  });

  it('show a visit under way, its incident, and the messages of both', async () => {
    const now = await service.now();
    await service.api('POST', '/api/v1/visits', {
      attendees: ['practitioner-1'],
      personVisited: VISITED,
      kind: 'alone',
      purpose: 'first visit',
      plannedStart: iso(now),
      plannedEnd: iso(now + HOUR),
    });
    await service.phone(PHONES.practitioner).texts('ARRIVED 30');
    const during = await samples();
    expect([during.get('allswell_visits_under_way'), during.get('allswell_open_incidents')]).toEqual([1, 0]);
    await service.advance(41 * MINUTE);
    const after = await samples();
    expect([after.get('allswell_visits_under_way'), after.get('allswell_open_incidents')]).toEqual([1, 1]);
    expect(after.get('allswell_messages{state="delivered"}')).toBeGreaterThan(0);
    expect(after.get('allswell_oldest_unhandled_deadline_seconds')).toBe(0);
  });

  it('have how late deadlines were, in buckets from 10 ms to hours', async () => {
    const meters = service.app.get<Meters>(METERS);
    const count = (le: string) => sample(`allswell_deadline_lateness_seconds_bucket{le="${le}",urgency="alarm"}`);
    const [soon, late] = [(await count('0.1')) ?? 0, (await count('43200')) ?? 0];
    meters.deadlineActedOn(70, 'alarm');
    meters.deadlineActedOn(3 * HOUR, 'alarm');
    expect([await count('0.1'), await count('43200')]).toEqual([soon + 1, late + 2]);
  });

  it('say how long ago somebody looked for deadlines, and read the provider’s list of texts', async () => {
    await service.app.get(NightWatch).stop();
    const now = await service.now();
    await service.query(`UPDATE watch SET swept_at = $1, inbound_read_to = $2`, [
      new Date(now - MINUTE),
      new Date(now - HOUR),
    ]);
    expect(await sample('allswell_sweeper_age_seconds')).toBeGreaterThanOrEqual(60);
    expect(await sample('allswell_provider_list_age_seconds')).toBeGreaterThanOrEqual(3_600);
  });

  it('hold nothing of any person', async () => {
    const { body } = await service.api<string>('GET', '/metrics');
    for (const { id, name, mobile } of OFFICE.people)
      for (const own of [id, name, mobile]) expect(body).not.toContain(own);
  });

  it('are what the process knows by itself while the database is away', async () => {
    const pulse = service.app.get<Pulse>(PULSE);
    const read = pulse.read.bind(pulse);
    pulse.read = () => Promise.reject(new Error('Connection terminated unexpectedly'));
    try {
      const known = await samples();
      expect(known.get('allswell_database_up')).toBe(0);
      expect(known.has('allswell_webhooks_refused_total')).toBe(true);
      expect(known.has('allswell_oldest_unhandled_deadline_seconds')).toBe(false);
    } finally {
      pulse.read = read;
    }
    expect(await sample('allswell_database_up')).toBe(1);
  });
});
