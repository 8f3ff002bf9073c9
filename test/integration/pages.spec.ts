import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import { HOUR, MINUTE, PHONES, story, UNTIL_OVERDUE, type Story } from '../support/story.js';
import { NOON_ZONE } from '../support/noon.js';
import { startTestService, type TestService } from '../support/service.js';
import { opened, PASSWORD, signIn } from '../support/signing-in.js';
import { Visitor } from '../support/visitor.js';

/** The pages as a browser without JavaScript has them. */

const { practitioner, contact } = PHONES;
const NOON = { TIME_ZONE: NOON_ZONE };
const PERSONAL = /Example Name|Example Street|Exampleton|ZZ1 1ZZ/;

describe('planning', () => {
  let service: TestService;
  let visitor: Visitor;
  beforeAll(async () => {
    service = await startTestService({ environment: NOON });
  }, 60_000);
  afterAll(() => service?.stop());
  beforeEach(() => {
    visitor = new Visitor(service);
  });

  const visitOf = async (id: string) =>
    (await service.api<{ status: string; plannedStart: string; plannedEnd: string }>('GET', `/api/v1/visits/${id}`))
      .body;

  /** The form as the page fills it in, and what a person adds. */
  const filledIn = async (given: Record<string, string> = {}): Promise<Record<string, string>> => {
    const { html } = await visitor.get('/itinerary');
    const shown = (id: string): string => new RegExp(`id="${id}"[^>]* value="([^"]*)"`).exec(html)?.[1] ?? '';
    return {
      ...Object.fromEntries(['day', 'month', 'year', 'start', 'end'].map((id) => [id, shown(id)])),
      attendee: 'practitioner-1',
      kind: 'alone',
      purpose: 'First visit',
      reference: 'X123456',
      name: 'Example Name',
      address: '1 Example Street\r\nExampleton',
      postcode: 'ZZ1 1ZZ',
      risk: 'low',
      ...given,
    };
  };
  const planned = async (given: Record<string, string> = {}) => {
    const shown = await visitor.send('/itinerary/visits', await filledIn(given));
    const reference = /Visit (\w+) is planned/.exec(shown.text)?.[1] ?? '';
    const id = new RegExp(`/itinerary/visits/([0-9a-f-]{36})">${reference}<`).exec(shown.html)?.[1] ?? '';
    return { shown, reference, id };
  };

  it('8.2.1: a visit of the next three quarters of an hour is planned with who and whom, and is in the diary', async () => {
    const { shown, id } = await planned();
    expect(shown).toMatchObject({ status: 200, path: expect.stringMatching(/^\/itinerary\?date=\d{4}-\d\d-\d\d$/) });
    expect(shown.text).toMatch(
      /Visit \w+ is planned Practitioner One, .* 45 minutes\. At the door they text ARRIVED 45/,
    );
    expect(shown.text).toContain('X123456');
    const body = await visitOf(id);
    expect(body).toMatchObject({
      kind: 'alone',
      attendees: [{ person: 'practitioner-1' }],
      personVisited: {
        name: 'Example Name',
        address: { lines: ['1 Example Street', 'Exampleton'], postcode: 'ZZ1 1ZZ' },
      },
    });
    expect(Date.parse(body.plannedEnd) - Date.parse(body.plannedStart)).toBe(45 * MINUTE);
    expect((await visitor.get('/itinerary')).text).not.toContain('is planned');
  });

  it('warns of what someone should know, and plans all the same', async () => {
    await planned({ attendee: 'practitioner-2' });
    const { shown } = await planned({ attendee: 'practitioner-2', risk: 'high' });
    expect(shown.text).toMatch(
      /Please look at this: Practitioner Two is also on \w+.* Lone visits are for people at low risk/,
    );
  });

  it('says what is wrong beside each field and at the head, and keeps what was typed', async () => {
    const shown = await visitor.send(
      '/itinerary/visits',
      await filledIn({ name: '', end: 'later', reference: 'X<b>9' }),
    );
    expect(shown.status).toBe(422);
    expect(shown.html).toContain('<title>Error: Itinerary');
    expect(shown.text).toContain(
      'There is a problem Enter when it ends, such as 14:50 Enter the name of the person visited',
    );
    expect(shown.html).toContain('href="#end"');
    expect(shown.html).toContain('value="X&lt;b&gt;9"');
    expect(shown.html).toMatch(/1 Example Street\r?\nExampleton<\/textarea>/);
    expect(shown.html).toMatch(/id="name-error"/);
  });

  it('says what the diary refuses', async () => {
    const shown = await visitor.send('/itinerary/visits', await filledIn({ companion: 'practitioner-2' }));
    expect(shown.status).toBe(422);
    expect(shown.text).toContain('How the visit is made is "alone" with more than one attendee');
    expect(shown.html).toContain('href="#kind"');
  });

  it('fills in a made-up person for those who only try it out', async () => {
    expect((await visitor.get('/itinerary?example=1')).html).toContain('value="Example Name"');
  });

  it('a home-safe check is planned, and refused where its time has passed', async () => {
    const { day, month, year } = await filledIn();
    const later = new Date((await service.now()) + 2 * HOUR).toLocaleTimeString('en-GB', {
      timeZone: NOON_ZONE,
      timeStyle: 'short',
    });
    const form = { person: 'practitioner-2', day: day!, month: month!, year: year! };
    const past = await visitor.send('/itinerary/home-safe', { ...form, year: '2020', by: later });
    expect(past).toMatchObject({
      status: 422,
      text: expect.stringContaining('The end has passed already'),
      html: expect.stringContaining('href="#home-by"'),
    });
    const nextYear = String(Number(year) + (month === '12' ? 1 : 0));
    const shown = await visitor.send('/itinerary/home-safe', {
      ...form,
      month: String((Number(month) % 12) + 1),
      day: '1',
      year: nextYear,
      by: later,
    });
    expect(shown.text).toMatch(/Home-safe check \w+ is planned Practitioner Two, home by/);
  });

  it('8.2.2: the times of a visit are changed, and what was not touched stays to the second', async () => {
    const { id, reference } = await planned({ attendee: 'practitioner-2' });
    const before = await visitOf(id);
    const { day, month, year, start } = await filledIn();
    const end = new Date(Date.parse(before.plannedEnd) + 20 * MINUTE).toLocaleTimeString('en-GB', {
      timeZone: NOON_ZONE,
      timeStyle: 'short',
    });
    const shown = await visitor.send(`/itinerary/visits/${id}/times`, {
      day: day!,
      month: month!,
      year: year!,
      start: start!,
      end,
    });
    expect(shown).toMatchObject({
      status: 200,
      path: `/itinerary/visits/${id}`,
      text: expect.stringContaining(`Visit ${reference} is changed`),
    });
    const after = await visitOf(id);
    expect(Date.parse(after.plannedEnd) - Date.parse(before.plannedEnd)).toBe(20 * MINUTE);
  });

  it('a visit is cancelled with a reason, and not without one', async () => {
    const { id } = await planned();
    const without = await visitor.send(`/itinerary/visits/${id}/cancel`, { reason: ' ' });
    expect(without).toMatchObject({ status: 422, text: expect.stringContaining('Enter why it is cancelled') });
    const shown = await visitor.send(`/itinerary/visits/${id}/cancel`, { reason: 'Person visited is in hospital' });
    expect(shown.text).toMatch(/is cancelled It is not watched any more.*Cancelled/);
    expect(shown.text).not.toContain('Change the times');
    expect((await visitOf(id)).status).toBe('cancelled');
    const again = await visitor.send(`/itinerary/visits/${id}/cancel`, { reason: 'Once more' });
    expect(again).toMatchObject({ status: 422, text: expect.stringContaining('the visit is cancelled already') });
  });

  it('keeps the name and the address of the person visited to the page of the visit (P11)', async () => {
    const { id } = await planned();
    for (const path of ['/', '/board', '/itinerary']) expect((await visitor.get(path)).text).not.toMatch(PERSONAL);
    expect((await visitor.get(`/itinerary/visits/${id}`)).text).toMatch(PERSONAL);
  });

  it('shows the visits of one person, of one day, and of one unit', async () => {
    const { reference } = await planned({ attendee: 'practitioner-1' });
    expect((await visitor.get('/itinerary?person=practitioner-1')).text).toContain(reference);
    expect((await visitor.get('/itinerary?person=practitioner-2')).text).not.toContain(reference);
    expect((await visitor.get('/itinerary?date=2020-02-29')).text).toContain('Sat 29 Feb');
    await visitor.actAs('head-1');
    expect((await visitor.get('/?unit=team-1')).text).toContain(reference);
    expect((await visitor.get('/?unit=pdu-1')).text).toContain(reference);
    expect((await visitor.get('/?unit=team-2')).text).not.toContain(reference);
    expect((await visitor.get('/?unit=nowhere')).status).toBe(200);
  });

  it('says plainly that there is nothing at an address', async () => {
    for (const path of [
      '/itinerary/visits/nonsense',
      '/incidents/00000000-0000-4000-8000-000000000000',
      '/nowhere',
      '/assets/nothing.css',
    ]) {
      expect(await visitor.get(path)).toMatchObject({ status: 404, html: expect.stringContaining('<h1') });
    }
  });
});

