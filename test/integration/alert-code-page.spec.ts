import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { NOON_ZONE } from '../support/noon.js';
import { PHONES, story, type Story } from '../support/story.js';
import { Visitor } from '../support/visitor.js';

/** The alert code that somebody was given by telephone, on the page of the visit, in a browser without JavaScript (HVPF 8.3.6). */

const BUTTON = 'I have been given the alert code';

let current: Story;
let visitor: Visitor;
let page: string;
beforeEach(async () => {
  current = await story({ environment: { TIME_ZONE: NOON_ZONE } });
  visitor = new Visitor(current.service);
  page = `/itinerary/visits/${current.visitId}`;
}, 60_000);
afterEach(() => current?.end());

const entries = async () => (await current.service.api('GET', `/api/v1/visits/${current.visitId}/entries`)).body.items;
const heardBy = async (phone: keyof typeof PHONES): Promise<string[]> => current.service.phone(PHONES[phone]).hears();
const ALL = Object.keys(PHONES) as (keyof typeof PHONES)[];

describe('the page of a visit', () => {
  it('8.3.6: the contact reports it with one button, and is led to the incident', async () => {
    await current.service.phone(PHONES.practitioner).texts('ARRIVED 45');
    await visitor.actAs('contact-1');
    expect((await visitor.get(page)).html).toContain(BUTTON);
    const shown = await visitor.send(`${page}/alert-code`);
    const { id, kind, reference } = await current.incident();
    expect(kind).toBe('alert_code');
    expect(shown).toMatchObject({ status: 200, path: `/incidents/${id}` });
    expect(shown.text).toMatch(
      new RegExp(`Your report was taken ${reference}: alert code noted\\. DO NOT CALL Practitioner`),
    );
    expect(shown.text).toContain('Do not telephone or text Practitioner One.');
    expect((await visitor.get(page)).html).not.toContain(BUTTON);
    expect(await heardBy('manager')).toEqual([expect.stringMatching(/ALERT CODE.*Ring the police now/)]);
    expect(await heardBy('contact')).toEqual([expect.stringContaining('DO NOT CALL OR TEXT THEM')]);
    expect(await heardBy('practitioner')).toEqual([expect.stringContaining('Out by')]);
    for (const other of ['secondManager', 'head'] as const) expect(await heardBy(other)).toEqual([]);
  });

  it('8.3.6: so does a manager, of a visit that has been concluded', async () => {
    const practitioner = current.service.phone(PHONES.practitioner);
    await practitioner.texts('ARRIVED 45');
    await practitioner.texts('LEFT');
    await visitor.actAs('head-1');
    expect((await visitor.get(page)).html).toContain(BUTTON);
    expect((await visitor.send(`${page}/alert-code`)).text).toContain('alert code noted');
    expect((await visitor.get('/')).text).toContain('Alert code');
  });

  it('8.3.5: shows it to nobody on the visit, and looks the same to them while an alarm runs (P8)', async () => {
    await visitor.actAs('practitioner-1');
    const before = await visitor.get(page);
    expect(before.html).not.toMatch(/alert.code/i);
    expect(before.text).toContain('Planned');
    await current.service.api('POST', `/api/v1/visits/${current.visitId}/alert-code`, { by: 'contact-1' });
    const after = await visitor.get(page);
    expect(withoutToken(after.html)).toBe(withoutToken(before.html));
    expect((await visitor.get('/itinerary')).text).not.toMatch(/In progress|Alarm/);
  });

  it('8.3.5: what somebody on the visit sends is answered as if there were no such form, and heard all the same', async () => {
    await visitor.actAs('practitioner-1');
    await visitor.get(page);
    const refused = await visitor.send(`${page}/alert-code`);
    const nowhere = await visitor.send('/itinerary/visits/00000000-0000-4000-8000-000000000000/alert-code');
    expect([refused.status, withoutToken(refused.html)]).toEqual([404, withoutToken(nowhere.html)]);
    await visitor.get(page);
    const again = await visitor.send(`${page}/alert-code`);
    expect([again.status, withoutToken(again.html)]).toEqual([404, withoutToken(refused.html)]);
    expect(await current.incident()).toMatchObject({ kind: 'alert_code', status: 'open' });
    expect((await entries()).filter(({ by }) => by === 'practitioner-1')).toEqual([
      expect.objectContaining({ kind: 'incident_opened', text: expect.stringContaining('gave the alert code') }),
      expect.objectContaining({ kind: 'report_noted', text: expect.stringContaining('gave the alert code') }),
    ]);
    expect(await heardBy('practitioner')).toEqual([]);
    expect(await heardBy('manager')).toEqual([expect.stringMatching(/ALERT CODE.*Ring the police now/)]);
    expect(await heardBy('contact')).toEqual([expect.stringContaining('DO NOT CALL OR TEXT THEM')]);
  });

  it('is for those whose visit it is: from anybody else it is refused and recorded, and no phone is disturbed', async () => {
    await visitor.actAs('practitioner-3');
    expect((await visitor.get(page)).html).not.toContain(BUTTON);
    const refused = await visitor.send(`${page}/alert-code`);
    expect([refused.status, refused.text]).toEqual([403, expect.stringContaining('The attempt was recorded')]);
    expect((await entries()).at(-1)).toMatchObject({ kind: 'refused', by: 'practitioner-3' });
    for (const phone of ALL) expect(await heardBy(phone)).toEqual([]);
  });

  it('takes it only from a form of ours', async () => {
    await visitor.actAs('contact-1');
    expect((await visitor.send(`${page}/alert-code`, { _csrf: '' })).status).toBe(403);
    expect((await current.visit()).incidentId).toBeNull();
  });
});

