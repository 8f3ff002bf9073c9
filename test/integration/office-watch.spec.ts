import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { readFileSync } from 'node:fs';
import { DataSource } from 'typeorm';
import { policyFileInForce } from '../../src/adapters/policy-in-force.js';
import { PostgresPolicies } from '../../src/adapters/postgres/policies.js';
import { WatchDrills } from '../../src/application/watch-drills.js';
import { iso, MINUTE, SECOND } from '../../src/domain/time/instant.js';
import { NOON_ZONE } from '../support/noon.js';
import { OFFICE, PHONES, VISITED } from '../support/office.js';
import { startTestService, type TestService } from '../support/service.js';
import { Visitor, type Shown } from '../support/visitor.js';

/** What keeps an eye on the office: readiness, the message log, drills and the policy, through their pages. */

const someone = (id: string, unit: string, role: string, more: object = {}) => ({
  id,
  name: `Somebody ${id}`,
  unit,
  roles: [role],
  ...more,
});
const WITH_OTHERS = {
  ...OFFICE,
  people: [
    ...OFFICE.people.map((one) => (one.id === 'practitioner-2' ? { ...one, roles: ['practitioner', 'manager'] } : one)),
    someone('next-door-manager', 'team-2', 'manager', { mobile: '+447700900120' }),
    someone('practitioner-4', 'team-1', 'practitioner', { lineManager: 'manager-1' }),
    someone('auditor', 'region-1', 'auditor'),
    someone('administrator', 'region-1', 'administrator'),
  ],
  // Team Two has nobody on its rota: the team above is asked about, which has none either.
  rota: OFFICE.rota.filter(({ unit }) => unit === 'team-1'),
};
const SECOND_PHONE = '+447700900106';
const STRANGER = '+447700900199';
const OF_THE_FIRST_TEAM = /Practitioner (One|Two)|practitioner-4|Contact One|Manager (One|Two)/;

let service: TestService;
let evening: { id: string; reference: string };

const plan = async (person: string, from: number, length: number): Promise<{ id: string; reference: string }> => {
  const now = await service.now();
  const { status, body } = await service.api('POST', '/api/v1/visits', {
    attendees: [person],
    personVisited: VISITED,
    kind: 'alone',
    purpose: 'first visit',
    plannedStart: iso(now + from),
    plannedEnd: iso(now + from + length),
  });
  expect(status).toBe(201);
  return body;
};

beforeAll(async () => {
  service = await startTestService({ office: WITH_OTHERS, environment: { TIME_ZONE: NOON_ZONE } });
  evening = await plan('practitioner-3', 6 * 60 * MINUTE, 45 * MINUTE);
  await service.phone(STRANGER).texts('=HYPERLINK("https://example.com") who is this?');
}, 60_000);
afterAll(() => service?.stop());

/** Signing in costs two requests: once for each person. */
const visitors = new Map<string, Visitor>();
const as = async (person: string): Promise<Visitor> => {
  const known = visitors.get(person);
  if (known) return known;
  const visitor = new Visitor(service);
  await visitor.actAs(person);
  visitors.set(person, visitor);
  return visitor;
};
const seen = async (person: string, path: string): Promise<Shown> => (await as(person)).get(path);
const PAGES = ['/office/readiness', '/office/messages', '/office/drills', '/office/policy'];

describe('each page', () => {
  it.each([
    ['practitioner-1', [403, 403, 403, 200]],
    ['contact-1', [403, 403, 200, 200]],
    ['manager-1', [200, 200, 200, 200]],
    ['auditor', [200, 200, 200, 200]],
    ['administrator', [200, 403, 200, 200]],
  ])('%s: %j', async (person, statuses) => {
    const visitor = await as(person);
    const found = [];
    for (const path of PAGES) found.push((await visitor.get(path)).status);
    expect(found).toEqual(statuses);
  });
});

