import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DAY } from '../../src/domain/time/instant.js';
import { localDate, showDayTime } from '../../src/domain/time/local.js';
import { isoWeek } from '../../src/domain/time/week.js';
import { NOON_ZONE } from '../support/noon.js';
import { OFFICE } from '../support/office.js';
import { startTestService, type TestService } from '../support/service.js';
import { Visitor } from '../support/visitor.js';

/** The itinerary diary as pages: weeks, series, copies, spreadsheets and paper. */

const PERSONAL = /Example Name|Example Street|Exampleton|ZZ1 1ZZ/;
const someone = (id: string, unit: string, role: string) => ({ id, name: `Somebody ${id}`, unit, roles: [role] });

let service: TestService;
let now: number;
beforeAll(async () => {
  const office = {
    ...OFFICE,
    people: [
      ...OFFICE.people,
      someone('manager-next-door', 'team-2', 'manager'),
      someone('auditor', 'region-1', 'auditor'),
    ],
  };
  service = await startTestService({ environment: { TIME_ZONE: NOON_ZONE }, office });
  now = await service.now();
}, 60_000);
afterAll(() => service?.stop());

const as = async (person: string): Promise<Visitor> => {
  const visitor = new Visitor(service);
  await visitor.get('/itinerary');
  await visitor.actAs(person);
  await visitor.get('/itinerary');
  return visitor;
};
const inZone = (at: number) => localDate(at, NOON_ZONE);
/** Tomorrow at two, as the form has it. */
const typed = (given: Record<string, string> = {}): Record<string, string> => {
  const [year = '', month = '', day = ''] = inZone(now + DAY).split('-');
  return {
    ...{
      day,
      month,
      year,
      start: '14:00',
      end: '14:45',
      attendee: 'practitioner-1',
      kind: 'alone',
      purpose: 'First visit',
    },
    ...{
      reference: 'X123456',
      name: 'Example Name',
      address: '1 Example Street\nExampleton',
      postcode: 'ZZ1 1ZZ',
      risk: 'low',
    },
    ...given,
  };
};
const pressIn = (html: string): string => /name="press" value="([^"]*)"/.exec(html)?.[1] ?? '';
const hiddenIn = (html: string): Record<string, string> =>
  Object.fromEntries(
    [...html.split('name="sure"')[0]!.matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(
      ([, name, value]) => [name ?? '', (value ?? '').replaceAll('&quot;', '"').replaceAll('&amp;', '&')],
    ),
  );
const visits = async (person: string) =>
  (
    await service.api<{ items: { id: string; reference: string; plannedStart: string; status: string }[] }>(
      'GET',
      `/api/v1/visits?perPage=200&person=${person}`,
    )
  ).body.items;
const officeEntries = async (kind: string) =>
  service.query<{ by: string; text: string; data: Record<string, unknown> }>(
    `SELECT "by", text, data FROM entry WHERE chain = 'office' AND kind = $1 ORDER BY seq`,
    [kind],
  );

describe('a form that is sent twice', () => {
  it('plans once, at the same moment or later, and says so; filled in otherwise it is another', async () => {
    const visitor = await as('manager-2');
    const form = typed({ press: pressIn((await visitor.get('/itinerary')).html), attendee: 'practitioner-3' });
    const both = await Promise.all([visitor.send('/itinerary/visits', form), visitor.send('/itinerary/visits', form)]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    const again = await visitor.send('/itinerary/visits', form);
    expect(again.text).toMatch(/Visit \w+ is planned already The form was sent twice, and counts once/);
    expect(await visits('practitioner-3')).toHaveLength(1);
    await visitor.send('/itinerary/visits', { ...form, start: '16:00', end: '16:30' });
    expect(await visits('practitioner-3')).toHaveLength(2);
  });
});

describe('a week', () => {
  it('shows a unit’s visits by day, how many each has, who has none, and one person’s alone', async () => {
    const visitor = await as('manager-1');
    await visitor.send('/itinerary/visits', typed());
    const week = isoWeek(now + DAY, NOON_ZONE);
    const { text, status } = await visitor.get(`/itinerary/week?week=${week}&unit=team-1`);
    expect([status, PERSONAL.exec(text)]).toEqual([200, null]);
    expect(text).toMatch(/14:00 to 14:45 Practitioner One Alone X123456 ○ Planned Contact One, 07700 900102/);
    expect(text).toMatch(/Nothing planned [a-z ]+: Practitioner Two\./);
    expect((await visitor.get(`/itinerary/week?week=${week}&person=practitioner-2`)).text).toContain(
      'No visits of theirs in this week',
    );
    for (const asked of ['2020-W99', 'x', ''])
      expect((await visitor.get(`/itinerary/week?week=${asked}`)).text).toContain('This week');
  });

  it('P11: to see by which reference somebody is visited is an entry, once for a while', async () => {
    await (await as('manager-1')).send('/itinerary/visits', typed());
    const head = await as('head-1');
    const before = (await officeEntries('person_viewed')).length;
    const week = isoWeek(now + DAY, NOON_ZONE);
    for (const path of [`/itinerary/week?week=${week}`, `/itinerary/week?week=${week}`])
      expect((await head.get(path)).text).toContain('X123456');
    const looks = (await officeEntries('person_viewed')).slice(before);
    expect(looks).toEqual([
      {
        by: 'head-1',
        text: expect.stringMatching(
          new RegExp(`^Head One looked at the diary of week ${week}: by which reference somebody is visited, of`),
        ),
        data: { visits: expect.any(Array), what: 'by which reference somebody is visited' },
      },
    ]);
  });

  it('is each practitioner’s own, and nothing of it the next team’s', async () => {
    const week = isoWeek(now + DAY, NOON_ZONE);
    const own = await (await as('practitioner-1')).get(`/itinerary/week?week=${week}`);
    expect(own.text).toMatch(/14:00 to 14:45 Practitioner One/);
    expect(own.text).not.toMatch(/Practitioner Three|Nothing planned/);
    const nextDoor = await as('manager-next-door');
    for (const path of ['week', 'paper']) {
      const { text } = await nextDoor.get(`/itinerary/${path}?week=${week}&unit=team-1&person=practitioner-1`);
      expect([path, /Practitioner One/.exec(text)]).toEqual([path, null]);
    }
  });
});

describe('a visit that is repeated weekly', () => {
  it('is shown whole before it is planned, planned at one press of two, and each can be cancelled alone', async () => {
    const visitor = await as('manager-1');
    const press = pressIn((await visitor.get('/itinerary')).html);
    const form = typed({ press, attendee: 'practitioner-2', times: '4' });
    const check = await visitor.send('/itinerary/visits', form);
    expect(check.text).toContain('Check 4 visits before they are planned');
    expect(await visits('practitioner-2')).toEqual([]);
    const held = hiddenIn(check.html);
    const changed = await visitor.send('/itinerary/visits', { ...held, change: 'yes' });
    expect([changed.status, /name="times"[^>]* value="4"/.test(changed.html)]).toEqual([200, true]);
    await visitor.send('/itinerary/visits', { ...held, sure: 'yes' });
    const again = await visitor.send('/itinerary/visits', { ...held, sure: 'yes' });
    expect(again.text).toContain('4 visits are planned already');
    const planned = await visits('practitioner-2');
    expect(
      new Set(planned.map(({ plannedStart }) => showDayTime(Date.parse(plannedStart), NOON_ZONE).slice(-5))),
    ).toEqual(new Set(['14:00']));
    expect(
      planned.map(({ plannedStart }) =>
        Math.round((Date.parse(plannedStart) - Date.parse(planned[0]!.plannedStart)) / DAY),
      ),
    ).toEqual([0, 7, 14, 21]);
    await visitor.send(`/itinerary/visits/${planned[1]!.id}/cancel`, { reason: 'on leave' });
    expect((await visits('practitioner-2')).map(({ status }) => status)).toEqual([
      'planned',
      'cancelled',
      'planned',
      'planned',
    ]);
    const overlapping = await visitor.send('/itinerary/visits', {
      ...form,
      press: pressIn(changed.html),
      times: '2',
      start: '14:30',
      end: '15:00',
    });
    expect(overlapping.text).toMatch(
      /1 of them has something that you should look at.*Practitioner Two is also on \w+/,
    );
  });

  it('is refused beside its field, and nothing is planned', async () => {
    const visitor = await as('manager-1');
    const before = (await visits('practitioner-2')).length;
    const refused = await visitor.send('/itinerary/visits', typed({ attendee: 'practitioner-2', times: '99' }));
    expect([refused.status, refused.html.includes('href="#times"'), /<details[^>]* open/.test(refused.html)]).toEqual([
      422,
      true,
      true,
    ]);
    expect((await visits('practitioner-2')).length).toBe(before);
  });
});

describe('an earlier visit', () => {
  it('is copied into the form for another day by whoever may see it, which is recorded', async () => {
    const [visit] = await visits('practitioner-1');
    const visitor = await as('manager-1');
    const { html, text } = await visitor.get(`/itinerary?copy=${visit?.id}`);
    expect(text).toContain(`Filled in from visit ${visit?.reference}`);
    expect(html).toContain('value="Example Name"');
    const entries = await officeEntries('person_viewed');
    expect(entries.at(-1)).toMatchObject({
      by: 'manager-1',
      text: `Manager One copied a visit: who is visited, and where, of visit ${visit?.reference}.`,
    });
    const nextDoor = await as('manager-next-door');
    for (const id of [visit?.id, 'nonsense', '00000000-0000-4000-8000-000000000000']) {
      const refused = await nextDoor.get(`/itinerary?copy=${id}`);
      expect([refused.status, PERSONAL.exec(refused.text)]).toEqual([404, null]);
    }
    expect((await officeEntries('person_viewed')).length).toBe(entries.length);
  });
});

describe('two who change the same visit', () => {
  it('the later is told what it is now, and nothing is lost', async () => {
    const [visit] = await visits('practitioner-1');
    const path = `/itinerary/visits/${visit?.id}`;
    const [one, other] = [await as('manager-1'), await as('manager-2')];
    const saw = /name="saw" value="([^"]*)"/.exec((await one.get(path)).html)?.[1] ?? '';
    await other.get(path);
    const times = typed({ saw });
    expect((await one.send(`${path}/times`, { ...times, end: '15:00' })).text).toContain('is changed');
    const later = await other.send(`${path}/times`, { ...times, end: '14:30' });
    expect([later.status, later.text]).toEqual([
      422,
      expect.stringMatching(/Somebody changed the times meanwhile, to .* 14:00 to 15:00/),
    ]);
    const fresh = /name="saw" value="([^"]*)"/.exec(later.html)?.[1] ?? '';
    expect((await other.send(`${path}/times`, { ...times, saw: fresh, end: '14:30' })).text).toContain('is changed');
  });
});

