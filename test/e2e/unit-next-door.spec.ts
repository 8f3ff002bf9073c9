import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ROLES } from '../../src/domain/organisation/organisation.js';
import { RIGHTS } from '../../src/domain/permission/rights.js';
import { DAY, iso } from '../../src/domain/time/instant.js';
import { alphaAndBeta, fillAlpha, type Alpha } from '../support/alpha-and-beta.js';
import { follow } from '../support/event-stream.js';
import { routesOf } from '../support/routes.js';
import { TOKEN, type TestService } from '../support/service.js';
import { opened } from '../support/signing-in.js';
import { tried, type Try } from '../support/tried-from-beta.js';
import type { Visitor } from '../support/visitor.js';

/** Each page and each operation of the API, of one unit, as everybody of another: there is nothing, and nothing is done. */

let service: TestService;
let alpha: Alpha;
const visitors = new Map<string, Visitor>();
beforeAll(async () => {
  service = await alphaAndBeta();
  alpha = await fillAlpha(service, async () => {
    await signIn('alpha-manager');
    const [session] = await service.query<{ id: string }>(`SELECT id FROM session WHERE person = 'alpha-manager'`);
    return session?.id ?? '';
  });
}, 60_000);
afterAll(() => service?.stop());

/** With an account of their own, as it is where anything is real: the demonstration shows everybody's name to choose from. */
async function signIn(person: string): Promise<Visitor> {
  const known = visitors.get(person);
  if (known) return known;
  const { visitor } = await opened(service, person);
  visitors.set(person, visitor);
  return visitor;
}

interface Answered {
  readonly status: number;
  /** All that came back, redirects not followed, without what was sent. */
  readonly said: string;
}

type Caller = (method: string, path: string, one: Try) => Promise<Answered>;

const asPerson =
  (visitor: Visitor): Caller =>
  async (method, path, one) => {
    const cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    if ('stream' in one) {
      const stream = await follow(service.url + path, { cookie });
      const said = stream.status === 200 ? JSON.stringify(await stream.first()) : '';
      stream.close();
      return { status: stream.status, said };
    }
    const body =
      'body' in one ? new URLSearchParams({ _csrf: visitor.cookies.get('form') ?? '', ...(one.body as object) }) : null;
    const answer = await fetch(service.url + path, {
      method,
      redirect: 'manual',
      headers: { accept: 'text/html', cookie },
      ...(body && { body }),
    });
    visitor.keep(answer.headers.getSetCookie());
    return answered(answer, path, one);
  };

const withToken =
  (token: string): Caller =>
  async (method, path, one) => {
    const body = 'body' in one ? one.body : undefined;
    const type = typeof body === 'string' ? 'text/csv' : 'application/json';
    const answer = await fetch(service.url + path, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body !== undefined && { 'content-type': type }) },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    return answered(answer, path, one);
  };

async function answered(answer: Response, path: string, one: Try): Promise<Answered> {
  const headers = [...answer.headers]
    .filter(([name]) => !NUMBERS.includes(name))
    .map(([name, value]) => `${name}: ${decoded(value)}`)
    .join('\n');
  const sent = [
    path,
    ...valuesIn('body' in one ? one.body : ''),
    ...valuesIn(Object.fromEntries(new URL(path, service.url).searchParams)),
  ];
  const steps = path.split(/[/?]/).slice(1);
  // What the asker said is said back to them, in refusals: they knew it.
  const said = [...sent, ...steps]
    .filter((text) => /alpha|-/i.test(text))
    .sort((one, other) => other.length - one.length)
    .reduce(
      (text, known) => text.replaceAll(known, '').replaceAll(encodeURIComponent(known), ''),
      `${headers}\n${await answer.text()}`,
    );
  return { status: answer.status, said };
}

/** Headers that are numbers by chance: one of them could be an incident's. */
const NUMBERS = ['content-length', 'content-security-policy', 'date', 'etag'];

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

const valuesIn = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value, ...value.split(/[,\n]/)]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(valuesIn)
      : [];