describe('readiness', () => {
  it('says what is missing, why it matters and where it is mended, the gravest first', async () => {
    const { text, html } = await seen('head-1', '/office/readiness');
    expect(text).toContain('Visits without cover, until 08:00 tomorrow (1)');
    expect(text).toContain(`Visit ${evening.reference}, Team Two`);
    expect(text).toContain('Units without a rota (1)');
    expect(text).toContain('Somebody practitioner-4 has no mobile number.');
    expect(text).toContain('Team Two: no police force is named.');
    expect(text).toContain('Team Two: nobody is named as the senior person on site.');
    expect(text).toContain('Contact One has never been asked in a drill.');
    expect(html).toContain(`href="/itinerary/visits/${evening.id}"`);
    expect(html).toContain('href="/office/rota?unit=team-2"');
    expect(html.indexOf('id="visit_tonight"')).toBeLessThan(html.indexOf('id="number"'));
  });

  it('names nobody who is visited, to nobody', async () => {
    for (const person of ['head-1', 'administrator'])
      expect((await seen(person, '/office/readiness')).html).not.toMatch(/Example Name|X123456/);
  });

  it('is of the visitor’s own units, and of those of them that the address asks for', async () => {
    const next = await seen('next-door-manager', '/office/readiness');
    expect(next.text).toContain(evening.reference);
    expect(next.text).not.toMatch(OF_THE_FIRST_TEAM);
    expect((await seen('next-door-manager', '/office/readiness?unit=team-1')).text).not.toMatch(OF_THE_FIRST_TEAM);
    expect((await seen('head-1', '/office/readiness?unit=team-1')).text).not.toContain('Team Two:');
  });

  it('is the same through the API, in the units of the token', async () => {
    const { status, body } = await service.api<{ ready: boolean; groups: { kind: string }[] }>(
      'GET',
      '/api/v1/readiness?unit=team-2',
    );
    expect(status).toBe(200);
    expect(body.ready).toBe(false);
    expect(body.groups.map(({ kind }) => kind)).toEqual(['visit_tonight', 'no_rota', 'senior', 'police']);
    expect((await service.api('GET', '/api/v1/readiness?unit=nowhere')).status).toBe(422);
  });

  it('says that a phone was cut off, once it is', async () => {
    await service.phone('+447700900107').texts('STOP');
    expect((await seen('next-door-manager', '/office/readiness')).text).toContain(
      'Practitioner Three’s phone has opted out of texts.',
    );
    await service.phone('+447700900107').texts('START');
  });
});

describe('the policy', () => {
  const YAML = readFileSync('policies/hmpps-home-visits.yaml', 'utf8');
  const TRIAL = { with: 'file', person: 'practitioner-1', start: '14:00', end: '14:45', arrives: 'yes' };

  it('is shown in words, with its clauses, its waits and whom it asks', async () => {
    const { text } = await seen('practitioner-1', '/office/policy');
    expect(text).toContain('10 minutes after the expected end HVPF 8.4.2');
    expect(text).toContain('senior person on site, another manager');
    expect(text).toContain('The first that was kept.');
  });

  it('is set beside a file: when everything would come, to whom, and what is laid down otherwise', async () => {
    const visitor = await as('manager-1');
    await visitor.get('/office/policy');
    const yaml = YAML.replace('overdue: { after: PT10M', 'overdue: { after: PT15M');
    const { status, text } = await visitor.send('/office/policy/trial', { ...TRIAL, yaml });
    expect(status).toBe(200);
    expect(text).toMatch(/The alarm is raised HVPF 8\.4\.2 14:55 15:00 5 minutes later/);
    expect(text).toMatch(/Contact One is asked HVPF 8\.4\.2 14:55 15:00/);
    expect(text).toMatch(/15 minutes after the expected end \(HVPF 8\.4\.2\) ; before, 10 minutes after/);
    expect(text).toContain('Nothing was changed');
    const { body } = await service.api<{ visit: { overdue: { after: string } } }>('GET', '/api/v1/policy');
    expect(body.visit.overdue.after).toBe('PT10M');
  });

  it('takes a file that is chosen', async () => {
    const visitor = await as('manager-1');
    const { html } = await visitor.get('/office/policy');
    const form = new FormData();
    form.set('_csrf', /name="_csrf" value="([^"]*)"/.exec(html)?.[1] ?? '');
    for (const [name, value] of Object.entries({ ...TRIAL, yaml: '' })) form.set(name, value);
    form.set('file', new Blob([YAML], { type: 'text/yaml' }), 'policy.yaml');
    const response = await fetch(`${service.url}/office/policy/trial`, {
      method: 'POST',
      headers: {
        cookie: [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        accept: 'text/html',
      },
      body: form,
    });
    expect([response.status, await response.text()]).toEqual([
      200,
      expect.stringContaining('<strong>Nothing.</strong>'),
    ]);
  });

  it.each([
    [
      'a wrong one, with each line and its mend',
      YAML.replace('PT10M', 'ten'),
      /13 visit.overdue.after .*is not an ISO 8601 duration.*PT10M/,
    ],
    ['what is no YAML', 'a: [', /is not YAML/],
    ['markup', '<script>alert(1)</script>', /There is a problem/],
    ['nothing', ' ', /Paste a policy file/],
  ])('refuses %s', async (_, yaml, expected) => {
    const visitor = await as('manager-1');
    await visitor.get('/office/policy');
    const { status, text, html } = await visitor.send('/office/policy/trial', { ...TRIAL, yaml });
    expect([status, text]).toEqual([422, expect.stringMatching(expected)]);
    expect(html).not.toContain('<script>alert');
  });

  it('is tried on nobody of another unit', async () => {
    const visitor = await as('next-door-manager');
    expect((await visitor.get('/office/policy')).html).not.toMatch(
      /<option value="practitioner-1"[^>]*>Practitioner One, Team/,
    );
    const { status, text } = await visitor.send('/office/policy/trial', { ...TRIAL, yaml: YAML });
    expect([status, text]).toEqual([422, expect.stringContaining('Choose who goes on the visit')]);
  });

  it('that comes into force with another file is in the history and in the record, before and after', async () => {
    // As a process does that starts with it.
    const { policy, sha256 } = policyFileInForce('policies/demo.yaml');
    const started = await PostgresPolicies.start(service.app.get(DataSource), policy);
    for (let process = 0; process < 2; process += 1) await started.takeEffect(await service.now(), sha256);
    const { text, html } = await seen('manager-1', '/office/policy');
    expect(text).toContain('Number 2: demo');
    expect(text).not.toContain('Number 3');
    expect(text).toContain('Not every process runs under the same policy');
    expect(html).toMatch(/SHA-256 of the file: [0-9a-f]{64}/);
    // What held before is there in its own words.
    const former = await seen('manager-1', '/office/policy/history/1');
    expect(former.text).toMatch(
      /hmpps-home-visits, version [^ ]+ \. In force from .* to .*What it laid down.*10 minutes/,
    );
    expect(former.text).toContain('It is the first that was kept');
    expect((await seen('manager-1', '/office/policy/history/2')).text).toMatch(/In force since .*What changed with it/);
    for (const none of ['3', '0', '-1', '01', 'x', "1'"])
      expect([none, (await seen('manager-1', `/office/policy/history/${encodeURIComponent(none)}`)).status]).toEqual([
        none,
        404,
      ]);
    const [entry] = await service.query<{ text: string; data: { before: string; after: string; changes: string[] } }>(
      `SELECT text, data FROM entry WHERE kind = 'policy_changed'`,
    );
    expect(entry?.data).toMatchObject({
      before: expect.stringMatching(/^hmpps-home-visits /),
      after: expect.stringMatching(/^demo /),
    });
    expect(entry?.data.changes.join(' ')).toContain('The alarm is raised');
    await expect(service.query('DELETE FROM policy_period')).rejects.toThrow('append-only');
  });
});

