import helmet from '@fastify/helmet';
import view from '@fastify/view';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SETTINGS, type Settings } from '../config/settings.js';
import { Frame } from './frame/frame.js';
import { takeFiles } from './frame/sent-files.js';
import { serveShelf } from './frame/serve-shelf.js';
import { SHELF, type Shelf } from './frame/shelf.js';
import { templates } from './frame/templates.js';

/** Puts into the web server what pages need: templates, assets, the headers that protect, and the frame around each page. */
export async function furnish(app: NestFastifyApplication): Promise<void> {
  const settings = app.get<Settings>(SETTINGS, { strict: false });
  const frame = app.get(Frame, { strict: false });
  const fastify = app.getHttpAdapter().getInstance();

  await app.register(helmet, protection(settings.publicUrl.startsWith('https:')));
  await app.register(view, templates(settings.timeZone));
  takeFiles(fastify);
  fastify.decorateRequest('standpoint', null);
  fastify.decorateRequest('session', null);
  fastify.addHook('onRequest', async (_, reply) => {
    // Names and addresses: nothing that is shown stays behind in a browser. Assets say otherwise themselves.
    reply.header('cache-control', 'no-store');
  });
  fastify.addHook('preHandler', (request, reply) => frame.around(request, reply));
  serveShelf(fastify, app.get<Shelf>(SHELF, { strict: false }));
}

/** Nothing but what this service itself serves, and no page of it within another. */
const protection = (https: boolean) => ({
  enableCSPNonces: true,
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      'default-src': ["'none'"],
      'script-src': ["'self'"],
      'style-src': ["'self'"],
      'img-src': ["'self'", 'data:'],
      'connect-src': ["'self'"],
      'form-action': ["'self'"],
      'base-uri': ["'none'"],
      'frame-ancestors': ["'none'"],
    },
  },
  // Where https ends at a proxy or is not used at all (a demonstration), the browser must not insist on it.
  strictTransportSecurity: https && { maxAge: 365 * 24 * 3600 },
  referrerPolicy: { policy: 'no-referrer' as const },
});
