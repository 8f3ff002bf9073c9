import { HttpException, Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Logger } from 'pino';
import { DIRECTORIES, type Directories } from '../../application/ports/directories.js';
import { digestOf } from '../../application/tokens.js';
import { API_TOKENS, type ApiTokens } from '../../application/ports/api-tokens.js';
import { Refusal } from '../../application/refusal.js';
import { accessOfToken, ALL_ACCESS, type Access } from '../../domain/permission/access.js';
import { RIGHTS, type Right } from '../../domain/permission/rights.js';
import { RETRY_AFTER, TooOften } from '../../domain/sign-in/too-often.js';
import { SETTINGS, type Settings } from '../../config/settings.js';
import { LOG } from '../../core.module.js';
import { ON_BEHALF_OF, setAccess, setCaller, setToken } from './caller.js';
import { operationOf } from './operation.js';
import { Unauthorised } from './unauthorised.js';

/**
 * The one door-keeper of the API. Whoever has ADMIN_TOKEN may do everything; another token what it was given, in its units.
 * Either for itself or on behalf of a person.
 */
@Injectable()
export class TokenGuard implements CanActivate {
  private refused = 0;
  /** Wrong tokens, by the address they come from. A right one is always taken: who guesses keeps nobody else out. */
  private readonly guesses = new TooOften();

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(DIRECTORIES) private readonly directories: Directories,
    @Inject(API_TOKENS) private readonly tokens: ApiTokens,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const reply = context.switchToHttp().getResponse<FastifyReply>().header('cache-control', 'no-store');
    const operation = operationOf(context.getHandler());
    if (!operation) throw new Error('A route of the API has no operation.');
    const access = await this.accessFor(request, reply);
    if (!access.has(operation.needs)) {
      throw new Refusal(
        'forbidden',
        `This token may not ${RIGHTS[operation.needs].says}: it lacks ${operation.needs}.`,
      );
    }
    setAccess(request, access);
    await this.checkCaller(request, access, operation.needs);
    return true;
  }

  private async accessFor(request: FastifyRequest, reply: FastifyReply): Promise<Access> {
    const { headers } = request;
    const [, given] = /^Bearer +(\S+) *$/i.exec(headers.authorization ?? '') ?? [];
    if (given === undefined) return this.refuse('Send a token with the request: "Authorization: Bearer <token>".');
    const { adminToken } = this.settings;
    if (adminToken !== null && isSame(given, adminToken)) {
      setToken(request, ADMIN);
      return ALL_ACCESS;
    }
    const token = await this.tokens.valid(digestOf(given));
    if (!token) {
      if (this.guesses.count(request.ip, performance.now())) {
        reply.header('retry-after', RETRY_AFTER);
        throw new HttpException('Too many wrong tokens came from this address. Try again in ten minutes.', 429);
      }
      const unset = adminToken === null ? ' ADMIN_TOKEN is not set where the service runs.' : '';
      return this.refuse(`The token is not the right one, or no longer.${unset}`);
    }
    setToken(request, token);
    return accessOfToken(token.rights, token.unit, await this.directories.directory());
  }

  private refuse(why: string): never {
    this.refused += 1;
    this.log.warn({ refused: this.refused }, 'A call to the API without the right token was refused');
    throw new Unauthorised(why);
  }

  private async checkCaller(request: FastifyRequest, access: Access, right: Right): Promise<void> {
    const named = request.headers[ON_BEHALF_OF];
    if (named === undefined) return;
    const person = typeof named === 'string' ? (await this.directories.directory()).person(named) : undefined;
    // A token of one unit speaks for nobody of another.
    if (person && access.may(right, { unit: person.unit, people: [] })) return setCaller(request, person.id);
    throw new Refusal('invalid', 'The request was not taken.', [
      {
        field: 'On-Behalf-Of',
        message: person ? 'is of a unit that this token does not reach' : 'is nobody in the organisation',
        mend: 'Give the id of a person, or leave the header out.',
      },
    ]);
  }
}

const ADMIN = { id: 'ADMIN_TOKEN', name: 'ADMIN_TOKEN' };

/** Of hashes, which have one length: how long it takes says nothing of the token. */
const isSame = (one: string, other: string): boolean => timingSafeEqual(hash(one), hash(other));

const hash = (text: string): Buffer => createHash('sha256').update(text).digest();
