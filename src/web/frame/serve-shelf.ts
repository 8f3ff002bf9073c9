import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Shelf } from './shelf.js';

const YEAR = 365 * 24 * 3600;

/** Under its own address for ever; under the plain one ("/assets/app.css") for an hour, as its contents may change. */
export function serveShelf(fastify: FastifyInstance, shelf: Shelf): void {
  const { base } = shelf;
  fastify.get('/assets/*', async (request: FastifyRequest, reply: FastifyReply) => {
    const [path = ''] = request.url.split('?');
    const versioned = path.startsWith(`${base}/`);
    const item =
      shelf.find(path.slice(versioned ? base.length + 1 : '/assets/'.length)) ?? shelf.find(withoutOldVersion(path));
    if (!item) return reply.callNotFound();
    const gzipped = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '') ? item.gzipped() : null;
    reply
      .type(item.type)
      .header('cache-control', versioned ? `public, max-age=${YEAR}, immutable` : 'public, max-age=3600')
      .header('vary', 'accept-encoding');
    if (gzipped) reply.header('content-encoding', 'gzip');
    return reply.send(gzipped ?? item.body);
  });
}

/** A page that was open while the service was renewed asks at the old address, and gets what there is now. */
const withoutOldVersion = (path: string): string => path.replace(/^\/assets\/[0-9a-f]{10}\//, '');
