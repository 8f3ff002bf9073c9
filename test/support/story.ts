import { HOUR, MINUTE, SECOND } from '../../src/domain/time/instant.js';
import { PHONES, VISITED } from './office.js';
import { startTestService, type TestOptions, type TestService } from './service.js';

/** A day in the small office, told through the doors: a visit of forty-five minutes that begins now. */
export interface Story {
  readonly service: TestService;
  readonly visitId: string;
  readonly reference: string;
  /** The open incident's four digits, as the responders know them. */
  incident(): Promise<{ id: string; reference: string; kind: string; status: string; step: string }>;
  visit(): Promise<{
    status: string;
    expectedEnd: string;
    incidentId: string | null;
    attendees: { person: string; status: string }[];
  }>;
  /** No phone of the office has got a text that the test did not ask about. */
  end(): Promise<void>;
}

export interface StoryOptions extends TestOptions {
  readonly attendees?: readonly string[];
}

export async function story({ attendees = ['practitioner-1'], ...options }: StoryOptions = {}): Promise<Story> {
  const service = await startTestService(options);
  const now = await service.now();
  const { body } = await service.api('POST', '/api/v1/visits', {
    attendees,
    personVisited: VISITED,
    kind: attendees.length > 1 ? 'in_pairs' : 'alone',
    purpose: 'first visit',
    plannedStart: new Date(now + SECOND).toISOString(),
    plannedEnd: new Date(now + 45 * MINUTE).toISOString(),
  });
  return {
    service,
    visitId: body.id,
    reference: body.reference,
    incident: async () => (await service.api('GET', `/api/v1/incidents?visitId=${body.id}`)).body.items[0],
    visit: async () => (await service.api('GET', `/api/v1/visits/${body.id}`)).body,
    end: async () => {
      try {
        await service.settled();
      } finally {
        await service.stop();
      }
    },
  };
}

/** Forty-five minutes, and the ten that make it overdue (HVPF 8.4.2). */
export const UNTIL_OVERDUE = 55 * MINUTE;

export { HOUR, MINUTE, SECOND, PHONES };
