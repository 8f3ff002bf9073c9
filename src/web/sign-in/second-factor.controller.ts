import { Body, Controller, Get, HttpCode, Post, Query, Req, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AccountDesk, type OfferedSecret } from '../../application/sign-in/account-desk.js';
import type { Session } from '../../application/ports/sessions.js';
import { byField, errorList } from '../form/errors.js';
import { typedOf, type FieldError, type Typed } from '../form/typed.js';
import { FormGuard } from '../frame/form-guard.js';
import { OfficeNow } from '../frame/office-now.js';
import { Browser } from './browser.js';
import { ownPath } from './own-path.js';
import { pictureOf } from './picture.js';
import { heldUntil, secretIn, Threshold } from './threshold.js';

/**
 * Setting up an authenticator app: on the way in, where somebody must have one, or later by whoever gives their password
 * again. The picture is shown in the answer to that, and at no address of its own.
 */
@Controller('account/second-factor')
@UseGuards(FormGuard)
export class SecondFactorController {
  constructor(
    private readonly desk: AccountDesk,
    private readonly browser: Browser,
    private readonly threshold: Threshold,
    private readonly officeNow: OfficeNow,
  ) {}

  @Get()
  async page(@Req() { session }: FastifyRequest, @Query() query: Typed, @Res() reply: FastifyReply): Promise<void> {
    const back = ownPath(query['back']);
    if (!isLocal(session)) return toSignIn(reply, back);
    const offered = await this.desk.offered(session, null);
    await (offered ? show(reply, session, offered, back) : ask(reply, []));
  }

  @Post('begin')
  @HttpCode(200)
  async begin(@Req() request: FastifyRequest, @Body() body: unknown, @Res() reply: FastifyReply): Promise<void> {
    const { session } = request;
    if (!isLocal(session)) return toSignIn(reply, '/account');
    const begun = await this.desk.beginSecret(session, secretIn(body, 'password'), await this.whence(request, session));
    if (begun.kind === 'offered') return show(reply, session, begun, '/account');
    const { at, zone } = await this.officeNow.look();
    const text = begun.kind === 'held' ? heldUntil(begun.until, at, zone).text : 'Your password is wrong';
    await ask(reply, [{ field: 'password', text }]);
  }

  @Post()
  @HttpCode(200)
  async confirm(@Req() request: FastifyRequest, @Body() body: unknown, @Res() reply: FastifyReply): Promise<void> {
    const { session } = request;
    const typed = typedOf(body);
    const back = ownPath(typed['back']);
    if (!isLocal(session)) return toSignIn(reply, back);
    const offered = await this.desk.offered(session, typed['proof'] ?? null);
    if (!offered) return ask(reply, []);
    const done = await this.desk.confirmSecret(session, offered, typed['code'] ?? '', this.browser.whence(request));
    if (!done) {
      const text = offered.isNew
        ? 'The picture that you scanned is no longer valid. Scan this one instead, and enter the code that the app shows then'
        : 'That is not the code that the app shows now. Enter the six digits that it shows for Allswell';
      return show(reply, session, offered, back, [{ field: 'code', text }]);
    }
    await this.threshold.cross(request, reply, done);
    await reply.view('recovery-codes.njk', { codes: done.recoveryCodes, back });
  }

  private async whence(request: FastifyRequest, { person }: Session) {
    const { epoch } = await this.desk.standingOf(person);
    const device = epoch === null ? null : this.browser.knownDevice(request)(epoch);
    return { ...this.browser.whence(request), device };
  }
}

const isLocal = (session: Session | null): session is Session => session?.way === 'local' && session.stage !== 'code';

async function toSignIn(reply: FastifyReply, back: string): Promise<void> {
  await reply.redirect(`/sign-in?${new URLSearchParams({ back }).toString()}`, 303);
}

async function ask(reply: FastifyReply, errors: FieldError[]): Promise<void> {
  await reply.status(errors.length > 0 ? 422 : 200).view('second-factor-password.njk', shown(errors));
}

async function show(
  reply: FastifyReply,
  { stage }: Session,
  { secret, uri, proof }: OfferedSecret,
  back: string,
  errors: FieldError[] = [],
): Promise<void> {
  await reply.status(errors.length > 0 ? 422 : 200).view('second-factor.njk', {
    must: stage === 'enrol',
    picture: pictureOf(uri),
    // In fours, as people read letters aloud and copy them.
    secret: secret.match(/.{1,4}/g)?.join(' ') ?? secret,
    proof,
    back,
    ...shown(errors),
  });
}

const shown = (errors: FieldError[]) => ({ errors: byField(errors), errorList: errorList(errors) });
