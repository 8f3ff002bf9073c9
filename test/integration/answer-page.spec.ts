import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { HOUR } from '../../src/domain/time/instant.js';
import { NOON_ZONE } from '../support/noon.js';
import { MINUTE, PHONES, story, UNTIL_OVERDUE, type Story } from '../support/story.js';

/** The page that the link in a responder's text opens: without a sign-in, without a cookie, without JavaScript. */

type Who = keyof typeof PHONES;

let current: Story;
beforeEach(async () => {
  current = await story({ environment: { TIME_ZONE: NOON_ZONE } });
  await current.service.phone(PHONES.practitioner).texts('ARRIVED 45');
}, 60_000);
afterEach(() => current?.end());

const overdue = () => current.service.advance(UNTIL_OVERDUE);
const heardBy = (who: Who): Promise<string[]> => current.service.phone(PHONES[who]).hears();
const last = async (who: Who): Promise<string> => (await heardBy(who)).at(-1) ?? '';
const linkIn = (text: string): string => new URL(/https?:\S+\/a\/\S+/.exec(text)?.[0] ?? 'http://none').pathname;
const linkOf = async (who: Who): Promise<string> => linkIn(await last(who));

interface Shown {
  readonly status: number;
  readonly headers: Headers;
  readonly html: string;
  readonly text: string;
}

const shown = async (response: Response): Promise<Shown> => {
  const html = await response.text();
  const main = /<main[\s\S]*<\/main>/.exec(html)?.[0] ?? html;
  const text = main
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('&#39;', "'")
    .replaceAll(/\s+/g, ' ');
  return { status: response.status, headers: response.headers, html, text };
};
const get = async (path: string): Promise<Shown> => shown(await fetch(current.service.url + path));
const post = async (path: string, fields: Record<string, string>): Promise<Shown> =>
  shown(await fetch(current.service.url + path, { method: 'POST', body: new URLSearchParams(fields) }));
const marks = ({ html }: Shown) => ({
  press: /name="press" value="([^"]+)"/.exec(html)?.[1] ?? '',
  saw: /name="saw" value="([^"]+)"/.exec(html)?.[1] ?? '',
});
/** Opens the page, or one of the pages that ask once more, and presses a button on it. */
const answer = async (path: string, report: string, fields: Record<string, string> = {}): Promise<Shown> => {
  const sure = ['safe', 'extend', 'code', 'police'].includes(report) ? `${path}/${report}` : path;
  return post(path, { ...marks(await get(sure)), report, ...fields });
};
const record = async () => {
  const { body } = await current.service.api('GET', `/api/v1/visits/${current.visitId}/entries`);
  return body.items;
};
const asToldElsewhere = async (...whose: Who[]) => Promise.all(whose.map(heardBy));

describe('handing it over from the phone', () => {
  const takersIn = ({ html }: Shown): Map<string, string> =>
    new Map(
      [...html.matchAll(/type="radio" value="([\w-]{16})"[^>]*>\s*<label[^>]*>\s*([^<]+?)\s*</g)].map(
        ([, value = '', text = '']): [string, string] => [text, value],
      ),
    );

  it('8.4.2: names colleagues no more than it must, and asks the one chosen at once', async () => {
    await overdue();
    const path = await linkOf('contact');
    expect((await get(path)).html).toContain(`href="${path}/hand_over"`);
    const page = await get(`${path}/hand_over`);
    const takers = takersIn(page);
    expect([...takers.keys()]).toEqual(expect.arrayContaining(['Manager O., manager', 'Manager T., manager']));
    expect(page.html).not.toMatch(/Manager (One|Two)|manager-[12]|4477009001/);
    const to = takers.get('Manager T., manager') ?? '';
    const fields = { ...marks(page), report: 'hand_over', to };
    expect((await post(path, fields)).text).toContain('is being asked in your place');
    expect(await last('secondManager')).toContain('Ring them now');
    // The same press twice is once, and the one it was handed to keeps it.
    expect((await post(path, fields)).text).toContain('is being asked in your place');
    expect((await record()).filter(({ kind }) => kind === 'handed_over')).toMatchObject([
      { by: 'contact-1', data: { to: 'manager-2' } },
    ]);
    expect((await get(path)).html).not.toContain('/hand_over"');
  });

  it('to nobody, to a stranger, by a name, or on the link of a step that has moved on: nothing is handed over', async () => {
    await overdue();
    const path = await linkOf('contact');
    const page = await get(`${path}/hand_over`);
    for (const to of ['', 'manager-2', 'practitioner-3', 'x'.repeat(16)])
      expect(await post(path, { ...marks(page), report: 'hand_over', to })).toMatchObject({
        status: 422,
        text: expect.stringContaining('Choose whom you hand it over to'),
      });
    const to = takersIn(page).get('Manager T., manager') ?? '';
    await current.service.advance(4 * MINUTE);
    expect(await post(path, { ...marks(page), report: 'hand_over', to })).toMatchObject({
      status: 422,
      text: expect.stringContaining('Nothing was taken'),
    });
    expect((await get(`${path}/hand_over`)).html).not.toContain('type="radio"');
    expect((await record()).filter(({ kind }) => kind === 'handed_over')).toEqual([]);
  });
});

