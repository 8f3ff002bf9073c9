import { describe, expect, it } from '@jest/globals';
import Fastify from 'fastify';
import pino from 'pino';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import { WebhookFilter } from '../twilio/webhook.filter.js';
import { ProblemFilter } from './problem.filter.js';

const TOKEN = 'kR3Jc8x1T0sVnB7mQ2wE5yU9iO4pA6dF1gH8jK0lZ3c';

/** What is logged, and answered, when the service fails at an address. */
async function failing(
  route: string,
  address: string,
  error: Error = new Error('timeout exceeded when trying to connect'),
  filterWith: (log: pino.Logger) => ExceptionFilter = (log) => new ProblemFilter(log),
) {
  const lines: string[] = [];
  const filter = filterWith(pino({}, { write: (line: string) => void lines.push(line) }));
  const server = Fastify();
  server.setErrorHandler((thrown, request, reply) => {
    const http = { getRequest: () => request, getResponse: () => reply };
    filter.catch(thrown, { switchToHttp: () => http } as unknown as ArgumentsHost);
  });
  server.all(route, () => {
    throw error;
  });
  server.addHook('preHandler', () => {
    throw error;
  });
  // Not inject(): it is of a kind that jest cannot load.
  const { status } = await fetch((await server.listen({ host: '127.0.0.1', port: 0 })) + address);
  await server.close();
  return { status, logged: lines.join('') };
}

describe('When something fails at a secret address', () => {
  it.each([
    ['/a/:token', `/a/${TOKEN}`],
    ['/a/:token/help', `/a/${TOKEN}/help?x=1`],
    ['/c/:token', `/c/${TOKEN}`],
    ['/calendar/:file', `/calendar/${TOKEN}.ics`],
    ['/invitation/:token', `/invitation/${TOKEN}`],
  ])('the log says that it was at %s, and not the address', async (route, address) => {
    const { status, logged } = await failing(route, address);
    expect(status).toBe(503);
    expect(logged).toContain(`GET ${route}`);
    expect(logged).not.toContain(TOKEN);
  });

  it('neither does it say it of a fault of our own', async () => {
    const { status, logged } = await failing('/c/:token', `/c/${TOKEN}`, new TypeError('of undefined'));
    expect(status).toBe(500);
    expect(logged).toContain('TypeError: of undefined');
    expect(logged).not.toContain(TOKEN);
  });

  it('nor of an address that is misspelt, and so is none', async () => {
    const { logged } = await failing('/a/:token', `/A/${TOKEN}`);
    expect(logged).toContain('no such address');
    expect(logged).not.toContain(TOKEN);
  });

  it('nor where a webhook fails', async () => {
    const { status, logged } = await failing('/twilio/*', `/twilio/${TOKEN}`, new Error('away'), (log) => {
      return new WebhookFilter(log);
    });
    expect(status).toBe(503);
    expect(logged).toContain('GET /twilio/*');
    expect(logged).not.toContain(TOKEN);
  });
});
