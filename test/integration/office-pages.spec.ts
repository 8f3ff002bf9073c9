import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DAY, HOUR, MINUTE } from '../../src/domain/time/instant.js';
import { localDate } from '../../src/domain/time/local.js';
import { OFFICE, VISITED } from '../support/office.js';
import { startTestService, type TestService } from '../support/service.js';
import { Visitor, type Shown } from '../support/visitor.js';

/** The pages from which an office is run: people, their numbers, units, the rota, absences. */

const someone = (id: string, unit: string, role: string) => ({ id, name: `Somebody ${id}`, unit, roles: [role] });
const TWO_TEAMS = {
  ...OFFICE,
  people: [
    ...OFFICE.people,
    someone('administrator', 'region-1', 'administrator'),
    someone('other-administrator', 'region-1', 'administrator'),
    someone('next-door-administrator', 'team-2', 'administrator'),
    someone('next-door-manager', 'team-2', 'manager'),
    someone('auditor', 'region-1', 'auditor'),
  ],
};

let service: TestService;
beforeAll(async () => {
  service = await startTestService({ office: TWO_TEAMS });
}, 60_000);
afterAll(() => service?.stop());

const visitors = new Map<string, Promise<Visitor>>();
/** The same browser each time: signing in is another's test. */
function as(person: string): Promise<Visitor> {
  const visitor = visitors.get(person) ?? signedIn(person);
  visitors.set(person, visitor);
  return visitor;
}
async function signedIn(person: string): Promise<Visitor> {
  const visitor = new Visitor(service);
  await visitor.get('/office/people');
  await visitor.actAs(person);
  return visitor;
}

/** The fields of the form with this action, as a browser would send them untouched. */
function fieldsOf({ html }: Shown, action: string): Record<string, string> {
  const start = html.indexOf(`action="${action}"`);
  const form = html.slice(start, html.indexOf('</form>', start));
  const fields: Record<string, string> = {};
  for (const [input] of form.matchAll(/<input[^>]*>/g)) {
    const name = /name="([^"]*)"/.exec(input)?.[1] ?? '';
    if (/type="checkbox"/.test(input) && !/ checked/.test(input)) continue;
    fields[name] = /value="([^"]*)"/.exec(input)?.[1] ?? '';
  }
  for (const [, name = '', options = ''] of form.matchAll(/<select[^>]*name="([^"]*)"[^>]*>([\s\S]*?)<\/select>/g))
    fields[name] = /value="([^"]*)" selected/.exec(options)?.[1] ?? '';
  for (const [, name = '', text = ''] of form.matchAll(/<textarea[^>]*name="([^"]*)"[^>]*>([\s\S]*?)<\/textarea>/g))
    fields[name] = text;
  return fields;
}

const office = async () => (await service.api('GET', '/api/v1/organisation')).body;
const person = async (id: string) => office().then(({ people }) => people.find((one) => one.id === id) as unknown);
const newestEntry = async () =>
  (
    await service.query<{ by: string; text: string; data: Record<string, string> }>(
      `SELECT by, text, data FROM entry WHERE kind = 'office_changed' ORDER BY seq DESC LIMIT 1`,
    )
  )[0];

