import type { Furniture, Who } from './house.js';

/** An address to look at, and who does: a manager, where nothing is said. */
export interface Look {
  readonly path: string;
  readonly as?: Who;
  readonly status?: number;
}

type Looks = readonly (string | Look)[];

/**
 * Every page of the house by its route, with something to show, and where to look at it. A page that is registered and has no
 * place here fails every-page.spec.ts; so does one that is here and is not there any more.
 */
export const PAGES: Readonly<Record<string, (at: Furniture) => Looks>> = {
  '/': () => ['/', '/?unit=team-2&status=overdue'],
  '/wall': () => ['/wall'],
  '/itinerary': ({ visit }) => ['/itinerary?example=1', `/itinerary?copy=${visit}`],
  '/itinerary/week': () => ['/itinerary/week'],
  '/itinerary/import': () => ['/itinerary/import'],
  '/itinerary/paper': () => ['/itinerary/paper'],
  '/itinerary/feeds': () => ['/itinerary/feeds'],
  '/itinerary/visits/:id': ({ visit }) => [`/itinerary/visits/${visit}`],
  '/itinerary/visits/:id/change': ({ visit }) => [`/itinerary/visits/${visit}/change`],
  '/incidents': () => ['/incidents', '/incidents?search=nobody-like-that&from=1/2/2020'],
  '/incidents/:id': ({ running, ended }) => [`/incidents/${running}`, `/incidents/${ended}`],
  '/incidents/:id/call-sheet': ({ running }) => [`/incidents/${running}/call-sheet`],
  '/incidents/follow-ups': () => ['/incidents/follow-ups?whose=units'],
  '/incidents/:id/follow-ups': ({ ended }) => [`/incidents/${ended}/follow-ups`],
  '/incidents/:id/follow-ups/:number': ({ ended }) => [`/incidents/${ended}/follow-ups/1`],
  '/figures': () => ['/figures'],
  '/office/readiness': () => ['/office/readiness'],
  '/office/people': () => ['/office/people', '/office/people?search=nobody-like-that'],
  '/office/people/:id': () => [{ path: '/office/people/contact-1', as: 'administrator' }],
  '/office/people/-/add': () => [{ path: '/office/people/-/add', as: 'administrator' }],
  '/office/people/:id/change': () => [{ path: '/office/people/practitioner-1/change', as: 'administrator' }],
  '/office/people/:id/remove': () => [{ path: '/office/people/manager-1/remove', as: 'administrator' }],
  '/office/units': () => [{ path: '/office/units', as: 'administrator' }],
  '/office/units/:id': () => [{ path: '/office/units/team-1', as: 'administrator' }],
  '/office/units/-/add': () => [{ path: '/office/units/-/add', as: 'administrator' }],
  '/office/units/:id/change': () => [{ path: '/office/units/team-1/change', as: 'administrator' }],
  '/office/units/:id/remove': () => [{ path: '/office/units/team-2/remove', as: 'administrator' }],
  '/office/rota': () => [
    '/office/rota?unit=team-1',
    { path: '/office/rota?unit=team-2&view=month', as: 'administrator' },
  ],
  '/office/rota/days/:date': () => [`/office/rota/days/${tomorrow()}?unit=team-1`],
  '/office/rota/shifts/-/add': () => [
    '/office/rota/shifts/-/add?unit=team-1',
    '/office/rota/shifts/-/add?unit=team-1&kind=single',
  ],
  '/office/rota/shifts/:id/on/:date': ({ shift }) => [`/office/rota/shifts/${shift}/on/${tomorrow()}`],
  '/office/rota/shifts/:id': ({ shift }) => [`/office/rota/shifts/${shift}`],
  '/office/policy': () => ['/office/policy'],
  '/office/policy/history/:number': () => ['/office/policy/history/1'],
  '/office/drills': () => ['/office/drills'],
  '/office/drills/start': () => ['/office/drills/start?unit=team-1&person=practitioner-1&kind=overdue'],
  '/office/drills/:id': ({ drill }) => [{ path: `/office/drills/${drill}`, as: 'administrator' }],
  '/office/tokens': () => [{ path: '/office/tokens', as: 'administrator' }],
  '/office/tokens/-/add': () => [{ path: '/office/tokens/-/add', as: 'administrator' }],
  '/office/tokens/:id/revoke': ({ token }) => [{ path: `/office/tokens/${token}/revoke`, as: 'administrator' }],
  '/office/messages': () => ['/office/messages', '/office/messages?search=nobody-like-that'],
  '/phones': () => ['/phones'],
  '/sign-in': () => ['/sign-in'],
  '/sign-in/code': () => [{ path: '/sign-in/code', as: 'half-way' }],
  '/signed-out': () => ['/signed-out'],
  '/invitation/:token': ({ invitation }) => [invitation, { path: '/invitation/guessed', status: 404 }],
  '/account': () => [{ path: '/account', as: 'administrator' }],
  '/account/second-factor': () => [{ path: '/account/second-factor', as: 'administrator' }],
  '/accounts': () => [{ path: '/accounts', as: 'administrator' }],
  '/a/:token': ({ answerLink }) => [
    { path: answerLink, as: 'nobody' },
    { path: '/a/guessed', as: 'nobody', status: 404 },
  ],
  '/a/:token/:what': ({ answerLink }) =>
    ['safe', 'stand_down', 'extend', 'code', 'police', 'hand_over'].map((what): Look => ({
      path: `${answerLink}/${what}`,
      as: 'nobody',
    })),
  '/c/:token': ({ callSheetLink }) => [
    { path: callSheetLink, as: 'nobody' },
    { path: '/c/guessed', as: 'nobody', status: 404 },
  ],
  '/c/:token/signed-in': ({ callSheetLink }) => [{ path: `${callSheetLink}/signed-in`, as: 'nobody' }],
};

/** What is no page: parts of one, files, and ways to another site. */
export const NO_PAGES: readonly string[] = [
  '/board',
  '/board/events',
  '/wall/part',
  '/wall/part/events',
  '/incidents/:id/part',
  '/incidents/:id/record.pdf',
  '/incidents/export.csv',
  '/figures/export.csv',
  '/itinerary/import/template.csv',
  '/office',
  '/office/messages/export.csv',
  '/sign-in/openid',
  '/sign-in/openid/return',
];

/** What is shown instead of a page. */
export const INSTEAD: readonly Look[] = [
  { path: '/nowhere', status: 404 },
  { path: '/incidents?from=yesterday', status: 422 },
  { path: '/incidents', as: 'administrator', status: 403 },
];

/** Pages of an office in which nothing has happened yet. */
export const EMPTY: readonly string[] = [
  '/',
  '/wall',
  '/itinerary',
  '/itinerary/week',
  '/itinerary/paper',
  '/incidents',
  '/incidents/follow-ups',
  '/figures',
  '/office/drills',
  '/office/messages',
];

export const looksOf = (looks: Looks): readonly Look[] =>
  looks.map((look) => (typeof look === 'string' ? { path: look } : look));

const tomorrow = (): string => new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
