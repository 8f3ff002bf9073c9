import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * Every form carries the same secret as a cookie that no script and no other site can read (double submit). Behind https
 * the browser itself vouches, by the name, that no neighbour on the domain has written the cookie.
 */
export class FormToken {
  private readonly cookie: string;

  constructor(private readonly secure: boolean) {
    this.cookie = secure ? '__Host-form' : 'form';
  }

  /** The token of this browser, given to it now if it has none. */
  of(request: FastifyRequest, reply: FastifyReply): string {
    const known = request.cookies[this.cookie];
    if (known && SHAPE.test(known)) return known;
    const fresh = randomBytes(32).toString('base64url');
    reply.setCookie(this.cookie, fresh, { path: '/', httpOnly: true, sameSite: 'lax', secure: this.secure });
    return fresh;
  }

  isIn(request: FastifyRequest): boolean {
    const expected = request.cookies[this.cookie] ?? '';
    const given = (request.body as { _csrf?: unknown } | null | undefined)?._csrf;
    return (
      typeof given === 'string' &&
      SHAPE.test(expected) &&
      given.length === expected.length &&
      timingSafeEqual(Buffer.from(given), Buffer.from(expected))
    );
  }
}

const SHAPE = /^[\w-]{43}$/;
