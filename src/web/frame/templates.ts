import nunjucks from 'nunjucks';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../../config/project-root.js';
import { showDayTime } from '../../domain/time/local.js';

/** The options of @fastify/view: our templates, and the components of GOV.UK and the MOJ as libraries beside them. */
export const templates = (zone: string) => ({
  engine: { nunjucks },
  templates: [
    join(PROJECT_ROOT, 'src/web/views'),
    join(PROJECT_ROOT, 'node_modules/govuk-frontend/dist'),
    join(PROJECT_ROOT, 'node_modules/@ministryofjustice/frontend'),
  ],
  options: {
    autoescape: true,
    onConfigure: (environment: nunjucks.Environment) => {
      // The MOJ's timeline calls one of these two, and throws without them.
      environment.addFilter('date', (iso: string) => showMoment(iso, zone));
      environment.addFilter('mojDate', (iso: string) => showMoment(iso, zone));
    },
  },
});

/** "Tue 1 Dec 15:30:07": to the second, since the steps of an incident may lie seconds apart. */
export function showMoment(iso: string, zone: string): string {
  const at = Date.parse(iso);
  return `${showDayTime(at, zone)}:${iso.slice(17, 19)}`;
}