describe('people', () => {
  it('are found by name, unit and number, with their roles and the state of their number', async () => {
    const visitor = await as('administrator');
    expect((await visitor.get('/office/people?search=PRACTITIONER+t')).text).toMatch(/2 people.*Three.*Two/);
    expect((await visitor.get('/office/people?search=07700+900106')).text).toMatch(/1 person.*Practitioner Two/);
    expect((await visitor.get('/office/people?unit=team-2&number=not_verified')).text).toMatch(
      /1 person.*Three.*Not verified/,
    );
    expect((await visitor.get('/office/people?search=nobody')).text).toContain('Nobody is like that.');
  });

  it('are added, with the id made from the name, and the record says what was entered', async () => {
    const visitor = await as('administrator');
    await visitor.get('/office/people/-/add?unit=team-1');
    const filled = {
      name: "Siân O'Neill",
      mobile: '07700 900555',
      unit: 'team-1',
      lineManager: 'manager-1',
      'role-contact': 'yes',
    };
    const added = await visitor.send('/office/people/-/add', filled);
    expect([added.status, added.path, added.text]).toEqual([
      200,
      '/office/people/sian-o-neill',
      expect.stringContaining("Siân O'Neill was added"),
    ]);
    expect(await person('sian-o-neill')).toMatchObject({ mobile: '+447700900555', roles: ['contact'] });
    expect(await newestEntry()).toMatchObject({ by: 'administrator', data: { person: 'sian-o-neill' } });
  });

  it.each([
    [{ mobile: '999' }, 'Allswell never dials or texts 999'],
    [{ mobile: '020 7946 0000' }, 'The mobile &quot;020 7946 0000&quot; is a landline'],
    [{ mobile: '+447700900101' }, 'is already the mobile of somebody else'],
    [{ id: 'manager-1' }, 'The id is taken'],
    [{ id: 'Allswell' }, 'is what the record calls the service itself'],
    [{ unit: 'nowhere' }, 'Choose a unit from the list'],
    [{ lineManager: 'ghost' }, 'Choose the line manager from the list'],
    [{ pin: '12' }, 'The departure PIN is 4 to 8 digits'],
    [{ name: 'Contact One' }, 'There is somebody of this name in this unit'],
    [{ name: '<script>alert(1)</script>'.repeat(9) }, 'Use 100 characters or fewer'],
  ])('are refused with the field and the mend, and what was typed stays: %j', async (wrong, says) => {
    const visitor = await as('administrator');
    await visitor.get('/office/people/-/add');
    const filled = { name: 'Somebody New', unit: 'team-1', 'role-contact': 'yes', device: 'LW-77', ...wrong };
    const { status, html } = await visitor.send('/office/people/-/add', filled);
    expect([status, html]).toEqual([422, expect.stringContaining(says)]);
    expect(html).toContain('value="LW-77"');
    expect(html).not.toContain('<script>alert');
  });

  it('nobody gives themself a role, whatever door they use', async () => {
    const visitor = await as('administrator');
    const form = fieldsOf(
      await visitor.get('/office/people/administrator/change'),
      '/office/people/administrator/change',
    );
    const refused = await visitor.send('/office/people/administrator/change', { ...form, 'role-manager': 'yes' });
    expect([refused.status, refused.text]).toEqual([422, expect.stringContaining('nobody gives themself a role')]);
    const roles = ['administrator', 'auditor'];
    const headers = { 'on-behalf-of': 'administrator' };
    const sent = await service.api('PATCH', '/api/v1/people/administrator', { roles }, headers);
    expect(sent.status).toBe(422);
    expect(await person('administrator')).toMatchObject({ roles: ['administrator'] });
  });

  it('two who change the same: the later is shown what is there now, keeps what they typed, and decides', async () => {
    const [first, second] = [await as('administrator'), await as('other-administrator')];
    const [path, page] = ['/office/people/practitioner-2/change', '/office/people/practitioner-2'];
    const firstForm = fieldsOf(await first.get(path), path);
    const secondForm = fieldsOf(await second.get(path), path);
    expect((await first.send(path, { ...firstForm, device: 'LW-9' })).path).toBe(page);
    const late = await second.send(path, { ...secondForm, registration: 'XY99 ZZZ' });
    expect([late.status, late.text]).toEqual([409, expect.stringContaining('Device: it was none, and is LW-9 now')]);
    expect(late.html).toContain('value="XY99 ZZZ"');
    expect(await person('practitioner-2')).toMatchObject({ device: 'LW-9', car: null });
    const again = await second.send(path, { ...fieldsOf(late, path), device: 'LW-9' });
    expect([again.path, again.text]).toEqual([page, expect.stringContaining('Car before: none → , after: XY99 ZZZ')]);
    expect(await person('practitioner-2')).toMatchObject({ device: 'LW-9', car: { registration: 'XY99 ZZZ' } });
  });

  it('are taken out when nothing hangs on them, and not before', async () => {
    const visitor = await as('administrator');
    const hangs = await visitor.get('/office/people/manager-1/remove');
    expect(hangs.text).toMatch(/give another line manager to Practitioner One , Practitioner Two , Contact One/);
    expect(hangs.html).not.toContain('action="/office/people/manager-1/remove"');
    const forced = await visitor.send('/office/people/manager-1/remove', { version: 'x' });
    expect([forced.status, await person('manager-1')]).toEqual([409, expect.anything()]);
    const self = await visitor.send('/office/people/administrator/remove', { version: 'x' });
    expect([self.status, self.text]).toEqual([422, expect.stringContaining('You cannot take yourself out')]);

    await service.api('POST', '/api/v1/people', { id: 'leaver', name: 'A Leaver', unit: 'team-1', roles: ['contact'] });
    const at = await service.now();
    const absence = { person: 'leaver', from: new Date(at).toISOString(), to: new Date(at + DAY).toISOString() };
    await service.api('POST', '/api/v1/absences', absence);
    const path = '/office/people/leaver/remove';
    const gone = await visitor.send(path, fieldsOf(await visitor.get(path), path));
    expect([gone.path, gone.text]).toEqual(['/office/people', expect.stringContaining('A Leaver was taken out')]);
    expect(await person('leaver')).toBeUndefined();
  });

  it('who are on a visit that is watched are not taken out', async () => {
    await service.api('POST', '/api/v1/people', {
      id: 'visitor-1',
      name: 'A Visitor',
      unit: 'team-1',
      lineManager: 'manager-1',
      roles: ['practitioner'],
    });
    const at = await service.now();
    const { body: visit } = await service.api('POST', '/api/v1/visits', {
      attendees: ['visitor-1'],
      kind: 'alone',
      purpose: 'Visit',
      personVisited: VISITED,
      plannedStart: new Date(at + 3 * HOUR).toISOString(),
      plannedEnd: new Date(at + 4 * HOUR).toISOString(),
    });
    const visitor = await as('administrator');
    const page = await visitor.get('/office/people/visitor-1/remove');
    expect(page.text).toContain('they are on 1 visit that is still watched');
    expect(page.text).not.toMatch(/Example Name|X123456/);
    await service.api('POST', `/api/v1/visits/${visit.id}/cancel`, { reason: 'done' });
  });
});

