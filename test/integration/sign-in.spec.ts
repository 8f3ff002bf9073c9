import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { HOUR, MINUTE } from '../../src/domain/time/instant.js';
import { PostgresOrganisations } from '../../src/adapters/postgres/organisations.js';
import { digestOf } from '../../src/application/tokens.js';
import { SessionsDesk } from '../../src/application/sign-in/sessions-desk.js';
import { follow } from '../support/event-stream.js';
import { NOON_ZONE } from '../support/noon.js';
import { startTestService, TOKEN, type TestService } from '../support/service.js';
import { App, invitation, OFFICE_WITH_ADMINISTRATORS, opened, PASSWORD, signIn } from '../support/signing-in.js';
import { Visitor } from '../support/visitor.js';

/** Signing in with accounts of our own, through the doors. */

const start = (environment: Record<string, string> = {}) =>
  startTestService({ environment: { TIME_ZONE: NOON_ZONE, ...environment }, office: OFFICE_WITH_ADMINISTRATORS });

const entries = (service: TestService, kind: string) =>
  service.query<{ by: string; text: string; data: Record<string, string> }>(
    `SELECT by, text, data FROM entry WHERE kind = $1 ORDER BY seq`,
    [kind],
  );

describe('an account', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await start();
  }, 60_000);
  afterAll(() => service?.stop());

  it('takes the place of the demonstration as soon as there is one', async () => {
    const before = await new Visitor(service).get('/itinerary');
    expect(before).toMatchObject({ status: 200, html: expect.stringContaining('action="/demonstration/sign-in"') });
    await opened(service, 'practitioner-1');
    const visitor = new Visitor(service);
    expect(await visitor.get('/itinerary?date=2026-06-02')).toMatchObject({
      status: 200,
      path: '/sign-in?back=%2Fitinerary%3Fdate%3D2026-06-02',
      text: expect.not.stringContaining('You are'),
    });
    expect((await visitor.send('/demonstration/sign-in', { person: 'manager-1', back: '/' })).path).toMatch(
      /^\/sign-in/,
    );
  });

  it('is opened by its link, once; whoever previews the link changes nothing', async () => {
    const link = await invitation(service, 'practitioner-2');
    const preview = await new Visitor(service).get(link);
    expect(preview).toMatchObject({ status: 200, text: expect.stringContaining('Practitioner Two') });
    expect(preview.headers.get('x-robots-tag')).toBe('noindex, nofollow');
    const visitor = new Visitor(service);
    await visitor.get(link);
    expect(await visitor.send(link, { password: PASSWORD, again: PASSWORD })).toMatchObject({
      status: 200,
      path: '/',
      text: expect.stringContaining('Signed in as Practitioner Two'),
    });
    expect((await new Visitor(service).get(link)).status).toBe(404);
    const late = new Visitor(service);
    await late.get('/sign-in');
    expect((await late.send(link, { password: 'another long password', again: 'another long password' })).status).toBe(
      404,
    );
  });

  it('says what is wrong with a password, and keeps the link', async () => {
    const link = await invitation(service, 'practitioner-3');
    const visitor = new Visitor(service);
    await visitor.get(link);
    for (const [password, again, says] of [
      ['short', 'short', '12 characters or more'],
      [PASSWORD, 'something else here', 'same password twice'],
      ['practitioner-3 2026', 'practitioner-3 2026', 'Do not use your name'],
    ] as const) {
      const shown = await visitor.send(link, { password, again });
      expect(shown).toMatchObject({ status: 422, text: expect.stringContaining(says) });
      expect(shown.html).not.toContain(password);
    }
    expect((await visitor.send(link, { password: PASSWORD, again: PASSWORD })).status).toBe(200);
  });

  it('has an invitation that runs out, and that a newer one replaces', async () => {
    const first = await invitation(service, 'contact-1');
    const second = await invitation(service, 'contact-1');
    expect((await new Visitor(service).get(first)).status).toBe(404);
    expect((await new Visitor(service).get(second)).status).toBe(200);
    await service.query(`UPDATE invitation SET expires_at = $1`, [new Date((await service.now()) - 1)]);
    expect((await new Visitor(service).get(second)).status).toBe(404);
    for (const token of ['x', 'x'.repeat(43), '..%2f', "'--"])
      expect((await new Visitor(service).get(`/invitation/${token}`)).status).toBe(404);
  });

  it('of somebody who sees more than their own visits is open only with a second factor', async () => {
    const { visitor, app } = await opened(service, 'manager-1');
    expect((await visitor.get('/')).text).toContain('Signed in as Manager One');
    await visitor.send('/sign-out');
    const again = await signIn(visitor, 'manager-1');
    expect(again).toMatchObject({ path: '/sign-in/code?back=%2F', text: expect.stringContaining('Enter your code') });
    expect((await visitor.get('/itinerary')).path).toBe('/sign-in/code?back=%2Fitinerary');
    const shown = await visitor.send('/sign-in/code', { code: await app!.nextCode(), back: '/itinerary' });
    expect(shown).toMatchObject({ status: 200, path: '/itinerary' });
  });

  it('goes back to no other site', async () => {
    const visitor = new Visitor(service);
    for (const back of ['//example.com', 'https://example.com', '/\\example.com', '/sign-out']) {
      expect((await signIn(visitor, 'practitioner-1', PASSWORD, back)).path).toBe('/');
      await visitor.send('/sign-out');
    }
  });

  it('finds the name as it is, and in other capitals', async () => {
    expect((await signIn(new Visitor(service), 'PRACTITIONER-1')).text).toContain('Signed in as Practitioner One');
  });

  it('answers the same to a wrong password, to a wrong name, and to a name without an account', async () => {
    const answers = await Promise.all(
      ['practitioner-1', 'nobody', 'head-1', "' OR 1=1 --"].map(async (name) => {
        const { status, text } = await signIn(new Visitor(service), name, 'not the password');
        return { status, says: /Your name or your password is wrong/.test(text) };
      }),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(
      new Set([JSON.stringify({ status: 422, says: true })]),
    );
  });

  it('each sign-in, each refusal and each change is in the record, without a password, a code or a link', async () => {
    await signIn(new Visitor(service), 'practitioner-1', 'a secret that was typed');
    expect((await entries(service, 'signed_in')).at(0)).toMatchObject({
      by: 'practitioner-1',
      data: { with: 'invitation', address: '127.0.0.1' },
    });
    expect((await entries(service, 'sign_in_refused')).at(-1)).toMatchObject({
      text: 'A sign-in was refused: the password was wrong.',
      data: { person: 'practitioner-1' },
    });
    const [row] = await service.query<{ all: string }>(`SELECT string_agg(text || data::text, ' ') AS all FROM entry`);
    expect(row!.all).not.toMatch(/a secret that was typed|kettle orbit|OR 1=1|invitation\//);
  });
});

