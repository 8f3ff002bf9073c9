import { Inject, Injectable } from '@nestjs/common';
import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SETTINGS, type Settings } from '../../config/settings.js';
import { cookieRules } from './cookies.js';

/**
 * Every form carries the same secret as a cookie that no script and no other site can read (double submit). Behind https
 * the browser itself vouches, by the name, that no neighbour on the domain has written the cookie.
 */
@Injectable()
export class FormToken {
  private readonly rules: ReturnType<typeof cookieRules>;
  private readonly cookie: string;

  constructor(@Inject(SETTINGS) settings: Settings) {
    this.rules = cookieRules(settings);
    this.cookie = this.rules.secure ? '__Host-form' : 'form';
  }

  /** The token of this browser, given to it now if it has none. */
  of(request: FastifyRequest, reply: FastifyReply): string {
    const known = request.cookies[this.cookie];
    if (known && SHAPE.test(known)) return known;
    const fresh = randomBytes(32).toString('base64url');
    reply.setCookie(this.cookie, fresh, this.rules);
    return fresh;
  }

  /** Another one: whoever gave this browser its token before somebody signed in on it must not know it after. */
  renew(reply: FastifyReply): void {
    reply.setCookie(this.cookie, randomBytes(32).toString('base64url'), this.rules);
  }

  isIn(request: FastifyRequest): boolean {
    const expected = request.cookies[this.cookie] ?? '';
    const given = (request.body as { _csrf?: unknown } | null | undefined)?._csrf;
    if (typeof given !== 'string' || !SHAPE.test(expected) || !SHAPE.test(given)) return false;
    return timingSafeEqual(Buffer.from(given), Buffer.from(expected));
  }
}

/** 32 bytes in base64url. */
const SHAPE = /^[\w-]{43}$/;