describe('a number', () => {
  const PAGE = '/office/people/manager-2';
  const MOBILE = '+447700900104';
  const codeIn = (text: string | undefined): string => /\b(\d{6})\b/.exec(text ?? '')?.[1] ?? '';

  it('is verified by the code of one text, which is in no log and works once', async () => {
    const visitor = await as('administrator');
    expect((await visitor.get(PAGE)).text).toContain('It is alerted all the same.');
    await visitor.send(`${PAGE}/code`);
    const text = await service.phone(MOBILE).heardLast();
    const code = codeIn(text);
    expect(text).toMatch(/^Allswell code \d{6}, to show that this phone is yours\. Good until \d\d:\d\d\./);
    const kept = await service.query(`SELECT body, sealed FROM message WHERE mobile = $1 AND sealed IS NOT NULL`, [
      MOBILE,
    ]);
    const { body: log } = await service.api('GET', '/api/v1/messages?person=manager-2');
    const codes = await service.query('SELECT * FROM number_code');
    expect(JSON.stringify([kept, log, codes])).not.toContain(code);

    await visitor.get(PAGE);
    const wrong = await visitor.send(`${PAGE}/verify`, { code: code === '000000' ? '000001' : '000000' });
    expect([wrong.status, wrong.text]).toEqual([
      422,
      expect.stringContaining('That code is not right, or is no longer good'),
    ]);
    expect((await visitor.send(`${PAGE}/verify`, { code: 'sesame' })).text).toContain('Enter the 6 digits');
    const right = await visitor.send(`${PAGE}/verify`, { code: `${code.slice(0, 3)} ${code.slice(3)}` });
    expect(right.text).toMatch(/Verified \d\d:\d\d, a moment ago, by Somebody administrator/);
    expect(await newestEntry()).toMatchObject({ by: 'administrator', text: 'The number of manager-2 was verified.' });
    expect((await visitor.send(`${PAGE}/verify`, { code })).status).toBe(422);
  });

  it('that is changed, by whatever door, is not verified any more', async () => {
    const visitor = await as('administrator');
    expect((await visitor.get(PAGE)).text).toContain('✓ Verified');
    for (const mobile of ['+447700900777', MOBILE]) await service.api('PATCH', '/api/v1/people/manager-2', { mobile });
    expect((await visitor.get(PAGE)).text).toContain('Not verified');
  });

  it('is not proved by guessing: five tries, ten minutes, and few codes', async () => {
    const visitor = await as('head-1');
    const page = '/office/people/head-1';
    await visitor.get(page);
    await visitor.send(`${page}/code`);
    const code = codeIn(await service.phone('+447700900105').heardLast());
    const wrong = code.startsWith('1') ? '222222' : '111111';
    for (let tries = 0; tries < 5; tries += 1) await visitor.send(`${page}/verify`, { code: wrong });
    const answered = await visitor.send(`${page}/verify`, { code });
    expect([answered.status, answered.text]).toEqual([
      422,
      expect.stringContaining('That code is not right, or is no longer good'),
    ]);

    await visitor.send(`${page}/code`);
    const second = codeIn(await service.phone('+447700900105').heardLast());
    await service.advance(10 * MINUTE);
    await visitor.get(page);
    expect((await visitor.send(`${page}/verify`, { code: second })).status).toBe(422);
    await visitor.send(`${page}/code`);
    const tooMany = await visitor.send(`${page}/code`);
    expect([tooMany.status, tooMany.text]).toEqual([422, expect.stringContaining('Too many codes were sent')]);
  });

  it('that has opted out of texts, or to which one did not arrive, is said to be so', async () => {
    const visitor = await as('administrator');
    await service.api('POST', '/simulator/faults', { number: '+447700900106', kind: 'undelivered', code: 30003 });
    await visitor.get('/office/people/practitioner-2');
    await visitor.send('/office/people/practitioner-2/code');
    await service.settled();
    await service.phone('+447700900107').texts('STOP');
    const { text } = await visitor.get('/office/people?search=practitioner');
    expect(text).toMatch(/Practitioner Three.*Opted out of texts.*Practitioner Two.*Unreachable/);
    await visitor.get('/office/people/practitioner-3');
    const refused = await visitor.send('/office/people/practitioner-3/code');
    expect([refused.status, refused.text]).toEqual([422, expect.stringContaining('Text START from it')]);
    await service.phone('+447700900107').texts('START');
  });

  it('gets its code although the provider’s answer was lost, and no log learns it by that', async () => {
    const visitor = await as('administrator');
    await service.api('POST', '/simulator/faults', { number: '+447700900103', kind: 'http_500' });
    await visitor.get('/office/people/manager-1');
    await visitor.send('/office/people/manager-1/code');
    await service.advance(MINUTE);
    const code = codeIn(await service.phone('+447700900103').heardLast());
    expect(code).toHaveLength(6);
    const { body: log } = await service.api('GET', '/api/v1/messages?person=manager-1');
    expect(JSON.stringify(log)).not.toContain(code);
    await visitor.get('/office/people/manager-1');
    expect((await visitor.send('/office/people/manager-1/verify', { code })).text).toContain('The number is verified');
  });

  it('is verified by themself, not by a colleague, nor by somebody who only reads', async () => {
    const own = await as('practitioner-1');
    expect((await own.get('/office/people/practitioner-1')).text).toContain('Send a code to 07700 900101');
    for (const [who, status] of [
      ['practitioner-2', 404],
      ['next-door-administrator', 404],
      ['auditor', 403],
      ['manager-1', 403],
    ] as const) {
      const other = await as(who);
      await other.get('/office/people');
      expect([who, (await other.send('/office/people/practitioner-1/code')).status]).toEqual([who, status]);
    }
  });
});

