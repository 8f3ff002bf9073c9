import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RemindOfFollowUps } from '../../src/application/remind-of-follow-ups.js';
import { localDate } from '../../src/domain/time/local.js';
import { DAY } from '../../src/domain/time/instant.js';
import { NOON_ZONE } from '../support/noon.js';
import { OFFICE, PHONES } from '../support/office.js';
import { incidentOf, overdue } from '../support/overdue.js';
import { startTestService, type TestService } from '../support/service.js';
import { Visitor } from '../support/visitor.js';

/** What follows an incident, from the stand-down to its closing and beyond (HVPF 8.5), on screens and through the API. */

let service: TestService;
beforeAll(async () => {
  service = await startTestService({
    environment: { TIME_ZONE: NOON_ZONE },
    office: {
      ...OFFICE,
      people: [
        ...OFFICE.people,
        { id: 'next-door', name: 'Next Door', unit: 'team-2', roles: ['manager'] },
        { id: 'auditor', name: 'Auditor', unit: 'region-1', roles: ['auditor'] },
      ],
    },
  });
}, 60_000);
afterAll(() => service?.stop());

const as = async (person: string): Promise<Visitor> => {
  const visitor = new Visitor(service);
  await visitor.get('/incidents');
  await visitor.actAs(person);
  return visitor;
};

/** An incident that has just been stood down: after an SOS, or as a departure that was confirmed too late. */
const ended = async (kind: 'sos' | 'overdue' | 'alert_code', person = 'practitioner-1') => {
  const before = await overdue(service, person);
  const phone = service.phone(OFFICE.people.find(({ id }) => id === person)?.mobile ?? '');
  if (kind !== 'overdue') await phone.texts(kind === 'sos' ? 'SOS' : 'please cancel my next appointment');
  const { id } = await incidentOf(service, before.visitId);
  await service.api('POST', `/api/v1/incidents/${id}/reports`, { by: 'manager-1', kind: 'safe', reason: 'Seen safe' });
  return { ...before, path: `/incidents/${id}/follow-ups` };
};
const look = async (id: string) => (await service.api('GET', `/api/v1/incidents/${id}`)).body;
const versionOn = ({ html }: { html: string }) => /name="seen" value="([^"]*)"/.exec(html)?.[1] ?? '';
const entries = async (id: string, kind: string): Promise<{ data: Record<string, unknown> }[]> => {
  const { body } = await service.api('GET', `/api/v1/incidents/${id}/export`);
  return body.entries.filter((entry: { kind: string }) => entry.kind === kind);
};
const settleAll = async (id: string): Promise<void> => {
  for (const { number } of (await look(id)).followUps)
    await service.api('PATCH', `/api/v1/incidents/${id}/follow-ups/${number}`, { state: 'done' });
};

