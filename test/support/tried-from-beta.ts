import { DAY, HOUR, iso } from '../../src/domain/time/instant.js';
import { RIGHTS } from '../../src/domain/permission/rights.js';
import { ALPHA_VISITED, type Alpha } from './alpha-and-beta.js';

/**
 * What each route is tried with by somebody of another unit: the first unit's ids in its address, and bodies that would be
 * taken from somebody of that unit. A route that is new has none, and fails the test until it has.
 */
export type Try =
  /** At an address of the first unit: there must be nothing here. */
  | { readonly hidden: string; readonly body?: object | string }
  /** What is everybody's, each their own of it: nothing of the first unit may be in it, whatever is asked. */
  | { readonly own: string; readonly body?: object | string; readonly stream?: true }
  /** What is done from whatever unit, and tells nothing of what it did. */
  | { readonly deaf: string; readonly body: object }
  /** Not tried: why. */
  | { readonly otherwise: string };

const SIGNATURE = 'takes what the provider has signed';
const LINK = 'opens for whoever has its secret address, and shows that alone';
const SELF = 'is about whoever is signed in, or about signing in';
const HEALTH = 'says how the service is, and has nothing of anybody';
const SIMULATOR = 'is there in the demonstration alone, whose phones are everybody’s';

export const tried = (a: Alpha): ReadonlyMap<string, readonly Try[]> =>
  new Map<string, readonly Try[]>([...pages(a), ...api(a), ...elsewhere()]);

const day = (at: number) => {
  const [year = '', month = '', date = ''] = iso(at).slice(0, 10).split('-');
  return { day: date, month, year };
};