/** The faults of one try, in words; none when it was answered as if there were nothing. */
function faultsOf(one: Try, { status, said }: Answered): string[] {
  const words = alpha.secrets.map((secret) => `(?<![\\w-])${secret}(?![\\w-])`).join('|');
  const leak = new RegExp(`.{0,40}([Aa]lpha|ALPHA|7700 ?9002\\d\\d|960202|${words}).{0,40}`, 's').exec(said);
  const wrongStatus = 'hidden' in one ? ![403, 404].includes(status) : status >= 500 || status === 401;
  return [...(wrongStatus ? [`answered ${status}`] : []), ...(leak ? [`said "${leak[0]}"`] : [])];
}

/** Everything that is kept, but for what being here at all changes: the record is looked at by itself. */
async function kept(): Promise<Record<string, string>> {
  const tables = await service.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables
      WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name <> ALL($1) ORDER BY 1`,
    [PASSING],
  );
  const digests = await Promise.all(
    tables.map(async ({ name }) => {
      const [row] = await service.query<{ digest: string }>(
        `SELECT count(*) || ' ' || coalesce(md5(string_agg(${CONTENT}, '|' ORDER BY ${CONTENT})), '') AS digest FROM "${name}" t`,
      );
      return [name, row?.digest ?? ''];
    }),
  );
  return Object.fromEntries(digests) as Record<string, string>;
}

/** When a row was last written is no change by itself: what was refused stands in the record of its visit. */
const CONTENT = `(to_jsonb(t) - 'updated_at')::text`;

/** The record; who is signed in; what beats by the clock; when a token was last used; references that were offered and not taken. */
const PASSING = ['entry', 'record_head', 'session', 'watch', 'worker', 'api_token', 'incident_reference'];

/** What the record says since then, but for attempts that it says were refused, and looks at what is the second unit's own. */
async function recordedSince(before: ReadonlySet<string>): Promise<string[]> {
  const entries = await service.query<{ line: string; kind: string; by: string; text: string }>(
    `SELECT chain || ' ' || seq AS line, kind, by, text FROM entry ORDER BY chain, seq`,
  );
  return entries
    .filter(({ line, kind }) => !before.has(line) && !REFUSED.includes(kind))
    .filter(({ kind, text }) => kind !== 'person_viewed' || alpha.secrets.some((secret) => text.includes(secret)))
    .map(({ kind, by, text }) => `${kind} by ${by}: ${text}`);
}

const lines = async (): Promise<ReadonlySet<string>> =>
  new Set(
    (await service.query<{ line: string }>(`SELECT chain || ' ' || seq AS line FROM entry`)).map(({ line }) => line),
  );

const REFUSED = ['refused', 'call_sheet_refused', 'record_refused', 'report_noted'];

async function tryAll(call: Caller, which: (route: string) => boolean): Promise<string[]> {
  const faults: string[] = [];
  for (const [route, tries] of tried(alpha)) {
    if (!which(route)) continue;
    for (const one of tries) {
      if ('otherwise' in one || 'deaf' in one) continue;
      const [method = ''] = route.split(' ');
      const path = 'hidden' in one ? one.hidden : one.own;
      const found = faultsOf(one, await call(method, path, one));
      faults.push(
        ...found.map((fault) => `${method} ${path}${'body' in one ? ` ${JSON.stringify(one.body)}` : ''}: ${fault}`),
      );
    }
  }
  return faults;
}

const isApi = (route: string): boolean => route.includes(' /api/');
const isPage = (route: string): boolean => !isApi(route);

describe('every route', () => {
  it('is tried from the unit next door, or says why not: a new one is put into test/support/tried-from-beta.ts', () => {
    const routes = routesOf(service);
    expect(routes.length).toBeGreaterThan(150);
    expect([...tried(alpha).keys()].sort()).toEqual(routes);
  });

  it('is tried at an address that is its own', () => {
    const strays = [...tried(alpha)].flatMap(([route, tries]) => {
      const [, pattern = ''] = route.split(' ');
      const own = new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll(/:\w+/g, '[^/]+')}$`);
      return tries
        .flatMap((one) => ('hidden' in one ? [one.hidden] : 'own' in one ? [one.own] : 'deaf' in one ? [one.deaf] : []))
        .filter((path) => !own.test(path.split('?')[0] ?? ''))
        .map((path) => `${route}: ${path}`);
    });
    expect(strays).toEqual([]);
  });
});

