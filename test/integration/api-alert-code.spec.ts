import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { iso } from '../../src/domain/time/instant.js';
import { PHONES } from '../support/office.js';
import { HOUR, MINUTE, story, UNTIL_OVERDUE, type Story } from '../support/story.js';

/** The alert code that somebody was given by telephone, through the API (HVPF 8.3.6). */

const NOT_TO_CALL = /^\d{4} ALERT CODE from Practitioner\. DO NOT CALL OR TEXT THEM\./;
const ASKED = /^\d{4} ALERT CODE from Practitioner\. DO NOT CALL THEM\. Ring the police now\./;
const NOBODY = '00000000-0000-4000-8000-000000000000';

let current: Story;
beforeEach(async () => {
  current = await story();
}, 60_000);
afterEach(() => current?.end());

const report = (by: string, visit = current.visitId) =>
  current.service.api('POST', `/api/v1/visits/${visit}/alert-code`, { by });
const ofVisit = async () => (await current.service.api('GET', `/api/v1/visits/${current.visitId}/entries`)).body.items;
const phones = () => Object.entries(PHONES).map(([who, number]) => ({ who, phone: current.service.phone(number) }));

/** Whatever the phones have got from here on must be what is said here, in order. */
async function nextTexts(act: () => Promise<unknown>): Promise<Record<string, string[]>> {
  const all = phones();
  const known = await Promise.all(all.map(async ({ phone }) => (await phone.hears()).length));
  await act();
  const heard = await Promise.all(
    all.map(async ({ who, phone }, index) => [who, (await phone.hears()).slice(known[index])] as const),
  );
  return Object.fromEntries(heard.filter(([, texts]) => texts.length > 0));
}

describe('the alert code by telephone', () => {
  it('8.3.6: opens an incident, asks the manager for the police, and tells the contact not to call', async () => {
    await current.service.phone(PHONES.practitioner).texts('ARRIVED 45');
    const texts = await nextTexts(async () => {
      const { status, headers, body } = await report('contact-1');
      expect(status).toBe(201);
      expect(headers.get('location')).toBe(`/api/v1/incidents/${body.incident.id}`);
      expect(body).toMatchObject({
        answer: expect.stringMatching(/^\d{4}: alert code noted\. DO NOT CALL Practitioner\./),
        incident: {
          kind: 'alert_code',
          status: 'open',
          step: 'line_manager',
          visitId: current.visitId,
          reference: expect.stringMatching(/^\d{4}$/),
          subjects: [{ person: 'practitioner-1' }],
        },
      });
      expect(body.incident.entries).toContainEqual(
        expect.objectContaining({ kind: 'incident_opened', by: 'contact-1', clause: 'HVPF 8.3.6' }),
      );
    });
    expect(texts).toEqual({ contact: [expect.stringMatching(NOT_TO_CALL)], manager: [expect.stringMatching(ASKED)] });
  });

  it('8.3.6: reported again, and by another, it changes nothing and sends nothing', async () => {
    const { body } = await report('contact-1');
    const texts = await nextTexts(async () => {
      for (const by of ['contact-1', 'manager-1', 'contact-1']) {
        const again = await report(by);
        expect([again.status, again.body.incident.id]).toEqual([201, body.incident.id]);
      }
    });
    expect(texts).toEqual({});
    expect((await current.service.api('GET', `/api/v1/incidents?visitId=${current.visitId}`)).body.total).toBe(1);
  });

  it('8.3.6: turns an overdue visit into an alert code, under the same reference', async () => {
    await current.service.phone(PHONES.practitioner).texts('ARRIVED 45');
    await current.service.advance(UNTIL_OVERDUE);
    const { id, reference } = await current.incident();
    const texts = await nextTexts(async () => {
      expect((await report('contact-1')).body.incident).toMatchObject({ id, reference, kind: 'alert_code' });
    });
    expect(texts).toEqual({ contact: [expect.stringMatching(NOT_TO_CALL)], manager: [expect.stringMatching(ASKED)] });
  });

  it('8.3.6: raises the alarm on a visit that was concluded, and goes on to the next manager', async () => {
    const practitioner = current.service.phone(PHONES.practitioner);
    await practitioner.texts('ARRIVED 45');
    await practitioner.texts('LEFT');
    expect((await current.visit()).status).toBe('concluded');
    await current.service.advance(20 * MINUTE);
    expect((await report('manager-2')).status).toBe(201);
    expect(await current.visit()).toMatchObject({ status: 'in_progress', incidentId: expect.any(String) });
    const texts = await nextTexts(() => current.service.advance(2 * MINUTE));
    expect(texts).toEqual({ secondManager: [expect.stringMatching(ASKED)] });
  });

  it('8.3.6: and on one that was cancelled, which is then in progress until a manager ends it', async () => {
    await current.service.api('POST', `/api/v1/visits/${current.visitId}/cancel`, { reason: 'moved' });
    const { body } = await report('contact-1');
    expect((await current.visit()).status).toBe('in_progress');
    await current.service.api('POST', `/api/v1/incidents/${body.incident.id}/reports`, {
      by: 'manager-1',
      kind: 'safe',
    });
    expect((await current.visit()).status).toBe('cancelled');
  });

  it('8.3.5: from somebody on the visit it is their own cry for help, and their phone is silent (P8)', async () => {
    const texts = await nextTexts(async () => {
      const { status, body } = await report('practitioner-1');
      expect([status, body.answer]).toEqual([201, 'OK, noted. We will cancel your next appointment.']);
    });
    expect(texts).toEqual({ contact: [expect.stringMatching(NOT_TO_CALL)], manager: [expect.stringMatching(ASKED)] });
  });

  it('by somebody whose visit it is not it is refused and recorded, with what to do instead', async () => {
    const texts = await nextTexts(async () => {
      const { status, body } = await report('practitioner-3');
      expect([status, body.detail]).toEqual([
        403,
        expect.stringMatching(/neither contact nor manager.*recorded.*tell/),
      ]);
    });
    expect(texts).toEqual({});
    expect((await ofVisit()).at(-1)).toMatchObject({ kind: 'refused', by: 'practitioner-3', clause: 'HVPF 8.3.6' });
    expect((await current.visit()).incidentId).toBeNull();
  });

  it('of a visit of another day it is refused and recorded, with what to do instead', async () => {
    await current.service.phone(PHONES.practitioner).texts('ARRIVED 45');
    await current.service.phone(PHONES.practitioner).texts('LEFT');
    await current.service.advance(13 * HOUR);
    const { status, body } = await report('contact-1');
    expect([status, body.detail]).toEqual([409, expect.stringMatching(/more than 12 hours ago.*ring their manager/)]);
    expect((await ofVisit()).at(-1)).toMatchObject({ kind: 'refused', by: 'contact-1' });
    expect((await current.visit()).incidentId).toBeNull();
  });

  it('of no visit, by nobody, or with other words it is refused', async () => {
    for (const visit of [NOBODY, 'nonsense']) expect((await report('contact-1', visit)).status).toBe(404);
    for (const [body, field] of [
      [{}, 'by'],
      [{ by: 'somebody' }, 'by'],
      [{ by: 'contact-1', kind: 'code' }, 'kind'],
    ] as const) {
      const answer = await current.service.api('POST', `/api/v1/visits/${current.visitId}/alert-code`, body);
      expect([answer.status, answer.body.errors[0].field]).toEqual([422, field]);
    }
    expect((await current.visit()).incidentId).toBeNull();
  });
});

