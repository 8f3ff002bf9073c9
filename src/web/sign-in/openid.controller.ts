import { Controller, Get, NotFoundException, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { OpenIdSignIn } from '../../application/sign-in/openid-sign-in.js';
import type { Typed } from '../form/typed.js';
import { OfficeNow } from '../frame/office-now.js';
import { Browser } from './browser.js';
import { OpenIdWay } from './openid-way.js';
import { ownPath } from './own-path.js';
import { Threshold } from './threshold.js';

const STATUS = { unknown: 403, not_let_in: 403, away: 503, refused: 403 } as const;

/** To the provider and back. Open to everybody; what comes back is believed only with what this browser took along. */
@Controller('sign-in/openid')
export class OpenIdController {
  constructor(
    private readonly openId: OpenIdWay,
    private readonly browser: Browser,
    private readonly threshold: Threshold,
    private readonly officeNow: OfficeNow,
  ) {}

  @Get()
  async begin(@Query() query: Typed, @Res() reply: FastifyReply): Promise<void> {
    const begun = await this.way().begin(ownPath(query['back']));
    if (begun === null) return void (await reply.status(503).view('sign-in-provider.njk', { kind: 'away', name: '' }));
    this.browser.keepForProvider(reply, begun.keep);
    await reply.redirect(begun.url, 303);
  }

  @Get('return')
  async finish(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const [, query = ''] = request.url.split('?');
    const kept = this.browser.takeForProvider(request, reply);
    const { directory } = await this.officeNow.look();
    const outcome = await this.way().finish(query, kept, this.browser.whence(request), directory);
    if (outcome.kind === 'in') {
      await this.threshold.cross(request, reply, { token: outcome.token, epoch: null });
      return void (await reply.redirect(ownPath(outcome.back), 303));
    }
    const name = 'name' in outcome ? outcome.name : '';
    await reply.status(STATUS[outcome.kind]).view('sign-in-provider.njk', { kind: outcome.kind, name });
  }

  private way(): OpenIdSignIn {
    if (this.openId.way === null) throw new NotFoundException('No provider is set here.');
    return this.openId.way;
  }
}
