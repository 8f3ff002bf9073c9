import { ForbiddenException, Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { isFromTwilio } from '../../adapters/twilio/signature.js';
import { METERS, type Meters } from '../../application/ports/meters.js';
import { SETTINGS, type Settings } from '../../config/settings.js';
import { LOG, twilioOf } from '../../core.module.js';

/** Lets in what Twilio signed, or the simulator in its place, and nothing else. How many were refused shows a broken proxy. */
@Injectable()
export class SignatureGuard implements CanActivate {
  private refused = 0;

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(METERS) private readonly meters: Meters,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    const { headers, originalUrl, body } = context.switchToHttp().getRequest<FastifyRequest>();
    const { authTokens } = twilioOf(this.settings);
    if (isFromTwilio(authTokens, headers['x-twilio-signature'], this.settings.publicUrl + originalUrl, body))
      return true;
    this.refused += 1;
    this.meters.webhookRefused();
    this.log.warn(
      { refused: this.refused },
      'A webhook whose signature does not fit PUBLIC_URL and the auth tokens was refused',
    );
    throw new ForbiddenException();
  }
}