describe('a call sheet', () => {
  it('asked for on behalf of somebody whose incident it is not is refused, and recorded (P11)', async () => {
    const { id } = (await report('contact-1')).body.incident;
    for (const by of ['practitioner-3', 'practitioner-1']) {
      const path = `/api/v1/incidents/${id}/call-sheet`;
      const { status, body } = await current.service.api('GET', path, undefined, { 'on-behalf-of': by });
      expect([status, body.detail]).toEqual([403, expect.stringContaining('The attempt was recorded')]);
      expect(JSON.stringify(body)).not.toContain('Example');
      expect((await ofVisit()).at(-1)).toMatchObject({ kind: 'refused', by, incidentId: id });
    }
  });
});

describe('cancelling during an alert code', () => {
  const cancel = (by: string) =>
    current.service.api(
      'POST',
      `/api/v1/visits/${current.visitId}/cancel`,
      { reason: 'moved' },
      { 'on-behalf-of': by },
    );

  it('8.3.5: is answered to somebody on the visit as without one, and the alarm goes on (P8)', async () => {
    await report('contact-1');
    expect(await cancel('manager-1')).toMatchObject({
      status: 409,
      body: { detail: 'The visit cannot be cancelled: an incident is open on it: stand that down first.' },
    });
    expect((await ofVisit()).at(-1)).toMatchObject({ kind: 'report_noted', by: 'manager-1' });
    const texts = await nextTexts(async () => expect((await cancel('practitioner-1')).status).toBe(200));
    expect(texts).toEqual({ manager: [expect.stringContaining('"cancelled the visit"')] });
    expect((await current.incident()).status).toBe('open');
    expect(await cancel('practitioner-1')).toMatchObject({
      status: 409,
      body: { detail: 'The visit cannot be cancelled: the visit is cancelled already.' },
    });
    const change = { plannedEnd: iso((await current.service.now()) + HOUR) };
    const path = `/api/v1/visits/${current.visitId}`;
    expect(await current.service.api('PATCH', path, change, { 'on-behalf-of': 'practitioner-1' })).toMatchObject({
      status: 409,
      body: { detail: 'The visit is cancelled: plan a new one.' },
    });
  });
});
