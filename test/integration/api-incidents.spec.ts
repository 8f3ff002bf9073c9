import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import type { EntryKind } from '../../src/domain/decision.js';
import { emptyHead, firstFault, visitChain, type ChainedEntry } from '../../src/domain/record/chain.js';
import { iso, MINUTE } from '../../src/domain/time/instant.js';
import { PHONES, VISITED } from '../support/office.js';
import type { Said } from '../support/said.js';
import { startTestService, type TestService } from '../support/service.js';

/** Incidents, reports, call sheets and exports through the API: the same rules as by text (HVPF 8.3, 8.4). */

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
}, 60_000);
afterAll(() => service?.stop());

const NOBODY = '00000000-0000-4000-8000-000000000000';

/** A visit that has just become overdue. */
async function overdue(person = 'practitioner-1'): Promise<{ id: string; visitId: string; reference: string }> {
  const now = await service.now();
  const visit = (
    await service.api('POST', '/api/v1/visits', {
      attendees: [person],
      personVisited: VISITED,
      kind: 'alone',
      purpose: 'first visit',
      // Late enough that no late arrival is asked about before it is overdue.
      plannedStart: iso(now - MINUTE),
      plannedEnd: iso(now + MINUTE),
    })
  ).body;
  await service.advance(11 * MINUTE + 1_000);
  const [incident] = (await service.api('GET', `/api/v1/incidents?visitId=${visit.id}`)).body.items;
  return { id: incident.id, visitId: visit.id, reference: incident.reference };
}

const report = (id: string, body: unknown) => service.api('POST', `/api/v1/incidents/${id}/reports`, body);
const get = <T = Said>(id: string, rest = '', headers = {}) =>
  service.api<T>('GET', `/api/v1/incidents/${id}${rest}`, undefined, headers);
const kindsOf = (incident: Said): string[] => incident.entries.map((entry) => entry.kind);

describe('an incident', () => {
  it('is answered with its step and its whole timeline, each line with its clause', async () => {
    const { id, visitId, reference } = await overdue();
    const { status, body } = await get(id);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      id,
      visitId,
      reference: expect.stringMatching(/^\d{4}$/),
      kind: 'overdue',
      status: 'open',
      step: 'nominated_contact',
      subjects: [{ person: 'practitioner-1', name: 'Practitioner One' }],
      closedAt: null,
      police: [],
    });
    expect(body.entries[0]).toMatchObject({ kind: 'visit_planned', by: 'api', clause: 'HVPF 8.2.1' });
    expect(body.entries).toContainEqual(
      expect.objectContaining({ kind: 'asked', clause: 'HVPF 8.4.2', incidentId: id, at: expect.stringMatching(/Z$/) }),
    );
    expect(JSON.stringify(body)).not.toContain(VISITED.name);
    expect((await service.api('GET', `/api/v1/visits/${visitId}`)).body).toMatchObject({
      status: 'overdue',
      incidentId: id,
    });
    await report(id, { by: 'manager-1', kind: 'safe', reason: reference });
  });

  it('is found by its filters', async () => {
    const first = await overdue('practitioner-1');
    const second = await overdue('practitioner-3');
    const ids = async (query: string): Promise<string[]> =>
      (await service.api('GET', `/api/v1/incidents?${query}`)).body.items.map((one) => one.id);
    expect((await ids('status=open')).slice(0, 2)).toEqual([second.id, first.id]);
    expect(await ids(`reference=${first.reference}`)).toEqual([first.id]);
    expect(await ids('unit=team-2&status=open')).toEqual([second.id]);
    expect(await ids('unit=pdu-1&status=open&kind=overdue&perPage=1')).toHaveLength(1);
    expect(await ids('kind=alert%20code')).toEqual([]);
    expect(await ids(`from=${iso((await service.now()) + MINUTE)}`)).toEqual([]);
    expect((await service.api('GET', '/api/v1/incidents?visitId=4821')).body.errors[0]).toMatchObject({
      field: 'visitId',
    });
    for (const { id } of [first, second]) await report(id, { by: 'manager-2', kind: 'safe' });
  });

  it.each(['', '/call-sheet', '/export'])('that nobody knows is not found: %s', async (rest) => {
    for (const id of [NOBODY, '4821', 'nonsense']) expect((await get(id, rest)).status).toBe(404);
  });

  it('is not changed by being looked at', async () => {
    const { id, visitId } = await overdue();
    const before = (await service.api('GET', `/api/v1/visits/${visitId}/entries`)).body.total;
    await get(id);
    await get(id, '/export');
    await get(id, '/export?format=csv');
    await service.api('GET', '/api/v1/incidents');
    expect((await service.api('GET', `/api/v1/visits/${visitId}/entries`)).body.total).toBe(before);
    await report(id, { by: 'manager-1', kind: 'safe' });
  });
});

