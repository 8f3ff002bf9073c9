import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { HOUR, iso } from '../../src/domain/time/instant.js';
import { OFFICE, VISITED } from '../support/office.js';
import { startTestService, type Answer, type TestService } from '../support/service.js';

/** The office through the API: whole, or one person, unit, shift or absence at a time. */

let service: TestService;
beforeAll(async () => {
  service = await startTestService({ office: null });
}, 60_000);
afterAll(() => service?.stop());

const put = (body: unknown, type = 'application/json') =>
  service.api('PUT', '/api/v1/organisation', body, { 'content-type': type });
const organisation = async () => (await service.api('GET', '/api/v1/organisation')).body;
const token = async (rights: string[]) => {
  const expiresAt = new Date((await service.now()) + 60_000).toISOString();
  const { body } = await service.api<{ token: string }>('POST', '/api/v1/tokens', { name: 'x', rights, expiresAt });
  return { authorization: `Bearer ${body.token}` };
};
const fieldsOf = (answer: Answer): string[] => answer.body.errors.map((error) => error.field);

describe('the whole organisation', () => {
  it('is taken as JSON, and the same once more changes nothing', async () => {
    expect((await put(OFFICE)).body).toMatchObject({ changed: true, units: 4, people: 8 });
    expect((await put(OFFICE)).body).toMatchObject({ changed: false, units: 4, people: 8 });
    const kept = await organisation();
    expect(kept.people[0]).toMatchObject(OFFICE.people[0] ?? {});
    expect((await put(kept)).body.changed).toBe(false);
  });

  it('is taken as YAML', async () => {
    const file = readFileSync(new URL('../../examples/office.yaml', import.meta.url), 'utf8');
    for (const type of ['application/yaml', 'text/yaml; charset=utf-8', 'application/x-yaml']) {
      expect((await put(file, type)).status).toBe(200);
    }
    expect((await organisation()).people.map((person) => person.id)).toContain('priya-shah');
  });

  it('is refused whole, with every fault; of YAML with its line', async () => {
    const before = await organisation();
    const answer = await put(
      [
        'units:',
        '  - { id: team-1, name: Team One, kind: teem }',
        'people:',
        '  - { id: a, name: A, mobile: "999", unit: team-2, roles: [manager] }',
      ].join('\n'),
      'application/yaml',
    );
    expect(answer.status).toBe(422);
    expect(answer.body.errors).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ field: 'units[0].kind', line: 2, mend: expect.stringContaining('team') }),
        expect.objectContaining({ field: 'people[0].mobile', line: 4, message: expect.stringContaining('999') }),
        expect.objectContaining({ field: 'people[0].unit', line: 4, mend: expect.stringContaining('team-1') }),
      ]),
    );
    expect(await organisation()).toEqual(before);
  });

  it.each([
    ['no object', [], ''],
    ['nothing in it', {}, 'units'],
  ])('that is %s is refused', async (_what, body, field) => {
    const answer = await put(body);
    expect([answer.status, fieldsOf(answer)]).toEqual([422, expect.arrayContaining([field])]);
  });

  it('never shows a PIN', async () => {
    const people = OFFICE.people.map((person) =>
      person.id === 'practitioner-1' ? { ...person, pin: '4071' } : person,
    );
    expect((await put({ ...OFFICE, people })).body.changed).toBe(true);
    expect((await put({ ...OFFICE, people })).body.changed).toBe(false);
    const seen = [
      await organisation(),
      (await service.api('GET', '/api/v1/people')).body,
      (await service.api('GET', '/api/v1/people/practitioner-1')).body,
    ];
    expect(JSON.stringify(seen)).not.toMatch(/4071|"pin/);
  });

  it('keeps whoever is on a visit', async () => {
    await put(OFFICE);
    const now = await service.now();
    const { body: visit } = await service.api('POST', '/api/v1/visits', {
      attendees: ['practitioner-3'],
      personVisited: VISITED,
      kind: 'alone',
      purpose: 'visit',
      plannedStart: iso(now + HOUR),
      plannedEnd: iso(now + 2 * HOUR),
    });
    const without = { ...OFFICE, people: OFFICE.people.filter(({ id }) => id !== 'practitioner-3') };
    expect(await put(without)).toMatchObject({
      status: 409,
      body: { errors: [{ field: 'people', message: expect.stringContaining(visit.reference) }] },
    });
    expect((await service.api('DELETE', '/api/v1/people/practitioner-3')).status).toBe(409);
    await service.api('POST', `/api/v1/visits/${visit.id}/cancel`, { reason: 'over' });
    expect((await put(without)).status).toBe(200);
  });
});