describe('what follows an incident', () => {
  it('8.5.1: is there when it is stood down, owned by the line manager, and in the record', async () => {
    const { id, path } = await ended('sos');
    const { status, followUps } = await look(id);
    expect(status).toBe('stood_down');
    expect(followUps.map(({ kind, owner, required }: Record<string, unknown>) => [kind, owner, required])).toEqual(
      ['reassurance', 'time_away', 'debrief', 'accident_report', 'risk_assessment'].map((kind) => [
        kind,
        'manager-1',
        true,
      ]),
    );
    expect(await entries(id, 'follow_up_due')).toHaveLength(5);
    const manager = await as('manager-1');
    expect((await manager.get(`/incidents/${id}`)).text).toContain('0 of 5 done or not needed');
    expect((await manager.get(path)).text).toContain('It cannot be closed yet. 5 follow-ups are still to be done');
    expect((await manager.get('/incidents/follow-ups')).text).toContain('Reassurance: speak with Practitioner One');
    expect((await manager.get('/incidents')).text).toContain('5 to follow up');
  });

  it('8.5.1: is done, or not needed for a reason, closed with a reason, and reopened with one', async () => {
    const { id, path } = await ended('sos');
    const manager = await as('manager-1');
    for (const [number, action] of [
      [1, 'done'],
      [2, 'not_needed'],
      [3, 'done'],
      [4, 'not_needed'],
      [5, 'done'],
    ] as const) {
      const seen = versionOn(await manager.get(`${path}/${number}`));
      const shown = await manager.send(`${path}/${number}`, {
        action,
        seen,
        'done-note': 'Spoke for an hour',
        'not-needed-note': 'She did not want it',
      });
      expect([shown.status, shown.path]).toEqual([200, path]);
    }
    const written = await manager.send(`/incidents/${id}/review`, {
      harm: 'none',
      account: 'A dog',
      learned: 'Ring first',
      seen: '',
    });
    expect(written.text).toContain('Nobody was threatened, intimidated or hurt');
    expect((await manager.send(`/incidents/${id}/close`, { reason: '' })).status).toBe(422);
    expect((await manager.send(`/incidents/${id}/close`, { reason: 'All is done' })).text).toContain('Closed');
    expect(await look(id)).toMatchObject({ status: 'closed', closing: { by: 'manager-1', reason: 'All is done' } });
    expect((await manager.get('/incidents?status=closed')).text).toContain('SOS');
    await manager.get(`${path}/1`);
    const refused = await manager.send(`${path}/1`, { action: 'open', seen: '2', 'open-note': 'x' });
    expect([refused.status, refused.text]).toEqual([409, expect.stringContaining('Reopen it first')]);
    await manager.get(path);
    await manager.send(`/incidents/${id}/reopen`, { reason: 'She asked for more' });
    expect(await look(id)).toMatchObject({ status: 'stood_down', closing: null });
    expect((await manager.get(path)).text).toMatch(/Reopened .* by Manager One: She asked for more/);
    expect((await entries(id, 'incident_closed'))[0]?.data).toMatchObject({ reason: 'All is done' });
    expect((await entries(id, 'incident_reopened'))[0]?.data).toMatchObject({ reason: 'She asked for more' });
    expect((await entries(id, 'follow_up_changed'))[1]?.data).toMatchObject({
      stateBefore: 'open',
      state: 'not_needed',
      note: 'She did not want it',
    });
    expect((await service.api('GET', `/api/v1/visits/${(await look(id)).visitId}`)).body.status).toBe('concluded');
  });

  it('8.5.1: support that nobody knew to be owed is added when it comes out that somebody was threatened', async () => {
    const { id, path } = await ended('overdue');
    expect((await look(id)).followUps).toEqual([]);
    const manager = await as('manager-2');
    expect((await manager.get(path)).text).toContain('Nothing is owed by the rules');
    await manager.send(`/incidents/${id}/review`, { harm: 'threatened', account: 'Shouting', learned: 'x', seen: '' });
    expect((await look(id)).followUps).toHaveLength(5);
  });

  it('a manager adds what else is to be done, for somebody who may see to it, by a day that is to come', async () => {
    const { id, path } = await ended('overdue');
    const manager = await as('manager-1');
    const due = localDate((await service.now()) + 2 * DAY, NOON_ZONE);
    await manager.get(path);
    const add = (fields: Record<string, string>) =>
      manager.send(path, { what: 'Ask for a radio', owner: 'manager-2', due, ...fields });
    for (const [fields, fault] of [
      [{ what: '' }, 'Enter what is to be done'],
      [{ due: '31/2/2026' }, 'Due must be a real date'],
      [{ due: '2020-01-01' }, 'Due is not within the next year'],
      [{ owner: 'practitioner-1' }, 'Practitioner One may not see to it'],
      [{ owner: 'nobody' }, 'is nobody in the organisation'],
      [{ what: 'x'.repeat(201) }, 'Use 200 characters or fewer'],
    ] as const) {
      const { status, text } = await add(fields);
      expect([status, text]).toEqual([422, expect.stringContaining(fault)]);
    }
    expect((await add({})).text).toContain('Ask for a radio');
    expect((await look(id)).followUps).toMatchObject([{ kind: 'own', owner: 'manager-2', required: false }]);
    // What may be left open keeps nobody from closing it, and can be done afterwards.
    expect((await manager.send(`/incidents/${id}/close`, { reason: 'Nothing happened' })).status).toBe(200);
    const open = await manager.get(`${path}/1`);
    await manager.send(`${path}/1`, { action: 'done', seen: versionOn(open) });
    expect((await look(id)).followUps).toMatchObject([{ state: 'done', settledBy: 'manager-1' }]);
  });

  it('of two at once the second is told what the first did, and nothing of it is lost', async () => {
    const { id, path } = await ended('sos');
    const [first, second] = [await as('manager-1'), await as('manager-2')];
    const seen = versionOn(await first.get(`${path}/1`));
    await second.get(`${path}/1`);
    await first.send(`${path}/1`, { action: 'done', seen, 'done-note': 'We spoke' });
    const late = await second.send(`${path}/1`, { action: 'not_needed', seen, 'not-needed-note': 'She is on leave' });
    expect(late.status).toBe(409);
    expect(late.text).toMatch(
      /Manager One said at \d\d:\d\d: Reassurance: speak with Practitioner One in person: done\./,
    );
    expect((await look(id)).followUps[0]).toMatchObject({ state: 'done', note: 'We spoke', version: 2 });
    const { status } = await service.api('PATCH', `/api/v1/incidents/${id}/follow-ups/1`, {
      note: 'overwritten',
      version: 1,
    });
    expect(status).toBe(409);
  });

  it('P8, P11: whoever was there sees that it is followed up, not what is written about them; of an alert code nothing', async () => {
    const sos = await ended('sos');
    await service.api('PATCH', `/api/v1/incidents/${sos.id}/follow-ups/1`, { state: 'done', note: 'She wept' });
    const practitioner = await as('practitioner-1');
    const theirs = await practitioner.get(sos.path);
    expect(theirs.text).toContain('Reassurance: speak with Practitioner One in person');
    expect(theirs.html).not.toMatch(/She wept|action="\/incidents/);
    expect((await practitioner.get(`/incidents/${sos.id}`)).text).not.toContain('She wept');
    expect((await practitioner.get('/incidents/follow-ups')).status).toBe(403);
    expect((await practitioner.send(`/incidents/${sos.id}/close`, { reason: 'x' })).status).toBe(403);
    const code = await ended('alert_code');
    for (const path of [`/incidents/${code.id}`, code.path]) expect((await practitioner.get(path)).status).toBe(404);
    expect((await (await as('manager-1')).get(code.path)).text).toContain('Tell them in person what is done for them');
    const auditor = await as('auditor');
    const read = await auditor.get(sos.path);
    expect(read.html).not.toContain('action="/incidents');
    expect((await auditor.send(`/incidents/${sos.id}/close`, { reason: 'x' })).status).toBe(403);
  });

  it('is nobody’s business in the unit next door', async () => {
    const { id, path } = await ended('sos');
    const stranger = await as('next-door');
    expect((await stranger.get('/incidents/follow-ups?whose=units')).text).toContain('Nothing is to be followed up');
    for (const address of [path, `${path}/1`]) expect((await stranger.get(address)).status).toBe(404);
    await stranger.get('/incidents/follow-ups');
    for (const [address, fields] of [
      [`/incidents/${id}/close`, { reason: 'x' }],
      [`${path}/1`, { action: 'done', seen: '1' }],
      [`/incidents/${id}/review`, { harm: 'none', account: 'x', learned: 'x' }],
    ] as const)
      expect((await stranger.send(address, fields)).status).toBe(404);
    expect((await look(id)).followUps[0].state).toBe('open');
  });

  it('is added to and reviewed through the API by the same rules', async () => {
    const { id } = await ended('overdue');
    const address = `/api/v1/incidents/${id}`;
    const AS_MANAGER = { 'on-behalf-of': 'manager-1' };
    const tomorrow = new Date((await service.now()) + DAY).toISOString().slice(0, 10);
    const own = { what: 'Ask the team', owner: 'manager-1', due: tomorrow, required: true };
    const before = (await look(id)).followUps.length;
    const added = await service.api('POST', `${address}/follow-ups`, own, AS_MANAGER);
    expect(added).toMatchObject({
      status: 201,
      body: {
        kind: 'own',
        number: before + 1,
        what: 'Ask the team',
        owner: 'manager-1',
        required: true,
        state: 'open',
      },
    });
    // The same form sent twice is one thing to do, not two.
    const again = await service.api('POST', `${address}/follow-ups`, own, AS_MANAGER);
    expect(again).toMatchObject({ status: 201, body: { number: before + 1 } });
    expect((await look(id)).followUps).toHaveLength(before + 1);
    for (const [change, field] of [
      [{ owner: 'practitioner-1' }, 'owner'],
      [{ owner: 'nobody' }, 'owner'],
      [{ due: '2020-01-01' }, 'due'],
      [{ due: 'soon' }, 'due'],
      [{ what: '' }, 'what'],
    ] as const) {
      const refused = await service.api('POST', `${address}/follow-ups`, { ...own, ...change }, AS_MANAGER);
      expect([refused.status, refused.body.errors[0].field]).toEqual([422, field]);
    }
    const review = { harm: 'threatened', account: 'A dog', learned: 'Ask about dogs' };
    const written = await service.api('PUT', `${address}/review`, { ...review, seen: null }, AS_MANAGER);
    expect(written).toMatchObject({ status: 200, body: { review: { ...review, by: 'manager-1' } } });
    // Support that nobody knew to be owed (HVPF 8.5.1).
    expect(written.body.followUps.length).toBeGreaterThan(before + 1);
    expect((await service.api('PUT', `${address}/review`, { ...review, seen: null })).status).toBe(409);
    const { at } = (await service.api<{ review: { at: string } }>('GET', address)).body.review;
    expect((await service.api('PUT', `${address}/review`, { ...review, learned: 'More', seen: at })).status).toBe(200);
    const there = await service.api('PUT', `${address}/review`, review, { 'on-behalf-of': 'practitioner-1' });
    expect(there.status).toBe(403);
    await settleAll(id);
    await service.api('POST', `${address}/close`, { reason: 'All done' });
    expect((await service.api('POST', `${address}/follow-ups`, own)).status).toBe(409);
    expect((await service.api('PUT', `${address}/review`, review)).status).toBe(409);
  });

  it('is closed through the API by the same rule', async () => {
    const { id } = await ended('sos');
    const close = () => service.api('POST', `/api/v1/incidents/${id}/close`, { reason: 'All done' });
    const early = await close();
    expect([early.status, early.body.detail]).toEqual([409, expect.stringContaining('5 follow-ups are still')]);
    const unsaid = await service.api('PATCH', `/api/v1/incidents/${id}/follow-ups/1`, { state: 'not_needed' });
    expect([unsaid.status, unsaid.body.errors[0].field]).toEqual([422, 'note']);
    await settleAll(id);
    expect((await close()).body).toMatchObject({ status: 'closed', closing: { by: 'api' } });
    expect((await close()).status).toBe(409);
    const reopened = await service.api('POST', `/api/v1/incidents/${id}/reopen`, { reason: 'More came out' });
    expect(reopened.body.status).toBe('stood_down');
    const open = await overdue(service, 'practitioner-2');
    expect((await service.api('POST', `/api/v1/incidents/${open.id}/close`, { reason: 'x' })).status).toBe(409);
    await service.api('POST', `/api/v1/incidents/${open.id}/reports`, { by: 'manager-1', kind: 'safe' });
  });
});

describe('reminders', () => {
  const remind = () => service.app.get(RemindOfFollowUps).once();

  it('8.5.1: the owner is texted when it is due and when it is overdue, once each, naming nobody', async () => {
    await service.query(`UPDATE follow_up SET remind_at = NULL`);
    const { reference, id } = await ended('sos', 'practitioner-2');
    const [row] = await service.query<{ due: Date }>(
      `SELECT min(due_at) AS due FROM follow_up WHERE incident_id = $1`,
      [id],
    );
    const heard = async () =>
      (await service.phone(PHONES.manager).hears()).filter((text) => text.startsWith(`After incident ${reference}`));
    await remind();
    expect(await heard()).toEqual([]);
    const noonOfTheDay = row!.due.getTime() - 5 * 3_600_000;
    await service.advance(noonOfTheDay - (await service.now()));
    await Promise.all([remind(), remind()]);
    await remind();
    expect(await heard()).toEqual([
      `After incident ${reference}, 2 follow-ups are due today. Reassurance, time away. See Follow-ups on Allswell.`,
    ]);
    await service.advance(DAY);
    await Promise.all([remind(), remind()]);
    expect((await heard()).slice(1)).toEqual([
      `After incident ${reference}, 2 follow-ups are OVERDUE. Reassurance, time away. See Follow-ups on Allswell.`,
    ]);
    const manager = await as('manager-1');
    expect((await manager.get('/incidents/follow-ups')).text).toMatch(/Overdue .* yesterday/);
    expect(await entries(id, 'follow_up_reminded')).toHaveLength(2);
  });

  it('8.5.1: what incidents owe that ended before this was kept is worked out once, and counted from now', async () => {
    const { id } = await ended('sos', 'practitioner-2');
    await service.query(`DELETE FROM follow_up WHERE incident_id = $1`, [id]);
    await service.query(`INSERT INTO follow_up_unmade VALUES ($1)`, [id]);
    await Promise.all([remind(), remind()]);
    await remind();
    expect((await look(id)).followUps).toHaveLength(5);
    expect(await service.query('SELECT * FROM follow_up_unmade')).toEqual([]);
  });
});