function pages(a: Alpha): [string, Try[]][] {
  const visit = `/itinerary/visits/${a.planned}`;
  const tomorrow = day(a.now + DAY);
  const plan = {
    attendee: 'alpha-practitioner',
    kind: 'alone',
    ...tomorrow,
    start: '10:00',
    end: '11:00',
    purpose: 'A visit',
    reference: 'X1',
    name: 'A Name',
    address: '1 Street',
    postcode: 'ZZ1 1ZZ',
    risk: 'low',
    sure: 'yes',
  };
  const csv = [
    'attendees,kind,purpose,plannedStart,plannedEnd,reference,name,address1,postcode,riskOfSeriousHarm',
    `alpha-practitioner,alone,visit,${iso(a.now + DAY)},${iso(a.now + DAY + HOUR)},X1,A Name,1 Street,ZZ1 1ZZ,low`,
  ].join('\n');
  const shift = { unit: 'alpha', 'contact-1': 'beta-contact', 'day-mon': 'yes', from: '09:00', to: '17:00' };
  const inTwoDays = iso(a.now + 2 * DAY).slice(0, 10);
  const round = `/office/rota/shifts/${a.shift}/on/${inTwoDays}`;
  const person = { name: 'New Person', unit: 'alpha', 'role-contact': 'yes' };
  const absence = { reason: 'leave', fromDate: '1/12/2030', toDate: '2/12/2030', from: '1/12/2030', to: '2/12/2030' };
  const own = (path: string): Try[] => [{ own: path }, { own: `${path}?unit=alpha&person=alpha-practitioner` }];
  const hidden = (path: string, ...bodies: object[]): Try[] =>
    bodies.length === 0 ? [{ hidden: path }] : bodies.map((body) => ({ hidden: path, body }));
  const report = { saw: 'overdue', press: 'abc' };
  return [
    ['GET /', own('/')],
    ['GET /board', own('/board')],
    ['GET /board/events', [{ own: '/board/events?unit=alpha', stream: true }]],
    ['GET /wall', own('/wall')],
    ['GET /wall/part', own('/wall/part')],
    ['GET /wall/part/events', [{ own: '/wall/part/events?unit=alpha', stream: true }]],
    [
      'GET /itinerary',
      [
        ...own('/itinerary'),
        { own: `/itinerary?date=${iso(a.now + DAY).slice(0, 10)}&unit=alpha` },
        { own: `/itinerary?copy=${a.visit}` },
      ],
    ],
    ['GET /itinerary/week', own('/itinerary/week')],
    ['GET /itinerary/paper', own('/itinerary/paper')],
    ['GET /itinerary/import', own('/itinerary/import')],
    ['GET /itinerary/import/template.csv', own('/itinerary/import/template.csv')],
    [
      'POST /itinerary/import',
      [
        { own: '/itinerary/import', body: { csv } },
        { own: '/itinerary/import', body: { csv, sure: 'yes' } },
      ],
    ],
    [
      'POST /itinerary/visits',
      [
        { own: '/itinerary/visits', body: plan },
        {
          own: '/itinerary/visits',
          body: { ...plan, attendee: 'beta-practitioner', companion: 'alpha-practitioner', kind: 'in_pairs' },
        },
      ],
    ],
    [
      'POST /itinerary/home-safe',
      [{ own: '/itinerary/home-safe', body: { person: 'alpha-practitioner', ...tomorrow, by: '18:00' } }],
    ],
    ['GET /itinerary/visits/:id', hidden(visit)],
    ['POST /itinerary/visits/:id/times', hidden(`${visit}/times`, { ...tomorrow, start: '12:00', end: '13:00' })],
    ['POST /itinerary/visits/:id/cancel', hidden(`${visit}/cancel`, { reason: 'not theirs' })],
    [
      'POST /itinerary/visits/:id/alert-code',
      [...hidden(`/itinerary/visits/${a.visit}/alert-code`, {}), ...hidden(`${visit}/alert-code`, {})],
    ],
    ['GET /itinerary/visits/:id/change', hidden(`${visit}/change`)],
    [
      'POST /itinerary/visits/:id/change',
      [
        ...hidden(`${visit}/change`, { purpose: 'changed' }),
        { own: `/itinerary/visits/${a.betaVisit}/change`, body: { attendee: 'alpha-practitioner' } },
      ],
    ],
    ['GET /itinerary/feeds', own('/itinerary/feeds')],
    ['POST /itinerary/feeds', [{ own: '/itinerary/feeds', body: { diary: 'unit:alpha' } }]],
    ['POST /itinerary/feeds/stop', [{ own: '/itinerary/feeds/stop', body: { diary: 'unit:alpha' } }]],
    [
      'GET /incidents',
      [...own('/incidents'), { own: '/incidents?show=open&unit=alpha' }, { own: '/incidents?q=alpha' }],
    ],
    ['GET /incidents/export.csv', own('/incidents/export.csv')],
    ['GET /incidents/:id', hidden(`/incidents/${a.incident}`)],
    ['GET /incidents/:id/part', hidden(`/incidents/${a.incident}/part`)],
    ['GET /incidents/:id/call-sheet', hidden(`/incidents/${a.incident}/call-sheet`)],
    [
      'GET /incidents/:id/record.pdf',
      [...hidden(`/incidents/${a.incident}/record.pdf`), ...hidden(`/incidents/${a.ended}/record.pdf`)],
    ],
    [
      'POST /incidents/:id/reports',
      ['safe', 'code'].flatMap((what) =>
        hidden(`/incidents/${a.incident}/reports`, { ...report, report: what, reason: 'x' }),
      ),
    ],
    ['GET /incidents/follow-ups', own('/incidents/follow-ups')],
    ['GET /incidents/:id/follow-ups', hidden(`/incidents/${a.ended}/follow-ups`)],
    [
      'POST /incidents/:id/follow-ups',
      hidden(`/incidents/${a.ended}/follow-ups`, { what: 'More', owner: 'beta-manager', due: '1/1/2027' }),
    ],
    [
      'POST /incidents/:id/review',
      hidden(`/incidents/${a.ended}/review`, { harm: 'none', account: 'x', learned: 'x' }),
    ],
    ['POST /incidents/:id/close', hidden(`/incidents/${a.ended}/close`, { reason: 'x' })],
    ['POST /incidents/:id/reopen', hidden(`/incidents/${a.ended}/reopen`, { reason: 'x' })],
    ['GET /incidents/:id/follow-ups/:number', hidden(`/incidents/${a.ended}/follow-ups/1`)],
    [
      'POST /incidents/:id/follow-ups/:number',
      hidden(`/incidents/${a.ended}/follow-ups/1`, { action: 'done', seen: '1' }),
    ],
    ['GET /figures', own('/figures')],
    ['GET /figures/export.csv', own('/figures/export.csv')],
    ['GET /office/people', [...own('/office/people'), { own: '/office/people?q=alpha' }]],
    ['GET /office/people/-/add', [{ own: '/office/people/-/add?unit=alpha' }]],
    [
      'POST /office/people/-/add',
      [
        { own: '/office/people/-/add', body: person },
        {
          own: '/office/people/-/add',
          body: { ...person, unit: 'beta', lineManager: 'alpha-manager', id: 'alpha-manager' },
        },
      ],
    ],
    ['GET /office/people/:id', hidden('/office/people/alpha-practitioner')],
    ['GET /office/people/:id/change', hidden('/office/people/alpha-practitioner/change')],
    ['POST /office/people/:id/change', hidden('/office/people/alpha-practitioner/change', { ...person, unit: 'beta' })],
    ['POST /office/people/:id/code', hidden('/office/people/alpha-practitioner/code', {})],
    ['POST /office/people/:id/feeds/stop', hidden('/office/people/alpha-practitioner/feeds/stop', { diary: 'own' })],
    ['POST /office/people/:id/verify', hidden('/office/people/alpha-practitioner/verify', { code: '123456' })],
    ['POST /office/people/:id/absences', hidden('/office/people/alpha-practitioner/absences', absence)],
    ['GET /office/people/:id/remove', hidden('/office/people/alpha-other/remove')],
    ['POST /office/people/:id/remove', hidden('/office/people/alpha-other/remove', { version: '' })],
    [
      'POST /office/people/:id/absences/:absence/end',
      hidden(`/office/people/alpha-other/absences/${a.absence}/end`, {}),
    ],
    [
      'POST /office/people/:id/absences/:absence/cancel',
      [
        ...hidden(`/office/people/alpha-other/absences/${a.absence}/cancel`, {}),
        ...hidden(`/office/people/beta-contact/absences/${a.absence}/cancel`, {}),
      ],
    ],
    ['GET /office/rota', own('/office/rota')],
    ['GET /office/rota/shifts/-/add', [{ hidden: '/office/rota/shifts/-/add?unit=alpha' }]],
    [
      'POST /office/rota/shifts/-/add',
      [
        { hidden: '/office/rota/shifts/-/add', body: shift },
        { own: '/office/rota/shifts/-/add', body: { ...shift, unit: 'beta', 'contact-1': 'alpha-contact' } },
      ],
    ],
    ['GET /office/rota/shifts/:id', hidden(`/office/rota/shifts/${a.shift}`)],
    ['POST /office/rota/shifts/:id', hidden(`/office/rota/shifts/${a.shift}`, shift)],
    ['POST /office/rota/shifts/:id/remove', hidden(`/office/rota/shifts/${a.shift}/remove`, {})],
    ['GET /office/rota/days/:date', hidden(`/office/rota/days/${inTwoDays}?unit=alpha`)],
    ['GET /office/rota/shifts/:id/on/:date', hidden(round)],
    [
      'POST /office/rota/shifts/:id/on/:date',
      [...hidden(round, { 'contact-1': 'beta-contact' }), ...hidden(round, { 'contact-1': 'alpha-manager' })],
    ],
    ['POST /office/rota/shifts/:id/on/:date/strike-out', hidden(`${round}/strike-out`, {})],
    ['POST /office/rota/shifts/:id/on/:date/put-back', hidden(`${round}/put-back`, {})],
    ['GET /office/units', own('/office/units')],
    ['GET /office/units/-/add', [{ own: '/office/units/-/add?parent=alpha' }]],
    [
      'POST /office/units/-/add',
      [{ own: '/office/units/-/add', body: { name: 'New', kind: 'team', parent: 'alpha' } }],
    ],
    ['GET /office/units/:id', hidden('/office/units/alpha')],
    ['GET /office/units/:id/change', hidden('/office/units/alpha/change')],
    [
      'POST /office/units/:id/change',
      hidden('/office/units/alpha/change', { name: 'Taken', kind: 'team', parent: 'beta' }),
    ],
    ['GET /office/units/:id/remove', hidden('/office/units/alpha/remove')],
    ['POST /office/units/:id/remove', hidden('/office/units/alpha/remove', {})],
    ['GET /office', own('/office')],
    ['GET /office/readiness', own('/office/readiness')],
    ['GET /office/messages', [...own('/office/messages'), { own: '/office/messages?q=alpha' }]],
    ['GET /office/messages/export.csv', own('/office/messages/export.csv')],
    ['GET /office/policy', own('/office/policy')],
    ['GET /office/policy/history/:number', own('/office/policy/history/1')],
    [
      'POST /office/policy/trial',
      [
        {
          own: '/office/policy/trial',
          body: { person: 'alpha-practitioner', with: 'file', ...tomorrow, start: '10:00', end: '11:00' },
        },
      ],
    ],
    ['GET /office/drills', own('/office/drills')],
    ['GET /office/drills/start', [{ own: '/office/drills/start?unit=alpha&person=alpha-practitioner&kind=overdue' }]],
    [
      'POST /office/drills',
      [{ own: '/office/drills', body: { unit: 'alpha', person: 'alpha-practitioner', kind: 'overdue' } }],
    ],
    ['GET /office/drills/:id', hidden(`/office/drills/${a.drill}`)],
    ['POST /office/drills/:id/stop', hidden(`/office/drills/${a.drill}/stop`, {})],
    ['GET /office/tokens', own('/office/tokens')],
    ['GET /office/tokens/-/add', own('/office/tokens/-/add')],
    [
      'POST /office/tokens/-/add',
      [
        {
          own: '/office/tokens/-/add',
          body: { name: 'More', unit: 'alpha', 'right-see_office': 'yes', expires: iso(a.now + DAY).slice(0, 10) },
        },
      ],
    ],
    ['GET /office/tokens/:id/revoke', hidden(`/office/tokens/${a.token}/revoke`)],
    ['POST /office/tokens/:id/revoke', hidden(`/office/tokens/${a.token}/revoke`, {})],
    ['GET /accounts', own('/accounts')],
    ['POST /accounts/:person/invite', hidden('/accounts/alpha-practitioner/invite', {})],
    ['POST /accounts/:person/end-sessions', hidden('/accounts/alpha-manager/end-sessions', {})],
    ['POST /accounts/:person/close', hidden('/accounts/alpha-manager/close', {})],
    ['POST /accounts/:person/reopen', hidden('/accounts/alpha-manager/reopen', {})],
    ['GET /account', own('/account')],
    ['POST /account/sessions/:id/end', [{ own: `/account/sessions/${a.session}/end`, body: {} }]],
    [
      'POST /demonstration/sign-in',
      [{ hidden: '/demonstration/sign-in', body: { person: 'alpha-manager', back: '/' } }],
    ],
  ];
}