describe('people', () => {
  beforeEach(() => put(OFFICE));

  const NEW = {
    id: 'new-1',
    name: 'New One',
    mobile: '07700 900120',
    unit: 'team-2',
    lineManager: 'manager-2',
    roles: ['SPO'],
  };

  it('are listed in pages, by unit and role', async () => {
    const ids = async (query: string) =>
      (await service.api('GET', `/api/v1/people?${query}`)).body.items.map((person) => person.id);
    expect(await ids('')).toEqual(OFFICE.people.map(({ id }) => id));
    expect(await ids('unit=pdu-1&role=practitioner')).toEqual(['practitioner-1', 'practitioner-2', 'practitioner-3']);
    expect(await ids('unit=team-2')).toEqual(['practitioner-3']);
    expect(await ids('perPage=3&page=2')).toEqual(['contact-1', 'manager-1', 'manager-2']);
  });

  it('are added, looked at, changed, replaced and taken out', async () => {
    const added = await service.api('POST', '/api/v1/people', NEW);
    expect([added.status, added.headers.get('location')]).toEqual([201, '/api/v1/people/new-1']);
    expect(added.body).toMatchObject({
      id: 'new-1',
      mobile: '+447700900120',
      roles: ['manager'],
      car: null,
      warnings: [],
    });
    expect((await service.api('POST', '/api/v1/people', NEW)).status).toBe(409);

    const changed = await service.api('PATCH', '/api/v1/people/new-1', {
      car: { registration: 'XY34 ZAB' },
      lineManager: null,
    });
    expect(changed.body).toMatchObject({ name: 'New One', lineManager: null, car: { registration: 'XY34 ZAB' } });
    expect((await service.api('GET', '/api/v1/people/new-1')).body.car.registration).toBe('XY34 ZAB');

    const { id, ...rest } = NEW;
    expect((await service.api('PUT', `/api/v1/people/${id}`, { ...rest, name: 'Newer One' })).body).toMatchObject({
      name: 'Newer One',
      car: null,
    });
    expect((await service.api('DELETE', `/api/v1/people/${id}`)).status).toBe(204);
    for (const method of ['GET', 'DELETE'])
      expect((await service.api(method, `/api/v1/people/${id}`)).status).toBe(404);
    expect((await service.api('PATCH', `/api/v1/people/${id}`, { name: 'x' })).status).toBe(404);
  });

  it.each<[string, unknown, string[]]>([
    ['999', { ...NEW, mobile: '999' }, ['mobile']],
    ['112 in disguise', { ...NEW, mobile: '+44112' }, ['mobile']],
    ['somebody else’s number', { ...NEW, mobile: '+44 7700 900101' }, ['mobile']],
    ['a unit that there is not', { ...NEW, unit: 'team-9' }, ['unit']],
    ['keys that are not known', { ...NEW, phone: '1' }, ['phone']],
    ['no roles', { ...NEW, roles: [] }, ['roles']],
    ['a list', [NEW], ['']],
  ])('are refused with %s, told by their own fields', async (_what, body, fields) => {
    const answer = await service.api('POST', '/api/v1/people', body);
    expect([answer.status, fieldsOf(answer)]).toEqual([422, fields]);
  });

  it('keep their id', async () => {
    const answer = await service.api('PUT', '/api/v1/people/practitioner-1', {
      ...OFFICE.people[0],
      id: 'practitioner-9',
    });
    expect([answer.status, fieldsOf(answer)]).toEqual([422, ['id']]);
  });

  it('whom others depend on stay', async () => {
    const answer = await service.api('DELETE', '/api/v1/people/manager-1');
    expect(answer.status).toBe(409);
    expect(fieldsOf(answer)).toContain('people[0].lineManager');
  });

  it('are changed on behalf of whom the caller names', async () => {
    await service.api('PATCH', '/api/v1/people/contact-1', { description: 'tall' }, { 'on-behalf-of': 'manager-1' });
    const [entry] = await service.query<{ by: string; text: string }>(
      `SELECT by, text FROM entry WHERE chain = 'office' ORDER BY seq DESC LIMIT 1`,
    );
    expect(entry).toEqual({ by: 'manager-1', text: 'Person contact-1 was changed.' });
  });
});