describe('a second factor', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await start();
  }, 60_000);
  afterAll(() => service?.stop());

  it('takes no code twice, none from before or after its time, and none that is made up', async () => {
    const { app } = await opened(service, 'manager-1');
    const code = await app!.nextCode();
    const first = new Visitor(service);
    await signIn(first, 'manager-1');
    expect((await first.send('/sign-in/code', { code, back: '/' })).text).toContain('Signed in as Manager One');
    const second = new Visitor(service);
    await signIn(second, 'manager-1');
    const wrong = async (typed: string) => (await second.send('/sign-in/code', { code: typed, back: '/' })).status;
    expect(await wrong(code)).toBe(422);
    await service.advance(2 * MINUTE);
    expect(await wrong(code)).toBe(422);
    await service.advance(10 * MINUTE);
    for (const typed of ['000000', '']) expect([typed, await wrong(typed)]).toEqual([typed, 422]);
  });

  it('two browsers with one code at the same moment: one is let in', async () => {
    const { app } = await opened(service, 'manager-2');
    const code = await app!.nextCode();
    const visitors = [new Visitor(service), new Visitor(service)];
    for (const visitor of visitors) await signIn(visitor, 'manager-2');
    const shown = await Promise.all(visitors.map((visitor) => visitor.send('/sign-in/code', { code, back: '/' })));
    expect(shown.filter(({ text }) => text.includes('Signed in as'))).toHaveLength(1);
  });

  it('is replaced by a recovery code where the phone is lost: each once', async () => {
    const { recoveryCodes } = await opened(service, 'contact-1');
    expect(recoveryCodes).toHaveLength(10);
    const [code = ''] = recoveryCodes;
    const visitor = new Visitor(service);
    await signIn(visitor, 'contact-1');
    const shown = await visitor.send('/sign-in/code', { code: code.toLowerCase().replaceAll('-', ' '), back: '/' });
    expect(shown).toMatchObject({ path: '/account?left=9', text: expect.stringContaining('9 are left') });
    const again = new Visitor(service);
    await signIn(again, 'contact-1');
    expect((await again.send('/sign-in/code', { code, back: '/' })).status).toBe(422);
    const [kept] = await service.query<{ found: boolean }>(
      `SELECT EXISTS (SELECT 1 FROM recovery_code WHERE hash = ANY($1)) AS found`,
      [recoveryCodes],
    );
    expect(kept!.found).toBe(false);
  });

  it('is asked for before anything else of somebody who has become a manager', async () => {
    const { visitor } = await opened(service, 'practitioner-1');
    expect((await visitor.get('/')).path).toBe('/');
    const promoted = OFFICE_WITH_ADMINISTRATORS.people.map((person) =>
      person.id === 'practitioner-1' ? { ...person, roles: ['practitioner', 'manager'] } : person,
    );
    const { status } = await service.api('PUT', '/api/v1/organisation', {
      ...OFFICE_WITH_ADMINISTRATORS,
      people: promoted,
    });
    expect(status).toBe(200);
    const page = await visitor.get('/incidents');
    expect(page.path).toBe('/account/second-factor?back=%2Fincidents');
    const code = await new App(service, page).code();
    expect((await visitor.send('/account/second-factor', { code, back: '/incidents' })).text).toContain(
      'recovery codes',
    );
    expect((await visitor.get('/incidents')).path).toBe('/incidents');
  });

  it('is not put on another phone by whoever sits down at an open screen', async () => {
    const { visitor } = await opened(service, 'head-1');
    const asked = await visitor.get('/account/second-factor');
    expect(asked.text).toContain('First your password');
    expect(asked.html).not.toContain('<svg xmlns');
    expect((await visitor.send('/account/second-factor/begin', { password: 'a guess of theirs' })).status).toBe(422);
    const begun = await visitor.send('/account/second-factor/begin', { password: PASSWORD });
    expect(begun.html).toContain('QR code for an authenticator app');
    const code = await new App(service, begun).code();
    expect((await visitor.send('/account/second-factor', { code, proof: 'x', back: '/' })).text).toContain(
      'First your password',
    );
    const proof = /name="proof" value="([^"]*)"/.exec(begun.html)?.[1] ?? '';
    expect((await visitor.send('/account/second-factor', { code, proof, back: '/' })).status).toBe(200);
    expect((await visitor.get('/account')).text).toContain('You have 10 recovery codes left');
  });

  it('that somebody with the password alone has looked at is not the one that its owner confirms', async () => {
    const link = await invitation(service, 'administrator-1');
    const thief = new Visitor(service);
    await thief.get(link);
    const noted = new App(service, await thief.send(link, { password: PASSWORD, again: PASSWORD }));
    const owner = new Visitor(service);
    const page = await signIn(owner, 'administrator-1');
    expect(page.path).toMatch(/^\/account\/second-factor/);
    const guess = await owner.send('/account/second-factor', { code: await noted.code(), back: '/' });
    expect(guess).toMatchObject({ status: 422, text: expect.stringContaining('not the code that the app shows') });
    const app = new App(service, page);
    expect((await owner.send('/account/second-factor', { code: await app.code(), back: '/' })).status).toBe(200);
    // Nor can who has looked confirm it after: all other sessions have ended.
    const late = await thief.send('/account/second-factor', { code: await noted.nextCode(), back: '/' });
    expect(late.path).toMatch(/^\/sign-in/);
    await signIn(thief, 'administrator-1');
    expect((await thief.send('/sign-in/code', { code: await noted.nextCode(), back: '/' })).status).toBe(422);
    expect((await thief.send('/sign-in/code', { code: await app.code(), back: '/' })).text).toContain('Signed in as');
    expect((await entries(service, 'account_changed')).map(({ text }) => text)).toContain(
      'administrator-1 set up a second factor; their other sessions were ended.',
    );
  });

  it('is confirmed within a quarter of an hour, or another is offered', async () => {
    const { visitor } = await opened(service, 'practitioner-2');
    const before = await visitor.send('/account/second-factor/begin', { password: PASSWORD });
    const proof = /name="proof" value="([^"]*)"/.exec(before.html)?.[1] ?? '';
    await service.advance(16 * MINUTE);
    const old = new App(service, before);
    expect((await visitor.send('/account/second-factor', { code: await old.code(), proof, back: '/' })).text).toContain(
      'First your password',
    );
    // They become a manager: what they are shown is new, and what they were shown before is not taken for it.
    const { status } = await service.api('PATCH', '/api/v1/people/practitioner-2', { roles: ['manager'] });
    expect(status).toBe(200);
    const after = await visitor.send('/account/second-factor', { code: await old.code(), proof, back: '/' });
    expect(after).toMatchObject({ status: 422, text: expect.stringContaining('Scan this one instead') });
    const code = await new App(service, after).code();
    expect((await visitor.send('/account/second-factor', { code, back: '/' })).text).toContain('recovery codes');
  });

  it('that was set up in one session is not put in another’s place from a second by who has become a manager', async () => {
    const [first, second] = [(await opened(service, 'practitioner-3')).visitor, new Visitor(service)];
    await signIn(second, 'practitioner-3');
    const token = second.cookies.get('session')!;
    const [open] = await service.query<Record<string, unknown>>(`SELECT * FROM session WHERE token_hash = $1`, [
      digestOf(token),
    ]);
    const begun = await first.send('/account/second-factor/begin', { password: PASSWORD });
    const proof = /name="proof" value="([^"]*)"/.exec(begun.html)?.[1] ?? '';
    const app = new App(service, begun);
    expect((await first.send('/account/second-factor', { code: await app.code(), proof, back: '/' })).status).toBe(200);
    expect((await service.api('PATCH', '/api/v1/people/practitioner-3', { roles: ['manager'] })).status).toBe(200);
    expect((await second.get('/account/second-factor')).path).toMatch(/^\/sign-in\?/);
    // As if it had been opened in the moment in which the others were ended.
    await service.query(`INSERT INTO session SELECT * FROM json_populate_record(NULL::session, $1)`, [
      JSON.stringify(open),
    ]);
    second.cookies.set('session', token);
    expect((await second.get('/')).path).toBe('/sign-in/code?back=%2F');
    expect((await second.get('/account/second-factor')).html).not.toContain('app-key');
    expect((await second.send('/sign-in/code', { code: await app.nextCode(), back: '/' })).text).toContain('Signed in');
  });

  it('keeps its secret sealed', async () => {
    const rows = await service.query<{ totp_secret: string }>(
      `SELECT totp_secret FROM account WHERE totp_secret IS NOT NULL`,
    );
    for (const { totp_secret } of rows) expect(totp_secret).toMatch(/^[0-9a-f]{8}:/);
  });
});