describe('the rota', () => {
  const rota = () => service.api<{ items: { from: string }[] }>('GET', '/api/v1/rota').then(({ body }) => body.items);

  it('is a calendar in which a time without a contact is said in words', async () => {
    const visitor = await as('manager-1');
    const page = await visitor.get('/office/rota?unit=team-1');
    expect(page.text).toMatch(/No gaps.*Today.*All day Contact One/);
    const [, id = ''] = /\/office\/rota\/shifts\/([0-9a-f-]{36})/.exec(page.html) ?? [];
    const path = `/office/rota/shifts/${id}`;
    const form = fieldsOf(await visitor.get(path), path);
    const saved = await visitor.send(path, { ...form, from: '8:30', to: '18:00' });
    expect(saved.text).toContain('Nobody is on duty 00:00 to 08:30');
    expect(saved.text).toContain('Nobody is on duty 18:00 to midnight');
    expect(saved.text).toMatch(/Nobody is on duty \d+ times? in this week/);
    const closed = await visitor.send('/office/rota/shifts/-/add', {
      unit: 'team-1',
      ...Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [`day-${day}`, 'yes'])),
      from: '18:00',
      to: '08:30',
      'contact-1': 'manager-2',
    });
    expect(closed.text).toMatch(/No gaps.*18:00 to midnight Manager Two/);
    expect(closed.text).toContain('Every day, 18:00 to 08:30 the next day');
    expect(await newestEntry()).toMatchObject({
      by: 'manager-1',
      text: 'Rota shift was added.',
      data: { unit: 'team-1' },
    });
    expect((await visitor.get('/office/rota?unit=team-1&view=month&date=2026-02-14')).text).toContain('February 2026');
  });

  it('two who change a shift: the later sees what it is now', async () => {
    const visitor = await as('manager-1');
    const page = await visitor.get('/office/rota?unit=team-1');
    const [, id = ''] = /\/office\/rota\/shifts\/([0-9a-f-]{36})/.exec(page.html) ?? [];
    const path = `/office/rota/shifts/${id}`;
    const form = fieldsOf(await visitor.get(path), path);
    await service.api('PUT', `/api/v1/rota/${id}`, {
      ...(await service.api('GET', `/api/v1/rota/${id}`)).body,
      from: '08:00',
    });
    const late = await visitor.send(path, { ...form, to: '19:00' });
    expect([late.status, late.text]).toEqual([409, expect.stringContaining('From: it was 08:30, and is 08:00 now')]);
    const removed = await visitor.send(`${path}/remove`, { version: form['version'] ?? '' });
    expect([removed.status, (await rota()).some(({ from }) => from === '08:00')]).toEqual([409, true]);
  });

  const inDays = async (days: number): Promise<string> =>
    localDate((await service.now()) + days * DAY, service.settings.timeZone);
  const typedDate = (date: string): string => date.split('-').reverse().join('/');
  const oneOf = async (date: string) =>
    (await service.api<{ items: Record<string, unknown>[] }>('GET', '/api/v1/rota?unit=team-2')).body.items.filter(
      (shift) => shift['date'] === date,
    );
  const single = async (days: number, more = {}) => ({
    unit: 'team-2',
    kind: 'single',
    date: typedDate(await inDays(days)),
    from: '18:00',
    to: '8:00',
    'contact-1': 'manager-2',
    ...more,
  });

  it('has shifts of one date, said to be so, changed and taken out like others', async () => {
    const visitor = await as('head-1');
    const date = await inDays(20);
    await visitor.get('/office/rota/shifts/-/add?unit=team-2&kind=single');
    const added = await visitor.send('/office/rota/shifts/-/add', await single(20));
    expect(added.text).toMatch(/The shift was added.*asked before those of every week/);
    expect(added.text).toMatch(/18:00 to midnight Manager Two \(one date only\) Contact One/);
    const [shift] = await oneOf(date);
    expect(shift).toMatchObject({ contacts: ['manager-2'], from: '18:00', to: '08:00' });
    const path = `/office/rota/shifts/${String(shift?.['id'])}`;
    const form = fieldsOf(await visitor.get(path), path);
    expect(form).toMatchObject({ kind: 'single', from: '18:00' });
    await visitor.send(path, { ...form, to: '22:00' });
    expect(await oneOf(date)).toMatchObject([{ to: '22:00' }]);
    const again = await visitor.send('/office/rota/shifts/-/add', await single(20, { to: '22:00' }));
    expect([again.status, again.text]).toEqual([422, expect.stringContaining('entered already')]);
    const gone = await visitor.send(`${path}/remove`, {
      version: fieldsOf(await visitor.get(path), path)['version'] ?? '',
    });
    expect(gone.text).toMatch(/The shift was taken out It leaves no time with nobody/);
    expect(await oneOf(date)).toEqual([]);
  });

  it.each([
    [{ date: '31/11/2030' }, 'Enter the date on which it begins'],
    [{ date: '1/1/2020' }, 'The date is in the past: this shift is over already'],
    [{ date: '1/1/2500' }, 'is not a date'],
    [{ date: '<script>' }, 'Enter the date on which it begins'],
  ])('a shift of one date is refused with the field and the mend: %j', async (wrong, says) => {
    const visitor = await as('head-1');
    await visitor.get('/office/rota/shifts/-/add?unit=team-2&kind=single&date=nonsense');
    const refused = await visitor.send('/office/rota/shifts/-/add', await single(20, wrong));
    expect([refused.status, refused.text]).toEqual([422, expect.stringContaining(says)]);
    expect(refused.html).not.toContain('value="<script>');
  });

  it('a round of a weekly shift is given to others in one go, and a gap that opens is told at once', async () => {
    const visitor = await as('head-1');
    const date = await inDays(9);
    const day = `/office/rota/days/${date}?unit=team-2`;
    const page = await visitor.get(day);
    const [, give = ''] = /href="(\/office\/rota\/shifts\/[0-9a-f-]{36}\/on\/[\d-]+)"/.exec(page.html) ?? [];
    const form = fieldsOf(await visitor.get(give), give);
    expect((await visitor.send(give, form)).text).toContain('Choose somebody else: these stand on it already');
    expect((await visitor.send(give, { ...form, 'contact-1': 'ghost' })).text).toContain('Choose the contacts from');
    const given = await visitor.send(give, { ...form, 'contact-1': 'manager-2' });
    expect([given.path, given.text]).toEqual([
      day,
      expect.stringMatching(/Given to others.*Manager Two \(one date only\)/),
    ]);
    expect(given.text).not.toContain('Nobody is on duty');
    const entries = await service.query<{ by: string; text: string; data: Record<string, string> }>(
      `SELECT by, text, data FROM entry WHERE kind = 'office_changed' ORDER BY seq DESC LIMIT 3`,
    );
    expect(entries.map(({ by, text }) => `${by}: ${text}`).reverse()).toEqual([
      `head-1: Rota shift of ${date} was given to others.`,
      'head-1: Rota shift was changed.',
      'head-1: Rota shift was added.',
    ]);
    expect([entries[2]?.data['before'], entries[2]?.data['after']]).toEqual([
      expect.stringContaining('contact-1'),
      expect.stringContaining('manager-2'),
    ]);
    const late = await visitor.send(give, { ...form, 'contact-1': 'head-1' });
    expect([late.status, late.text]).toEqual([409, expect.stringContaining('nothing of yours was done')]);

    const [shift] = await oneOf(date);
    const path = `/office/rota/shifts/${String(shift?.['id'])}`;
    const gone = await visitor.send(`${path}/remove`, {
      version: fieldsOf(await visitor.get(path), path)['version'] ?? '',
    });
    expect(gone.text).toMatch(/Nobody is on duty for Team Two: .*Nobody is on duty all day/);
    const back = `${give}/put-back`;
    const restored = await visitor.send(back, fieldsOf(await visitor.get(day), back));
    expect(restored.text).toMatch(/Put back on .*All day Contact One/);
    const strike = `${give}/strike-out`;
    const struck = await visitor.send(strike, fieldsOf(restored, strike));
    expect(struck.text).toMatch(/Struck out on .*Nobody is on duty for Team Two/);
    await visitor.send(back, fieldsOf(await visitor.get(day), back));
    expect(await oneOf(date)).toEqual([]);
  });

  it('a round that is over, or of no such date, is neither given nor struck out', async () => {
    const visitor = await as('head-1');
    const { html } = await visitor.get('/office/rota?unit=team-2');
    const [, id = ''] = /\/office\/rota\/shifts\/([0-9a-f-]{36})/.exec(html) ?? [];
    const path = `/office/rota/shifts/${id}`;
    const version = fieldsOf(await visitor.get(path), path)['version'] ?? '';
    const past = await visitor.send(`${path}/on/${await inDays(-3)}/strike-out`, { version });
    expect([past.status, past.text]).toEqual([422, expect.stringContaining('Nothing was changed')]);
    for (const date of ['2026-02-30', 'nonsense', '../x'])
      expect([date, (await visitor.send(`${path}/on/${date}/strike-out`, { version })).status]).toEqual([date, 404]);
    expect((await visitor.get('/office/rota/days/2026-02-30?unit=team-2')).status).toBe(404);
  });

  it.each([
    [{ 'contact-1': 'ghost' }, 'Choose the contacts from the lists'],
    [{ from: '25:00' }, 'Enter when it begins'],
  ])('a shift is refused with the field and the mend: %j', async (wrong, says) => {
    const visitor = await as('manager-1');
    await visitor.get('/office/rota/shifts/-/add?unit=team-1');
    const filled = { unit: 'team-1', 'contact-1': 'contact-1', from: '09:00', to: '17:00', 'day-mon': 'yes', ...wrong };
    const refused = await visitor.send('/office/rota/shifts/-/add', filled);
    expect([refused.status, refused.text]).toEqual([422, expect.stringContaining(says)]);
  });
});