describe('mobile numbers', () => {
  const PHONE = '+447700900106';
  const code = async () => {
    const sent = await service.api<{ until: string }>('POST', '/api/v1/people/practitioner-2/number/code', undefined, {
      'on-behalf-of': 'director-1',
    });
    await service.settled();
    return { ...sent, digits: /\d{6}/.exec((await service.phone(PHONE).heardLast()) ?? '')?.[0] ?? '' };
  };
  const verify = (digits: string) =>
    service.api('POST', '/api/v1/people/practitioner-2/number/verify', { code: digits });
  const number = async () => (await service.api('GET', '/api/v1/people/practitioner-2/number')).body;

  it('are verified by a code that only the phone gets; the list says which are, and since when', async () => {
    await service.api('PUT', '/api/v1/organisation', OFFICE);
    expect(await number()).toMatchObject({ mobile: PHONE, state: 'not_verified', verifiedAt: null });
    const { status, body, digits } = await code();
    expect([status, JSON.stringify(body)]).toEqual([202, expect.not.stringContaining(digits)]);
    expect(JSON.stringify((await service.api('GET', '/api/v1/messages')).body)).not.toContain(digits);
    const wrong = await verify(digits === '000000' ? '111111' : '000000');
    expect([wrong.status, wrong.body.errors[0].field]).toEqual([422, 'code']);
    expect((await verify('12')).status).toBe(422);
    const right = await verify(`${digits.slice(0, 3)} ${digits.slice(3)}`);
    expect(right).toMatchObject({
      status: 200,
      body: { person: 'practitioner-2', state: 'verified', verifiedBy: 'api', verifiedAt: expect.any(String) },
    });
    expect((await verify(digits)).status).toBe(422);
    expect((await service.api('GET', '/api/v1/numbers?state=verified')).body.items).toMatchObject([
      { person: 'practitioner-2' },
    ]);
    expect((await service.api('GET', '/api/v1/numbers?unit=team-2')).body.items).toMatchObject([
      { person: 'practitioner-3', state: 'not_verified' },
    ]);
  });

  it('get three codes in a quarter of an hour, and no more', async () => {
    await code();
    await code();
    const late = await code();
    expect([late.status, late.body]).toMatchObject([409, { detail: expect.stringContaining('Too many codes') }]);
  });

  it('are verified by whoever changes people there, or by themselves if they report', async () => {
    const send = (id: string, headers: Record<string, string>) =>
      service.api('POST', `/api/v1/people/${id}/number/code`, undefined, headers);
    const reads = await token(['see_office']);
    expect((await send('manager-2', reads)).status).toBe(403);
    const reports = await token(['see_office', 'report']);
    expect((await send('manager-2', { ...reports, 'on-behalf-of': 'manager-1' })).status).toBe(403);
    expect((await send('manager-2', { ...reports, 'on-behalf-of': 'manager-2' })).status).toBe(202);
    expect((await send('nobody', await token(['see_office', 'change_office']))).status).toBe(404);
  });
});

