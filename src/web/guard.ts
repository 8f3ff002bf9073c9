import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SETTINGS, type Settings } from '../config/settings.js';

/** Who looks at a page. With the demonstration sign-in it is whoever they say they are. */
export interface Visitor {
  readonly person: string;
}

/**
 * The one guard before every page; real sign-in takes its place. The demonstration sign-in believes anybody, so it stands
 * only where nothing can reach a real phone: with Twilio's settings the pages are refused, and say why.
 */
@Injectable()
export class PageGuard implements CanActivate {
  constructor(@Inject(SETTINGS) private readonly settings: Settings) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (!this.settings.twilio) return true;
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    await reply.status(503).view('refused.njk', { path: request.url });
    return false;
  }
}