describe('a report', () => {
  it('hands it over: to whoever may be asked, at once; not to a stranger, and the answer says so', async () => {
    const { id } = await overdue();
    const stranger = await report(id, { by: 'contact-1', kind: 'hand_over', to: 'practitioner-3' });
    expect(stranger).toMatchObject({ status: 200, body: { answer: expect.stringContaining('not handed over') } });
    const takers = async (by: string) => (await get(id, `/hand-over?by=${by}`)).body.items;
    expect(await takers('contact-1')).toContainEqual({ person: 'manager-2', name: 'Manager Two' });
    expect((await takers('contact-1')).map((taker) => taker)).not.toContainEqual(
      expect.objectContaining({ person: 'practitioner-3' }),
    );
    expect(await takers('practitioner-1')).toEqual([]);
    const handed = await report(id, { by: 'contact-1', kind: 'handed over', to: 'manager-2' });
    expect(await takers('contact-1')).toEqual([]);
    expect(handed).toMatchObject({ status: 200, body: { answer: expect.stringContaining('in your place') } });
    expect(await service.phone(PHONES.secondManager).heardLast()).toContain('Ring them now');
    expect((await get(id)).body.entries.filter(({ kind }) => kind === 'handed_over')).toMatchObject([
      { by: 'contact-1', data: { from: 'contact-1', to: 'manager-2' } },
    ]);
    await report(id, { by: 'manager-1', kind: 'safe' });
  });

  it('may be handed over by nobody who may not know of it: there is no incident for them (P8)', async () => {
    const { id, visitId } = await overdue();
    expect((await get(id, '/hand-over?by=practitioner-3')).status).toBe(404);
    expect((await get(NOBODY, '/hand-over?by=contact-1')).status).toBe(404);
    const faults = async (query: string) => (await get(id, `/hand-over${query}`)).body.errors.map(({ field }) => field);
    expect([await faults(''), await faults('?by=ghost'), await faults('?by=contact-1&x=1')]).toEqual([
      ['by'],
      ['by'],
      ['x'],
    ]);
    expect((await get(id, '/hand-over?by=practitioner-1')).status).toBe(200);
    await service.api('POST', `/api/v1/visits/${visitId}/alert-code`, { by: 'contact-1' });
    expect((await get(id, '/hand-over?by=practitioner-1')).status).toBe(404);
    await report(id, { by: 'manager-1', kind: 'safe' });
  });

  it('carries the escalation to the police and to its stand-down', async () => {
    const { id, reference } = await overdue();
    const taken = await report(id, { by: 'contact-1', kind: 'acknowledged' });
    expect(taken).toMatchObject({
      status: 200,
      body: { answer: expect.stringContaining(reference), incident: { step: 'nominated_contact' } },
    });
    expect((await report(id, { by: 'contact-1', kind: 'no' })).body.incident.step).toBe('line_manager');
    expect((await report(id, { by: 'manager-1', kind: 'no_answer', times: '2' })).body).toMatchObject({
      answer: expect.stringContaining('ring the police now'),
      incident: { step: 'police' },
    });
    const told = await report(id, {
      by: 'manager-1',
      kind: 'police told',
      policeReference: 'CAD 1234',
      operator: 'Operator 77',
    });
    expect(told.body.incident).toMatchObject({
      step: 'senior_leaders',
      police: [{ by: 'manager-1', reference: 'CAD 1234', operator: 'Operator 77', at: expect.any(String) }],
    });
    const informed = await report(id, { by: 'contact-1', kind: 'safe' });
    expect(informed.body).toMatchObject({
      answer: expect.stringContaining('Only a manager'),
      incident: { status: 'open' },
    });
    const over = await report(id, { by: 'manager-1', kind: 'safe', reason: 'seen at the office' });
    expect(over.body.incident).toMatchObject({
      status: 'stood_down',
      closedBy: 'manager-1',
      outcome: 'seen at the office',
    });
    expect(kindsOf(over.body.incident)).toEqual(
      expect.arrayContaining(['acknowledged', 'no_answer_reported', 'police_told', 'stood_down']),
    );
    // Answered on the screen, not by text as well; the stand-down is told to those who were alerted.
    expect(await service.phone(PHONES.manager).heardLast()).not.toContain('ring the police now');
    expect(await service.phone(PHONES.contact).heardLast()).toContain('STOOD DOWN');
    const late = await report(id, { by: 'contact-1', kind: 'ack' });
    expect(late.body).toMatchObject({
      answer: expect.stringContaining('was ended'),
      incident: { status: 'stood_down' },
    });
  });

  it('of more time moves the end', async () => {
    const { id, visitId } = await overdue();
    const now = await service.now();
    const { body } = await report(id, { by: 'contact-1', kind: 'extended', minutes: 30 });
    expect(body.incident.status).toBe('stood_down');
    const { expectedEnd } = (await service.api('GET', `/api/v1/visits/${visitId}`)).body;
    expect(Math.abs(Date.parse(expectedEnd) - now - 30 * MINUTE)).toBeLessThan(5_000);
    await service.phone(PHONES.practitioner).texts('LEFT');
  });

  it('takes a moment as well as a time on the clock', async () => {
    const { id, visitId } = await overdue('practitioner-2');
    const until = Math.ceil(((await service.now()) + 40 * MINUTE) / MINUTE) * MINUTE;
    expect(
      (await report(id, { by: 'contact-1', kind: 'extend', until: iso(until + 48 * 60 * MINUTE) })).body.errors[0]
        .field,
    ).toBe('until');
    expect((await report(id, { by: 'contact-1', kind: 'extend', until: iso(until) })).status).toBe(200);
    expect((await service.api('GET', `/api/v1/visits/${visitId}`)).body.expectedEnd).toBe(iso(until));
    await service.phone('+447700900106').texts('LEFT');
  });

  it('of the alert code forbids to call, and asks the manager for the police (HVPF 8.3.6)', async () => {
    const { id } = await overdue();
    const { body } = await report(id, { by: 'contact-1', kind: 'alert_code' });
    expect(body).toMatchObject({
      answer: expect.stringContaining('DO NOT CALL'),
      incident: { kind: 'alert_code', status: 'open' },
    });
    expect((await report(id, { by: 'contact-1', kind: 'safe' })).body.incident.status).toBe('open');
    expect((await report(id, { by: 'manager-1', kind: 'safe' })).body.incident.status).toBe('stood_down');
  });

  it('by someone whose incident it is not is refused, and recorded', async () => {
    const { id } = await overdue();
    for (const by of ['practitioner-1', 'practitioner-3']) {
      const { status, body } = await report(id, { by, kind: 'safe' });
      expect([status, body.detail]).toEqual([403, expect.stringContaining('neither contact nor manager')]);
    }
    const after = (await get(id)).body;
    expect(after.status).toBe('open');
    expect(after.entries.filter((entry) => entry.kind === 'report_noted')).toHaveLength(2);
    await report(id, { by: 'manager-1', kind: 'safe' });
  });

  let open: { id: string } | undefined;

  it.each<[string, unknown, string]>([
    ['nobody', { kind: 'safe' }, 'by'],
    ['a stranger', { by: 'somebody', kind: 'safe' }, 'by'],
    ['no kind', { by: 'manager-1' }, 'kind'],
    ['an unknown kind', { by: 'manager-1', kind: 'saef' }, 'kind'],
    ['more time without a time', { by: 'manager-1', kind: 'extend' }, 'minutes'],
    ['too much time', { by: 'manager-1', kind: 'extend', minutes: 10_000 }, 'minutes'],
    ['a hand-over to nobody', { by: 'manager-1', kind: 'hand_over' }, 'to'],
    ['a stand-down without a reason', { by: 'manager-1', kind: 'stand_down' }, 'reason'],
    ['a stand-down for a blank reason', { by: 'manager-1', kind: 'stand down', reason: ' ' }, 'reason'],
    ['three calls', { by: 'manager-1', kind: 'no_answer', times: 3 }, 'times'],
    ['a key that is not known', { by: 'manager-1', kind: 'police', reference: '1' }, 'reference'],
  ])('by or of %s is refused', async (_what, body, field) => {
    open ??= await overdue();
    const answer = await report(open.id, body);
    expect(answer.status).toBe(422);
    expect(answer.body.errors.map((error) => error.field)).toEqual([field]);
    expect((await get(open.id)).body.status).toBe('open');
  });

  it('that is right ends it, for the reason that it gives', async () => {
    const { body } = await report(open?.id ?? '', { by: 'manager-1', kind: 'stand down', reason: 'raised in error' });
    expect(body.incident).toMatchObject({ status: 'stood_down', outcome: 'raised in error' });
    expect(body.answer).toMatch(/noted, with your reason\. Stood down/);
  });
});