describe('protection', () => {
  let service: TestService;
  let visitor: Visitor;
  beforeAll(async () => {
    service = await startTestService({ environment: NOON });
  }, 60_000);
  afterAll(() => service?.stop());
  beforeEach(() => {
    visitor = new Visitor(service);
  });

  it('takes no form without its token, with another one, or from another site', async () => {
    await visitor.get('/');
    const signIn = (fields: Record<string, string>, headers?: Record<string, string>) =>
      visitor.send('/demonstration/sign-in', { person: 'head-1', back: '/', ...fields }, headers);
    expect(await signIn({ _csrf: '' })).toMatchObject({
      status: 403,
      text: expect.stringContaining('Nothing was changed'),
    });
    expect((await signIn({ _csrf: 'x'.repeat(43) })).status).toBe(403);
    await visitor.get('/');
    expect((await signIn({}, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await visitor.get('/')).html).toMatch(/<option value="manager-1" selected>/);
    expect(await signIn({}, { 'sec-fetch-site': 'same-origin' })).toMatchObject({
      status: 200,
      html: expect.stringMatching(/<option value="head-1" selected>/),
    });
  });

  it('acts as nobody who is not in the office, and goes back to no other site', async () => {
    expect((await visitor.send('/demonstration/sign-in', { person: 'nobody', back: '/' })).status).toBe(404);
    for (const back of ['//example.com', 'https://example.com', '/\\example.com', 'javascript:alert(1)']) {
      await visitor.get('/');
      expect((await visitor.send('/demonstration/sign-in', { person: 'manager-1', back })).path).toBe('/');
    }
    await visitor.get('/');
    expect((await visitor.send('/demonstration/sign-in', { person: 'manager-1', back: '/itinerary' })).path).toBe(
      '/itinerary',
    );
  });

  it('lets a page run its own scripts only, another nonce each time, and nobody keep or frame it', async () => {
    const [one, other] = [await visitor.get('/'), await visitor.get('/')];
    const nonceOf = ({ headers }: typeof one): string =>
      /'nonce-([0-9a-f]+)'/.exec(headers.get('content-security-policy') ?? '')?.[1] ?? '';
    expect(one.headers.get('content-security-policy')).toMatch(
      /default-src 'none';script-src 'self' 'nonce-.*frame-ancestors 'none'/,
    );
    expect(one.html).toContain(`<script nonce="${nonceOf(one)}">`);
    expect(one.html.match(/<script(?! type="module" src="\/assets| nonce)/)).toBeNull();
    expect(one.html).not.toMatch(/ style="| onclick=/);
    expect(nonceOf(one)).not.toBe(nonceOf(other));
    expect(one.headers.get('cache-control')).toBe('no-store');
    expect(one.headers.get('referrer-policy')).toBe('no-referrer');
  });

  it('gives out its cookies to no script and to no other site', async () => {
    const response = await fetch(`${service.url}/`);
    const cookies = response.headers.getSetCookie();
    expect(cookies.length).toBeGreaterThan(0);
    for (const cookie of cookies) expect(cookie).toMatch(/HttpOnly; SameSite=Lax/);
  });

  it('lets stylesheets and scripts be kept for ever at an address that changes with them', async () => {
    const { html } = await visitor.get('/');
    const links = [...html.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(([, path]) => path!);
    expect(links.length).toBeGreaterThan(4);
    for (const path of links) {
      expect(
        await fetch(service.url + path).then(({ status, headers }) => [path, status, headers.get('cache-control')]),
      ).toEqual([path, 200, 'public, max-age=31536000, immutable']);
    }
    expect((await fetch(`${service.url}/assets/0123456789/app.css`)).headers.get('cache-control')).toBe(
      'public, max-age=3600',
    );
    expect((await fetch(`${service.url}/assets/app.css`)).headers.get('content-encoding')).toBe('gzip');
  });

  it('shows no GOV.UK crown, logotype or font', async () => {
    const { html } = await visitor.get('/');
    expect(html).not.toMatch(/crown|GOV\.UK|opengraph/i);
  });
});

describe('an incident', () => {
  let current: Story;
  let visitor: Visitor;
  const path = async (): Promise<string> => `/incidents/${(await current.incident()).id}`;
  beforeEach(async () => {
    current = await story({ environment: NOON });
    visitor = new Visitor(current.service);
    await current.service.phone(practitioner).texts('ARRIVED 45');
  }, 60_000);
  afterEach(() => current?.end());

  it('8.4.2: an overdue visit comes first on the board, in words, with the way to its incident', async () => {
    await current.service.advance(UNTIL_OVERDUE + 2 * MINUTE);
    const { text, html } = await visitor.get('/board');
    expect(text).toContain('1 visit needs someone now');
    expect(text).toMatch(
      /Practitioner One \w+ ▲ Overdue Out by \d\d:\d\d OVERDUE by 12 minutes Arrived \d\d:\d\d, \S+ \S+( \S+ \S+)? ago Contact One, 07700 900102 Overdue \d{4}/,
    );
    expect(html).toContain(`href="${await path()}"`);
    expect(html).not.toContain('<html');
  });

  it('8.4.2, 8.4.3: shows the present step, who is awaited until when, each line with its clause, and each text', async () => {
    await current.service.advance(UNTIL_OVERDUE + 2 * MINUTE);
    const { text } = await visitor.get(await path());
    expect(text).toMatch(/Waiting for: An answer from Contact One, until \d\d:\d\d:\d\d, another /);
    expect(text).toMatch(/Incident opened HVPF 8\.4\.2 by Allswell/);
    expect(text).toMatch(/Arrival HVPF 8\.3\.1 by Practitioner One/);
    expect(text).toMatch(/Contact One \d{4} OVERDUE Practitioner 07700 900101.* ✓ Delivered/);
    expect((await visitor.get('/incidents?status=open')).text).toMatch(
      /\d{4} Overdue Practitioner One ▲ Open .* Nominated contact rings/,
    );
  });

  it('a contact reports on the screen as by text: no answer goes to the manager', async () => {
    await current.service.advance(UNTIL_OVERDUE);
    await visitor.actAs('contact-1');
    const page = await path();
    expect((await visitor.get(page)).text).toContain('You report as Contact One, the nominated contact.');
    expect((await visitor.send(`${page}/reports`, { report: 'ack' })).text).toMatch(
      /Your report was taken \d{4}: yours until/,
    );
    expect((await visitor.send(`${page}/reports`, { report: 'no_answer' })).text).toContain(
      'The manager is being asked now.',
    );
    expect(await current.incident()).toMatchObject({ step: 'line_manager' });
  });

  it('reached and extended: the new time stands, and is watched', async () => {
    await current.service.advance(UNTIL_OVERDUE);
    await visitor.actAs('contact-1');
    const page = await path();
    const wrong = await visitor.send(`${page}/reports`, { report: 'extend', minutes: 'some' });
    expect(wrong).toMatchObject({ status: 422, html: expect.stringContaining('href="#minutes"') });
    expect(wrong.html).toContain('value="some"');
    expect((await visitor.send(`${page}/reports`, { report: 'extend', minutes: '30' })).text).toContain(
      'Stood down and watched again.',
    );
    expect((await current.visit()).status).toBe('in_progress');
  });

  it('8.4.3: the manager tells the police, and ends it', async () => {
    await current.service.advance(UNTIL_OVERDUE + 15 * MINUTE);
    const page = await path();
    expect((await visitor.get(page)).text).toContain('Word that the police have been told, from');
    const told = await visitor.send(`${page}/reports`, {
      report: 'police',
      operator: 'PC Example',
      reference: 'CAD 1234',
    });
    expect(told.text).toMatch(
      /police told, ref CAD 1234\..* Police told Manager One, \d\d:\d\d:\d\d, spoke to PC Example, reference CAD 1234/,
    );
    const safe = await visitor.send(`${page}/reports`, { report: 'safe', reason: 'Flat battery' });
    expect(safe.text).toMatch(/Stood down\. Thank you\..*It has ended: there is nothing more to report/);
    expect(safe.text).toContain('by Manager One: Flat battery');
  });

  it('8.4.2: is stood down for a reason, and not without one; the later of two hears who did it', async () => {
    await current.service.advance(UNTIL_OVERDUE);
    const page = await path();
    await visitor.get(page);
    const without = await visitor.send(`${page}/reports`, {
      report: 'stand_down',
      why: ' ',
      reason: 'at the other field',
    });
    expect([without.status, without.html]).toEqual([422, expect.stringContaining('href="#why"')]);
    expect(without.text).toContain('Enter the reason why it is stood down');
    expect(await current.incident()).toMatchObject({ status: 'open' });
    const ended = await visitor.send(`${page}/reports`, { report: 'stand_down', why: 'Raised in error' });
    expect(ended.text).toContain('noted, with your reason. Stood down.');
    expect(ended.text).toMatch(/by Manager One: Raised in error.*Incident \d{4} stood down: Raised in error\./);
    await visitor.actAs('contact-1');
    const late = await visitor.send(`${page}/reports`, { report: 'stand_down', why: 'A double' });
    expect(late.text).toMatch(
      /was ended \d\d:\d\d by Manager.*reported "stand down: A double" after the incident was ended/,
    );
  });

  it('is not there for those whom it does not concern, and their attempt to report on it is recorded', async () => {
    await current.service.advance(UNTIL_OVERDUE);
    const page = await path();
    await visitor.actAs('practitioner-3');
    expect((await visitor.get(page)).status).toBe(404);
    expect((await visitor.send(`${page}/reports`, { report: 'safe' })).status).toBe(404);
    expect(await current.incident()).toMatchObject({ status: 'open' });
    await visitor.actAs('manager-1');
    expect((await visitor.get(page)).text).toContain('Practitioner Three reported "safe"; it is not theirs to report.');
  });

  it('8.3.6: the call sheet says what to say, and that it was opened is recorded', async () => {
    await current.service.advance(UNTIL_OVERDUE + 15 * MINUTE);
    const page = await path();
    const { text } = await visitor.get(`${page}/call-sheet`);
    expect(text).toMatch(/Ring Exampleshire , control room 01632 960000/);
    expect(text).toContain(
      'Say this There is concern about the safety of a staff member, Practitioner One, as contact has been lost',
    );
    expect(text).toMatch(/Example Name at 1 Example Street, Exampleton, ZZ1 1ZZ/);
    expect(text).toMatch(/AB12 CDE, blue hatchback/);
    expect((await visitor.get(page)).text).toContain('Manager One opened the call sheet.');
    await visitor.actAs('practitioner-3');
    const refused = await visitor.get(`${page}/call-sheet`);
    expect(refused.status).toBe(404);
    expect(refused.text).not.toMatch(PERSONAL);
  });

  it('8.3.5: an alert code shows on no page to whoever is on the visit (P8)', async () => {
    await visitor.actAs('practitioner-1');
    const before = await visitor.get('/board');
    await current.service.phone(practitioner).texts('please cancel my next appointment');
    const { id, kind } = await current.incident();
    expect(kind).toBe('alert_code');
    const withoutClock = ({ html }: { html: string }): string =>
      html.replaceAll(/\d+ (minutes?|seconds?) (left|ago)/g, '');
    expect(withoutClock(await visitor.get('/board'))).toBe(withoutClock(before));
    expect((await visitor.get('/incidents')).text).toContain('There has been no incident.');
    for (const page of [`/incidents/${id}`, `/incidents/${id}/part`, `/incidents/${id}/call-sheet`])
      expect((await visitor.get(page)).status).toBe(404);
    expect((await visitor.get('/itinerary')).text).toMatch(/Practitioner One Alone X123456 ● In progress/);
    const visit = `/itinerary/visits/${current.visitId}`;
    expect((await visitor.get(visit)).text).not.toMatch(/incident \d|alert|alarm/i);
    expect((await visitor.send(`${visit}/cancel`, { reason: 'Moved' })).text).toContain('it ends when they have left');

    await visitor.actAs('manager-1');
    const page = await visitor.get(`/incidents/${id}`);
    expect(page.text).toContain('Do not telephone or text Practitioner One.');
    expect(page.html).not.toContain('value="no_answer"');
    expect((await visitor.get('/')).text).toContain('Alert code');
  });

  it('a contact who hears the alert code says so, and from then on nobody rings', async () => {
    await current.service.advance(UNTIL_OVERDUE);
    await visitor.actAs('contact-1');
    const shown = await visitor.send(`${await path()}/reports`, { report: 'code' });
    expect(shown.text).toMatch(/alert code noted\. DO NOT CALL.*Do not telephone or text Practitioner One/);
    expect(await current.service.phone(contact).heardLast()).toContain('DO NOT CALL OR TEXT THEM');
  });
});

/** Where the page that is opened by this text's link shows the call sheet. */
async function callSheetBehind(text = ''): Promise<string> {
  const page = await (await fetch(/https?:\S+/.exec(text)?.[0] ?? '')).text();
  return /action="(\/c\/[^"]+)"/.exec(page)?.[1] ?? '';
}

describe('the link to the call sheet, on the page that the link from a text opens', () => {
  let current: Story;
  beforeAll(async () => {
    current = await story({ environment: NOON });
    await current.service.phone(practitioner).texts('ARRIVED 45');
    await current.service.advance(UNTIL_OVERDUE + 15 * MINUTE);
  }, 60_000);
  afterAll(() => current?.end());

  const link = async (): Promise<string> => {
    const heard = await current.service.phone(PHONES.manager).hears();
    return callSheetBehind(heard.find((text) => text.includes('RING THE POLICE')));
  };
  const looks = async (): Promise<string[]> => {
    const path = `/api/v1/incidents/${(await current.incident()).id}`;
    const { body } = await current.service.api<{ entries: { kind: string; text: string }[] }>('GET', path);
    return body.entries.filter(({ kind }) => kind === 'call_sheet_viewed').map(({ text }) => text);
  };
  const WITHOUT = ', without who is visited and where: nobody was signed in who may see it.';

  it('looked at by whatever previews it, shows nothing and changes nothing', async () => {
    const preview = await new Visitor(current.service).get(await link());
    expect(preview.status).toBe(200);
    expect(preview.text).not.toMatch(/Example|Practitioner|Manager|\d{4} /);
    expect(preview.html).toContain('Show the call sheet');
    expect(preview.headers.get('x-robots-tag')).toBe('noindex, nofollow');
    expect(preview.headers.get('cache-control')).toBe('no-store');
    expect(preview.headers.get('referrer-policy')).toBe('no-referrer');
    expect(await looks()).toEqual([]);
  });

  it('shows at the press of the button, without a cookie, all but who is visited and where, and records it (P11)', async () => {
    const response = await fetch(current.service.url + (await link()), { method: 'POST' });
    expect(response.status).toBe(200);
    const html = await response.text();
    expect(html).toMatch(/There is concern about the safety of a staff member, Practitioner One/);
    expect(html).toMatch(/AB12 CDE, blue hatchback/);
    expect(html).toContain(`${current.reference}, Team One`);
    expect(html).toContain('Sign in to see who was visited and where');
    expect(html).not.toMatch(PERSONAL);
    expect(html).not.toMatch(/X123456|very high/);
    expect(await looks()).toEqual([`Manager One opened the call sheet${WITHOUT}`]);
  });

  it('shows the whole of it to whoever has signed in from there, and may open it; nobody else', async () => {
    const path = await link();
    const visitor = new Visitor(current.service);
    // Nobody has said who they are: the demonstration, which takes them for a manager, asks here.
    const asks = await visitor.get(`${path}/signed-in`);
    expect(asks.text).toMatch(/whoever you say you are is believed.*Sign in/);
    const another = await visitor.send('/demonstration/sign-in', {
      person: 'practitioner-3',
      back: `${path}/signed-in`,
    });
    expect(another.text).toMatch(
      /You are signed in as Practitioner Three\. Who was visited and where is shown to whoever was sent/,
    );
    expect(another.text).not.toMatch(PERSONAL);
    await visitor.get(`${path}/signed-in?as=somebody-else`);
    const whole = await visitor.send('/demonstration/sign-in', { person: 'contact-1', back: `${path}/signed-in` });
    expect(whole.text).toMatch(/home visit to Example Name at 1 Example Street.*Risk of serious harm/);
    expect((await visitor.send(path)).text).toMatch(PERSONAL);
    expect((await looks()).slice(1)).toEqual([
      `Practitioner Three opened the call sheet${WITHOUT}`,
      'Contact One opened the call sheet.',
      'Contact One opened the call sheet.',
    ]);
  });

  it('leads whoever has an account through its sign-in, and back to the same call sheet', async () => {
    const path = await link();
    const { app } = await opened(current.service, 'contact-1');
    const visitor = new Visitor(current.service);
    expect((await visitor.send(path)).text).not.toMatch(PERSONAL);
    const back = `${path}/signed-in`;
    expect((await visitor.get(back)).path).toBe(`/sign-in?back=${encodeURIComponent(back)}`);
    await signIn(visitor, 'contact-1', PASSWORD, back);
    const whole = await visitor.send('/sign-in/code', { code: (await app?.nextCode()) ?? '', back });
    expect([whole.path, whole.text]).toEqual([back, expect.stringMatching(PERSONAL)]);
  });

  it('says that it is no link, or none any more', async () => {
    const visitor = new Visitor(current.service);
    expect(await visitor.get('/c/guessed')).toMatchObject({
      status: 404,
      text: expect.stringContaining('This link does not work'),
    });
    expect((await fetch(`${current.service.url}/c/guessed`, { method: 'POST' })).status).toBe(404);
    const path = await link();
    await current.service.query(`UPDATE link SET expires_at = now() - interval '1 second'`);
    expect((await visitor.get(path)).status).toBe(404);
    expect((await fetch(current.service.url + path, { method: 'POST' })).status).toBe(404);
  });
});

describe('the link to the call sheet of an organisation for which seconds matter more', () => {
  it('shows who is visited and where to whoever holds it, and records who it was sent to', async () => {
    const current = await story({ environment: { ...NOON, CALL_SHEET_WITHOUT_SIGN_IN: 'yes' } });
    try {
      await current.service.phone(practitioner).texts('ARRIVED 45');
      await current.service.advance(UNTIL_OVERDUE + 15 * MINUTE);
      const heard = await current.service.phone(PHONES.manager).hears();
      const path = await callSheetBehind(heard.find((text) => text.includes('RING THE POLICE')));
      const html = await (await fetch(current.service.url + path, { method: 'POST' })).text();
      expect(html).toMatch(/home visit to Example Name at 1 Example Street/);
      expect(html).not.toContain('Sign in to see');
      const preview = await new Visitor(current.service).get(`${path}/signed-in`);
      expect([preview.path, preview.text]).toEqual([path, expect.not.stringMatching(PERSONAL)]);
      const { body } = await current.service.api('GET', `/api/v1/incidents/${(await current.incident()).id}`);
      const looks = (body.entries as { kind: string; text: string }[]).filter(
        ({ kind }) => kind === 'call_sheet_viewed',
      );
      expect(looks.map(({ text }) => text)).toEqual(['Manager One opened the call sheet.']);
    } finally {
      await current.end();
    }
  }, 60_000);
});

describe('with Twilio and no real sign-in', () => {
  let provider: Server;
  let current: Story;
  let sent: string[];
  beforeAll(async () => {
    sent = [];
    provider = createServer((request, response) => {
      let body = '';
      request.on('data', (part: Buffer) => (body += part.toString()));
      request.on('end', () => {
        sent.push(new URLSearchParams(body).get('Body') ?? '');
        response
          .writeHead(201, { 'content-type': 'application/json' })
          .end(JSON.stringify({ sid: `SM${String(sent.length).padStart(32, '0')}`, status: 'queued' }));
      });
    });
    await new Promise<void>((listening) => provider.listen(0, '127.0.0.1', listening));
    const { port } = provider.address() as { port: number };
    current = await story({
      environment: {
        ...NOON,
        TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
        TWILIO_AUTH_TOKEN: 'a token of the test',
        TWILIO_FROM: '+447700900000',
        TWILIO_API_URL: `http://127.0.0.1:${port}`,
      },
    });
  }, 60_000);
  afterAll(async () => {
    await current?.end();
    await new Promise((closed) => provider.close(closed));
  });

  it('every page refuses, and says why and what works', async () => {
    const visitor = new Visitor(current.service);
    for (const path of [
      '/',
      '/board',
      '/itinerary',
      `/itinerary/visits/${current.visitId}`,
      '/incidents',
      '/incidents/x',
      '/incidents/x/call-sheet',
    ]) {
      expect([path, await visitor.get(path)]).toEqual([
        path,
        expect.objectContaining({ status: 503, text: expect.stringContaining('no sign-in is set up') }),
      ]);
    }
    expect(await visitor.get('/')).toMatchObject({ text: expect.not.stringContaining('Demonstration') });
  });

  it('nobody signs in or sends a form', async () => {
    const post = (path: string) =>
      fetch(current.service.url + path, {
        method: 'POST',
        headers: { accept: 'text/html' },
        body: new URLSearchParams({ person: 'manager-1' }),
      });
    for (const path of ['/demonstration/sign-in', '/itinerary/visits', `/itinerary/visits/${current.visitId}/cancel`])
      expect((await post(path)).status).toBe(503);
    expect((await post('/phones/texts')).status).toBe(404);
  });

  it('the API works with its token, and the link from a text opens', async () => {
    expect((await current.service.api('GET', '/api/v1/visits')).status).toBe(200);
    await current.service.advance(UNTIL_OVERDUE + 6 * MINUTE);
    const path = await callSheetBehind(sent.find((text) => text.includes('RING THE POLICE')));
    // Nobody could sign in: it shows all there is.
    expect(await (await fetch(current.service.url + path, { method: 'POST' })).text()).toMatch(
      /There is concern about the safety of a staff member.* to Example Name at 1 Example Street/,
    );
  });
});
