import { Body, Controller, Get, HttpCode, Post, Query, Req, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SessionsDesk } from '../../application/sign-in/sessions-desk.js';
import { SignIn } from '../../application/sign-in/sign-in.js';
import { byField, errorList } from '../form/errors.js';
import { typedOf, type FieldError, type Typed } from '../form/typed.js';
import { FormGuard } from '../frame/form-guard.js';
import { OfficeNow } from '../frame/office-now.js';
import { Browser } from './browser.js';
import { Doorway } from './doorway.js';
import { OpenIdWay } from './openid-way.js';
import { ownPath } from './own-path.js';
import { heldUntil, secretIn, Threshold } from './threshold.js';

const WRONG = 'Your name or your password is wrong';
const WRONG_CODE = 'The code is wrong, or has been used before. Wait for the next one, and enter that';

/** Signing in with a name, a password and a code; and signing out. Open to everybody. */
@Controller()
@UseGuards(FormGuard)
export class SignInController {
  constructor(
    private readonly signIn: SignIn,
    private readonly sessions: SessionsDesk,
    private readonly browser: Browser,
    private readonly doorway: Doorway,
    private readonly threshold: Threshold,
    private readonly officeNow: OfficeNow,
    private readonly openId: OpenIdWay,
  ) {}

  @Get('sign-in')
  async page(@Req() request: FastifyRequest, @Query() query: Typed, @Res() reply: FastifyReply): Promise<void> {
    if (!(await this.doorway.isSetUp())) return void (await reply.status(503).view('refused.njk'));
    const back = ownPath(query['back']);
    if (request.session?.stage === 'open') return void (await reply.redirect(back, 303));
    await reply.view('sign-in.njk', { ...this.ways(back), typed: {}, lost: query['lost'] === '1', errors: {} });
  }

  @Post('sign-in')
  @HttpCode(200)
  async enter(@Req() request: FastifyRequest, @Body() body: unknown, @Res() reply: FastifyReply): Promise<void> {
    const typed = typedOf(body);
    const back = ownPath(typed['back']);
    const { name = '' } = typed;
    const password = secretIn(body, 'password');
    const again = (status: number, errors: FieldError[]) =>
      reply.status(status).view('sign-in.njk', { ...this.ways(back), typed: { name }, ...shown(errors) });
    const missing = [
      ...(name === '' ? [{ field: 'name', text: 'Enter your name for signing in' }] : []),
      ...(password === '' ? [{ field: 'password', text: 'Enter your password' }] : []),
    ];
    if (missing.length > 0) return void (await again(422, missing));
    const { at, zone, directory } = await this.officeNow.look();
    const known = this.browser.knownDevice(request);
    const outcome = await this.signIn.withPassword(
      { name: name.slice(0, 200), password },
      this.browser.whence(request),
      known,
      directory,
    );
    if (outcome.kind === 'in') {
      await this.threshold.cross(request, reply, outcome);
      return void (await reply.redirect(this.threshold.nextOf(outcome.stage, back), 303));
    }
    if (outcome.kind === 'refused') return void (await again(422, [{ field: 'password', text: WRONG }]));
    const { text, seconds } = heldUntil(outcome.until, at, zone);
    reply.header('retry-after', String(seconds));
    await again(429, [{ field: 'password', text }]);
  }

  @Get('sign-in/code')
  async codePage(@Req() request: FastifyRequest, @Query() query: Typed, @Res() reply: FastifyReply): Promise<void> {
    const back = ownPath(query['back']);
    if (request.session?.stage !== 'code') return void (await reply.redirect(this.start(back), 303));
    await reply.view('sign-in-code.njk', { back, errors: {} });
  }

  @Post('sign-in/code')
  @HttpCode(200)
  async code(@Req() request: FastifyRequest, @Body() body: unknown, @Res() reply: FastifyReply): Promise<void> {
    const typed = typedOf(body);
    const back = ownPath(typed['back']);
    const { session } = request;
    if (session?.stage !== 'code') return void (await reply.redirect(this.start(back), 303));
    const again = (status: number, text: string) =>
      reply.status(status).view('sign-in-code.njk', { back, ...shown([{ field: 'code', text }]) });
    const { code = '' } = typed;
    if (code === '') return void (await again(422, 'Enter the code that your app shows, or a recovery code'));
    const { at, zone } = await this.officeNow.look();
    const whence = this.browser.whence(request);
    const outcome = await this.signIn.withCode(session, code.slice(0, 100), whence, this.browser.knownDevice(request));
    if (outcome.kind === 'in') {
      await this.threshold.cross(request, reply, outcome);
      const next = outcome.codesLeft === undefined ? back : `/account?left=${outcome.codesLeft}`;
      return void (await reply.redirect(next, 303));
    }
    if (outcome.kind === 'refused') return void (await again(422, WRONG_CODE));
    const { text, seconds } = heldUntil(outcome.until, at, zone);
    reply.header('retry-after', String(seconds));
    await again(429, text);
  }

  @Post('sign-out')
  @HttpCode(200)
  async signOut(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { session } = request;
    this.browser.dropToken(reply);
    if (session) await this.sessions.signOut(session, (await this.officeNow.look()).at);
    const elsewhere = session && (await this.openId.way?.endUrl(session));
    // Told by a page of ours: a form must lead to no other site (Content-Security-Policy, form-action).
    if (elsewhere) reply.header('refresh', `0; url=${elsewhere}`);
    await reply.view('signed-out.njk', { elsewhere: elsewhere ?? null });
  }

  /** Where a provider sends those back who have signed out there too. */
  @Get('signed-out')
  async signedOut(@Res() reply: FastifyReply): Promise<void> {
    await reply.view('signed-out.njk', { elsewhere: null });
  }

  private start(back: string): string {
    return `/sign-in?${new URLSearchParams({ back }).toString()}`;
  }

  private ways(back: string) {
    const query = new URLSearchParams({ back }).toString();
    return { back, openId: this.openId.way === null ? null : `/sign-in/openid?${query}` };
  }
}

const shown = (errors: FieldError[]) => ({ errors: byField(errors), errorList: errorList(errors) });
