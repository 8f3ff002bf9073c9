import {
  ConflictException,
  Controller,
  Get,
  HttpCode,
  Inject,
  NotFoundException,
  Param,
  Post,
  Req,
  Res,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Calendars } from '../../application/calendars.js';
import { AccountDesk } from '../../application/sign-in/account-desk.js';
import { SessionsDesk } from '../../application/sign-in/sessions-desk.js';
import { SETTINGS, type Settings } from '../../config/settings.js';
import type { Person } from '../../domain/organisation/organisation.js';
import { showDayTime } from '../../domain/time/local.js';
import { feedsOf, hrefOfFeeds } from '../calendar/feeds-page.js';
import { Words } from '../frame/word.js';
import { From, Needs, Page, type Standpoint } from '../guard.js';
import { accountRow } from './account-row.js';
import { sessionsEnded } from './sessions-ended.js';

/** Who of one's units may sign in: invited, ended, closed. */
@Controller('accounts')
@Page()
export class AccountsController {
  constructor(
    private readonly desk: AccountDesk,
    private readonly sessions: SessionsDesk,
    private readonly calendars: Calendars,
    private readonly words: Words,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get()
  @Needs('manage_accounts')
  async page(@From() from: Standpoint, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    refuseDemonstration(request);
    const standings = new Map((await this.desk.standings()).map((standing) => [standing.person, standing]));
    const feeds = await this.calendars.howMany();
    const people = from.directory.organisation.people.filter((person) => mayManage(from, person));
    await reply.view('accounts.njk', {
      rows: people.map((person) =>
        accountRow(person, standings.get(person.id), from, {
          openId: this.settings.openId !== null,
          feeds: feeds.get(person.id) ?? 0,
        }),
      ),
      openId: this.settings.openId !== null,
      word: this.words.take(request, reply),
    });
  }

  /** The link is shown once, to be passed on: whoever has it chooses the password. */
  @Post(':person/invite')
  @HttpCode(200)
  @Needs('manage_accounts')
  async invite(
    @From() from: Standpoint,
    @Param('person') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const person = this.find(from, request, id);
    const { token, expiresAt } = await this.desk.invite(person, from.visitor.person);
    await reply.view('account-invited.njk', {
      person,
      link: `${this.settings.publicUrl}/invitation/${token}`,
      until: showDayTime(expiresAt, from.zone),
    });
  }

  @Post(':person/end-sessions')
  @HttpCode(200)
  @Needs('manage_accounts')
  async endSessions(
    @From() from: Standpoint,
    @Param('person') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const person = this.find(from, request, id);
    const ended = await this.sessions.endAll(person.id, from.visitor.person, from.at);
    const feeds = (await this.calendars.of(person.id)).length;
    this.words.leave(reply, {
      title: `${person.name} is signed out everywhere`,
      text: sessionsEnded(ended),
      ...(feeds > 0 && {
        warnings: [
          `They still have ${feedsOf(feeds)}, which no sign-in guards: a phone that was lost goes on fetching.`,
        ],
        link: { text: 'See and stop their calendar feeds', href: hrefOfFeeds(person.id) },
      }),
    });
    await reply.redirect('/accounts', 303);
  }

  @Post(':person/close')
  @HttpCode(200)
  @Needs('manage_accounts')
  async close(
    @From() from: Standpoint,
    @Param('person') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const person = this.find(from, request, id);
    if (person.id === from.visitor.person)
      throw new ConflictException('Your own account is closed by another administrator.');
    await this.desk.close(person.id, from.visitor.person);
    const text =
      'They cannot sign in, and their sessions were ended; calendar feeds of theirs stop. Texts to and from their phone go on.';
    await this.said(reply, `The account of ${person.name} is closed`, text);
  }

  @Post(':person/reopen')
  @HttpCode(200)
  @Needs('manage_accounts')
  async reopen(
    @From() from: Standpoint,
    @Param('person') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const person = this.find(from, request, id);
    if (!this.settings.openId) throw new NotFoundException('Without a provider an account is opened by an invitation.');
    await this.desk.reopen(person.id, from.visitor.person);
    const text = 'They sign in with your organisation’s account.';
    await this.said(reply, `${person.name} may sign in again`, text);
  }

  private async said(reply: FastifyReply, title: string, text: string): Promise<void> {
    this.words.leave(reply, { title, text });
    await reply.redirect('/accounts', 303);
  }

  /** Somebody of another unit is nobody here. */
  private find(from: Standpoint, request: FastifyRequest, id: string): Person {
    refuseDemonstration(request);
    const person = from.directory.person(id);
    if (!person || !mayManage(from, person)) throw new NotFoundException('There is nobody of this name in your units.');
    return person;
  }
}

const mayManage = ({ access }: Standpoint, { id, unit }: Person): boolean =>
  access.may('manage_accounts', { unit, people: [id] });

/** There anybody says that they are an administrator. */
function refuseDemonstration({ session }: FastifyRequest): void {
  if (!session) throw new NotFoundException('In the demonstration nobody has an account.');
}
