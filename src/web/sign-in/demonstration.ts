import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SETTINGS, type Settings } from '../../config/settings.js';
import type { Organisation, Person } from '../../domain/organisation/organisation.js';
import { cookieRules } from '../frame/cookies.js';
import type { Office } from '../frame/office-now.js';
import type { Visitor } from './visitor.js';

export const PERSON_COOKIE = 'person';

/** The demonstration sign-in believes anybody. Whether it stands at all is the {@link Doorway}'s to say. */
@Injectable()
export class DemonstrationSignIn {
  constructor(@Inject(SETTINGS) private readonly settings: Settings) {}

  visitorOf(request: FastifyRequest, { directory }: Office): Visitor {
    const chosen = directory.person(request.cookies[PERSON_COOKIE] ?? '');
    const person = chosen ?? defaultPerson(directory.organisation);
    return person ? { person: person.id, name: person.name, roles: null } : NOBODY_YET;
  }

  signIn(reply: FastifyReply, person: Person): void {
    reply.setCookie(PERSON_COOKIE, person.id, cookieRules(this.settings));
  }
}

/** An office that is still empty has pages too. */
const NOBODY_YET: Visitor = { person: 'demonstration', name: 'nobody in particular', roles: null };

/** A manager: the one who sees and does most of what there is to try. */
export const defaultPerson = ({ people }: Organisation): Person | undefined =>
  people.find((person) => person.roles.includes('manager')) ?? people[0];