describe('a visit that is changed whole', () => {
  it('has what was changed and keeps the rest, and is refused to whoever saw it as it was before', async () => {
    const [visit] = await visits('practitioner-1');
    const path = `/itinerary/visits/${visit?.id}/change`;
    const visitor = await as('manager-1');
    const saw = /name="saw" value="([^"]*)"/.exec((await visitor.get(path)).html)?.[1] ?? '';
    const form = typed({ saw, companion: 'practitioner-2', kind: 'in_pairs', address: '7 Example Road', end: '14:30' });
    expect((await visitor.send(path, form)).text).toMatch(/is changed .*Practitioner One Practitioner Two/);
    const { body } = await service.api('GET', `/api/v1/visits/${visit?.id}`);
    expect(body).toMatchObject({
      kind: 'in_pairs',
      personVisited: { name: 'Example Name', address: { lines: ['7 Example Road'], postcode: 'ZZ1 1ZZ' } },
    });
    await visitor.get(path);
    const late = await visitor.send(path, { ...form, purpose: 'Review' });
    expect([late.status, late.text]).toEqual([422, expect.stringContaining('Somebody changed this visit meanwhile')]);
    const nextDoor = await as('manager-next-door');
    expect((await nextDoor.get(path)).status).toBe(404);
    expect((await nextDoor.send(path, typed())).status).toBe(404);
  });
});

