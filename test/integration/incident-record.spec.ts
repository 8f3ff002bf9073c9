import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { OFFICE, PHONES } from '../support/office.js';
import { readPdf, type ReadPdf } from '../support/pdf.js';
import { overdue } from '../support/overdue.js';
import { startTestService, type TestService } from '../support/service.js';
import { Visitor } from '../support/visitor.js';

/** The record of one incident as a document, made through the page's door. */

const WITH_OTHERS = {
  ...OFFICE,
  people: [
    ...OFFICE.people.map((one) => (one.id === 'practitioner-2' ? { ...one, name: 'Ægir Łukasz Ωμέγα 李 Two' } : one)),
    { id: 'manager-3', name: 'Manager Three', mobile: '+447700900109', unit: 'team-2', roles: ['manager'] },
    { id: 'manager-4', name: 'Manager Four', mobile: '+447700900110', unit: 'team-1', roles: ['manager'] },
  ],
};

let service: TestService;
let id: string;
let visitId: string;
beforeAll(async () => {
  service = await startTestService({ office: WITH_OTHERS });
  ({ id, visitId } = await overdue(service, 'practitioner-2'));
  await report({ by: 'contact-1', kind: 'no_answer' });
  await report({ by: 'manager-1', kind: 'police', policeReference: 'CAD 12', operator: 'PC Example' });
  await report({ by: 'manager-1', kind: 'safe', reason: 'Phone was flat \u{1F9BA}' });
}, 60_000);
afterAll(() => service?.stop());