describe('drills', () => {
  const START = { unit: 'team-1', person: 'practitioner-1', kind: 'overdue' };
  const startAt = `/office/drills/start?${new URLSearchParams(START).toString()}`;

  it('are begun after a page that says who would be asked, and stopped by whoever may', async () => {
    const visitor = await as('manager-1');
    const asked = await visitor.get(startAt);
    expect(asked.text).toContain('Contact One, Manager One');
    expect((await service.api('GET', '/api/v1/drills')).body.total).toBe(0);
    const begun = await visitor.send('/office/drills', START);
    expect([begun.status, begun.path]).toEqual([200, expect.stringMatching(/^\/office\/drills\/[0-9a-f-]{36}$/)]);
    expect(begun.text).toContain('The drill has begun');
    expect(await service.phone(PHONES.contact).heardLast()).toMatch(/^EXERCISE /);
    const NEVER = 'Contact One has never been asked in a drill';
    expect((await visitor.get('/office/readiness')).text).not.toContain(NEVER);
    await visitor.send(`${begun.path}/stop`);
    await service.app.get(WatchDrills).once();
    // Texted, and called off before they could answer: nobody knows whether they would have.
    expect((await visitor.get('/office/readiness')).text).toContain(NEVER);
  });

  it('that are stopped count as practice of whoever has answered by then', async () => {
    const visitor = await as('manager-1');
    await visitor.get(startAt);
    const begun = await visitor.send('/office/drills', START);
    const again = await visitor.send('/office/drills', START);
    expect([again.status, again.text]).toEqual([422, expect.stringMatching(/Another drill, \d+, is running/)]);

    await service.advance(20 * SECOND);
    const { body } = await service.api('GET', '/api/v1/drills');
    await service.phone(PHONES.contact).texts(`${body.items[0].reference} ACK`);
    expect((await visitor.get(begun.path)).text).toMatch(/2\d seconds, Contact One/);
    const stopped = await visitor.send(`${begun.path}/stop`);
    expect(stopped.text).toContain('The drill is stopped');
    expect(await service.phone(PHONES.contact).heardLast()).toMatch(/^EXERCISE \d+ STOOD DOWN .*the drill was stopped/);
    expect((await visitor.send(`${begun.path}/stop`)).text).toContain('The drill was over already');
    expect((await visitor.get('/office/readiness')).text).not.toContain('Contact One has never been asked');
    await service.app.get(WatchDrills).once();
  });

  it('are listed with their times beside earlier ones, but for one that was stopped', async () => {
    const visitor = await as('manager-1');
    await visitor.get(startAt);
    const answered = async (seconds: number): Promise<Shown> => {
      const begun = await visitor.send('/office/drills', START);
      await service.advance(seconds * SECOND);
      const { body } = await service.api('GET', '/api/v1/drills');
      await service.phone(PHONES.contact).texts(`${body.items[0].reference} SAFE`);
      await service.app.get(WatchDrills).once();
      return begun;
    };
    await answered(10);
    const begun = await answered(40);
    expect((await visitor.get(begun.path)).text).toMatch(/\d+ seconds slower \(usual in 1 earlier/);
    expect((await visitor.get('/office/drills')).text).toMatch(/Contact One \d+ seconds slower/);
    expect((await seen('head-1', '/office/readiness')).text).not.toContain('Contact One has never been asked');
  });

  it('of another unit are not there, and cannot be begun', async () => {
    const { body } = await service.api('GET', '/api/v1/drills');
    const visitor = await as('next-door-manager');
    expect((await visitor.get('/office/drills')).text).toContain('There has been no drill yet.');
    expect((await visitor.get(`/office/drills/${body.items[0].id}`)).status).toBe(404);
    expect((await visitor.get('/office/drills/no-id')).status).toBe(404);
    await visitor.get('/office/drills');
    expect((await visitor.send('/office/drills', START)).status).toBe(422);
    expect((await visitor.send(`/office/drills/${body.items[0].id}/stop`)).status).toBe(404);
    expect((await service.api('GET', '/api/v1/drills')).body.total).toBe(4);
  });

  it('are begun by nobody who only reads', async () => {
    const visitor = await as('auditor');
    expect((await visitor.get('/office/drills')).text).not.toContain('Run a drill');
    expect((await visitor.send('/office/drills', START)).status).toBe(403);
  });
});

describe('the message log', () => {
  beforeAll(async () => {
    await service.phone('+447700900107').texts('VISITS');
    const drill = { unit: 'team-1', practitioner: 'practitioner-1', kind: 'overdue', by: 'manager-1' };
    const { body } = await service.api('POST', '/api/v1/drills', drill);
    await service.phone(PHONES.contact).texts(`${body.reference} SAFE`);
  });

  const csvAs = async (person: string, query = ''): Promise<Record<string, string>[]> => {
    const { html, headers } = await seen(person, `/office/messages/export.csv${query}`);
    expect(headers.get('content-type')).toContain('text/csv');
    return parse<Record<string, string>>(html, { columns: true, bom: true });
  };

  it('shows what was sent to whom, what became of it, and no link that opens anything', async () => {
    const { text, html } = await seen('manager-1', '/office/messages');
    expect(text).toMatch(/To Contact One 07700 900102 , Team One EXERCISE \d+ OVERDUE .*\(link to answer by\)/);
    expect(text).toContain('Delivered');
    expect(html).not.toMatch(/https?:\/\/[^"\s]*\/[ac]\/\w/);
  });

  it('has texts of strangers for whoever has the whole office, and for nobody else', async () => {
    expect((await seen('director-1', '/office/messages')).text).toContain('who is this?');
    for (const person of ['manager-1', 'head-1', 'next-door-manager'])
      expect([person, (await seen(person, '/office/messages')).text.includes('who is this?')]).toEqual([person, false]);
  });

  it('is a file that a spreadsheet opens and does not run', async () => {
    const { html } = await seen('director-1', '/office/messages/export.csv?direction=inbound');
    expect(html).toContain(`"'=HYPERLINK(`);
  });

  it('is a file with each text once, however many there are', async () => {
    const [{ count }] = (await service.query(`
      WITH many AS (
        INSERT INTO message (id, person, mobile, body, purpose, urgency, state, created_at, next_attempt_at)
        SELECT gen_random_uuid(), 'contact-1', '+447700900102', 'Text ' || n, 'notice', 2, 'delivered',
               timestamptz '2020-05-05 12:00' + n / 4 * interval '1 microsecond', now()
          FROM generate_series(1, 1100) n RETURNING 1)
      SELECT count(*)::integer AS count FROM many`)) as [{ count: number }];
    const texts = (await csvAs('manager-1', '?from=5/5/2020&to=5/5/2020')).map(({ Text }) => Text);
    expect([texts.length, new Set(texts).size]).toEqual([count, count]);
  });

  it('is filtered by person, phone, unit, direction, state and day', async () => {
    const only = async (query: string) => csvAs('director-1', query);
    expect(new Set((await only('?person=contact-1')).map(({ Person }) => Person))).toEqual(new Set(['Contact One']));
    expect(new Set((await only('?phone=07700+900102')).map(({ Phone }) => Phone))).toEqual(new Set(['07700 900102']));
    expect(new Set((await only('?unit=team-2')).map(({ Unit }) => Unit))).toEqual(new Set(['Team Two']));
    expect(new Set((await only('?direction=inbound')).map(({ Direction }) => Direction))).toEqual(
      new Set(['received']),
    );
    expect(new Set((await only('?state=handled')).map(({ State }) => State))).toEqual(new Set(['Read']));
    expect(await only('?from=1/1/2020&to=2/1/2020')).toEqual([]);
  });

  it.each([
    ['?from=yesterday', 'From must be a real date'],
    ['?phone=abc', 'Phone number must be a number'],
    ['?person=nobody', 'Person must be one of those in the list'],
    ['?state=%00x&unit[]=x', 'State must be one of those in the list'],
  ])('%s: says what is wrong, and shows the rest', async (query, why) => {
    const visitor = await as('manager-1');
    const { status, text } = await visitor.get(`/office/messages${query}`);
    expect([status, text]).toEqual([422, expect.stringContaining(why)]);
    expect((await visitor.get(`/office/messages/export.csv${query}`)).status).toBe(422);
  });

  it('shows a manager of another unit no text of this one', async () => {
    expect((await seen('next-door-manager', '/office/messages?person=contact-1')).status).toBe(422);
    expect((await seen('next-door-manager', '/office/messages')).text).not.toMatch(OF_THE_FIRST_TEAM);
  });

  it('P8: gives no alert code away to whoever is on the visit', async () => {
    await plan('practitioner-2', SECOND, 45 * MINUTE);
    await service.advance(2 * SECOND);
    await service.phone(SECOND_PHONE).texts('ARRIVED 45');
    await service.phone(SECOND_PHONE).texts('Please cancel my next appointment');
    const [open] = (await service.api('GET', '/api/v1/incidents?status=open')).body.items;
    await service.phone(PHONES.manager).texts(`${open.reference} POLICE CAD 77`);
    expect((await seen('manager-2', '/office/messages')).text).toMatch(/ALERT CODE/);
    const own = await seen('practitioner-2', '/office/messages');
    expect(own.status).toBe(200);
    expect(own.text).toContain('ARRIVED 45');
    expect(own.text).not.toMatch(/ALERT CODE|POLICE CAD|CAD 77/);
    expect(own.text).not.toContain(open.reference);
    expect(JSON.stringify(await csvAs('practitioner-2'))).not.toMatch(/ALERT CODE|CAD 77/);
    const visitor = await as('practitioner-2');
    await visitor.get('/office/drills');
    const refused = await visitor.send('/office/drills', { unit: 'team-1', person: 'practitioner-1', kind: 'overdue' });
    expect([refused.status, refused.text.includes(open.reference)]).toEqual([422, false]);
    expect(refused.text).not.toContain('A real incident');
  });

  it('is counted to ten thousand and no further, and says that there are older ones', async () => {
    await service.query(
      `INSERT INTO inbound (sid, from_number, to_number, body, received_at, retry_at, handled_at)
        SELECT 'SMmany' || n, '+447700900999', '', 'again', now() - interval '1 year', now(), now() FROM generate_series(1, 10001) n`,
    );
    const first = await seen('director-1', '/office/messages');
    expect(first.text).toContain('More than 10,000 texts, page 1, the newest first');
    const last = await seen('director-1', '/office/messages?page=200');
    expect(last.text).toContain('There are older ones. Choose a span of days');
    expect((await service.api('GET', '/api/v1/messages?perPage=1')).body.total).toBe(10_000);
    await service.query(`DELETE FROM inbound WHERE sid LIKE 'SMmany%'`);
    expect((await seen('director-1', '/office/messages')).text).not.toContain('More than');
  });
});
