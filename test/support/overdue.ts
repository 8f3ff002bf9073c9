import { iso, MINUTE } from '../../src/domain/time/instant.js';
import { VISITED } from './office.js';
import type { TestService } from './service.js';

/** A visit of two minutes of which nothing is heard: the incident that comes of it, and the visit's own id and reference. */
export async function overdue(
  service: TestService,
  person: string,
): Promise<{ id: string; reference: string; visitId: string; visit: string }> {
  const now = await service.now();
  const { body } = await service.api('POST', '/api/v1/visits', {
    attendees: [person],
    personVisited: VISITED,
    kind: 'alone',
    purpose: 'first visit',
    plannedStart: iso(now - MINUTE),
    plannedEnd: iso(now + MINUTE),
  });
  await service.advance(11 * MINUTE + 1_000);
  return { ...(await incidentOf(service, body.id)), visitId: body.id, visit: body.reference };
}

export async function incidentOf(service: TestService, visitId: string): Promise<{ id: string; reference: string }> {
  const { items } = (await service.api('GET', `/api/v1/incidents?visitId=${visitId}`)).body;
  return { id: items[0].id, reference: items[0].reference };
}
