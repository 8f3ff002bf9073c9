import type { FastifyRequest } from 'fastify';
import type { TokenShown } from '../../application/viewings.js';
import type { Access } from '../../domain/permission/access.js';

/** Who acts through the API: a person whom the caller names, or nobody but the machine itself. */
export const MACHINE = 'api';

export const ON_BEHALF_OF = 'on-behalf-of';

const callers = new WeakMap<FastifyRequest, string>();

export const setCaller = (request: FastifyRequest, person: string): void => void callers.set(request, person);

export const callerOf = (request: FastifyRequest): string => callers.get(request) ?? MACHINE;

const accesses = new WeakMap<FastifyRequest, Access>();

export const setAccess = (request: FastifyRequest, access: Access): void => void accesses.set(request, access);

export function accessOf(request: FastifyRequest): Access {
  const access = accesses.get(request);
  if (!access) throw new Error('A route of the API has no guard.');
  return access;
}

const tokens = new WeakMap<FastifyRequest, TokenShown>();

export const setToken = (request: FastifyRequest, token: TokenShown): void => void tokens.set(request, token);

export function tokenOf(request: FastifyRequest): TokenShown {
  const token = tokens.get(request);
  if (!token) throw new Error('A route of the API has no guard.');
  return token;
}