describe('an absence', () => {
  it('of a hundred years is a slip of the year, and would have them passed by for as long', async () => {
    const visitor = await as('administrator');
    await visitor.get('/office/people/contact-1');
    const typed = { first: '24/12/2126', last: '28/12/2126', reason: 'leave' };
    const { status, text } = await visitor.send('/office/people/contact-1/absences', typed);
    expect([status, text]).toEqual([422, expect.stringContaining('Check the year')]);
  });

  it('shows at once which shifts and visits lose cover, and is ended when they are back', async () => {
    const at = await service.now();
    const zone = service.settings.timeZone;
    const day = (moment: number): string => localDate(moment, zone);
    await service.api('POST', '/api/v1/visits', {
      attendees: ['practitioner-3'],
      kind: 'alone',
      purpose: 'Visit',
      personVisited: VISITED,
      plannedStart: new Date(at + DAY).toISOString(),
      plannedEnd: new Date(at + DAY + HOUR).toISOString(),
    });
    const visitor = await as('head-1');
    await visitor.get('/office/people/contact-1');
    const path = '/office/people/contact-1/absences';
    const wrong = await visitor.send(path, { first: '31/2/2027', last: 'x', reason: '' });
    expect(wrong.text).toMatch(/Enter the first day away.*Enter the last day away.*Enter a reason/);
    const entered = await visitor.send(path, { first: day(at), last: day(at + 2 * DAY), reason: 'annual leave' });
    expect(entered.text).toMatch(/Without them nobody is on duty:.*Team Two/);
    expect((await visitor.get('/office/rota?unit=team-2')).text).toContain('Contact One: absent');

    await visitor.get('/office/people/practitioner-3');
    const away = await visitor.send('/office/people/practitioner-3/absences', {
      first: day(at),
      last: day(at + 3 * DAY),
      reason: 'training',
    });
    expect(away.text).toMatch(/Visits on which they were to go: [A-Z0-9]{4}, /);
    const administrator = await as('administrator');
    const seen = await administrator.get('/office/people/practitioner-3');
    expect(seen.text).toContain('1 visit: their manager has to see to it');

    const page = await visitor.get('/office/people/contact-1');
    const [, end = ''] = /action="([^"]*\/end)"/.exec(page.html) ?? [];
    const ended = await visitor.send(end, fieldsOf(page, end));
    expect(ended.text).toContain('The absence is ended');
    expect(ended.text).toContain('None now, and none to come.');
    expect(await newestEntry()).toMatchObject({
      by: 'head-1',
      text: 'Absence was changed.',
      data: { person: 'contact-1' },
    });
  });
});

