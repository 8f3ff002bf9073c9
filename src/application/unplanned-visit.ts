import { randomUUID } from 'node:crypto';
import type { Person } from '../domain/organisation/organisation.js';
import { HOUR, type Milliseconds } from '../domain/time/instant.js';
import { newVisit } from '../domain/visit/new-visit.js';
import type { Visit } from '../domain/visit/visit.js';
import type { Page } from './ports/ledger.js';
import type { Surroundings } from './surroundings.js';

/** Someone who says that they arrived, or asks for help, and not for how long they stay. */
const UNPLANNED_STAY: Milliseconds = HOUR;

/** A visit that the diary did not hold, opened so that whoever is out there is watched all the same. */
export async function openUnplannedVisit(
  page: Page,
  person: Person,
  { policyInForce }: Surroundings,
  stay: Milliseconds = UNPLANNED_STAY,
): Promise<Visit> {
  const visit = newVisit(
    {
      id: randomUUID(),
      reference: await page.freshVisitReference(),
      unit: person.unit,
      kind: 'unplanned',
      attendees: [person.id],
      plannedStart: page.now,
      plannedEnd: page.now + stay,
    },
    policyInForce,
    page.now,
  );
  await page.addVisit(visit, { purpose: 'Not in the diary', personVisited: null });
  return visit;
}
