import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Logger } from 'pino';
import { DIRECTORIES, type Directories } from '../../application/ports/directories.js';
import { Refusal } from '../../application/refusal.js';
import { SETTINGS, type Settings } from '../../config/settings.js';
import { LOG } from '../../core.module.js';
import { ON_BEHALF_OF, setCaller } from './caller.js';
import { Unauthorised } from './unauthorised.js';

/** The one door-keeper of the API: whoever has ADMIN_TOKEN may do everything, for themself or on behalf of a person. */
@Injectable()
export class TokenGuard implements CanActivate {
  private refused = 0;

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(DIRECTORIES) private readonly directories: Directories,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    context.switchToHttp().getResponse<FastifyReply>().header('cache-control', 'no-store');
    this.checkToken(request);
    await this.checkCaller(request);
    return true;
  }

  private checkToken({ headers }: FastifyRequest): void {
    const { adminToken } = this.settings;
    if (adminToken === null) this.refuse('The API is closed: ADMIN_TOKEN must be set where the service runs.');
    const [, given] = /^Bearer +(\S+) *$/i.exec(headers.authorization ?? '') ?? [];
    if (given === undefined) this.refuse('Send the token with the request: "Authorization: Bearer <ADMIN_TOKEN>".');
    else if (!isSame(given, adminToken ?? '')) this.refuse('The token is not the right one.');
  }

  private refuse(why: string): never {
    this.refused += 1;
    this.log.warn({ refused: this.refused }, 'A call to the API without the right token was refused');
    throw new Unauthorised(why);
  }

  private async checkCaller(request: FastifyRequest): Promise<void> {
    const person = request.headers[ON_BEHALF_OF];
    if (person === undefined) return;
    if (typeof person === 'string' && (await this.directories.directory()).person(person))
      return setCaller(request, person);
    throw new Refusal('invalid', 'The request was not taken.', [
      {
        field: 'On-Behalf-Of',
        message: 'is nobody in the organisation',
        mend: 'Give the id of a person, or leave the header out.',
      },
    ]);
  }
}

/** Of hashes, which have one length: how long it takes says nothing of the token. */
const isSame = (one: string, other: string): boolean => timingSafeEqual(hash(one), hash(other));

const hash = (text: string): Buffer => createHash('sha256').update(text).digest();