describe('a session', () => {
  let service: TestService;
  let visitor: Visitor;
  beforeAll(async () => {
    service = await start();
    visitor = (await opened(service, 'practitioner-1')).visitor;
  }, 60_000);
  afterAll(() => service?.stop());

  const isIn = async (one: Visitor): Promise<boolean> => (await one.get('/account')).path === '/account';
  const withToken = (token: string): Visitor => {
    const thief = new Visitor(service);
    thief.cookies.set('session', token);
    return thief;
  };

  it('is kept from scripts and other sites, and in the database only as a hash', async () => {
    const page = await fetch(`${service.url}/sign-in`);
    const [form = ''] = page.headers.getSetCookie();
    const csrf = /name="_csrf" value="([^"]*)"/.exec(await page.text())?.[1] ?? '';
    const response = await fetch(`${service.url}/sign-in`, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie: form.split(';')[0]! },
      body: new URLSearchParams({ _csrf: csrf, name: 'practitioner-1', password: PASSWORD, back: '/' }),
    });
    const cookies = response.headers.getSetCookie();
    expect(cookies.map((cookie) => cookie.split('=')[0]).sort()).toEqual(['device', 'form', 'session']);
    for (const cookie of cookies) expect(cookie).toMatch(/Path=\/; HttpOnly; SameSite=Lax/);
    const token = /^session=([\w-]{43});/.exec(cookies.find((cookie) => cookie.startsWith('session='))!)![1]!;
    const rows = await service.query<Record<string, unknown>>('SELECT * FROM session');
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  it('gets another form token: the one from before the sign-in is of no use', async () => {
    const one = new Visitor(service);
    await one.get('/sign-in');
    const before = one.cookies.get('form');
    await signIn(one, 'practitioner-1');
    expect(one.cookies.get('form')).not.toBe(before);
    expect((await one.send('/sign-out', { _csrf: before! })).status).toBe(403);
  });

  it('is nobody with a token that was made up', async () => {
    for (const token of ['x'.repeat(43), 'x', "' OR 1=1", '']) expect(await isIn(withToken(token))).toBe(false);
  });

  it('ends at the sign-out, for whoever has copied its token too', async () => {
    const one = (await opened(service, 'practitioner-2')).visitor;
    const thief = withToken(one.cookies.get('session')!);
    expect(await isIn(thief)).toBe(true);
    await one.get('/account');
    expect((await one.send('/sign-out')).text).toContain('You are signed out');
    expect(await isIn(thief)).toBe(false);
    expect(await isIn(one)).toBe(false);
  });

  it('gets a new token in time; the old one, when it comes back later, ends it for both', async () => {
    const one = new Visitor(service);
    await signIn(one, 'practitioner-2');
    const old = one.cookies.get('session')!;
    await service.advance(16 * MINUTE);
    expect(await isIn(one)).toBe(true);
    expect(one.cookies.get('session')).not.toBe(old);
    expect(await isIn(withToken(old))).toBe(true);
    expect(await isIn(one)).toBe(true);
    await service.advance(2 * MINUTE);
    expect(await isIn(withToken(old))).toBe(false);
    expect(await isIn(one)).toBe(false);
    expect((await entries(service, 'sign_in_refused')).at(-1)?.text).toContain('was shown again');
  });

  it('goes on where the answer with the new token was lost on the way', async () => {
    const one = new Visitor(service);
    await signIn(one, 'practitioner-2');
    const old = one.cookies.get('session')!;
    await one.get('/account');
    await service.advance(16 * MINUTE);
    await fetch(`${service.url}/account`, { headers: { cookie: `session=${old}` } });
    await service.advance(5 * MINUTE);
    expect(await isIn(one)).toBe(true);
    expect(one.cookies.get('session')).not.toBe(old);
    expect(await isIn(one)).toBe(true);
  });

  it('ends after an hour of quiet, and after twelve however busy', async () => {
    const one = new Visitor(service);
    await signIn(one, 'practitioner-2');
    await service.outage(61 * MINUTE);
    expect(await isIn(one)).toBe(false);
    await signIn(one, 'practitioner-2');
    for (let n = 0; n < 14; n++) {
      await service.outage(50 * MINUTE);
      expect(await isIn(one)).toBe(true);
    }
    await service.outage(30 * MINUTE);
    expect(await isIn(one)).toBe(false);
  });

  it('lasts as long as a board is open in it, which goes by the session and not by a token that has been replaced', async () => {
    const one = new Visitor(service);
    await signIn(one, 'practitioner-2');
    const old = one.cookies.get('session')!;
    await service.outage(16 * MINUTE);
    const board = await follow(`${service.url}/board/events`, { cookie: `session=${old}` });
    const [cookie = ''] = board.headers.getSetCookie().filter((each) => each.startsWith('session='));
    board.close();
    one.cookies.set('session', /=([^;]+)/.exec(cookie)![1]!);
    const desk = service.app.get(SessionsDesk);
    const [session] = await desk.of('practitioner-2');
    const goesOn = async (): Promise<boolean> =>
      desk.goesOn(session!, await service.app.get(PostgresOrganisations).directory(), await service.now());
    for (const time of [50, 50]) {
      await service.outage(time * MINUTE);
      expect(await goesOn()).toBe(true);
    }
    expect(await isIn(one)).toBe(true);
    await one.send('/sign-out');
    expect(await goesOn()).toBe(false);
  });

  it('is listed with the others, and ended from one of them', async () => {
    const [phone, desk] = [new Visitor(service), new Visitor(service)];
    await signIn(phone, 'practitioner-2');
    await signIn(desk, 'practitioner-2');
    const { html } = await desk.get('/account');
    const id = /action="\/account\/sessions\/([0-9a-f-]{36})\/end"/.exec(html)?.[1];
    expect((await desk.send(`/account/sessions/${id}/end`)).text).toContain('The session is ended');
    expect(await isIn(phone)).toBe(false);
    expect(await isIn(desk)).toBe(true);
  });

  it('of somebody else is not ended', async () => {
    const other = (await opened(service, 'practitioner-3')).visitor;
    const [row] = await service.query<{ id: string }>(`SELECT id FROM session WHERE person = 'practitioner-3'`);
    const one = new Visitor(service);
    await signIn(one, 'practitioner-2');
    await one.get('/account');
    expect((await one.send(`/account/sessions/${row!.id}/end`)).status).toBe(404);
    expect(await isIn(other)).toBe(true);
  });

  it('on other devices ends with a new password, which takes the old one', async () => {
    const next = 'ten thousand ducks at noon';
    const other = new Visitor(service);
    await signIn(other, 'practitioner-3');
    const one = new Visitor(service);
    await signIn(one, 'practitioner-3');
    await one.get('/account');
    const change = (current: string) => one.send('/account/password', { current, password: next, again: next });
    expect(await change('a wrong one')).toMatchObject({
      status: 422,
      text: expect.stringContaining('Your password is wrong'),
    });
    expect(await change(PASSWORD)).toMatchObject({
      status: 200,
      text: expect.stringContaining('Your password is changed'),
    });
    expect(await isIn(other)).toBe(false);
    expect(await isIn(one)).toBe(true);
    expect((await signIn(new Visitor(service), 'practitioner-3')).status).toBe(422);
    expect((await signIn(new Visitor(service), 'practitioner-3', next)).path).toBe('/');
  });

  it('of somebody who is taken out of the organisation is gone, and stays gone when they come back', async () => {
    const without = OFFICE_WITH_ADMINISTRATORS.people.filter(({ id }) => id !== 'practitioner-1');
    await service.api('PUT', '/api/v1/organisation', { ...OFFICE_WITH_ADMINISTRATORS, people: without });
    expect(await isIn(visitor)).toBe(false);
    await service.api('PUT', '/api/v1/organisation', OFFICE_WITH_ADMINISTRATORS);
    expect(await isIn(visitor)).toBe(false);
    expect((await signIn(new Visitor(service), 'practitioner-1')).status).toBe(422);
  });
});

