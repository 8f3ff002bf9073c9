import { describe, expect, it } from '@jest/globals';
import type { Offers } from '../../domain/incident/offers.js';
import type { IncidentKind } from '../../domain/policy/policy.js';
import type { MessageView } from '../../application/ports/reader.js';
import type { Incident } from '../../domain/incident/incident.js';
import { HOUR, MINUTE } from '../../domain/time/instant.js';
import { FRAMEWORK_POLICY } from '../../domain/simulation/framework-policy.js';
import { anEntry, anIncident, anOffice, aVisit, TWO_OCLOCK, ZONE } from '../examples.js';
import { templates } from '../frame/templates.js';
import { incidentPageOf, type IncidentDetail } from './incident-page.js';

const AT = TWO_OCLOCK;
const now = { at: AT, zone: ZONE, directory: anOffice() };
const detail = (incident = anIncident(), given: Partial<IncidentDetail> = {}): IncidentDetail => ({
  view: {
    incident,
    visit: aVisit({ incidents: [incident] }),
    details: { purpose: 'First visit', personVisited: null },
  },
  entries: [],
  messages: [],
  sent: { total: given.messages?.length ?? 0, more: false },
  followUps: [],
  policy: FRAMEWORK_POLICY,
  offers: someOffers(),
  ...given,
});
const someOffers = (given: Partial<Offers> = {}): Offers => ({
  standing: 'manager',
  awaited: { what: 'answer', until: AT + 3 * MINUTE },
  takeOn: true,
  noAnswer: { nth: 1, of: 2 },
  safe: 'ends',
  longer: true,
  code: true,
  police: 'may',
  handOver: ['grace'],
  mayCall: true,
  ...given,
});
const aText = (id: string): MessageView => ({
  id,
  direction: 'outbound',
  sid: null,
  person: 'wei',
  mobile: '+447700900104',
  body: '4821 OVERDUE Priya',
  purpose: 'ask',
  state: 'delivered',
  visitId: null,
  incidentId: null,
  at: AT,
  failure: null,
  errorCode: null,
  detail: null,
  attempts: 1,
});
const page = (...given: Parameters<typeof detail>) => incidentPageOf(detail(...given), now);

