import { RequestMethod } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { DAY, iso, MINUTE } from '../../src/domain/time/instant.js';
import { VISITED } from '../support/office.js';
import { overdue } from '../support/overdue.js';
import { startTestService, type TestOptions, type TestService } from '../support/service.js';
import { invitation, OFFICE_WITH_ADMINISTRATORS, opened, signIn } from '../support/signing-in.js';
import { Visitor } from '../support/visitor.js';

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri'];

/** Everybody of the small office, and a rota with gaps. Whoever has the running alarm in hand is not who a drill of team-2 asks first. */
const OFFICE_WITH_GAPS = {
  ...OFFICE_WITH_ADMINISTRATORS,
  rota: [
    ...OFFICE_WITH_ADMINISTRATORS.rota.filter(({ unit }) => unit === 'team-1'),
    { unit: 'team-2', contacts: ['manager-2', 'contact-1'], days: WEEKDAYS, from: '08:30', to: '17:30' },
    { unit: 'pdu-1', contacts: ['head-1'], days: WEEKDAYS, from: '17:30', to: '08:30' },
  ],
};

/** A service with an empty diary. One can be anybody, and an account of one's own is another way in. */
export const startHouse = (options: TestOptions = {}): Promise<TestService> =>
  startTestService({
    ...options,
    office: OFFICE_WITH_GAPS,
    environment: { DEMONSTRATION_SIGN_IN: 'yes', ...options.environment },
  });

/** Where to look: an incident that runs, one that has ended, a drill, links in texts, and somebody half signed in. */
export interface Furniture {
  readonly visit: string;
  readonly running: string;
  readonly ended: string;
  readonly drill: string;
  readonly callSheetLink: string;
  readonly answerLink: string;
  readonly invitation: string;
  readonly shift: string;
  readonly token: string;
  /** By what a browser is known to be theirs. */
  readonly cookies: Readonly<Record<Signed, ReadonlyMap<string, string>>>;
}

type Signed = 'administrator' | 'half-way';
export type Who = Signed | 'manager' | 'nobody';

/** Something for each of its pages to show. */
export async function furnish(service: TestService): Promise<Furniture> {
  const report = (id: string, body: object) => service.api('POST', `/api/v1/incidents/${id}/reports`, body);
  const plan = async (person: string, inMinutes: number, kind = 'alone') => {
    const start = (await service.now()) + inMinutes * MINUTE;
    const { body } = await service.api('POST', '/api/v1/visits', {
      attendees: [person],
      ...(kind === 'alone' && { personVisited: VISITED }),
      kind,
      purpose: 'first visit',
      plannedStart: iso(start),
      plannedEnd: iso(start + 45 * MINUTE),
    });
    return body.id;
  };
  const ended = await overdue(service, 'practitioner-2');
  await report(ended.id, { by: 'contact-1', kind: 'no_answer' });
  await report(ended.id, { by: 'manager-1', kind: 'police', policeReference: 'CAD 12', operator: 'PC Example' });
  await report(ended.id, { by: 'manager-1', kind: 'safe', reason: 'The phone was flat' });
  const running = await overdue(service, 'practitioner-1');
  const answerLink = /\/a\/\S+/.exec((await service.phone('+447700900102').heardLast()) ?? '')?.[0] ?? '';
  await report(running.id, { by: 'contact-1', kind: 'no_answer' });
  await report(running.id, { by: 'manager-1', kind: 'no_answer' });
  await report(running.id, { by: 'manager-1', kind: 'no_answer' });
  await service.settled();
  const visit = await plan('practitioner-2', 1);
  await service.phone('+447700900106').texts('ARRIVED 45');
  await plan('practitioner-3', 90);
  await plan('practitioner-1', 24 * 60);
  await plan('practitioner-2', 300, 'home_safe');
  const drill = await service.api('POST', '/api/v1/drills', {
    unit: 'team-2',
    practitioner: 'practitioner-3',
    by: 'manager-2',
  });
  const manager = new Visitor(service);
  await manager.get('/itinerary/feeds');
  await manager.actAs('manager-1');
  await manager.get('/itinerary/feeds');
  await manager.send('/itinerary/feeds', { diary: 'unit-team-1' });
  const token = await service.api<{ id: string }>('POST', '/api/v1/tokens', {
    name: 'Nightly export',
    rights: ['see_figures'],
    unit: 'team-1',
    expiresAt: iso((await service.now()) + DAY),
  });
  const { visitor: administrator } = await opened(service, 'administrator-1');
  const halfWay = new Visitor(service);
  await signIn(halfWay, 'administrator-1');
  const [link] = await service.query<{ token: string }>('SELECT token FROM link LIMIT 1');
  const shift = /\/office\/rota\/shifts\/([^"?/]+)"/.exec((await manager.get('/office/rota?unit=team-1')).html)?.[1];
  return {
    visit,
    running: running.id,
    ended: ended.id,
    drill: drill.body.id,
    callSheetLink: `/c/${link?.token}`,
    answerLink,
    invitation: await invitation(service, 'administrator-2'),
    shift: shift ?? '',
    token: token.body.id,
    cookies: { administrator: administrator.cookies, 'half-way': halfWay.cookies },
  };
}

/** Doors for machines, which have no pages. */
const MACHINES = /^\/(api|twilio|2010-04-01|simulator|calendar|health|ping|info|metrics)(\/|$)/;

const slashed = (...parts: string[]): string =>
  `/${parts
    .flatMap((part) => part.split('/'))
    .filter(Boolean)
    .join('/')}`;

/** As a controller or one of its routes has them: one, or several. */
const pathsOf = (decorated: object): string[] => [Reflect.getMetadata('path', decorated) as string | string[]].flat();

/** What is registered to be shown to people, as "/incidents/:id". */
export function routesOf(service: TestService, method: RequestMethod): string[] {
  const controllers = [...service.app.get(ModulesContainer).values()].flatMap((module) => [
    ...module.controllers.values(),
  ]);
  return controllers
    .flatMap(({ metatype }) => {
      const { prototype } = metatype as { prototype: Record<string, object> };
      const handlers = Object.getOwnPropertyNames(prototype)
        .map((name) => prototype[name] ?? {})
        .filter((handler) => Reflect.getMetadata('method', handler) === method);
      return pathsOf(metatype as object).flatMap((root) =>
        handlers.flatMap((handler) => pathsOf(handler).map((path) => slashed(root, path))),
      );
    })
    .filter((route) => !MACHINES.test(route))
    .sort();
}
