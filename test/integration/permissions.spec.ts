import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ModulesContainer } from '@nestjs/core';
import { operationOf } from '../../src/api/door/operation.js';
import { needsOf } from '../../src/web/guard.js';
import { OFFICE } from '../support/office.js';
import { MINUTE, story, UNTIL_OVERDUE, type Story } from '../support/story.js';
import { Visitor } from '../support/visitor.js';

/** Who may open what: an office of two teams, in which something went wrong in the first. */

const PERSONAL = /Example Name|Example Street|Exampleton|ZZ1 1ZZ|X123456/;
const STAFF = /Practitioner One/;

const someone = (id: string, unit: string, role: string) => ({ id, name: `Somebody ${id}`, unit, roles: [role] });
const TWO_TEAMS = {
  ...OFFICE,
  people: [
    ...OFFICE.people,
    someone('next-door-manager', 'team-2', 'manager'),
    someone('colleague', 'team-1', 'practitioner'),
    someone('auditor', 'region-1', 'auditor'),
    someone('administrator', 'region-1', 'administrator'),
  ],
};

let day: Story;
let incidentId: string;
beforeAll(async () => {
  day = await story({ office: TWO_TEAMS });
  await day.service.phone('+447700900101').texts('ARRIVED 45');
  await day.service.advance(UNTIL_OVERDUE + MINUTE);
  incidentId = (await day.incident()).id;
}, 60_000);
afterAll(() => day?.end());

const as = async (person: string): Promise<Visitor> => {
  const visitor = new Visitor(day.service);
  await visitor.get('/itinerary');
  await visitor.actAs(person);
  return visitor;
};

const OF_THE_FIRST_TEAM = () => [
  `/itinerary/visits/${day.visitId}`,
  `/incidents/${incidentId}`,
  `/incidents/${incidentId}/part`,
  `/incidents/${incidentId}/call-sheet`,
];

/** Every page and every operation of the API, as everybody of another unit: unit-next-door.spec.ts. */
describe('the team next door', () => {
  it('a colleague of the same team is told that there is nothing, at the address of each page', async () => {
    const visitor = await as('colleague');
    for (const path of OF_THE_FIRST_TEAM()) {
      const { status, text } = await visitor.get(path);
      expect([path, [403, 404].includes(status), PERSONAL.exec(text)?.[0]]).toEqual([path, true, undefined]);
    }
  });

  it('a manager of another team changes nothing', async () => {
    const visitor = await as('next-door-manager');
    await visitor.get('/itinerary');
    const cancelled = await visitor.send(`/itinerary/visits/${day.visitId}/cancel`, { reason: 'not mine' });
    const reported = await visitor.send(`/incidents/${incidentId}/reports`, { report: 'safe' });
    expect([cancelled.status, reported.status]).toEqual([404, 404]);
    expect(await day.incident()).toMatchObject({ status: 'open' });
  });

  it('plans no visit for somebody else’s team, and is told why', async () => {
    const visitor = await as('next-door-manager');
    const { html } = await visitor.get('/itinerary');
    const shown = (id: string): string => new RegExp(`id="${id}"[^>]* value="([^"]*)"`).exec(html)?.[1] ?? '';
    const { status, text } = await visitor.send('/itinerary/visits', {
      ...Object.fromEntries(['day', 'month', 'year', 'start', 'end'].map((id) => [id, shown(id)])),
      attendee: 'practitioner-2',
      kind: 'alone',
      purpose: 'First visit',
      reference: 'X999999',
      name: 'Another Name',
      address: '2 Example Street',
      postcode: 'ZZ1 1ZZ',
      risk: 'low',
    });
    expect(status).toBe(422);
    expect(text).toContain('is nobody whose visits you may plan');
  });
});

describe('their own team', () => {
  it.each(['contact-1', 'manager-1', 'manager-2', 'head-1', 'director-1', 'auditor'])(
    '%s sees the visit, whom it is to, and the incident',
    async (person) => {
      const visitor = await as(person);
      const [visit, incident] = OF_THE_FIRST_TEAM();
      expect((await visitor.get(visit ?? '')).text).toMatch(PERSONAL);
      expect((await visitor.get(incident ?? '')).text).toMatch(STAFF);
      expect((await visitor.get('/incidents')).text).toMatch(STAFF);
    },
  );

  it('an auditor is offered nothing that changes anything, and what they send all the same is refused', async () => {
    const visitor = await as('auditor');
    const [visit = '', incident = ''] = OF_THE_FIRST_TEAM();
    expect((await visitor.get(visit)).html).not.toMatch(/action="\/itinerary/);
    expect((await visitor.get(incident)).html).not.toMatch(/action="\/incidents/);
    const refused = await visitor.send(`${visit}/cancel`, { reason: 'x' });
    expect([refused.status, refused.text]).toEqual([
      403,
      expect.stringContaining('Your roles do not let you plan, change and cancel visits'),
    ]);
  });

  it('an administrator sees nobody who is visited, and no incident (P11)', async () => {
    const visitor = await as('administrator');
    for (const path of [...OF_THE_FIRST_TEAM(), '/incidents', '/itinerary', '/board', '/board/events']) {
      const { status, text } = await visitor.get(path);
      expect([path, status, PERSONAL.exec(text)?.[0]]).toEqual([path, 403, undefined]);
    }
  });

  it('a practitioner sees their own visit', async () => {
    const visitor = await as('practitioner-1');
    expect((await visitor.get(`/itinerary/visits/${day.visitId}`)).text).toMatch(PERSONAL);
  });
});

describe('every route', () => {
  /** Doors that have a lock of their own, or none: signatures, links, the simulator, what says how the service is. */
  const OTHERWISE_GUARDED = [
    'StatusController',
    'TextsController',
    'LinkController',
    'AnswerController',
    'CalendarController',
    'SignInController',
    'OpenIdController',
    'InvitationController',
    'SecondFactorController',
    'HealthController',
    'MetricsController',
    'DocsController',
    'TwilioApiController',
    'SimulatorController',
    'PhonesController',
  ];

  it('has a rule of who may open it', () => {
    const controllers = [...day.service.app.get(ModulesContainer).values()].flatMap((module) => [
      ...module.controllers.values(),
    ]);
    const routes = controllers.flatMap(({ metatype }) => {
      const { name, prototype } = metatype as { name: string; prototype: Record<string, object> };
      if (OTHERWISE_GUARDED.includes(name)) return [];
      return Object.getOwnPropertyNames(prototype)
        .filter((method) => method !== 'constructor' && Reflect.hasMetadata('path', prototype[method] ?? {}))
        .map((method) => ({ route: `${name}.${method}`, handler: prototype[method] ?? {} }));
    });
    expect(routes.length).toBeGreaterThan(50);
    const without = routes.filter(({ handler }) => !needsOf(handler) && !operationOf(handler));
    expect(without.map(({ route }) => route)).toEqual([]);
  });
});