function api(a: Alpha): [string, Try[]][] {
  const V = '/api/v1';
  const times = { plannedStart: iso(a.now + DAY), plannedEnd: iso(a.now + DAY + HOUR) };
  const plan = {
    attendees: ['alpha-practitioner'],
    kind: 'alone',
    purpose: 'A visit',
    personVisited: ALPHA_VISITED,
    ...times,
  };
  const person = { id: 'alpha-practitioner', name: 'Taken', unit: 'beta', roles: ['contact'] };
  const shift = { unit: 'alpha', contacts: ['alpha-contact'], days: ['mon'], from: '09:00', to: '17:00' };
  const onDate = { date: iso(a.now + 2 * DAY).slice(0, 10) };
  const unit = { id: 'alpha', name: 'Taken', kind: 'team', parent: 'beta' };
  const csv = [
    'attendees,kind,purpose,plannedStart,plannedEnd,reference,name,address1,postcode,riskOfSeriousHarm',
    `alpha-practitioner,alone,visit,${times.plannedStart},${times.plannedEnd},X1,A Name,1 Street,ZZ1 1ZZ,low`,
  ].join('\n');
  const hidden = (path: string, ...bodies: object[]): Try[] =>
    bodies.length === 0 ? [{ hidden: V + path }] : bodies.map((body) => ({ hidden: V + path, body }));
  const own = (path: string, ...bodies: (object | string)[]): Try[] =>
    bodies.length === 0 ? [{ own: V + path }] : bodies.map((body) => ({ own: V + path, body }));
  const ended = `/incidents/${a.ended}`;
  return [
    [
      `POST ${V}/visits`,
      own('/visits', plan, { ...plan, attendees: ['beta-practitioner', 'alpha-practitioner'], kind: 'in_pairs' }),
    ],
    [
      `POST ${V}/visits/series`,
      own(
        '/visits/series',
        { ...plan, times: 3 },
        { ...plan, attendees: ['beta-practitioner', 'alpha-practitioner'], kind: 'in_pairs', times: 3 },
      ),
    ],
    [
      `GET ${V}/visits`,
      [...own('/visits'), ...own('/visits?person=alpha-practitioner'), ...own('/visits?unit=alpha&drills=with')],
    ],
    [`POST ${V}/visits/import`, own('/visits/import', csv)],
    [`GET ${V}/visits/:id`, hidden(`/visits/${a.visit}`)],
    [
      `PATCH ${V}/visits/:id`,
      [
        ...hidden(`/visits/${a.planned}`, { purpose: 'changed' }),
        ...own(`/visits/${a.betaVisit}`, { attendees: ['alpha-practitioner'] }),
      ],
    ],
    [`GET ${V}/visits/:id/this-and-later`, hidden(`/visits/${a.planned}/this-and-later`)],
    [`PATCH ${V}/visits/:id/this-and-later`, hidden(`/visits/${a.planned}/this-and-later`, { purpose: 'changed' })],
    [
      `POST ${V}/visits/:id/this-and-later/cancel`,
      hidden(`/visits/${a.planned}/this-and-later/cancel`, { reason: 'x' }),
    ],
    [`POST ${V}/visits/:id/cancel`, hidden(`/visits/${a.planned}/cancel`, { reason: 'x' })],
    [
      `POST ${V}/visits/:id/alert-code`,
      hidden(`/visits/${a.visit}/alert-code`, { by: 'beta-manager' }, { by: 'alpha-manager' }),
    ],
    [`GET ${V}/visits/:id/entries`, hidden(`/visits/${a.visit}/entries`)],
    [
      `GET ${V}/incidents`,
      [...own('/incidents'), ...own(`/incidents?visitId=${a.visit}`), ...own('/incidents?unit=alpha&drills=with')],
    ],
    [`GET ${V}/incidents/export`, [...own('/incidents/export?format=csv'), ...own('/incidents/export')]],
    [`GET ${V}/incidents/:id`, hidden(`/incidents/${a.incident}`)],
    [`GET ${V}/incidents/:id/call-sheet`, hidden(`/incidents/${a.incident}/call-sheet`)],
    [
      `POST ${V}/incidents/:id/reports`,
      hidden(
        `/incidents/${a.incident}/reports`,
        { by: 'alpha-manager', kind: 'safe' },
        { by: 'beta-manager', kind: 'police' },
      ),
    ],
    [
      `GET ${V}/incidents/:id/hand-over`,
      [
        ...hidden(`/incidents/${a.incident}/hand-over?by=alpha-manager`),
        // Who has nothing to do with the incident is nobody's to hand it over to, wherever one asks from.
        ...own(`/incidents/${a.incident}/hand-over?by=beta-manager`),
      ],
    ],
    [`GET ${V}/incidents/:id/export`, hidden(`/incidents/${a.incident}/export?format=json`)],
    [`PATCH ${V}/incidents/:id/follow-ups/:number`, hidden(`${ended}/follow-ups/1`, { state: 'done' })],
    [
      `POST ${V}/incidents/:id/follow-ups`,
      hidden(`${ended}/follow-ups`, { what: 'More', owner: 'beta-manager', due: iso(a.now + DAY).slice(0, 10) }),
    ],
    [
      `PUT ${V}/incidents/:id/review`,
      hidden(`${ended}/review`, { harm: 'none', account: 'Nothing', learned: 'Nothing' }),
    ],
    [`POST ${V}/incidents/:id/close`, hidden(`${ended}/close`, { reason: 'x' })],
    [`POST ${V}/incidents/:id/reopen`, hidden(`${ended}/reopen`, { reason: 'x' })],
    [`GET ${V}/drills`, [...own('/drills'), ...own('/drills?unit=alpha')]],
    [
      `POST ${V}/drills`,
      own(
        '/drills',
        { unit: 'alpha', by: 'alpha-manager' },
        { unit: 'beta', practitioner: 'alpha-practitioner', by: 'beta-manager' },
      ),
    ],
    [`GET ${V}/drills/:id`, hidden(`/drills/${a.drill}`)],
    [`GET ${V}/canaries`, own('/canaries')],
    [`GET ${V}/readiness`, [...own('/readiness'), ...own('/readiness?unit=alpha')]],
    [
      `GET ${V}/messages`,
      [...own('/messages'), ...own('/messages?person=alpha-manager'), ...own(`/messages?incidentId=${a.incident}`)],
    ],
    [`GET ${V}/policy`, own('/policy')],
    [`GET ${V}/organisation`, own('/organisation')],
    [`PUT ${V}/organisation`, own('/organisation', { units: [unit], people: [person], rota: [], absences: [] })],
    [`GET ${V}/people`, [...own('/people'), ...own('/people?unit=alpha')]],
    [`POST ${V}/people`, own('/people', { ...person, id: 'new', unit: 'alpha' }, person)],
    [`GET ${V}/people/:id`, hidden('/people/alpha-practitioner')],
    [`PUT ${V}/people/:id`, hidden('/people/alpha-practitioner', person)],
    [`PATCH ${V}/people/:id`, hidden('/people/alpha-practitioner', { mobile: '+447700900599' })],
    [`DELETE ${V}/people/:id`, hidden('/people/alpha-other')],
    [`GET ${V}/numbers`, [...own('/numbers'), ...own('/numbers?unit=alpha')]],
    [`GET ${V}/people/:id/number`, hidden('/people/alpha-practitioner/number')],
    [`POST ${V}/people/:id/number/code`, hidden('/people/alpha-practitioner/number/code', {})],
    [`POST ${V}/people/:id/number/verify`, hidden('/people/alpha-practitioner/number/verify', { code: '123456' })],
    [`GET ${V}/units`, own('/units')],
    [`GET ${V}/units/:id`, hidden('/units/alpha')],
    [`PUT ${V}/units/:id`, own('/units/alpha', unit)],
    [`GET ${V}/rota`, [...own('/rota'), ...own('/rota?unit=alpha')]],
    [`POST ${V}/rota`, own('/rota', shift, { ...shift, unit: 'beta' })],
    [`GET ${V}/rota/:id`, hidden(`/rota/${a.shift}`)],
    [`PUT ${V}/rota/:id`, hidden(`/rota/${a.shift}`, { ...shift, unit: 'beta' })],
    [
      `POST ${V}/rota/:id/give`,
      hidden(
        `/rota/${a.shift}/give`,
        { ...onDate, contacts: ['beta-contact'] },
        { ...onDate, contacts: ['alpha-other'] },
      ),
    ],
    [`POST ${V}/rota/:id/strike-out`, hidden(`/rota/${a.shift}/strike-out`, onDate)],
    [`POST ${V}/rota/:id/put-back`, hidden(`/rota/${a.shift}/put-back`, onDate)],
    [`DELETE ${V}/rota/:id`, hidden(`/rota/${a.shift}`)],
    [`GET ${V}/absences`, [...own('/absences'), ...own('/absences?person=alpha-other')]],
    [
      `POST ${V}/absences`,
      own('/absences', { person: 'alpha-practitioner', from: iso(a.now + DAY), to: iso(a.now + 2 * DAY), reason: 'x' }),
    ],
    [`GET ${V}/absences/:id`, hidden(`/absences/${a.absence}`)],
    [`DELETE ${V}/absences/:id`, hidden(`/absences/${a.absence}`)],
    [`GET ${V}/tokens`, own('/tokens')],
    [
      `POST ${V}/tokens`,
      own(
        '/tokens',
        { name: 'More', rights: ['see_visits'], unit: 'alpha', expiresAt: iso(a.now + DAY) },
        { name: 'More', rights: Object.keys(RIGHTS), expiresAt: iso(a.now + DAY) },
      ),
    ],
    [`DELETE ${V}/tokens/:id`, hidden(`/tokens/${a.token}`)],
    [
      `POST ${V}/device-activations`,
      [{ deaf: `${V}/device-activations`, body: { device: 'ALPHA-LW', note: 'red alert' } }],
    ],
  ];
}

