import { Delete, Get, Inject, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { GiveApiTokens, isWithin } from '../../application/api-tokens.js';
import { API_TOKENS, type ApiToken, type ApiTokens } from '../../application/ports/api-tokens.js';
import { Refusal } from '../../application/refusal.js';
import { iso } from '../../domain/time/instant.js';
import { ApiController } from '../door/api-controller.js';
import { Input } from '../door/input.js';
import { Operation, type AnswerOf, type InputOf } from '../door/operation.js';
import { pageJson, pageOfAll, pagingOf } from '../door/paging.js';
import { giveToken, listTokens, revokeToken } from './tokens.operations.js';

@ApiController('tokens')
export class TokensController {
  constructor(
    private readonly giving: GiveApiTokens,
    @Inject(API_TOKENS) private readonly tokens: ApiTokens,
  ) {}

  @Post()
  @Operation(giveToken)
  async give(
    @Input() { body, by, access }: InputOf<typeof giveToken>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AnswerOf<typeof giveToken>> {
    const { token, given } = await this.giving.give({ ...body, unit: body.unit ?? null }, by, access);
    reply.header('location', `/api/v1/tokens/${given.id}`);
    return { ...tokenJson(given), token };
  }

  @Get()
  @Operation(listTokens)
  async list(@Input() { query, access }: InputOf<typeof listTokens>): Promise<AnswerOf<typeof listTokens>> {
    const shown = (await this.tokens.all()).filter((token) => isWithin(token, access));
    return pageJson(pageOfAll(shown, pagingOf(query)), tokenJson);
  }

  @Delete(':id')
  @Operation(revokeToken)
  async revoke(@Input() { path, by, access }: InputOf<typeof revokeToken>): Promise<void> {
    const token = await this.tokens.find(path.id);
    if (!token || !isWithin(token, access)) throw new Refusal('not_found', 'There is no token with this id.');
    await this.giving.revoke(token, by);
  }
}

const tokenJson = (token: ApiToken) => ({
  ...token,
  rights: [...token.rights],
  createdAt: iso(token.createdAt),
  expiresAt: iso(token.expiresAt),
  revokedAt: token.revokedAt === null ? null : iso(token.revokedAt),
  lastUsedAt: token.lastUsedAt === null ? null : iso(token.lastUsedAt),
});