describe('units', () => {
  it('are a tree; each page says who answers for it, and shows the alert codes only to those on duty', async () => {
    const visitor = await as('contact-1');
    expect((await visitor.get('/office/units')).text).toMatch(/Team One Team, 7 people/);
    expect((await visitor.get('/office/units/team-1')).text).toMatch(
      /Senior person on site Manager Two.*Exampleshire, 01632 960000|Exampleshire, \S+/,
    );
    expect((await visitor.get('/office/units/team-1')).text).toContain('cancel my next appointment');
    const auditor = await as('auditor');
    const shown = await auditor.get('/office/units/team-1');
    expect(shown.text).toContain('1 is agreed. Only those on duty for this unit read the words.');
    expect(shown.html).not.toContain('cancel my next appointment');
  });

  it('are added, changed and taken out, and the record keeps no code in clear view', async () => {
    const visitor = await as('administrator');
    await visitor.get('/office/units/-/add');
    const added = await visitor.send('/office/units/-/add', { name: 'Team Three', kind: 'team', parent: 'pdu-1' });
    expect(added.path).toBe('/office/units/team-three');
    const path = '/office/units/team-three/change';
    const form = fieldsOf(await visitor.get(path), path);
    const refused = await visitor.send(path, { ...form, force: 'Exampleshire', controlRoom: '101' });
    expect([refused.status, refused.text]).toEqual([422, expect.stringContaining('Allswell never dials or texts')]);
    const changed = await visitor.send(path, {
      ...form,
      alertPhrases: 'is the green file on my desk\nask for Mr Example',
    });
    expect(changed.text).toContain('Alert codes before: none → , after: 2, not shown here');
    const removal = '/office/units/team-three/remove';
    const gone = await visitor.send(removal, fieldsOf(await visitor.get(removal), removal));
    expect(gone.text).toContain('Team Three was taken out');
    expect((await visitor.get('/office/units/team-1/remove')).text).toMatch(
      /cannot be done yet.*move its people.*shift/,
    );
  });

  it('are not changed over what somebody else made of them', async () => {
    const visitor = await as('administrator');
    const path = '/office/units/team-2/change';
    const form = fieldsOf(await visitor.get(path), path);
    const { body } = await service.api('GET', '/api/v1/units/team-2');
    await service.api('PUT', '/api/v1/units/team-2', { ...body, seniorOnSite: 'manager-2' });
    const late = await visitor.send(path, { ...form, name: 'Team Zwei' });
    expect([late.status, late.text]).toEqual([
      409,
      expect.stringContaining('Senior person on site: it was none, and is Manager Two now'),
    ]);
    expect((await service.api('GET', '/api/v1/units/team-2')).body).toMatchObject({ name: 'Team Two' });
  });
});