describe('what the link opens', () => {
  it('P11: what the text says, in first names, and nothing of the person visited', async () => {
    await overdue();
    await current.service.advance(2 * MINUTE);
    const page = await get(await linkOf('contact'));
    const { reference } = await current.incident();
    expect(page.status).toBe(200);
    expect(page.text).toContain(`${reference} Practitioner is overdue`);
    expect(page.text).toContain('Ring Practitioner now. Then say here what you found');
    expect(page.text).toMatch(/Due out \d\d:\d\d, 12 minutes ago/);
    expect(page.html).toContain('href="tel:+447700900101"');
    expect(page.text).not.toMatch(/Example|X123456|ZZ1|Practitioner One|Contact One/);
    expect(page.headers.get('x-robots-tag')).toBe('noindex, nofollow');
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(page.headers.get('referrer-policy')).toBe('no-referrer');
  });

  it('P5: whoever merely fetches it, or asks once more, changes nothing', async () => {
    await overdue();
    const path = await linkOf('contact');
    const before = await record();
    for (const where of ['', '/safe', '/extend', '/code', '/police', '/else']) {
      expect((await get(path + where)).status).toBe(200);
      expect((await fetch(current.service.url + path + where, { method: 'HEAD' })).status).toBe(200);
    }
    expect(await record()).toEqual(before);
    expect(await current.incident()).toMatchObject({ status: 'open', step: 'nominated_contact' });
  });

  it('is none for an address that nobody was sent, whatever it holds', async () => {
    await overdue();
    const path = await linkOf('contact');
    const wrong = [
      '/a/guessed',
      '/a/1111111111111',
      `${path}x`,
      path.slice(0, -1),
      "/a/'--%00",
      '/a/..%2f..',
      `/a/${'a'.repeat(190)}`,
    ];
    for (const one of wrong) {
      expect([one, (await get(one)).status]).toEqual([one, 404]);
      expect([one, (await post(one, { report: 'safe', press: 'abcdefgh_-345678', saw: 'overdue' })).status]).toEqual([
        one,
        404,
      ]);
    }
    expect((await current.incident()).status).toBe('open');
  });

  it('is kept nowhere but in the text', async () => {
    await overdue();
    const token = (await linkOf('contact')).slice('/a/'.length);
    const rows = await current.service.query('SELECT * FROM answer_link');
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(token);
    const { body } = await current.service.api('GET', '/api/v1/messages?perPage=100');
    expect(JSON.stringify(body)).not.toContain(token);
    expect(JSON.stringify(await record())).not.toContain(token);
  });

  it('stops working when the time that the policy gives it is over', async () => {
    await overdue();
    const path = await linkOf('contact');
    await current.service.query(`UPDATE answer_link SET expires_at = $1`, [new Date(await current.service.now())]);
    expect((await get(path)).text).toContain('This link does not work');
    expect((await answer(path, 'ack')).status).toBe(404);
    expect((await post(path, { report: 'safe', press: 'abcdefgh_-345678', saw: 'overdue' })).status).toBe(404);
    expect(HOUR).toBe(60 * MINUTE);
  });

  it('stops working when their number is another one, with the call sheet on it: the phone that has it may be stolen', async () => {
    await overdue();
    await answer(await linkOf('contact'), 'no_answer');
    const path = await linkOf('manager');
    await answer(path, 'no_answer');
    await answer(path, 'no_answer');
    const sheet = /action="(\/c\/[^"]+)"/.exec((await get(path)).html)?.[1] ?? '';
    expect((await post(sheet, {})).status).toBe(200);
    const renumber = (mobile: string) => current.service.api('PATCH', '/api/v1/people/manager-1', { mobile });
    expect((await renumber('+447700900888')).status).toBe(200);
    const statuses = [await get(path), await post(path, { report: 'safe', press: 'abcdefgh_-345678', saw: 'overdue' })];
    expect([...statuses, await get(sheet), await post(sheet, {})].map(({ status }) => status)).toEqual(
      Array(4).fill(404),
    );
    expect((await current.incident()).status).toBe('open');
  });

  it('refuses guesses after a while, and never a link that works', async () => {
    await overdue();
    const path = await linkOf('contact');
    const statuses: number[] = [];
    for (let tries = 0; tries < 32; tries += 1) statuses.push((await get(`/a/guess${tries}`)).status);
    expect(statuses.at(0)).toBe(404);
    expect(statuses.at(-1)).toBe(429);
    expect((await get(path)).status).toBe(200);
  });
});