describe('an administrator', () => {
  let service: TestService;
  let administrator: Visitor;
  beforeAll(async () => {
    service = await start();
    administrator = (await opened(service, 'administrator-1')).visitor;
  }, 60_000);
  afterAll(() => service?.stop());

  const press = async (what: string, person = 'practitioner-1') => {
    await administrator.get('/accounts');
    return administrator.send(`/accounts/${person}/${what}`);
  };

  it('invites, sees who has an account, ends all sessions of somebody, and closes the account', async () => {
    const invited = await press('invite');
    const link = new URL(/https?:\/\/[^<\s]+\/invitation\/[\w-]+/.exec(invited.text)![0]).pathname;
    expect((await administrator.get('/accounts')).text).toMatch(/Practitioner One practitioner-1, .*?Invited/);
    const one = new Visitor(service);
    await one.get(link);
    expect((await one.send(link, { password: PASSWORD, again: PASSWORD })).path).toBe('/');
    await one.get('/itinerary/feeds');
    const made = await one.send('/itinerary/feeds', { diary: 'own' });
    const feed = /<textarea[^>]* id="address"[^>]*>([^<]+)</.exec(made.html)?.[1] ?? '';
    const ended = await press('end-sessions');
    expect(ended.text).toMatch(/One session was ended.*They still have one calendar feed/);
    expect(ended.html).toContain('href="/office/people/practitioner-1#feeds"');
    expect((await fetch(feed)).status).toBe(200);
    expect((await one.get('/')).path).toMatch(/^\/sign-in/);
    expect((await signIn(one, 'practitioner-1')).path).toBe('/');
    expect((await press('close')).text).toContain('The account of Practitioner One is closed');
    expect((await one.get('/')).path).toMatch(/^\/sign-in/);
    expect((await signIn(one, 'practitioner-1')).status).toBe(422);
    const changes = (await entries(service, 'account_changed')).map(({ by, text }) => `${by}: ${text}`);
    expect(changes).toContain('administrator-1: practitioner-1 was invited to sign in.');
    expect(changes).toContain(
      'administrator-1: The account of practitioner-1 was closed, and their sessions were ended.',
    );
  });

  it('helps whoever has lost password and phone: a new invitation takes both away, once it is used', async () => {
    const { visitor, app } = await opened(service, 'manager-1');
    await press('invite', 'manager-1');
    expect((await visitor.get('/account')).path).toBe('/account');
    const again = await opened(service, 'manager-1');
    expect((await visitor.get('/account')).path).toMatch(/^\/sign-in/);
    await signIn(visitor, 'manager-1');
    expect((await visitor.send('/sign-in/code', { code: await app!.nextCode(), back: '/' })).status).toBe(422);
    expect((await visitor.send('/sign-in/code', { code: await again.app!.nextCode(), back: '/' })).path).toBe('/');
  });

  it('has nothing to do with people of other units', async () => {
    const other = (await opened(service, 'administrator-2')).visitor;
    const { text } = await other.get('/accounts');
    expect(text).toContain('Practitioner Three');
    expect(text).not.toContain('Manager One');
    for (const what of ['invite', 'end-sessions', 'close'])
      expect([what, (await other.send(`/accounts/manager-1/${what}`)).status]).toEqual([what, 404]);
    expect((await other.send('/accounts/nobody/invite')).status).toBe(404);
  });

  it('begins with the accounts, and does not shut themself out by a slip', async () => {
    expect((await administrator.get('/')).path).toBe('/accounts');
    expect((await press('close', 'administrator-1')).status).toBe(409);
    expect((await administrator.get('/accounts')).status).toBe(200);
  });

  it('is who does that, and nobody else', async () => {
    const { visitor } = await opened(service, 'manager-2');
    expect((await visitor.get('/accounts')).status).toBe(403);
    expect((await visitor.send('/accounts/practitioner-1/invite')).status).toBe(403);
    const stranger = new Visitor(service);
    await stranger.get('/sign-in');
    expect((await stranger.send('/accounts/practitioner-1/invite')).path).toMatch(/^\/sign-in\?.*lost=1/);
  });
});

