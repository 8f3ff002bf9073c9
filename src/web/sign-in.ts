import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SETTINGS, type Settings } from '../config/settings.js';
import type { Organisation, Person } from '../domain/organisation/organisation.js';
import type { Visitor } from './guard.js';
import { cookieRules } from './frame/cookies.js';
import type { Office } from './frame/office-now.js';

export const PERSON_COOKIE = 'person';

/**
 * The demonstration sign-in believes anybody, so it stands only where nothing can reach a real phone. With Twilio's
 * settings nobody is signed in, and the guard refuses every page.
 */
@Injectable()
export class DemonstrationSignIn {
  constructor(@Inject(SETTINGS) private readonly settings: Settings) {}

  get stands(): boolean {
    return this.settings.twilio === null;
  }

  visitorOf(request: FastifyRequest, { directory }: Office): Visitor | null {
    if (!this.stands) return null;
    const chosen = directory.person(request.cookies[PERSON_COOKIE] ?? '');
    const person = chosen ?? defaultPerson(directory.organisation);
    return person ? { person: person.id, name: person.name } : NOBODY_YET;
  }

  signIn(reply: FastifyReply, person: Person): void {
    reply.setCookie(PERSON_COOKIE, person.id, cookieRules(this.settings));
  }
}

/** An office that is still empty has pages too. */
const NOBODY_YET: Visitor = { person: 'demonstration', name: 'nobody in particular' };

/** A manager: the one who sees and does most of what there is to try. */
export const defaultPerson = ({ people }: Organisation): Person | undefined =>
  people.find((person) => person.roles.includes('manager')) ?? people[0];
