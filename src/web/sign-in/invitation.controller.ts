import { Body, Controller, Get, HttpCode, Header, Param, Post, Req, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AccountDesk } from '../../application/sign-in/account-desk.js';
import { Refusal } from '../../application/refusal.js';
import type { Person } from '../../domain/organisation/organisation.js';
import { SHORTEST } from '../../domain/sign-in/password.js';
import { byField, errorList } from '../form/errors.js';
import type { FieldError } from '../form/typed.js';
import { FormGuard } from '../frame/form-guard.js';
import { OfficeNow } from '../frame/office-now.js';
import { Browser } from './browser.js';
import { secretIn, Threshold } from './threshold.js';

/** The link of an invitation: whoever has it chooses a password. Looked at by whatever previews it, it changes nothing. */
@Controller('invitation/:token')
@UseGuards(FormGuard)
export class InvitationController {
  constructor(
    private readonly desk: AccountDesk,
    private readonly browser: Browser,
    private readonly threshold: Threshold,
    private readonly officeNow: OfficeNow,
  ) {}

  @Get()
  @Header('x-robots-tag', 'noindex, nofollow')
  async page(@Param('token') token: string, @Res() reply: FastifyReply): Promise<void> {
    const person = await this.desk.invited(token, (await this.officeNow.look()).directory);
    await (person ? show(reply, token, person, []) : gone(reply));
  }

  @Post()
  @HttpCode(200)
  async accept(
    @Param('token') token: string,
    @Req() request: FastifyRequest,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const person = await this.desk.invited(token, (await this.officeNow.look()).directory);
    if (!person) return gone(reply);
    const password = secretIn(body, 'password');
    if (password !== secretIn(body, 'again'))
      return show(reply, token, person, [{ field: 'again', text: 'Enter the same password twice' }]);
    try {
      const opened = await this.desk.accept(token, person, password, this.browser.whence(request));
      if (!opened) return await gone(reply);
      await this.threshold.cross(request, reply, opened);
      await reply.redirect(this.threshold.nextOf(opened.stage, '/'), 303);
    } catch (error) {
      if (!(error instanceof Refusal) || error.kind !== 'invalid') throw error;
      await show(reply, token, person, [{ field: 'password', text: error.message }]);
    }
  }
}

async function show(reply: FastifyReply, token: string, person: Person, errors: FieldError[]): Promise<void> {
  await reply.status(errors.length > 0 ? 422 : 200).view('invitation.njk', {
    action: `/invitation/${encodeURIComponent(token)}`,
    person,
    shortest: SHORTEST,
    errors: byField(errors),
    errorList: errorList(errors),
  });
}

async function gone(reply: FastifyReply): Promise<void> {
  await reply.status(404).view('invitation-gone.njk');
}
