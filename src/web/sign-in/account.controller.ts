import { Body, Controller, Get, HttpCode, NotFoundException, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Calendars } from '../../application/calendars.js';
import { AccountDesk } from '../../application/sign-in/account-desk.js';
import { SessionsDesk } from '../../application/sign-in/sessions-desk.js';
import type { Session } from '../../application/ports/sessions.js';
import { Refusal } from '../../application/refusal.js';
import { needsSecondFactor } from '../../domain/sign-in/session.js';
import { SHORTEST } from '../../domain/sign-in/password.js';
import { howLongAgo } from '../../domain/time/how-long-ago.js';
import { byField, errorList } from '../form/errors.js';
import type { FieldError, Typed } from '../form/typed.js';
import { feedsOf } from '../calendar/feeds-page.js';
import { Words } from '../frame/word.js';
import { From, Needs, Page, type Standpoint } from '../guard.js';
import { isId } from '../is-id.js';
import { Browser } from './browser.js';
import { sessionsEnded } from './sessions-ended.js';
import { heldUntil, secretIn } from './threshold.js';

/** One's own account: where one is signed in, the password, the second factor. */
@Controller('account')
@Page()
export class AccountController {
  constructor(
    private readonly desk: AccountDesk,
    private readonly sessions: SessionsDesk,
    private readonly browser: Browser,
    private readonly calendars: Calendars,
    private readonly words: Words,
  ) {}

  @Get()
  @Needs('nothing')
  async page(
    @From() from: Standpoint,
    @Req() request: FastifyRequest,
    @Query() query: Typed,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const left = /^\d{1,2}$/.test(query['left'] ?? '') ? Number(query['left']) : null;
    await this.show(from, sessionOf(request), reply, { word: this.words.take(request, reply), left });
  }

  @Post('password')
  @HttpCode(200)
  @Needs('nothing')
  async changePassword(
    @From() from: Standpoint,
    @Req() request: FastifyRequest,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const session = sessionOf(request);
    const person = from.directory.person(session.person);
    if (!person || session.way !== 'local') throw new NotFoundException('There is no password here.');
    const again = (field: string, text: string) => this.show(from, session, reply, { errors: [{ field, text }] });
    const next = secretIn(body, 'password');
    if (next !== secretIn(body, 'again')) return again('again', 'Enter the same password twice');
    const { epoch } = await this.desk.standingOf(person.id);
    const device = epoch === null ? null : this.browser.knownDevice(request)(epoch);
    const whence = { ...this.browser.whence(request), device };
    try {
      const changed = await this.desk.changePassword(
        session,
        person,
        { current: secretIn(body, 'current'), next },
        whence,
      );
      if (changed.kind === 'held') return await again('current', heldUntil(changed.until, from.at, from.zone).text);
      if (changed.kind === 'refused') return await again('current', 'Your password is wrong');
    } catch (error) {
      if (!(error instanceof Refusal) || error.kind !== 'invalid') throw error;
      return again('password', error.message);
    }
    this.words.leave(reply, { title: 'Your password is changed', text: 'Your sessions on other devices were ended.' });
    await reply.redirect('/account', 303);
  }

  @Post('sessions/end-others')
  @HttpCode(200)
  @Needs('nothing')
  async endOthers(@From() from: Standpoint, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { person, id } = sessionOf(request);
    const ended = await this.sessions.endAll(person, person, from.at, id);
    const feeds = (await this.calendars.of(person)).length;
    this.words.leave(reply, {
      title: 'You are signed in here only',
      text: sessionsEnded(ended),
      ...(feeds > 0 && {
        warnings: [
          `You still have ${feedsOf(feeds)}, which no sign-in guards: a phone that was lost goes on fetching.`,
        ],
        link: { text: 'See and stop your calendar feeds', href: '/itinerary/feeds' },
      }),
    });
    await reply.redirect('/account', 303);
  }

  @Post('sessions/:id/end')
  @HttpCode(200)
  @Needs('nothing')
  async end(
    @From() from: Standpoint,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { person } = sessionOf(request);
    if (!isId(id) || !(await this.sessions.endOwn(person, id, from.at)))
      throw new NotFoundException('There is no such session, or it has ended already.');
    this.words.leave(reply, { title: 'The session is ended', text: 'That device has to sign in again.' });
    await reply.redirect('/account', 303);
  }

  private async show(
    { at, zone, directory, visitor }: Standpoint,
    session: Session,
    reply: FastifyReply,
    given: { readonly word?: unknown; readonly left?: number | null; readonly errors?: readonly FieldError[] },
  ): Promise<void> {
    const { errors = [] } = given;
    const all = await this.sessions.of(session.person);
    const standing = await this.desk.standingOf(session.person);
    await reply.status(errors.length > 0 ? 422 : 200).view('account.njk', {
      name: visitor.name,
      id: session.person,
      local: session.way === 'local',
      mustHaveSecondFactor: needsSecondFactor(directory.person(session.person)?.roles ?? []),
      ...standing,
      shortest: SHORTEST,
      sessions: all
        .filter(({ stage }) => stage === 'open')
        .map(({ id, agent, startedAt, seenAt }) => ({
          id,
          agent,
          here: id === session.id,
          started: howLongAgo(startedAt, at, zone),
          seen: howLongAgo(seenAt, at, zone),
        })),
      word: given.word ?? null,
      left: given.left ?? null,
      errors: byField(errors),
      errorList: errorList(errors),
    });
  }
}

/** In the demonstration nobody has an account. */
function sessionOf({ session }: FastifyRequest): Session {
  if (!session) throw new NotFoundException('In the demonstration nobody has an account.');
  return session;
}