describe('units', () => {
  beforeEach(() => put(OFFICE));

  it('are listed, looked at and replaced', async () => {
    expect((await service.api('GET', '/api/v1/units?perPage=2')).body).toMatchObject({
      total: 4,
      items: [{ id: 'region-1' }, { id: 'pdu-1' }],
    });
    const unit = (await service.api('GET', '/api/v1/units/team-1')).body;
    const { status, body } = await service.api('PUT', '/api/v1/units/team-1', {
      ...unit,
      alertPhrases: ['water the fern'],
    });
    expect([status, body.alertPhrases, body.police.force]).toEqual([200, ['water the fern'], 'Exampleshire']);
    expect(
      (await service.api('PUT', '/api/v1/units/team-3', { name: 'Team Three', kind: 'team', parent: 'pdu-1' })).body.id,
    ).toBe('team-3');
    const refused = await service.api('PUT', '/api/v1/units/team-3', {
      name: 'Team Three',
      kind: 'team',
      police: { force: 'Exampleshire', controlRoom: '101' },
    });
    expect([refused.status, fieldsOf(refused)]).toEqual([422, ['police.controlRoom']]);
    expect((await service.api('GET', '/api/v1/units/team-9')).status).toBe(404);
  });

  it('are shown with the words of their alert codes to those alone to whom the pages show them', async () => {
    const codes = { alertPhrases: ['water the fern'] };
    const team = { name: 'Team One', kind: 'team', parent: 'pdu-1' };
    await service.api('PUT', '/api/v1/units/team-1', { ...team, ...codes });
    const reader = await token(['see_office']);
    for (const path of ['/api/v1/units', '/api/v1/units/team-1', '/api/v1/organisation'])
      expect(JSON.stringify((await service.api('GET', path, undefined, reader)).body)).not.toContain('water the fern');
    const seen = (await service.api('GET', '/api/v1/units/team-1', undefined, reader)).body;
    expect(seen).toMatchObject({ name: 'Team One', alertPhraseCount: 1 });
    const reporting = await token(['see_office', 'report']);
    expect((await service.api('GET', '/api/v1/units/team-1', undefined, reporting)).body).toMatchObject(codes);
    // Sent back as it was shown: nothing is lost of what was not.
    const file = (await service.api('GET', '/api/v1/organisation', undefined, reader)).body;
    expect((await put(file)).body.changed).toBe(false);
    const changed = await service.api('PUT', '/api/v1/units/team-1', { ...team, name: 'Team 1' });
    expect(changed.body).toMatchObject({ name: 'Team 1', ...codes });
    const whole = (await service.api('GET', '/api/v1/organisation')).body;
    expect((await put(whole)).body.changed).toBe(false);
    expect(JSON.stringify(whole)).toContain('water the fern');
  });
});

describe('the rota', () => {
  beforeEach(() => put(OFFICE));

  const SHIFT = { unit: 'team-2', contacts: ['contact-1'], days: ['Monday'], from: '9:00', to: '17:30' };

  it('has shifts that keep their ids, whatever else changes', async () => {
    const before = (await service.api('GET', '/api/v1/rota')).body.items;
    const added = await service.api('POST', '/api/v1/rota', SHIFT);
    expect(added).toMatchObject({
      status: 201,
      body: { ...SHIFT, days: ['mon'], from: '09:00', id: expect.any(String) },
    });
    const { id } = added.body;
    expect(added.headers.get('location')).toBe(`/api/v1/rota/${id}`);
    expect((await service.api('GET', `/api/v1/rota/${id}`)).body).toMatchObject({ id, unit: 'team-2' });

    const replaced = await service.api('PUT', `/api/v1/rota/${id}`, { ...SHIFT, to: '18:00' });
    expect(replaced.body).toMatchObject({ id, to: '18:00' });
    await service.api('PATCH', '/api/v1/people/contact-1', { description: 'in the blue office' });
    const after = (await service.api('GET', '/api/v1/rota')).body.items;
    expect(after.map((shift) => shift.id)).toEqual([...before.map((shift) => shift.id), id]);
    expect((await service.api('GET', '/api/v1/rota?unit=team-2')).body.total).toBe(2);

    expect((await service.api('DELETE', `/api/v1/rota/${id}`)).status).toBe(204);
    expect((await service.api('DELETE', `/api/v1/rota/${id}`)).status).toBe(404);
    expect((await service.api('PUT', `/api/v1/rota/${id}`, SHIFT)).status).toBe(404);
  });

  it('has shifts of one date, and weekly ones that are struck out on a date', async () => {
    const { days: _days, ...times } = SHIFT;
    const asked = { ...times, date: '2030-11-29', to: '08:00' };
    const added = await service.api('POST', '/api/v1/rota', asked);
    expect(added).toMatchObject({ status: 201, body: { date: '2030-11-29', from: '09:00', to: '08:00' } });
    expect(added.body).not.toHaveProperty('days');
    const weekly = await service.api('POST', '/api/v1/rota', { ...SHIFT, days: ['fri'], except: ['2030-11-29'] });
    expect(weekly).toMatchObject({ status: 201, body: { days: ['fri'], except: ['2030-11-29'] } });
    const { body: kept } = await service.api<{ rota: object[] }>('GET', '/api/v1/organisation');
    expect(kept.rota).toHaveLength(4);
    const [always] = (await service.api('GET', '/api/v1/rota?unit=team-2')).body.items as { id: string }[];
    const shorter = await service.api('PUT', `/api/v1/rota/${always?.id}`, { ...SHIFT, days: ['mon'] });
    expect(shorter.body.warnings[0]).toMatchObject({
      message: expect.stringMatching(/^leaves unit "team-2" with nobody on duty from /),
    });
    await put(kept);
    expect((await put(kept)).body.changed).toBe(false);
    const file = { ...kept, rota: [...kept.rota, { ...asked, date: '2020-11-27' }] };
    // It is of an age at which it is forgotten: taken, said to be so, and not kept.
    expect((await put(file)).body).toMatchObject({
      changed: false,
      warnings: expect.arrayContaining([expect.objectContaining({ field: 'rota[4].date' })]),
    });
  });

  it.each<[string, unknown, string[]]>([
    ['days and a date', { ...SHIFT, date: '2030-11-29' }, ['date']],
    ['neither days nor a date', { ...SHIFT, days: undefined }, ['days']],
    ['a date that is over', { ...SHIFT, days: undefined, date: '2020-11-27' }, ['date']],
    ['a date that there is not', { ...SHIFT, days: undefined, date: '2030-02-30' }, ['date']],
    ['another weekday struck out', { ...SHIFT, except: ['2030-11-29'] }, ['except[0]']],
    ['nobody on it', { ...SHIFT, contacts: [] }, ['contacts']],
    ['a stranger on it', { ...SHIFT, contacts: ['contact-9'] }, ['contacts[0]']],
    ['a wrong time', { ...SHIFT, from: '9am' }, ['from']],
    ['an id of its own', { ...SHIFT, id: '00000000-0000-4000-8000-000000000000' }, ['id']],
  ])('refuses a shift with %s', async (_what, body, fields) => {
    const answer = await service.api('POST', '/api/v1/rota', body);
    expect([answer.status, fieldsOf(answer)]).toEqual([422, fields]);
  });
});

