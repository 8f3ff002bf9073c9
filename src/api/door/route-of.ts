import type { FastifyRequest } from 'fastify';

/**
 * What was asked for, as the log may have it: "GET /a/:token". Never the address itself: whoever holds the one of an answer, of
 * a call sheet, of a calendar or of an invitation needs nothing else, and logs are read by many (P11).
 */
export const routeOf = ({ method, routeOptions }: FastifyRequest): string =>
  `${method} ${routeOptions.url ?? '(no such address)'}`;
