import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Stage } from '../../domain/sign-in/session.js';
import { showTime } from '../../domain/time/local.js';
import type { Instant } from '../../domain/time/instant.js';
import { SessionsDesk } from '../../application/sign-in/sessions-desk.js';
import { FormToken } from '../frame/form-token.js';
import { Browser } from './browser.js';

/** What every way in has in common at its end. */
@Injectable()
export class Threshold {
  constructor(
    private readonly browser: Browser,
    private readonly formToken: FormToken,
    private readonly sessions: SessionsDesk,
  ) {}

  /** The browser carries the new session, and nothing that somebody may have given it before. */
  async cross(
    request: FastifyRequest,
    reply: FastifyReply,
    { token, epoch }: { readonly token: string; readonly epoch: string | null },
  ): Promise<void> {
    const before = this.browser.token(request);
    if (before !== null) await this.sessions.drop(before);
    this.browser.keepToken(reply, token);
    this.formToken.renew(reply);
    if (epoch !== null) this.browser.remember(request, reply, epoch);
  }

  nextOf(stage: Stage, back: string): string {
    const query = new URLSearchParams({ back }).toString();
    if (stage === 'code') return `/sign-in/code?${query}`;
    return stage === 'enrol' ? `/account/second-factor?${query}` : back;
  }
}

/** "Too many tries: the next is at 14:05:30, in 45 seconds." */
export function heldUntil(
  until: Instant,
  now: Instant,
  zone: string,
): { readonly text: string; readonly seconds: number } {
  const seconds = Math.max(1, Math.ceil((until - now) / 1_000));
  const span = seconds < 120 ? `${seconds} second${seconds === 1 ? '' : 's'}` : `${Math.ceil(seconds / 60)} minutes`;
  const at = `${showTime(until, zone)}:${new Date(until).toISOString().slice(17, 19)}`;
  return { text: `There were too many tries from here. Wait ${span}, until ${at}, and try again`, seconds };
}

/** As it was typed, spaces and all: a password is not tidied up. */
export function secretIn(body: unknown, field: string): string {
  const value = (body as Readonly<Record<string, unknown>> | null | undefined)?.[field];
  return typeof value === 'string' ? value : '';
}
