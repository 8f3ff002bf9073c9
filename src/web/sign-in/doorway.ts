import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ACCOUNTS, type Accounts } from '../../application/ports/accounts.js';
import type { Session } from '../../application/ports/sessions.js';
import { SessionsDesk } from '../../application/sign-in/sessions-desk.js';
import { SETTINGS, type Settings } from '../../config/settings.js';
import type { Office } from '../frame/office-now.js';
import { Browser } from './browser.js';
import { DemonstrationSignIn, PERSON_COOKIE } from './demonstration.js';
import { ownPath } from './own-path.js';
import type { Visitor } from './visitor.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Whoever has begun to sign in on this browser, at whatever stage; null in the demonstration. */
    session: Session | null;
  }
}

/** Who stands before the pages, and where those go who do not get in yet. */
@Injectable()
export class Doorway {
  private accountsExist = false;

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(ACCOUNTS) private readonly accounts: Accounts,
    @Inject(SessionsDesk) private readonly sessions: SessionsDesk,
    private readonly browser: Browser,
    private readonly demonstration: DemonstrationSignIn,
  ) {}

  /** Whether the phones are simulated ones. */
  get simulated(): boolean {
    return this.settings.twilio === null;
  }

  /** Whether there is a way to sign in: a provider, or an account. */
  async isSetUp(): Promise<boolean> {
    this.accountsExist ||= await this.accounts.any();
    return this.settings.openId !== null || this.accountsExist;
  }

  /** Whether whoever says so is believed: only with the simulator, and with a real way to sign in only where the settings say so. */
  async believesAnybody(): Promise<boolean> {
    if (!this.simulated) return false;
    return this.settings.demonstrationSignIn ?? !(await this.isSetUp());
  }

  /** Whether anybody at all can say who they are. */
  async isOpenToSomebody(): Promise<boolean> {
    return (await this.believesAnybody()) || (await this.isSetUp());
  }

  /** Whether they have said who they are: whoever says nothing in the demonstration is taken for a manager. */
  hasSaidWho({ standpoint, session, cookies }: FastifyRequest): boolean {
    return standpoint !== null && (session !== null || cookies[PERSON_COOKIE] === standpoint.visitor.person);
  }

  /** Whether there is anything to look up: a page that is open to all needs no database. */
  async mayKnow(request: FastifyRequest): Promise<boolean> {
    return this.browser.token(request) !== null || (await this.believesAnybody());
  }

  async visitorOf(request: FastifyRequest, reply: FastifyReply, office: Office): Promise<Visitor | null> {
    const token = this.browser.token(request);
    const looked = token === null ? null : await this.sessions.look(token, office.directory, office.at);
    if (looked) {
      request.session = looked.session;
      if (looked.newToken !== null) this.browser.keepToken(reply, looked.newToken);
      const { person, stage, roles } = looked.session;
      const name = office.directory.person(person)?.name ?? person;
      return stage === 'open' ? { person, name, roles } : null;
    }
    if (token !== null) this.browser.dropToken(reply);
    return (await this.believesAnybody()) ? this.demonstration.visitorOf(request, office) : null;
  }

  /** Of a page that stays open: whether whoever opened it is still signed in. Its answer has begun, so it can carry no cookie. */
  async stillThere({ session }: FastifyRequest, { directory, at }: Office): Promise<boolean> {
    return session ? this.sessions.goesOn(session, directory, at) : this.believesAnybody();
  }

  /** Where somebody goes first who wanted this page; null: nowhere, for there is no way to sign in. */
  async wayIn(request: FastifyRequest): Promise<string | null> {
    const wanted = request.method === 'GET' ? ownPath(request.url) : '/';
    // What was typed is not lost in silence.
    const back = new URLSearchParams({ back: wanted, ...(request.method !== 'GET' && { lost: '1' }) }).toString();
    if (request.session?.stage === 'code') return `/sign-in/code?${back}`;
    if (request.session?.stage === 'enrol') return `/account/second-factor?${back}`;
    return (await this.isSetUp()) ? `/sign-in?${back}` : null;
  }
}
