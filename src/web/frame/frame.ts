import type {} from '@fastify/view';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Inject, Injectable } from '@nestjs/common';
import { accessOf, ALL_ACCESS } from '../../domain/permission/access.js';
import { Doorway } from '../sign-in/doorway.js';
import type { Visitor } from '../sign-in/visitor.js';
import type { Standpoint } from '../guard.js';
import { officePlaces } from '../office/places.js';
import { FormToken } from './form-token.js';
import { OfficeNow, type Office } from './office-now.js';
import { SHELF, type Shelf } from './shelf.js';

declare module 'fastify' {
  interface FastifyReply {
    /** What every template may use besides its own data (@fastify/view). */
    locals: Record<string, unknown>;
  }
}

/** Doors for machines: they have signatures and tokens of their own, and work without a database to look up names in. */
const MACHINES = /^\/(?:api|twilio|calendar|assets|2010-04-01|simulator|health|ping|info|metrics)(?:[/.?]|$)/;

/** What surrounds every page: who looks at it, where else one can go, and what its forms must carry. */
@Injectable()
export class Frame {
  constructor(
    @Inject(SHELF) private readonly shelf: Shelf,
    private readonly doorway: Doorway,
    private readonly officeNow: OfficeNow,
    private readonly token: FormToken,
  ) {}

  async around(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    Object.assign(reply.locals, { assets: this.shelf.base, cspNonce: reply.cspNonce.script });
    if (MACHINES.test(request.url)) return;
    reply.locals['formToken'] = this.token.of(request, reply);
    request.standpoint = await this.standpointOf(request, reply);
    if (request.standpoint)
      Object.assign(reply.locals, surroundings(request.standpoint, request, this.doorway.simulated));
  }

  private async standpointOf(request: FastifyRequest, reply: FastifyReply): Promise<Standpoint | null> {
    if (!(await this.doorway.mayKnow(request))) return null;
    const office = await this.officeNow.look();
    const visitor = await this.doorway.visitorOf(request, reply, office);
    if (!visitor) return null;
    return standpoint(office, visitor);
  }

  /** Of a page that stays open, looked at again: what its visitor may see now; null once their session has ended. */
  async standpointNow(request: FastifyRequest): Promise<Standpoint | null> {
    const { standpoint: before } = request;
    const office = await this.officeNow.look();
    if (!before || !(await this.doorway.stillThere(request, office))) return null;
    return standpoint(office, before.visitor);
  }
}

function standpoint(office: Office, visitor: Visitor): Standpoint {
  const known = office.directory.person(visitor.person);
  const person = known && { ...known, roles: visitor.roles ?? known.roles };
  // Nobody stands for an office that is still empty, in a demonstration.
  return { ...office, visitor, access: person ? accessOf(person, office.directory, office.at) : ALL_ACCESS };
}

function surroundings(
  { visitor, directory, access }: Standpoint,
  request: FastifyRequest,
  simulated: boolean,
): Record<string, unknown> {
  const [path = '/'] = request.url.split('?');
  const within = (root: string): boolean => path === root || path.startsWith(`${root}/`);
  const [office, ...more] = officePlaces(access, path);
  const places = [
    ...(access.has('see_visits')
      ? [
          { text: 'Board', href: '/', active: path === '/' },
          { text: 'Itinerary', href: '/itinerary', active: within('/itinerary') },
        ]
      : []),
    ...(access.has('see_incidents') ? [{ text: 'Incidents', href: '/incidents', active: within('/incidents') }] : []),
    ...(access.has('see_figures') ? [{ text: 'Figures', href: '/figures', active: within('/figures') }] : []),
    ...(office ? [{ text: 'Office', href: office.href, active: within('/office') }] : []),
    ...(request.session && access.has('manage_accounts')
      ? [{ text: 'Accounts', href: '/accounts', active: within('/accounts') }]
      : []),
    ...(simulated ? [{ text: 'Phones', href: '/phones', active: within('/phones') }] : []),
  ];
  // Signed in, they are nobody else.
  const people = request.session
    ? []
    : directory.organisation.people.map(({ id, name, roles }) => ({
        value: id,
        text: `${name} (${roles.join(', ').replaceAll('_', ' ')})`,
        selected: id === visitor.person,
      }));
  // A form that was refused is shown at an address that only takes forms.
  const here = request.method === 'GET' ? request.url : (places.find(({ active }) => active)?.href ?? '/');
  return {
    places,
    officePlaces: office && within('/office') ? [office, ...more] : [],
    visitor,
    simulated,
    people,
    here,
    signedIn: request.session !== null,
  };
}