describe('whoever guesses', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await start({ TRUSTED_PROXIES: '127.0.0.1' });
  }, 60_000);
  afterAll(() => service?.stop());

  const from = (address: string) => ({ 'x-forwarded-for': address });
  const guess = async (visitor: Visitor, address: string, password = 'a guess of theirs') => {
    await visitor.get('/sign-in');
    return visitor.send('/sign-in', { name: 'practitioner-1', password, back: '/' }, from(address));
  };

  it('waits longer and longer, and nobody else does: not the manager at their desk, nor at another place', async () => {
    const { visitor } = await opened(service, 'practitioner-1');
    await visitor.send('/sign-out');
    const guesser = new Visitor(service);
    const statuses = [];
    for (let n = 0; n < 6; n++) statuses.push((await guess(guesser, '192.0.2.1')).status);
    expect(statuses).toEqual([422, 422, 422, 422, 429, 429]);
    const right = await guess(guesser, '192.0.2.1', PASSWORD);
    expect(right).toMatchObject({ status: 429, text: expect.stringContaining('There were too many tries from here') });
    expect(Number(right.headers.get('retry-after'))).toBeGreaterThan(0);
    // The same account, from the device that it is used on, behind the same address; and from anywhere else.
    expect((await guess(visitor, '192.0.2.1', PASSWORD)).path).toBe('/');
    expect((await guess(new Visitor(service), '198.51.100.7', PASSWORD)).path).toBe('/');
    await service.outage(16 * 1_000);
    expect((await guess(guesser, '192.0.2.1', PASSWORD)).path).toBe('/');
  });

  it('a thousand at once are not a thousand guesses', async () => {
    const answers = await Promise.all(Array.from({ length: 24 }, () => guess(new Visitor(service), '192.0.2.2')));
    expect(answers.filter(({ status }) => status === 422)).toHaveLength(4);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(20);
  });

  it('with a forged device is a stranger like any other', async () => {
    const guesser = new Visitor(service);
    guesser.cookies.set('device', `${'x'.repeat(22)}.${'y'.repeat(16)}`);
    for (let n = 0; n < 4; n++) await guess(guesser, '192.0.2.3');
    expect((await guess(guesser, '192.0.2.3')).status).toBe(429);
  });

  it('is one line of the record for each wait, not one for each try', async () => {
    const count = async () =>
      (await entries(service, 'sign_in_refused')).filter(({ text }) => text.includes('has to wait')).length;
    const guesser = new Visitor(service);
    for (let n = 0; n < 4; n++) await guess(guesser, '192.0.2.4');
    const before = await count();
    for (let n = 0; n < 5; n++) await guess(guesser, '192.0.2.4');
    expect(await count()).toBe(before + 1);
  });

  it('codes waits as well', async () => {
    const { app } = await opened(service, 'manager-1');
    const guesser = new Visitor(service);
    await guesser.get('/sign-in');
    const headers = from('192.0.2.5');
    await guesser.send('/sign-in', { name: 'manager-1', password: PASSWORD, back: '/' }, headers);
    const statuses = [];
    for (let n = 0; n < 5; n++)
      statuses.push((await guesser.send('/sign-in/code', { code: '000000', back: '/' }, headers)).status);
    expect(statuses).toEqual([422, 422, 422, 429, 429]);
    await service.outage(HOUR / 4 - MINUTE);
    expect((await guesser.send('/sign-in/code', { code: await app!.code(), back: '/' }, headers)).path).toBe('/');
  });
});