const OTHERWISE: Readonly<Record<string, readonly string[]>> = {
  [SIGNATURE]: ['POST /twilio/sms', 'POST /twilio/sms/fallback', 'POST /twilio/status'],
  [LINK]: [
    'GET /a/:token',
    'GET /a/:token/:what',
    'POST /a/:token',
    'GET /c/:token',
    'GET /c/:token/signed-in',
    'POST /c/:token',
    'GET /calendar/:file',
    'GET /invitation/:token',
    'POST /invitation/:token',
  ],
  [SELF]: [
    'GET /sign-in',
    'POST /sign-in',
    'GET /sign-in/code',
    'POST /sign-in/code',
    'GET /sign-in/openid',
    'GET /sign-in/openid/return',
    'POST /sign-out',
    'GET /signed-out',
    'GET /account/second-factor',
    'POST /account/second-factor',
    'POST /account/second-factor/begin',
    'POST /account/password',
    'POST /account/sessions/end-others',
  ],
  [HEALTH]: [
    'GET /health',
    'GET /health/liveness',
    'GET /health/readiness',
    'GET /info',
    'GET /ping',
    'GET /metrics',
    'GET /api/docs',
    'GET /api/docs/:file',
    'GET /api/openapi.json',
  ],
  [SIMULATOR]: [
    'GET /phones',
    'POST /phones/texts',
    'POST /phones/faults',
    'POST /phones/faults/remove',
    'GET /simulator/phones',
    'GET /simulator/phones/:number',
    'POST /simulator/texts',
    'GET /simulator/faults',
    'POST /simulator/faults',
    'DELETE /simulator/faults',
    'DELETE /simulator/faults/:id',
    'GET /2010-04-01/Accounts/:account.json',
    'GET /2010-04-01/Accounts/:account/Messages.json',
    'GET /2010-04-01/Accounts/:account/Messages/:message.json',
    'POST /2010-04-01/Accounts/:account/Messages.json',
  ],
};

const elsewhere = (): [string, Try[]][] =>
  Object.entries(OTHERWISE).flatMap(([otherwise, routes]) =>
    routes.map((route): [string, Try[]] => [route, [{ otherwise }]]),
  );
