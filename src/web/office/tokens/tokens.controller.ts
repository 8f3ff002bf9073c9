import { Body, Controller, Get, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { GiveApiTokens, isWithin } from '../../../application/api-tokens.js';
import { API_TOKENS, type ApiToken, type ApiTokens } from '../../../application/ports/api-tokens.js';
import { Refusal } from '../../../application/refusal.js';
import { typedOf, type FieldError } from '../../form/typed.js';
import { Words } from '../../frame/word.js';
import { From, Needs, Page, type Standpoint } from '../../guard.js';
import { isId } from '../../is-id.js';
import { refusedFields } from '../refused.js';
import { newTokenForm, readToken, TOKEN_FIELDS, tokenFormView } from './token-form.js';
import { doesWork, tokenRow, tokenRows } from './token-rows.js';

/** The tokens of machines: what there are, a new one, none any more. */
@Controller('office/tokens')
@Page()
export class TokensPageController {
  constructor(
    private readonly giving: GiveApiTokens,
    @Inject(API_TOKENS) private readonly tokens: ApiTokens,
    private readonly words: Words,
  ) {}

  @Get()
  @Needs('manage_tokens')
  async page(@From() from: Standpoint, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const theirs = (await this.tokens.all()).filter((token) => isWithin(token, from.access));
    await reply.view('office-tokens.njk', { ...tokenRows(theirs, from), word: this.words.take(request, reply) });
  }

  @Get('-/add')
  @Needs('manage_tokens')
  async blank(@From() from: Standpoint, @Res() reply: FastifyReply): Promise<void> {
    await reply.view('office-token-form.njk', tokenFormView(from, newTokenForm()));
  }

  /** Shows the token, this once. */
  @Post('-/add')
  @HttpCode(200)
  @Needs('manage_tokens')
  async make(@From() from: Standpoint, @Body() body: unknown, @Res() reply: FastifyReply): Promise<void> {
    const typed = typedOf(body);
    const refused = (errors: readonly FieldError[]) =>
      reply.status(422).view('office-token-form.njk', tokenFormView(from, typed, errors));
    const read = readToken(typed, from);
    if ('errors' in read) return refused(read.errors);
    try {
      const { token, given } = await this.giving.give(read.request, from.visitor.person, from.access);
      await reply.view('office-token-made.njk', { token, given: tokenRow(given, from) });
    } catch (error) {
      if (!(error instanceof Refusal) || error.kind !== 'conflict')
        return refused(refusedFields(error, TOKEN_FIELDS(from)));
      this.words.leave(reply, {
        title: 'This token was made already',
        text: 'The form came twice, and there is one token of it. It was shown the first time and is not shown again: if nobody has copied it, revoke it and make another.',
        failed: true,
      });
      await reply.redirect('/office/tokens', 303);
    }
  }

  @Get(':id/revoke')
  @Needs('manage_tokens')
  async revoking(@From() from: Standpoint, @Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    await reply.view('office-token-revoke.njk', { one: tokenRow(await this.theirs(from, id), from) });
  }

  @Post(':id/revoke')
  @Needs('manage_tokens')
  async revoke(@From() from: Standpoint, @Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    const token = await this.theirs(from, id);
    const worked = doesWork(token, from);
    if (worked) await this.giving.revoke(token, from.visitor.person);
    this.words.leave(
      reply,
      worked
        ? { title: `“${token.name}” is revoked`, text: 'From now on it opens nothing. The record has who revoked it.' }
        : { title: `“${token.name}” had ended before`, text: 'It opens nothing. Nothing was changed.' },
    );
    await reply.redirect('/office/tokens', 303);
  }

  /** One that reaches further than they do is none to them. */
  private async theirs({ access }: Standpoint, id: string): Promise<ApiToken> {
    const token = isId(id) ? await this.tokens.find(id) : null;
    if (!token || !isWithin(token, access)) throw new Refusal('not_found', 'There is no token here with this address.');
    return token;
  }
}