describe('API tokens', () => {
  const ADD = '/office/tokens/-/add';
  const inDays = async (days: number) => localDate((await service.now()) + days * DAY, 'Europe/London');
  const fill = async (visitor: Visitor, more: Record<string, string> = {}) => {
    const blank = fieldsOf(await visitor.get(ADD), ADD);
    return {
      ...blank,
      name: 'Nightly export',
      unit: 'team-1',
      'right-see_office': 'yes',
      expires: await inDays(30),
      ...more,
    };
  };
  const addressOf = async (visitor: Visitor, name: string) =>
    new RegExp(`href="(/office/tokens/[^"]*)/revoke">Revoke<[^>]*> ${name}<`).exec(
      (await visitor.get('/office/tokens')).html,
    )?.[1] ?? '';
  const opens = async (token: string) =>
    (await service.api('GET', '/api/v1/people', undefined, { authorization: `Bearer ${token}` })).status;

  it('is made, shown once, listed with who made it, and revoked; each is an entry', async () => {
    const visitor = await as('administrator');
    const made = await visitor.send(ADD, await fill(visitor));
    const token = /allswell_[\w-]{43}/.exec(made.html)?.[0] ?? '';
    expect([made.status, await opens(token), made.text]).toEqual([200, 200, expect.stringContaining('never again')]);
    expect(await newestEntry()).toMatchObject({ by: 'administrator', text: 'API token "Nightly export" was given.' });
    const list = await visitor.get('/office/tokens');
    expect(list.text).toMatch(/Nightly export .*See people, units and the rota .*by Somebody administrator .*Revoke/);
    expect(list.html).not.toContain(token);

    const href = await addressOf(visitor, 'Nightly export');
    expect((await visitor.get(`${href}/revoke`)).text).toContain('Revoke “Nightly export”?');
    expect((await visitor.send(`${href}/revoke`)).text).toContain('“Nightly export” is revoked');
    expect(await opens(token)).toBe(401);
    expect(await newestEntry()).toMatchObject({ by: 'administrator', text: 'API token "Nightly export" was revoked.' });
    expect((await visitor.send(`${href}/revoke`)).text).toContain('had ended before');
  });

  it('a form that comes twice makes one', async () => {
    const visitor = await as('administrator');
    const filled = await fill(visitor, { name: 'Pressed twice' });
    await visitor.send(ADD, filled);
    await visitor.get(ADD);
    const again = await visitor.send(ADD, filled);
    expect([again.path, again.text]).toEqual(['/office/tokens', expect.stringContaining('was made already')]);
    expect(again.html.match(/Revoke<[^>]*> Pressed twice</g)).toHaveLength(1);
  });

  it.each<[Record<string, string>, string]>([
    [{ name: '' }, 'Enter what it is for'],
    [{ name: 'x'.repeat(101) }, 'Use 100 characters or fewer'],
    [{ unit: '' }, 'Choose the unit that it serves'],
    [{ unit: 'nowhere' }, 'Choose the unit that it serves'],
    [{ 'right-see_office': '' }, 'Choose what it may do'],
    [{ 'right-see_office': '', 'right-see_person_visited': 'yes' }, 'Choose what it may do'],
    [{ expires: '' }, 'Enter the last day on which it works'],
    [{ expires: '31/2/2031' }, 'must be a real date'],
    [{ expires: '1/2/2020' }, 'must not have passed'],
    [{ expires: '1/1/2199' }, 'must be within two years'],
  ])('is refused with the field and the mend, and what was typed stays: %j', async (wrong, says) => {
    const visitor = await as('administrator');
    const { status, html } = await visitor.send(ADD, await fill(visitor, { 'right-see_drills': '', ...wrong }));
    expect([status, html]).toEqual([422, expect.stringContaining(says)]);
    expect(html).not.toContain('allswell_');
  });

  it('works on the last day that the form names', async () => {
    const visitor = await as('administrator');
    const last = /; ([\d/]+) at the latest/.exec((await visitor.get(ADD)).text)?.[1] ?? '';
    const made = await visitor.send(ADD, await fill(visitor, { name: 'The longest', expires: last }));
    expect([made.status, made.html]).toEqual([200, expect.stringContaining('allswell_')]);
  });

  it('next door there is nothing of it: it is not listed, not revoked, and none is made for another’s unit', async () => {
    const ours = await as('administrator');
    await ours.send(ADD, await fill(ours, { name: 'Ours alone' }));
    const href = await addressOf(ours, 'Ours alone');
    const theirs = await as('next-door-administrator');
    expect((await theirs.get('/office/tokens')).text).not.toContain('Ours alone');
    expect((await theirs.get(`${href}/revoke`)).status).toBe(404);
    expect((await theirs.send(`${href}/revoke`)).status).toBe(404);
    expect((await theirs.send(ADD, await fill(theirs))).text).toContain('Choose the unit that it serves');
    expect((await ours.get('/office/tokens')).text).toContain('Ours alone');
  });

  it('is nobody’s but an administrator’s', async () => {
    for (const who of ['manager-1', 'auditor', 'practitioner-1']) {
      const visitor = await as(who);
      const { status, html } = await visitor.get('/office/tokens');
      expect([who, status, html.includes('href="/office/tokens"')]).toEqual([who, 403, false]);
      expect((await visitor.send(ADD, { name: 'x' })).status).toBe(403);
    }
  });
});