describe('a press of a button', () => {
  it('8.4.2, P7: "I’m on it" is an answer, as by text, and the record says whence it came', async () => {
    await overdue();
    const page = await answer(await linkOf('contact'), 'ack');
    const { reference } = await current.incident();
    expect(page).toMatchObject({
      status: 200,
      text: expect.stringMatching(new RegExp(`${reference}: yours until \\d\\d:\\d\\d`)),
    });
    expect(page.text).toContain('You are on it.');
    expect(page.text).not.toContain('I’m on it');
    expect((await record()).at(-1)).toMatchObject({
      kind: 'acknowledged',
      by: 'contact-1',
      text: expect.stringMatching(/^Contact One has taken it, for 5 minutes \(from the phone page\)\.$/),
      data: { door: 'phone page' },
    });
  });

  it('8.4.2: "they are safe" is asked once more, and ends it', async () => {
    await overdue();
    const path = await linkOf('contact');
    expect((await get(`${path}/safe`)).text).toContain('This ends the alarm.');
    const page = await answer(path, 'safe');
    expect(page.text).toMatch(/safe, noted\. Stood down\. Thank you\..*This is over/);
    expect(await current.incident()).toMatchObject({ status: 'stood_down' });
    expect((await get(path)).text).toMatch(
      /This is over Ended \d\d:\d\d, a moment ago by Contact: Practitioner is safe/,
    );
    expect((await get(path)).html).not.toContain('method="post"');
  });

  it('8.4.2: "they need longer" moves the end, and ends the alarm', async () => {
    await overdue();
    const path = await linkOf('contact');
    const wrong = await answer(path, 'extend', { minutes: 'soon' });
    expect(wrong).toMatchObject({ status: 422, text: expect.stringContaining('Enter the minutes as a whole number') });
    const longer = await answer(path, 'extend', { minutes: '9999' });
    expect(longer).toMatchObject({ status: 422, text: expect.stringContaining('give 480 minutes or fewer') });
    expect((await answer(path, 'extend', { minutes: '30' })).text).toMatch(/extended, out by \d\d:\d\d/);
    expect(await current.visit()).toMatchObject({ status: 'in_progress' });
  });

  it('8.4.2: stands it down for a reason, and asks for one', async () => {
    await overdue();
    const path = await linkOf('contact');
    const asks = await get(`${path}/stand_down`);
    expect(asks.text).toContain('This ends the alarm. Nobody goes on looking for Practitioner');
    const without = await post(path, { ...marks(asks), report: 'stand_down', why: '' });
    expect(without).toMatchObject({ status: 422, html: expect.stringContaining('href="#why"') });
    const ended = await post(path, { ...marks(asks), report: 'stand_down', why: 'Raised in error' });
    expect(ended.text).toContain('noted, with your reason. Stood down.');
    expect(await current.incident()).toMatchObject({ status: 'stood_down', outcome: 'Raised in error' });
  });

  it('8.4.3: "no answer" asks the manager, who is offered the first and then the second call', async () => {
    await overdue();
    const contact = await linkOf('contact');
    const page = await answer(contact, 'no_answer');
    expect(page.text).toContain('no answer noted. The manager is being asked now.');
    expect(page.text).toContain('It has moved on since you got that link.');
    expect(page.text).not.toContain('No answer (');
    const manager = await linkOf('manager');
    expect((await get(manager)).text).toContain('No answer (call 1 of 2)');
    expect((await answer(manager, 'no_answer')).text).toMatch(/no answer, 1 of 2.*No answer \(call 2 of 2\)/);
    const police = await answer(manager, 'no_answer');
    expect(police.text).toMatch(
      /ring the police now\. Then reply \d+ POLICE and their ref .*Show the police call sheet/,
    );
    expect(police.text).not.toContain('No answer (');
  });

  it('8.4.3: the call sheet opens from it, and "police told" takes whom, which reference and when', async () => {
    await overdue();
    await answer(await linkOf('contact'), 'no_answer');
    const path = await linkOf('manager');
    await answer(path, 'no_answer');
    await answer(path, 'no_answer');
    const page = await get(path);
    const sheet = await post(/action="(\/c\/[^"]+)"/.exec(page.html)?.[1] ?? '', {});
    expect(sheet.text).toContain('There is concern about the safety of a staff member');
    expect(sheet.html).not.toMatch(/Example Name|Example Street|ZZ1 1ZZ|X123456/);
    expect((await answer(path, 'police', { told: 'later' })).status).toBe(422);
    const told = await answer(path, 'police', { operator: 'PC Example', reference: 'CAD 7' });
    expect(told.text).toMatch(
      /police told, ref CAD 7\..*The police have been told\. When Practitioner is safe, say so here/,
    );
    expect((await record()).find(({ kind }) => kind === 'police_told')).toMatchObject({
      by: 'manager-1',
      text: 'Manager One told the police, reference CAD 7, spoke to PC Example (from the phone page).',
    });
    // P9: from here on a contact's word informs.
    const contact = linkIn((await heardBy('contact')).find((text) => text.includes('OVERDUE')) ?? '');
    expect((await get(`${contact}/safe`)).text).toContain('Only a manager can end it.');
    expect((await get(`${contact}/stand_down`)).text).not.toMatch(/stand down|stood down/i);
    expect((await answer(contact, 'safe')).text).toContain('noted and passed on. Only a manager can end it now.');
    expect((await current.incident()).status).toBe('open');
    await asToldElsewhere('head', 'manager');
  });

  it('8.3.6: "they gave the alert code" turns it into one: from then on nobody is told to call them', async () => {
    await overdue();
    const path = await linkOf('contact');
    const before = await heardBy('practitioner');
    expect((await get(`${path}/code`)).text).toContain('From now on nobody calls or texts Practitioner.');
    const page = await answer(path, 'code');
    expect(page.text).toContain('alert code noted. DO NOT CALL Practitioner.');
    expect(page.html).not.toMatch(/tel:|900101/);
    expect(page.text).not.toMatch(/they need longer|No answer|I reached them/);
    const manager = await get(await linkOf('manager'));
    expect(manager.text).toMatch(/used the alert code.*Ring the police now\. Do not call or text Practitioner/);
    expect(manager.html).not.toMatch(/tel:|900101/);
    expect(await heardBy('practitioner')).toEqual(before);
  });
});