describe('behind https', () => {
  let service: TestService;
  let url: string;
  beforeAll(async () => {
    const environment = { PUBLIC_URL: 'https://allswell.example.org', DEMONSTRATION_SIGN_IN: 'no' };
    service = await startTestService({ environment, office: null });
    url = `http://127.0.0.1:${service.settings.port}`;
    await fetch(`${url}/api/v1/organisation`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
      body: JSON.stringify(OFFICE_WITH_ADMINISTRATORS),
    });
  }, 60_000);
  afterAll(() => service?.stop());

  it('the demonstration does not stand where the settings forbid it, with no account either', async () => {
    const page = await fetch(`${url}/itinerary`, { redirect: 'manual' });
    expect(page.status).toBe(503);
    expect(await page.text()).toContain('npm run invite -- PERSON');
  });

  it('cookies have the names and flags by which a browser guards them', async () => {
    const link = await invitation(service, 'practitioner-1');
    const page = await fetch(url + link);
    const [form = ''] = page.headers.getSetCookie();
    const csrf = /name="_csrf" value="([^"]*)"/.exec(await page.text())?.[1] ?? '';
    const response = await fetch(url + link, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie: form.split(';')[0]! },
      body: new URLSearchParams({ _csrf: csrf, password: PASSWORD, again: PASSWORD }),
    });
    const cookies = response.headers.getSetCookie();
    expect(cookies.map((cookie) => cookie.split('=')[0]).sort()).toEqual([
      '__Host-device',
      '__Host-form',
      '__Host-session',
    ]);
    for (const cookie of cookies) {
      expect(cookie).toMatch(/Path=\/; HttpOnly; Secure; SameSite=Lax/);
      expect(cookie).not.toMatch(/Domain=/i);
    }
  });
});
