import { randomBytes } from 'node:crypto';
import { Body, Controller, Get, Header, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Incidents } from '../../application/incidents.js';
import { Refusal } from '../../application/refusal.js';
import { byField, errorList } from '../form/errors.js';
import { typedOf, type FieldError, type Typed } from '../form/typed.js';
import { RETRY_AFTER, TooOften } from '../../domain/sign-in/too-often.js';
import { AnswerDesk, type Asked } from './answer-desk.js';
import { faultsOf, isSure, NOT_TAKEN, readAnswer, tapIn, type Sure } from './answer-form.js';
import { answerPageOf, takersOn } from './answer-page.js';

const ROBOTS = ['x-robots-tag', 'noindex, nofollow'] as const;

/**
 * The link in a responder's text: what is asked of them, and large buttons to answer it, whatever the sign-in. Whoever merely
 * fetches it, a preview or a scanner among them, changes nothing. Its forms have no token but their own address, which nobody
 * else can guess: they must work on a phone that keeps no cookies.
 */
@Controller('a/:token')
export class AnswerController {
  private readonly guesses = new TooOften();

  constructor(
    private readonly desk: AnswerDesk,
    private readonly incidents: Incidents,
  ) {}

  @Get()
  @Header(...ROBOTS)
  async page(@Param('token') token: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const asked = await this.desk.open(token);
    if (!asked) return this.gone(request, reply);
    await show(reply, asked, token);
  }

  /** Asks once more, in plain words, before what cannot be taken back. */
  @Get(':what')
  @Header(...ROBOTS)
  async sure(
    @Param('token') token: string,
    @Param('what') what: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const asked = await this.desk.open(token);
    if (!asked) return this.gone(request, reply);
    // An address of ours that offers nothing now leads to what is so now.
    if (isSure(what) && isOffered(asked, token, what)) return askOnceMore(reply, asked, token, what);
    await show(reply, asked, token);
  }

  @Post()
  @HttpCode(200)
  @Header(...ROBOTS)
  async answer(
    @Param('token') token: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const asked = await this.desk.open(token);
    if (!asked) return this.gone(request, reply);
    const typed = typedOf(body);
    const { incidentId, person } = asked.link;
    const tap = tapIn(typed, `${incidentId} ${person}`);
    const taker = takersOn(asked, token).find(({ value }) => value === typed['to']);
    const read = readAnswer({ ...typed, to: taker?.id ?? '' }, asked.at, asked.zone);
    if (!tap || 'errors' in read) {
      // Handed over a moment ago by the same press, there is nothing left to hand over: it is told what it was told then.
      const before = tap && (await this.incidents.answerBefore(tap));
      if (before !== null) return show(reply, asked, token, { title: 'Your answer', text: before });
      const errors = 'errors' in read ? read.errors : [];
      const what = typed['report'] ?? '';
      reply.status(422);
      if (tap && isSure(what) && isOffered(asked, token, what))
        return askOnceMore(reply, asked, token, what, typed, errors);
      return show(reply, asked, token, { title: 'Nothing was taken', text: 'Please answer again on this page.' });
    }
    try {
      const came = await this.incidents
        .report(asked.view.visit.id, incidentId, person, read.report, tap)
        .catch((refused: unknown) => ({ errors: faultsOf(refused) }));
      const now = await this.desk.open(token);
      if (!now) return await this.gone(request, reply);
      if ('errors' in came) return await askOnceMore(reply.status(422), now, token, 'extend', typed, came.errors);
      await show(reply, now, token, { title: came.taken ? 'Your answer' : NOT_TAKEN, text: came.answer });
    } catch (refused) {
      // It is on the record by now; for whom it is no business of, there is no page.
      if (!(refused instanceof Refusal)) throw refused;
      await this.gone(request, reply);
    }
  }

  private async gone(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const tooMany = this.guesses.count(request.ip, performance.now());
    if (tooMany) reply.header('retry-after', RETRY_AFTER);
    await reply.status(tooMany ? 429 : 404).view('answer-gone.njk');
  }
}

function isOffered(asked: Asked, token: string, what: Sure): boolean {
  const { offers } = asked;
  if (offers === null) return false;
  if (what === 'hand_over') return takersOn(asked, token).length > 0;
  if (what === 'stand_down') return offers.safe === 'ends';
  return what === 'extend' ? offers.longer : what === 'code' ? offers.code : true;
}

/** Of one showing of the page: the same press twice counts once. */
const press = (): string => randomBytes(12).toString('base64url');

async function show(
  reply: FastifyReply,
  asked: Asked,
  token: string,
  word: { readonly title: string; readonly text: string } | null = null,
): Promise<void> {
  await reply.view('answer.njk', { page: answerPageOf(asked, token), press: press(), word });
}

async function askOnceMore(
  reply: FastifyReply,
  asked: Asked,
  token: string,
  what: Sure,
  typed: Typed = {},
  errors: readonly FieldError[] = [],
): Promise<void> {
  await reply.view('answer-sure.njk', {
    page: answerPageOf(asked, token),
    press: press(),
    what,
    typed,
    errors: byField(errors),
    errorList: errorList(errors),
  });
}
