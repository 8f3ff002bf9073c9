import type { FastifyRequest } from 'fastify';

/** Who acts through the API: a person whom the caller names, or nobody but the machine itself. */
export const MACHINE = 'api';

export const ON_BEHALF_OF = 'on-behalf-of';

const callers = new WeakMap<FastifyRequest, string>();

export const setCaller = (request: FastifyRequest, person: string): void => void callers.set(request, person);

export const callerOf = (request: FastifyRequest): string => callers.get(request) ?? MACHINE;