describe('the diary during an alert code (P8)', () => {
  it('8.3.5: somebody on the visit who has not gone in cancels it as on any other day, and the alarm goes on', async () => {
    await current.service.api('POST', `/api/v1/visits/${current.visitId}/alert-code`, { by: 'contact-1' });
    await visitor.actAs('practitioner-1');
    await visitor.get(page);
    const shown = await visitor.send(`${page}/cancel`, { reason: 'Moved' });
    expect(shown.text).toMatch(/is cancelled It is not watched any more.*Cancelled/);
    expect(shown.text).not.toContain('Change the times');
    expect((await visitor.get('/')).text).not.toContain(current.reference);
    expect(await current.incident()).toMatchObject({ status: 'open' });
    await visitor.actAs('manager-1');
    expect((await visitor.get('/')).text).toContain('Alert code');
    expect((await visitor.get(`/incidents/${(await current.incident()).id}`)).text).toMatch(
      /Visit \w+ cancelled: Moved\. Incident \d{4} goes on\./,
    );
  });
});

describe('the page of the call sheet', () => {
  const refused = async (person: string) => {
    const { id } = await current.incident();
    await visitor.actAs(person);
    const shown = await visitor.get(`/incidents/${id}/call-sheet`);
    expect((await entries()).at(-1)).toMatchObject({
      kind: 'refused',
      by: person,
      incidentId: id,
      text: expect.stringMatching(/asked for the call sheet; it is not theirs to open\.$/),
    });
    return shown;
  };
  beforeEach(async () => {
    await current.service.api('POST', `/api/v1/visits/${current.visitId}/alert-code`, { by: 'contact-1' });
  });

  it('8.3.6: refused to somebody whose incident it is not, it is recorded (P11)', async () => {
    const shown = await refused('practitioner-3');
    expect([shown.status, shown.text]).toEqual([404, expect.stringContaining('There is no incident here')]);
    expect(shown.text).not.toContain('Example');
  });

  it('8.3.5: to somebody on the visit there is none, as of an incident that is not there; it is recorded (P8)', async () => {
    const hidden = await refused('practitioner-1');
    const unknown = await visitor.get('/incidents/00000000-0000-4000-8000-000000000000/call-sheet');
    expect([hidden.status, withoutToken(hidden.html)]).toEqual([404, withoutToken(unknown.html)]);
  });
});

/** What differs from one look to the next whatever happens, and the address that was asked for. */
const withoutToken = (html: string): string =>
  html
    .replaceAll(/nonce="[^"]*"|name="_csrf" value="[^"]*"|name="back" value="[^"]*"/g, '')
    .replaceAll(/nonce-[0-9a-f]+/g, '');
