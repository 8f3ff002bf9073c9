import { ForbiddenException, Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { FormToken } from './form-token.js';

/** Takes a form only from a page of ours. */
@Injectable()
export class FormGuard implements CanActivate {
  constructor(@Inject(FormToken) private readonly token: FormToken) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (request.method === 'GET' || request.method === 'HEAD') return true;
    // Every browser of today says where a form comes from; what is no browser says nothing, and has the token to show.
    const site = request.headers['sec-fetch-site'];
    const elsewhere = site !== undefined && site !== 'same-origin' && site !== 'none';
    if (!elsewhere && this.token.isIn(request)) return true;
    throw new ForbiddenException(
      'The form was sent from a page that is too old, or from another site. Nothing was changed. Go back, load the page again, and send it once more.',
    );
  }
}