describe('pressed otherwise than expected', () => {
  it('twice, even at once: it counts once, and both are told the same', async () => {
    await overdue();
    await answer(await linkOf('contact'), 'no_answer');
    const path = await linkOf('manager');
    const form = { ...marks(await get(path)), report: 'no_answer' };
    const pages = await Promise.all([post(path, form), post(path, form), post(path, form)]);
    for (const page of pages) expect(page.text).toContain('no answer, 1 of 2');
    expect((await post(path, form)).text).toContain('no answer, 1 of 2');
    expect(await current.incident()).toMatchObject({ step: 'line_manager' });
    expect((await record()).filter(({ kind, by }) => kind === 'no_answer_reported' && by === 'manager-1')).toHaveLength(
      1,
    );
  });

  it('by two people at once: the second reads who ended it, and both are on the record', async () => {
    await overdue();
    const contact = await linkOf('contact');
    await current.service.advance(4 * MINUTE);
    const manager = await linkOf('manager');
    const [one, two] = await Promise.all([answer(contact, 'safe'), answer(manager, 'extend', { minutes: '30' })]);
    const texts = `${one.text} ${two.text}`;
    expect(texts.match(/Stood down/g)?.length).toBeGreaterThan(0);
    expect(texts).toMatch(/was ended \d\d:\d\d by (Contact|Manager)/);
    expect((await record()).filter(({ kind }) => kind === 'stood_down')).toHaveLength(1);
    await asToldElsewhere('contact', 'manager');
  });

  it('after somebody else ended it: it says so, and changes nothing', async () => {
    await overdue();
    const path = await linkOf('contact');
    const form = { ...marks(await get(path)), report: 'no_answer' };
    await current.service.phone(PHONES.contact).texts(`${(await current.incident()).reference} SAFE`);
    const late = await post(path, form);
    expect(late.text).toMatch(/was ended \d\d:\d\d by Contact.*This is over/);
    expect(await heardBy('manager')).toEqual([]);
    await asToldElsewhere('contact');
  });

  it('8.3.6, P9: "safe" pressed on a page of before the alert code is not taken', async () => {
    await overdue();
    const contact = await linkOf('contact');
    await current.service.advance(4 * MINUTE);
    const manager = await linkOf('manager');
    const form = { ...marks(await get(`${manager}/safe`)), report: 'safe' };
    await answer(contact, 'code');
    const page = await post(manager, form);
    expect(page.text).toMatch(/not taken\. It has become an ALERT CODE since/);
    expect(await current.incident()).toMatchObject({ kind: 'alert_code', status: 'open' });
    await asToldElsewhere('contact', 'manager');
  });

  it('without the marks of our page: nothing is taken', async () => {
    await overdue();
    const path = await linkOf('contact');
    for (const form of [{ report: 'safe' }, { report: 'burn', press: 'abcdefgh_-345678', saw: 'overdue' }, {}])
      expect(await post(path, form as Record<string, string>)).toMatchObject({
        status: 422,
        text: expect.stringContaining('Nothing was taken'),
      });
    expect((await current.incident()).status).toBe('open');
  });
});