describe('the call sheet', () => {
  it('has what a manager reads to the police, and its opening is recorded', async () => {
    const { id } = await overdue();
    const { status, headers, body } = await get(id, '/call-sheet', { 'on-behalf-of': 'manager-1' });
    expect([status, headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(body).toMatchObject({
      incidentId: id,
      police: { force: 'Exampleshire', controlRoom: '+441632960000' },
      wordsToSay: expect.stringContaining(
        'contact has been lost with them whilst undertaking a home visit to Example Name at 1 Example Street',
      ),
      staff: [
        {
          name: 'Practitioner One',
          mobile: '07700 900101',
          car: 'AB12 CDE, blue hatchback',
          description: '1.65 m, short dark hair',
        },
      ],
      personVisited: { name: VISITED.name },
      answer: { operator: '', time: '', reference: '' },
      doNotCallStaff: false,
    });
    expect(body.timeline.at(-1)?.text).toContain('opened the call sheet');
    const entries = (await get(id)).body.entries;
    const opened = 'opened the call sheet through the API (token "ADMIN_TOKEN").';
    const data = { token: 'ADMIN_TOKEN' };
    const kind = 'call_sheet_viewed';
    expect(entries.at(-1)).toMatchObject({ kind, by: 'manager-1', text: `Manager One ${opened}`, data });
    await get(id, '/call-sheet');
    expect((await get(id)).body.entries.at(-1)).toMatchObject({ kind, by: 'api', text: `A program ${opened}`, data });
    await report(id, { by: 'manager-1', kind: 'safe' });
  });

  it('is text or a page for who asks for one', async () => {
    const { id } = await overdue();
    const plain = await get<string>(id, '/call-sheet', { accept: 'text/plain' });
    expect(plain.headers.get('content-type')).toContain('text/plain');
    expect(plain.body).toContain('SAY\nThere is concern');
    expect(plain.body).toContain('Operator: ____');
    const page = await get<string>(id, '/call-sheet', { accept: 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.8' });
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(page.body).toContain('<h2>Say</h2>');
    await report(id, { by: 'manager-1', kind: 'safe' });
  });

  it('lets nothing through as markup', async () => {
    const { id, visitId } = await overdue();
    await service.api('PATCH', `/api/v1/visits/${visitId}`, {
      personVisited: { name: '<img src=x onerror=alert(1)>' },
    });
    expect((await get<string>(id, '/call-sheet', { accept: 'text/html' })).body).not.toContain('<img');
    await report(id, { by: 'manager-1', kind: 'safe' });
  });
});

describe('an export', () => {
  it('can be checked: every hash follows from its line and from the one before', async () => {
    const { id, visitId } = await overdue();
    await report(id, { by: 'manager-1', kind: 'safe', reason: '=HYPERLINK("http://evil.example")' });
    const { body } = await get(id, '/export');
    expect(body).toMatchObject({ chain: visitChain(visitId), intact: true, incident: { id } });
    const entries = body.entries.map((entry): ChainedEntry => ({
      ...entry,
      kind: entry.kind as EntryKind,
      at: Date.parse(entry.at),
      chain: body.chain,
    }));
    const head = entries.at(-1) ?? emptyHead(body.chain);
    expect(firstFault(entries, head)).toBeNull();
    const changed = entries.map((entry) => ({ ...entry, text: `${entry.text} ` }));
    expect(firstFault(changed, head)).not.toBeNull();
  });

  it('opens in a spreadsheet, and runs nothing there', async () => {
    const { id, reference } = await overdue();
    await report(id, { by: 'manager-1', kind: 'safe', reason: '=HYPERLINK("http://evil.example")' });
    const { headers, body } = await get<string>(id, '/export?format=CSV');
    expect(headers.get('content-type')).toContain('text/csv');
    expect(headers.get('content-disposition')).toContain(`incident-${reference}.csv`);
    const rows = parse<Record<string, string>>(body, { columns: true, bom: true });
    expect(rows.length).toBe((await get(id)).body.entries.length);
    expect(rows[0]).toMatchObject({ seq: '1', kind: 'visit_planned', hash: expect.stringMatching(/^[0-9a-f]{64}$/) });

    const list = await service.api<string>('GET', `/api/v1/incidents/export?format=csv&reference=${reference}`);
    expect(parse(list.body, { columns: true, bom: true })).toEqual([
      expect.objectContaining({ id, outcome: `'=HYPERLINK("http://evil.example")` }),
    ]);
    const json = await service.api('GET', `/api/v1/incidents/export?reference=${reference}`);
    expect(json.body).toEqual([expect.objectContaining({ id, reference })]);
    expect((await service.api('GET', '/api/v1/incidents/export?format=xml')).body.errors[0].field).toBe('format');
  });
});

describe('a lone worker device (HVPF 8.3.4)', () => {
  it('that is set off opens an incident, with or without a visit', async () => {
    const { status, body } = await service.api('POST', '/api/v1/device-activations', {
      device: 'LW-1',
      note: 'red alert',
    });
    expect(status).toBe(202);
    expect((await get(body.incidentId)).body).toMatchObject({ kind: 'device', status: 'open', visitId: body.visitId });
    expect(await service.phone(PHONES.manager).heardLast()).toContain('LONE WORKER DEVICE');
    await report(body.incidentId, { by: 'manager-1', kind: 'safe' });
  });

  it('that is nobody’s is refused, and recorded', async () => {
    const { status, body } = await service.api('POST', '/api/v1/device-activations', { device: 'LW-9' });
    expect([status, body.errors[0].field]).toEqual([422, 'device']);
    const [entry] = await service.query<{ text: string }>(
      `SELECT text FROM entry WHERE chain = 'office' AND data->>'device' = 'LW-9'`,
    );
    expect(entry?.text).toContain('it is nobody');
  });
});

describe('the list of texts', () => {
  it('has both directions, and what became of each', async () => {
    const { id, visitId } = await overdue('practitioner-2');
    await service.phone(PHONES.contact).texts('VISITS');
    const list = async (query: string) => (await service.api('GET', `/api/v1/messages?${query}`)).body.items;
    expect(await list(`incidentId=${id}`)).toEqual([
      expect.objectContaining({
        direction: 'outbound',
        person: 'contact-1',
        purpose: 'ask',
        state: 'delivered',
        visitId,
      }),
    ]);
    expect((await list('person=contact-1&state=handled'))[0]).toMatchObject({
      direction: 'inbound',
      body: 'VISITS',
      mobile: PHONES.contact,
    });
    expect(await list(`visitId=${visitId}&state=failed`)).toEqual([]);
    expect((await service.api('GET', '/api/v1/messages?state=lost')).status).toBe(422);
    await report(id, { by: 'manager-1', kind: 'safe' });
  });
});
