import { hash } from 'node:crypto';
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Calendars } from '../../application/calendars.js';
import { RETRY_AFTER, TooOften } from '../../domain/sign-in/too-often.js';

/**
 * Where calendar programs fetch a diary: no sign-in, only the address. One that never was and one that has ended are answered
 * alike. Each may be fetched as often as any program does; beyond that, and for whoever tries addresses, it says so.
 */
@Controller('calendar')
export class CalendarController {
  private readonly fetches = new TooOften();
  private readonly guesses = new TooOften();

  constructor(private readonly calendars: Calendars) {}

  @Get(':file')
  async file(@Param('file') file: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    reply.header('x-robots-tag', 'noindex, nofollow');
    const token = /^([\w-]{43})\.ics$/.exec(file)?.[1];
    const now = performance.now();
    if (token !== undefined && this.fetches.count(token, now)) return tooOften(reply);
    const calendar = token === undefined ? null : await this.calendars.open(token);
    if (calendar !== null) return sent(calendar, request, reply);
    if (this.guesses.count(request.ip, now)) return tooOften(reply);
    await reply.status(404).type('text/plain; charset=utf-8').send('There is no calendar at this address.\n');
  }
}

/**
 * A program that has it already is told so (RFC 9110, 13.1.2). No cache on the way keeps it ("no-store" stands): only the
 * calendar itself, which has to keep what it shows, and may keep the tag beside it.
 */
async function sent(calendar: string, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const tag = `"${hash('sha256', calendar, 'base64url')}"`;
  reply.header('etag', tag);
  if (isAmong(tag, request.headers['if-none-match'])) return void (await reply.status(304).send());
  await reply
    .type('text/calendar; charset=utf-8')
    .header('content-disposition', 'inline; filename="allswell.ics"')
    .send(calendar);
}

/** Compared as weakly as proxies make them, which compress what passes. */
const isAmong = (tag: string, known = ''): boolean =>
  known.split(',').some((one) => [tag, '*'].includes(one.trim().replace(/^W\//, '')));

async function tooOften(reply: FastifyReply): Promise<void> {
  await reply
    .status(429)
    .header('retry-after', RETRY_AFTER)
    .type('text/plain; charset=utf-8')
    .send('This was asked for too often. Ask again in ten minutes.\n');
}
