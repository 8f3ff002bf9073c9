import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Office } from './application/office.js';
import { PostgresOrganisations } from './adapters/postgres/organisations.js';
import { PROJECT_ROOT } from './config/project-root.js';
import type { Service } from './service.js';

/** On an empty database, and only where nothing reaches a real phone: the worked example's office, so that there is something to try. */
export async function loadDemonstration({ app, settings }: Pick<Service, 'app' | 'settings'>): Promise<void> {
  if (settings.twilio) return;
  const { organisation } = await app.get(PostgresOrganisations).directory();
  if (organisation.people.length > 0) return;
  const file = await readFile(join(PROJECT_ROOT, 'examples', 'office.yaml'), 'utf8');
  await app.get(Office).furnish(file, 'allswell');
}