describe('absences', () => {
  beforeEach(() => put(OFFICE));

  it('are entered, listed and taken out', async () => {
    const asked = { person: 'manager-1', from: '2026-12-24T09:00', to: '2026-12-28T09:00:00Z' };
    const { status, headers, body } = await service.api('POST', '/api/v1/absences', asked);
    expect(status).toBe(201);
    expect(body).toMatchObject({
      person: 'manager-1',
      from: '2026-12-24T09:00:00.000Z',
      to: '2026-12-28T09:00:00.000Z',
    });
    expect(headers.get('location')).toBe(`/api/v1/absences/${body.id}`);
    expect((await service.api('GET', `/api/v1/absences/${body.id}`)).body).toMatchObject({ person: 'manager-1' });
    expect(
      (await service.api('GET', '/api/v1/absences?person=manager-1&at=2026-12-25T12:00:00Z')).body.items,
    ).toMatchObject([{ id: body.id }]);
    expect((await service.api('GET', '/api/v1/absences?at=2026-12-28T09:00:00Z')).body.total).toBe(0);
    expect((await organisation()).absences).toEqual([{ person: 'manager-1', from: body.from, to: body.to }]);
    expect((await service.api('DELETE', `/api/v1/absences/${body.id}`)).status).toBe(204);
    expect((await service.api('DELETE', `/api/v1/absences/${body.id}`)).status).toBe(404);
  });

  it.each<[string, Record<string, string>, string[]]>([
    ['that end before they begin', { person: 'manager-1', from: '2026-12-28T09:00Z', to: '2026-12-24T09:00Z' }, ['to']],
    ['of a stranger', { person: 'manager-9', from: '2026-12-24T09:00Z', to: '2026-12-28T09:00Z' }, ['person']],
  ])('%s are refused', async (_what, body, fields) => {
    const answer = await service.api('POST', '/api/v1/absences', body);
    expect([answer.status, fieldsOf(answer)]).toEqual([422, fields]);
  });
});