describe('whoever is of another unit', () => {
  const OF_TEAM_ONE = [
    '/office/people/practitioner-1',
    '/office/people/practitioner-1/change',
    '/office/people/practitioner-1/remove',
    '/office/units/team-1',
    '/office/units/team-1/change',
    '/office/rota?unit=team-1',
    '/office/rota/shifts/-/add?unit=team-1',
    '/office/rota/days/2030-01-01?unit=team-1',
  ];

  it.each(['next-door-manager', 'next-door-administrator', 'practitioner-3'])('%s sees nothing of it', async (who) => {
    const visitor = await as(who);
    for (const path of OF_TEAM_ONE) {
      const { status, text } = await visitor.get(path);
      expect([path, [403, 404].includes(status), /Practitioner One|AB12|Team One/.exec(text)?.[0]]).toEqual([
        path,
        true,
        undefined,
      ]);
    }
    for (const path of [
      '/office/people',
      '/office/people?search=practitioner',
      '/office/people?unit=team-1',
      '/office/units',
    ])
      expect((await visitor.get(path)).text).not.toMatch(/Practitioner One|Team One/);
  });

  it('changes nothing there', async () => {
    const before = JSON.stringify(await office());
    const [shift] = (await service.api('GET', '/api/v1/rota?unit=team-1')).body.items as { id: string }[];
    for (const who of ['next-door-manager', 'next-door-administrator', 'auditor', 'practitioner-3']) {
      const visitor = await as(who);
      await visitor.get('/office/people');
      const refused = [
        await visitor.send('/office/people/practitioner-1/change', {
          name: 'X',
          unit: 'team-2',
          'role-auditor': 'yes',
        }),
        await visitor.send('/office/people/practitioner-1/remove', {}),
        await visitor.send('/office/people/practitioner-1/absences', {
          first: '1/1/2030',
          last: '2/1/2030',
          reason: 'x',
        }),
        await visitor.send('/office/people/-/add', { name: 'X', unit: 'team-1', 'role-manager': 'yes' }),
        await visitor.send('/office/units/team-1/change', { name: 'X', kind: 'team' }),
        await visitor.send('/office/units/team-1/remove', {}),
        await visitor.send('/office/units/-/add', { name: 'X', kind: 'team', parent: 'team-1' }),
        await visitor.send('/office/rota/shifts/-/add', {
          unit: 'team-1',
          from: '00:00',
          to: '24:00',
          'contact-1': who,
          'day-mon': 'yes',
        }),
        await visitor.send(`/office/rota/shifts/${shift?.id}/remove`, {}),
        await visitor.send(`/office/rota/shifts/${shift?.id}/on/2030-01-01`, { 'contact-1': who }),
        await visitor.send(`/office/rota/shifts/${shift?.id}/on/2030-01-01/strike-out`, {}),
        await visitor.send(`/office/rota/shifts/${shift?.id}/on/2030-01-01/put-back`, {}),
      ];
      expect([who, refused.filter(({ status }) => ![403, 404, 422].includes(status))]).toEqual([who, []]);
    }
    expect(JSON.stringify(await office())).toBe(before);
  });

  it('a practitioner sees themself, and no other', async () => {
    const visitor = await as('practitioner-1');
    const list = await visitor.get('/office/people');
    expect(list.text).toMatch(/1 person.*Practitioner One/);
    expect(list.html).not.toContain('href="/office/units"');
    const own = await visitor.get('/office/people/practitioner-1');
    expect(own.text).toMatch(/AB12 CDE, blue hatchback.*Line manager Manager One/);
    expect(own.html).not.toMatch(/action="[^"]*absences"|\/change"/);
    // With their unit behind the name: in the list of who goes, not in the demonstration's own.
    const policy = await visitor.get('/office/policy');
    expect(policy.html.match(/Practitioner (One|Two|Three), /g)).toEqual(['Practitioner One, ']);
  });
});