describe('whose it is', () => {
  it('P8: to somebody who has come to be on the visit since, an alert code does not show', async () => {
    await overdue();
    const path = await linkOf('contact');
    await current.service.query(
      `UPDATE visit SET state = jsonb_set(state, '{attendees,1}', (state #> '{attendees,0}') || '{"person":"contact-1"}', true)`,
    );
    await current.service.phone(PHONES.practitioner).texts('please cancel my next appointment');
    expect(await current.incident()).toMatchObject({ kind: 'alert_code' });
    const page = await get(path);
    expect(page.status).toBe(404);
    expect(page.text).not.toMatch(/alert|Practitioner/i);
    expect((await answer(path, 'ack')).status).toBe(404);
    await asToldElsewhere('contact', 'manager', 'practitioner');
  });

  it('an exercise says so, and ends where the police would be rung', async () => {
    await current.service.phone(PHONES.practitioner).texts('LEFT');
    const { body } = await current.service.api('POST', '/api/v1/drills', {
      by: 'manager-1',
      unit: 'team-1',
      practitioner: 'practitioner-1',
      kind: 'overdue',
    });
    expect(body.reference).toBeDefined();
    const text = await last('contact');
    expect(text).toMatch(/^EXERCISE /);
    const path = linkIn(text);
    const page = await get(path);
    expect(page.text).toContain('This is an exercise. Nobody is out. Do not ring the police.');
    expect(page.text).not.toMatch(/I have told the police|call sheet/);
    expect((await get(`${path}/police`)).text).toContain('Do not ring them. The exercise ends here.');
    expect((await answer(path, 'safe')).text).toMatch(/safe, noted/);
    await asToldElsewhere('practitioner', 'contact', 'manager');
  });
});