describe('The page of an incident', () => {
  it('says whom it is about and how to ring them', () => {
    expect(page()).toMatchObject({
      headline: 'Priya Shah: overdue',
      tag: { word: 'Open' },
      facts: [
        { name: 'About', lines: ['Priya Shah, 07700 900101'] },
        { name: 'Opened', lines: ['Tue 2 Jun 14:00, a moment ago'] },
        { name: 'Expected out', lines: ['14:45, in 45 minutes'] },
      ],
    });
  });

  it('lets those report to whom the rules offer it, in words, and nobody else (P9)', () => {
    expect(page().reports).toMatchObject({
      standing: 'a manager',
      task: 'Ring Priya Shah now. Then say here what you found by 14:03.',
      noAnswer: 'I rang: no answer (call 1 of 2)',
      ends: true,
      takers: [{ value: 'grace', text: 'Grace Okafor' }],
    });
    expect(page(undefined, { offers: someOffers({ standing: 'contact', safe: 'informs' }) }).reports).toMatchObject({
      standing: 'the nominated contact',
      ends: false,
    });
    expect(page(undefined, { offers: null }).reports).toBeNull();
  });

  it('8.4.1: of two, names both in what is to be done, and asks whether each of them is safe (P9)', () => {
    const shown = page(anIncident({ subjects: ['priya', 'callum'] }));
    expect(shown.about).toBe('Priya Callum');
    expect(shown.reports).toMatchObject({
      task: 'Ring Priya Shah and Callum Reid now. Then say here what you found by 14:03.',
      several: { names: 'Priya Shah and Callum Reid', others: 'the other' },
    });
    expect(page().reports?.several).toBeNull();
    expect(page().moves).not.toBe(shown.moves);
  });

  it('P6: says so where nobody has it in hand, and how to take it', () => {
    const task = (given: Partial<Offers>, kind?: IncidentKind) =>
      page(anIncident(kind && { kind }), {
        offers: someOffers({ awaited: { what: 'anybody', until: null }, ...given }),
      }).reports!.task;
    expect(task({})).toBe('Nobody has it in hand. You may take it: say “I’m on it”, then ring Priya Shah.');
    expect(task({}, 'device')).toMatch(/then ring the alarm centre of the device\.$/);
    expect(task({ takeOn: false })).toBe('Nobody has it in hand. If you know more, say so here.');
    expect(task({ takeOn: false, mayCall: false }, 'alert_code')).toBe(
      'Nobody has it in hand. Do not call or text Priya Shah. If you know more, say so here.',
    );
  });

  it('8.3.5: after an alert code says whom not to telephone, and offers nothing that would need it', () => {
    const offers = someOffers({ mayCall: false, longer: false, noAnswer: null, police: 'now' });
    const shown = page(anIncident({ kind: 'alert_code' }), { offers });
    expect(shown.doNotCall).toBe('Priya Shah');
    expect(shown.reports).toMatchObject({ calling: false, noAnswer: null, longer: false, policeNow: true });
    expect(page().doNotCall).toBeNull();
  });

  it('8.4.3: puts the police first once they are to be rung', () => {
    expect(page().reports).toMatchObject({ policeNow: false });
    expect(page(undefined, { offers: someOffers({ police: 'now' }) }).reports).toMatchObject({ policeNow: true });
  });

  it('has moved on once it is about somebody else, and once whoever looks is asked something else', () => {
    const { moves } = page();
    expect(page(anIncident({ subjects: ['priya', 'callum'] })).moves).not.toBe(moves);
    const { noAnswer } = someOffers();
    for (const given of [{ awaited: { what: 'anybody', until: null } }, { takeOn: false }, { handOver: [] }] as const)
      expect(page(undefined, { offers: someOffers(given) }).moves).not.toBe(moves);
    expect(page(undefined, { offers: someOffers({ noAnswer, handOver: ['megan'] }) }).moves).toBe(moves);
  });

  it('has moved on for whoever only looks at it when it ends', () => {
    const moves = (incident: Incident) => page(incident, { offers: null }).moves;
    expect(moves(anIncident({ step: 'police' }))).toBe(moves(anIncident()));
    expect(moves(anIncident({ status: 'stood_down' }))).not.toBe(moves(anIncident()));
  });

  describe('while it is open', () => {
    const { templates: folders, options, engine } = templates(ZONE);
    const environment = new engine.nunjucks.Environment(new engine.nunjucks.FileSystemLoader(folders));
    options.onConfigure(environment);
    const around = { visitor: { name: 'Grace Okafor' }, live: {}, typed: {}, errors: {}, errorList: [], visited: [] };
    const shown = (view: string, incident = anIncident(), given: Partial<IncidentDetail> = {}) =>
      environment.render(view, { ...around, incident: page(incident, given) });
    const graver = anIncident({ kind: 'alert_code', step: 'contact_and_manager' });
    const police = someOffers({ awaited: { what: 'police', until: null }, police: 'now', mayCall: false });
    const piece = (html: string, id: string) =>
      new RegExp(`<(\\w+)[^>]* id="${id}">.*?</\\1>`, 's').exec(html)?.[0].replaceAll(/<[^>]*>/g, ' ') ?? '';

    it('8.3.5: what it says at its head and what is to be done are brought up to date, too', () => {
      const html = shown('incident-live.njk', graver, { offers: police });
      expect(piece(html, 'incident-heading')).toContain('Priya Shah: alert code');
      expect(piece(html, 'incident-task')).toBe(
        ' Ring the police now. Do not call or text Priya Shah. Then say here whom you told. ',
      );
      const ended = shown('incident-live.njk', anIncident({ status: 'stood_down' }), { offers: null });
      expect(piece(ended, 'incident-tag')).toContain('Stood down');
      expect(piece(ended, 'incident-task')).toContain('It has ended');
    });

    it.each([null, someOffers()])('each piece that is brought finds its place on the page', (offers) => {
      const ids = (view: string) =>
        [...shown(view, undefined, { offers }).matchAll(/ id="(incident-\w+)"/g)].map(([, id]) => id);
      expect(ids('incident-live.njk').sort()).toEqual(ids('incident.njk').sort());
      expect(ids('incident-live.njk')).toHaveLength(8);
    });
  });

  it('says who told the police and when, with the day where it is another, and whom they spoke to', () => {
    const police = [
      { by: 'grace', at: AT, reference: 'CAD 123', operator: 'PC Example' },
      { by: 'grace', at: AT + MINUTE, reference: null, operator: null },
      { by: 'grace', at: AT + 11 * HOUR, reference: null, operator: null },
    ];
    expect(page(anIncident({ police })).facts).toContainEqual({
      name: 'Police told',
      lines: [
        'Grace Okafor, 14:00:00, spoke to PC Example, reference CAD 123',
        'Grace Okafor, 14:01:00, no reference yet',
        'Grace Okafor, Wed 3 Jun 01:00, no reference yet',
      ],
    });
  });

  it('says who ended it, and why', () => {
    const ended = anIncident({
      status: 'stood_down',
      closedAt: AT + MINUTE,
      closedBy: 'grace',
      outcome: 'Priya is safe',
    });
    expect(page(ended)).toMatchObject({ tag: { word: 'Stood down', symbol: '✓' }, open: false, stands: 'Stood down' });
    expect(page(ended).facts).toContainEqual({
      name: 'Ended',
      lines: ['Tue 2 Jun 14:01 by Grace Okafor: Priya is safe'],
    });
  });

  it.each([
    ['overdue', 'Priya Shah: overdue'],
    ['alert_code', 'Priya Shah: alert code'],
    ['device', 'Priya Shah: lone worker device set off'],
    ['sos', 'Priya Shah: call for help'],
  ] as const)('%s', (kind, headline) => expect(page(anIncident({ kind })).headline).toBe(headline));

  it('shows the newest hundred entries while an alarm asks again all night, says how many are older, and shows all to whoever asks', () => {
    const entries = Array.from({ length: 130 }, (_, nth) => anEntry({ seq: nth + 1, text: `Entry ${nth + 1}` }));
    const newest = page(undefined, { entries });
    expect([newest.timeline.length, newest.timeline[0]?.text, newest.older]).toEqual([
      100,
      'Entry 130',
      '30 older entries',
    ]);
    const whole = incidentPageOf(detail(undefined, { entries }), now, true);
    expect([whole.timeline.length, whole.timeline.at(-1)?.text, whole.older]).toEqual([130, 'Entry 1', null]);
    expect(page(undefined, { entries: entries.slice(0, 100) }).older).toBeNull();
  });

  it('says how many texts there are, however few of them it shows', () => {
    const messages = Array.from({ length: 500 }, (_, nth) => aText(String(nth)));
    const given = { messages, sent: { total: 2_880, more: false } };
    expect(page(undefined, given)).toMatchObject({
      older: '2,780 older texts',
      textsOf: '100 of 2,880',
      everyText: false,
    });
    const whole = incidentPageOf(detail(undefined, given), now, true);
    expect(whole.texts).toHaveLength(500);
    expect(whole).toMatchObject({ older: null, textsOf: '500 of 2,880' });
    const many = { messages, sent: { total: 10_000, more: true } };
    expect(page(undefined, many).textsOf).toBe('100 of more than 10,000');
    expect(page(undefined, { messages: messages.slice(0, 100) })).toMatchObject({
      older: null,
      textsOf: null,
      everyText: true,
    });
  });
});