/** Otherwise an address that is wrong would be taken for one that is closed. */
describe('from the unit itself', () => {
  it('the same pages are there', async () => {
    const [manager, administrator] = [await signIn('alpha-manager'), await signIn('east-administrator')];
    const shut: string[] = [];
    for (const [route, tries] of tried(alpha))
      for (const one of tries) {
        if (!('hidden' in one) || !isPage(route) || !route.startsWith('GET ')) continue;
        const answers = [
          await asPerson(manager)('GET', one.hidden, one),
          await asPerson(administrator)('GET', one.hidden, one),
        ];
        if (!answers.some(({ status }) => status === 200))
          shut.push(`${one.hidden}: ${answers.map(({ status }) => status).join(', ')}`);
      }
    expect(shut).toEqual([]);
  });

  it('the same operations are there', async () => {
    const shut: string[] = [];
    for (const [route, tries] of tried(alpha))
      for (const one of tries) {
        if (!('hidden' in one) || !isApi(route) || !route.startsWith('GET ')) continue;
        const { status } = await withToken(TOKEN)('GET', one.hidden, one);
        // 409: it is there, and stands alone.
        if (status !== 200 && status !== 409) shut.push(`${one.hidden}: ${status}`);
      }
    expect(shut).toEqual([]);
  });
});

describe('from the unit next door', () => {
  it.each(ROLES.map((role) => `beta-${role}`))(
    '%s finds nothing on any page, and changes nothing',
    async (person) => {
      const visitor = await signIn(person);
      const [before, record] = [await kept(), await lines()];
      expect(await tryAll(asPerson(visitor), isPage)).toEqual([]);
      expect(await kept()).toEqual(before);
      expect(await recordedSince(record)).toEqual([]);
    },
    60_000,
  );

  it.each(['west-manager', 'west-auditor'])(
    '%s, above them, sees what is below and not what is beside',
    async (person) => {
      const visitor = await signIn(person);
      expect(await tryAll(asPerson(visitor), (route) => isPage(route) && route.startsWith('GET '))).toEqual([]);
      expect((await visitor.get(`/itinerary/visits/${alpha.betaVisit}`)).text).toContain('Betaname');
    },
    60_000,
  );

  it.each(['east-manager', 'east-auditor'])('%s, above the first, sees what is of it', async (person) => {
    const visitor = await signIn(person);
    for (const [path, shows] of [
      [`/itinerary/visits/${alpha.visit}`, 'Alphaname'],
      [`/incidents/${alpha.incident}`, 'Alpha practitioner'],
      ['/incidents', 'Alpha practitioner'],
      ['/office/people', 'Alpha contact'],
      ['/', 'Alpha practitioner'],
    ] as const) {
      const { status, text } = await visitor.get(path);
      expect([path, status, text.includes(shows), /Betaname|BETA9/.exec(text)?.[0]]).toEqual([
        path,
        200,
        true,
        undefined,
      ]);
    }
    expect((await visitor.get(`/itinerary/visits/${alpha.betaVisit}`)).status).toBe(404);
  });

  const token = async (): Promise<string> => {
    const { body } = await service.api<{ token: string }>('POST', '/api/v1/tokens', {
      name: 'Next door',
      rights: Object.keys(RIGHTS),
      unit: 'beta',
      expiresAt: iso(alpha.now + DAY),
    });
    return body.token;
  };

  it('a token with every right finds nothing by any operation, and changes nothing', async () => {
    const call = withToken(await token());
    const [before, record] = [await kept(), await lines()];
    expect(await tryAll(call, isApi)).toEqual([]);
    expect(await kept()).toEqual(before);
    expect(await recordedSince(record)).toEqual([]);
  });

  it('what is taken from everywhere, as an alarm is (P4), is not answered with what came of it', async () => {
    const call = withToken(await token());
    for (const [route, tries] of tried(alpha))
      for (const one of tries)
        if ('deaf' in one) {
          const answer = await call(route.split(' ')[0] ?? '', one.deaf, one);
          expect([route, answer.status, faultsOf(one, answer)]).toEqual([route, 202, []]);
        }
    expect((await service.api('GET', `/api/v1/visits/${alpha.visit}/entries?perPage=200`)).body.items).toContainEqual(
      expect.objectContaining({ text: expect.stringContaining('device') }),
    );
  });
});
