import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { NOON_ZONE } from '../support/noon.js';
import { overdue } from '../support/overdue.js';
import { startTestService, type TestService } from '../support/service.js';
import { MINUTE, PHONES } from '../support/story.js';
import { Visitor, type Shown } from '../support/visitor.js';

/** The page of an incident in two hands at once, handed from one to another, and looked at (HVPF 8.4). */

let service: TestService;
beforeAll(async () => {
  service = await startTestService({ environment: { TIME_ZONE: NOON_ZONE } });
}, 60_000);
afterAll(() => service?.stop());

/** A minute into an alarm of its own, whose contact has been asked. */
let page: string;
let visitId: string;
beforeEach(async () => {
  const { id, visitId: visit } = await overdue(service, 'practitioner-1');
  page = `/incidents/${id}`;
  visitId = visit;
});
afterEach(async () => {
  await service.api('POST', `/api/v1${page}/reports`, { by: 'manager-1', kind: 'safe' });
});
const incident = async () => (await service.api('GET', `/api/v1${page}`)).body;

const as = async (person: string): Promise<Visitor> => {
  const visitor = new Visitor(service);
  await visitor.get('/incidents');
  await visitor.actAs(person);
  return visitor;
};
/** What the forms of a page carry. */
const marks = ({ html }: Shown): Record<string, string> =>
  Object.fromEntries(
    ['press', 'saw', 'seen'].map((name) => [name, new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '']),
  );
const say = (visitor: Visitor, seen: Shown, fields: Record<string, string>): Promise<Shown> =>
  visitor.send(`${page}/reports`, { ...marks(seen), ...fields });
const recorded = async (kind: string): Promise<{ by: string; text: string }[]> => {
  const { body } = await service.api('GET', `/api/v1/visits/${visitId}/entries?perPage=200`);
  return body.items.filter((entry) => entry.kind === kind);
};

describe('two people at once', () => {
  it('8.4.3: the second is told who ended it and when, and the police reference that they bring is not lost', async () => {
    const [contact, manager] = [await as('contact-1'), await as('manager-1')];
    const [first, second] = [await contact.get(page), await manager.get(page)];
    await say(contact, first, { report: 'safe', reason: 'Flat battery' });
    const late = await say(manager, second, { report: 'police', operator: 'PC Example', reference: 'CAD 1234' });
    expect(late.text).toMatch(/was ended \d\d:\d\d by Contact\. Your answer is noted\./);
    expect(late.text).toMatch(/Contact One said at \d\d:\d\d: Incident \d+ stood down: Flat battery\./);
    expect((await recorded('report_noted')).at(-1)?.text).toContain('reference CAD 1234, spoke to PC Example');
    expect(await incident()).toMatchObject({ status: 'stood_down' });
  });

  it('P7: both may take it; the second hears that the first did', async () => {
    const [contact, manager] = [await as('contact-1'), await as('manager-1')];
    const [first, second] = [await contact.get(page), await manager.get(page)];
    await say(contact, first, { report: 'ack' });
    const later = await say(manager, second, { report: 'ack' });
    expect(later.text).toMatch(/Contact One said at \d\d:\d\d: Contact One has taken it, for/);
    expect(await recorded('acknowledged')).toHaveLength(2);
    // On the page as it is now there is nothing that they do not know.
    expect((await say(manager, await manager.get(page), { report: 'no_answer' })).text).not.toContain('said at');
  });

  it('P9: "safe", meant of somebody overdue, does not end the alert code that it has become', async () => {
    const manager = await as('manager-1');
    const before = await manager.get(page);
    await service.api('POST', `/api/v1/visits/${visitId}/alert-code`, { by: 'contact-1' });
    const shown = await say(manager, before, { report: 'safe' });
    expect(shown.text).toContain('Contact One said at');
    expect(shown.text).toContain('Your report was not taken');
    expect(shown.text).not.toContain('Your report was taken');
    expect(await incident()).toMatchObject({ status: 'open', kind: 'alert_code' });
  });

  it('the same press twice counts once: it is no second call (8.4.3)', async () => {
    const manager = await as('manager-1');
    const contact = await as('contact-1');
    await say(contact, await contact.get(page), { report: 'no_answer' });
    const before = await manager.get(page);
    expect(before.text).toContain('I rang: no answer (call 1 of 2)');
    await say(manager, before, { report: 'no_answer' });
    await say(manager, before, { report: 'no_answer' });
    expect((await manager.get(page)).text).toContain('I rang: no answer (call 2 of 2)');
  });
});

describe('a time that no report may give', () => {
  it('is asked for again at its field; the alarm goes on, and the time that is given then is taken', async () => {
    const contact = await as('contact-1');
    const wrong = await say(contact, await contact.get(page), { report: 'extend', minutes: '9999' });
    expect([wrong.status, wrong.text]).toEqual([422, expect.stringContaining('give 480 minutes or fewer')]);
    expect(wrong.html).toContain('id="minutes-error"');
    expect(await incident()).toMatchObject({ status: 'open' });
    expect(await recorded('report_noted')).toHaveLength(1);
    expect((await say(contact, wrong, { report: 'extend', minutes: '480' })).text).toContain('Your report was taken');
  });
});

describe('handing it over', () => {
  it('8.4.2: the one it goes to is asked by text and finds it on the page; the clock runs on', async () => {
    const contact = await as('contact-1');
    const before = await contact.get(page);
    expect(before.text).toMatch(/Next: the line manager is asked, at \d\d:\d\d:\d\d, in [23] minutes/);
    const nobody = await say(contact, before, { report: 'hand_over', to: '' });
    expect([nobody.status, nobody.text]).toEqual([422, expect.stringContaining('Choose whom you hand it over to')]);
    const stranger = await say(contact, await contact.get(page), { report: 'hand_over', to: 'practitioner-3' });
    expect(stranger.text).toMatch(/Your report was not taken.* not handed over/);
    const shown = await say(contact, await contact.get(page), { report: 'hand_over', to: 'manager-2' });
    expect(shown.text).toMatch(/Manager is being asked in your place\. The time runs on/);
    expect(shown.text).toContain('Contact One: handed it over');
    expect(await service.phone(PHONES.secondManager).heardLast()).toContain('Ring them now');
    expect((await (await as('manager-2')).get(page)).text).toContain('Ring Practitioner One now.');
    expect(await recorded('handed_over')).toMatchObject([{ by: 'contact-1' }]);
    await service.advance(3 * MINUTE);
    expect(await incident()).toMatchObject({ step: 'line_manager' });
  });
});

describe('looking at who is visited', () => {
  it('P11: each person’s is an entry, once for a while, and not when a page only keeps itself fresh', async () => {
    const manager = await as('manager-1');
    expect((await manager.get(page)).text).toContain('Example Street');
    await manager.get(page);
    await manager.get(`/itinerary/visits/${visitId}`);
    expect((await manager.get(`${page}/part`)).text).not.toContain('Example Street');
    await (await as('contact-1')).get(`${page}/part`);
    await (await as('practitioner-1')).get(`/itinerary/visits/${visitId}`);
    expect((await recorded('person_viewed')).map(({ by, text }) => [by, text])).toEqual([
      ['manager-1', 'Manager One looked at who is visited, and where.'],
      ['practitioner-1', 'Practitioner One looked at who is visited, and where.'],
    ]);
    await service.advance(16 * MINUTE);
    await manager.get(page);
    expect(await recorded('person_viewed')).toHaveLength(3);
  });
});