describe('a spreadsheet', () => {
  const HEADER = 'attendees;kind;purpose;plannedStart;plannedEnd;reference;name;address1;postcode;riskOfSeriousHarm';
  const line = (person: string, hour: number) =>
    `${person};alone;"first\r\nvisit";${inZone(now + 2 * DAY)} ${hour}:00;${inZone(now + 2 * DAY)} ${hour}:30;X9;Zoë Example;9 Example Street;ZZ1 1ZZ;low`;
  const upload = async (visitor: Visitor, bytes: Buffer, fields: Record<string, string> = {}) => {
    const token = /name="_csrf" value="([^"]*)"/.exec((await visitor.get('/itinerary/import')).html)?.[1] ?? '';
    const form = new FormData();
    for (const [name, value] of Object.entries({ _csrf: token, csv: '', ...fields })) form.set(name, value);
    form.set('file', new Blob([new Uint8Array(bytes)], { type: 'text/csv' }), 'visits.csv');
    const cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(`${service.url}/itinerary/import`, {
      method: 'POST',
      body: form,
      headers: { cookie },
    });
    return { status: response.status, html: await response.text() };
  };
  const count = async () => Number((await service.query<{ count: string }>('SELECT count(*) FROM visit'))[0]?.count);

  it('is shown line by line with each fault in its place, and plans nothing until all are right', async () => {
    const visitor = await as('manager-1');
    const before = await count();
    await visitor.get('/itinerary/import');
    const wrong = `${HEADER}\r\n${line('practitioner-1', 9)}\r\n${line('practioner-1', 10)}\r\n${line('practitioner-2', 10).replace('10:30', '9:30')}`;
    const shown = await visitor.send('/itinerary/import', { csv: wrong, sure: 'yes' });
    expect(shown.status).toBe(422);
    expect(shown.text).toContain('There is a problem');
    expect(shown.html).toContain('href="#line-4"');
    expect(shown.text).toMatch(/Nothing is planned\..* &quot;practioner-1&quot; is nobody|"practioner-1" is nobody/);
    expect(shown.html).not.toContain('name="sure"');
    expect(await count()).toBe(before);
  });

  it('from a file in Windows’ letters, with semicolons and lines within cells, is planned whole and once', async () => {
    const visitor = await as('manager-1');
    const before = await count();
    const file = `${HEADER}\r\n${line('practitioner-1', 9)}\r\n${line('practitioner-2', 10)}\r\n`;
    const shown = await upload(visitor, Buffer.from(file, 'latin1'));
    expect(shown.status).toBe(200);
    expect(shown.html).toMatch(/was read as Windows text[\s\S]*Zoë Example[\s\S]*Plan these 2 visits/);
    expect(await count()).toBe(before);
    const form = { press: pressIn(shown.html), csv: file.trim(), sure: 'yes' };
    const done = await visitor.send('/itinerary/import', form);
    expect([done.status, done.text]).toEqual([200, expect.stringContaining('2 visits are planned')]);
    expect((await visitor.send('/itinerary/import', form)).text).toContain('2 visits are planned already');
    expect(await count()).toBe(before + 2);
  });

  it('that is none, is too long, or comes broken, is refused in words', async () => {
    const visitor = await as('manager-1');
    expect(await upload(visitor, Buffer.from('PK\x03\x04'))).toEqual({
      status: 422,
      html: expect.stringContaining('this one is a workbook'),
    });
    expect(await upload(visitor, Buffer.alloc(1_200_000, 'x'))).toEqual({
      status: 422,
      html: expect.stringContaining('longer than 1 MB'),
    });
    expect((await upload(visitor, Buffer.alloc(2_100_000, 'x'))).status).toBe(413);
    expect((await visitor.send('/itinerary/import', { csv: ' ' })).text).toContain('Choose a file, or paste');
    const broken = await fetch(`${service.url}/itinerary/import`, {
      method: 'POST',
      body: '--x',
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
    });
    expect(broken.status).toBe(400);
  });

  it('has a template with the columns, and is not for those who may not plan', async () => {
    const visitor = await as('manager-1');
    const { html, headers } = await visitor.get('/itinerary/import/template.csv');
    expect([html.trim(), headers.get('content-disposition')]).toEqual([
      expect.stringMatching(/attendees,kind,purpose,plannedStart,plannedEnd,reference,name,address1/),
      'attachment; filename="visits.csv"',
    ]);
    const auditor = await as('auditor');
    expect((await auditor.get('/itinerary/import')).status).toBe(403);
    expect((await auditor.get('/itinerary/week')).html).not.toMatch(/itinerary\/import|#plan/);
  });
});

