import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { SIMULATOR_ACCOUNT_SID, SIMULATOR_AUTH_TOKEN } from './credentials.js';
import { authenticate, notFound } from './twilio-error.js';

const EXPECTED = `Basic ${Buffer.from(`${SIMULATOR_ACCOUNT_SID}:${SIMULATOR_AUTH_TOKEN}`).toString('base64')}`;

/** The simulator's one account, by Basic authentication as Twilio has it. Both are public: this is likeness, not safety. */
@Injectable()
export class AccountGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<FastifyRequest<{ Params: { account: string } }>>();
    if (request.headers.authorization !== EXPECTED) throw authenticate();
    if (request.params.account !== SIMULATOR_ACCOUNT_SID) throw notFound(request.url.replace(/\?.*$/, ''));
    return true;
  }
}