const report = async (body: object): Promise<void> => {
  expect((await service.api('POST', `/api/v1/incidents/${id}/reports`, body)).status).toBe(200);
};
const cookiesOf = async (person: string): Promise<string> => {
  const first = await fetch(`${service.url}/`, { headers: { accept: 'text/html' } });
  const cookies = first.headers.getSetCookie().map((cookie) => cookie.split(';')[0]!);
  const token = /name="_csrf" value="([^"]*)"/.exec(await first.text())?.[1] ?? '';
  const signedIn = await fetch(`${service.url}/demonstration/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: cookies.join('; ') },
    body: new URLSearchParams({ _csrf: token, person, back: '/' }),
  });
  return [...cookies, ...signedIn.headers.getSetCookie().map((cookie) => cookie.split(';')[0]!)].join('; ');
};
const make = async (person: string, incident = id): Promise<Response> =>
  fetch(`${service.url}/incidents/${incident}/record.pdf`, { headers: { cookie: await cookiesOf(person) } });
const made = async (person = 'manager-1', incident = id): Promise<ReadPdf> => {
  const response = await make(person, incident);
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/pdf']);
  return readPdf(Buffer.from(await response.arrayBuffer()));
};
const entries = async (visit = visitId) =>
  await service.query<{ seq: number; kind: string; by: string; text: string; hash: string; previous_hash: string }>(
    `SELECT seq, kind, by, text, hash, previous_hash FROM entry WHERE chain = $1 ORDER BY seq`,
    [`visit:${visit}`],
  );
const whole = ({ pages }: ReadPdf): string => pages.join(' ');
/** As a reader sees it, however the lines were broken. */
const squeezed = (text: string): string => text.replaceAll(/\s+/g, '');

describe('the record as a document', () => {
  it('says what it is, who made it, and what happened to whom', async () => {
    const text = squeezed(whole(await made()));
    for (const said of [
      'by Manager One (manager-1)',
      'Police told: ',
      'spoke to PC Example, reference CAD 12',
      'Contact One (contact-1), 07700 900102, as contact',
      'Expected out: ',
      'Example Name, our reference X123456',
      '1 Example Street, Exampleton, ZZ1 1ZZ',
    ])
      expect(text).toContain(squeezed(said));
  });

  it('holds every entry with its number, its hash and the one before, and its own making as the last', async () => {
    const text = squeezed(whole(await made()));
    const all = await entries();
    for (const { seq, hash, previous_hash, text: said } of all) {
      expect(text).toContain(`Hash:${hash}`);
      if (seq > 1) expect(text).toContain(`Previoushash:${previous_hash}`);
      expect(text).toContain(`${seq}.`);
      if (!/[^\x20-\x7e]/.test(said)) expect(text).toContain(squeezed(said));
    }
    expect(all.at(-1)).toMatchObject({ kind: 'record_made', by: 'manager-1' });
    expect(text).toContain(squeezed(`all ${all.length} entries hold`));
    expect(text).toContain(squeezed('made a document of this record; it names who is visited and where.'));
  });

  it('prints any name, and a sign that its font has not as its number', async () => {
    const text = squeezed(whole(await made()));
    expect(text).toContain(squeezed('Ægir Łukasz Ωμέγα [U+674E] Two'));
    expect(text).toContain(squeezed('Phone was flat [U+1F9BA]'));
    expect(text).not.toContain('�');
  });

  it('shows each text with its delivery, and no link that opens anything', async () => {
    const text = squeezed(whole(await made()));
    expect(text).toContain(squeezed('OVERDUE'));
    expect(text).toContain('Delivered');
    expect(text).not.toMatch(/\/c\/[\w-]{16}/);
  });

  it('can be checked by whoever has it, as it says', async () => {
    const { files, pages } = await made();
    expect(files).toHaveLength(1);
    const lines = files[0]!.split('\n').filter(Boolean);
    const printed = squeezed(pages.join(' '));
    let before = '';
    for (const line of lines) {
      expect((JSON.parse(line) as unknown[]).at(-1)).toBe(before);
      before = createHash('sha256').update(line, 'utf8').digest('hex');
      expect(printed).toContain(`Hash:${before}`);
    }
    expect(lines).toHaveLength((await entries()).length);
  });

  it('is A4, tagged, in English, with a title, and each page says which it is', async () => {
    const { structure, pages } = await made();
    expect(structure).toContain('/MediaBox [0 0 595.28 841.89]');
    for (const said of [
      '/Marked true',
      '/Lang (en-GB)',
      '/DisplayDocTitle true',
      '/StructTreeRoot',
      '/S /H1',
      '/S /H3',
    ])
      expect(structure).toContain(said);
    expect(structure).toContain('(Record of incident ');
    expect(pages.length).toBeGreaterThan(1);
    for (const [index, page] of pages.entries()) expect(page).toContain(`page ${index + 1} of ${pages.length}`);
  });

  it('says so, and is made all the same, when the record was changed behind its back', async () => {
    const broken = await overdue(service, 'practitioner-1');
    await service.phone(PHONES.practitioner).texts('LEFT');
    await service.query(`ALTER TABLE entry DISABLE TRIGGER ALL`);
    await service.query(`UPDATE entry SET text = 'Nothing happened.' WHERE chain = $1 AND seq = 2`, [
      `visit:${broken.visitId}`,
    ]);
    await service.query(`ALTER TABLE entry ENABLE TRIGGER ALL`);
    expect(squeezed(whole(await made('manager-1', broken.id)))).toContain(
      squeezed('THE CHAIN DOES NOT HOLD: entry 2 was changed after it was written'),
    );
  });
});

describe('who may make it', () => {
  it('a manager of another unit finds nothing there, and so does anybody who may not export', async () => {
    expect((await make('manager-3')).status).toBe(404);
    expect((await make('contact-1')).status).toBe(403);
    const before = (await entries()).length;
    await make('manager-3');
    expect(await entries()).toHaveLength(before);
  });

  it('somebody who was on the visit does not, whatever has happened on it; that they asked is recorded', async () => {
    const own = await overdue(service, 'manager-4');
    await service.phone('+447700900110').texts('LEFT');
    expect((await make('manager-4', own.id)).status).toBe(403);
    expect((await entries(own.visitId)).at(-1)).toMatchObject({ kind: 'refused', by: 'manager-4' });
    const visitor = new Visitor(service);
    await visitor.actAs('manager-4');
    expect((await visitor.get(`/incidents/${own.id}`)).html).not.toContain('record.pdf');
    await visitor.actAs('manager-1');
    expect((await visitor.get(`/incidents/${own.id}`)).html).toContain('record.pdf');
  });

  it('P8: an alert code is not there for whoever is on the visit', async () => {
    const own = await overdue(service, 'manager-4');
    await service.api('POST', `/api/v1/incidents/${own.id}/reports`, { by: 'contact-1', kind: 'code' });
    expect((await make('manager-4', own.id)).status).toBe(404);
  });

  it('says that there is nothing at an address that was cut short', async () => {
    for (const wrong of ['nonsense', '00000000-0000-4000-8000-000000000000'])
      expect((await make('manager-1', wrong)).status).toBe(404);
  });
});