describe('the paper diary', () => {
  it('has whom to ring and where, the steps, and room to write; and that it was opened is recorded', async () => {
    const before = await officeEntries('person_viewed');
    const visitor = await as('manager-1');
    const { text } = await visitor.get(`/itinerary/paper?week=${isoWeek(now + DAY, NOON_ZONE)}&unit=team-1`);
    expect(text).toMatch(/Practitioner One 07700 900101 Car AB12 CDE, blue hatchback .*Example Name \(X123456\)/);
    expect(text).toMatch(/Contact One 07700 900102 Manager One 07700 900103/);
    expect(text).toMatch(
      /Team One: whom to ring Police control room: Exampleshire, 01632 960000\. .* PDU head: Head One, 07700 900105/,
    );
    expect(text).toContain('Tell the line manager at once');
    expect(text).not.toContain('cancel my next appointment');
    const entries = (await officeEntries('person_viewed')).slice(before.length);
    expect(entries).toEqual([
      {
        by: 'manager-1',
        text: expect.stringMatching(/^Manager One opened the paper diary of /),
        data: { visits: expect.any(Array), what: 'who is visited, and where' },
      },
    ]);
  });

  it('records nothing where nobody visited is shown', async () => {
    const before = (await officeEntries('person_viewed')).length;
    const { text } = await (await as('manager-1')).get('/itinerary/paper?date=2020-02-29');
    expect(text).toContain('No visits on this day');
    expect((await officeEntries('person_viewed')).length).toBe(before);
  });
});

describe('the diary of a unit', () => {
  it('has the visits that are its own, and those of others on which somebody of its own goes', async () => {
    const visitor = await as('head-1');
    const pair = { attendee: 'practitioner-3', companion: 'practitioner-1', kind: 'in_pairs' };
    await visitor.send('/itinerary/visits', typed({ ...pair, start: '18:00', end: '18:30' }));
    await visitor.send('/itinerary/visits', typed({ attendee: 'practitioner-3', start: '19:00', end: '19:30' }));
    const of = async (unit: string) => {
      const { text } = await visitor.get(`/itinerary/week?week=${isoWeek(now + DAY, NOON_ZONE)}&unit=${unit}`);
      return ['18:00 to 18:30', '19:00 to 19:30'].map((times) => text.includes(times));
    };
    expect([await of('team-1'), await of('team-2'), await of('pdu-1')]).toEqual([
      [true, false],
      [true, true],
      [true, true],
    ]);
  });
});
