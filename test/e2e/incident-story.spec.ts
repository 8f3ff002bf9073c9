import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { NOON_ZONE } from '../support/noon.js';
import { iso, MINUTE } from '../../src/domain/time/instant.js';
import { VISITED } from '../support/office.js';
import { overdue } from '../support/overdue.js';
import { startTestService, type TestService } from '../support/service.js';
import { describeInBrowser, launch } from './browser.js';

/** An incident answered on screens alone, by one person after the other, to its closing and beyond (HVPF 8.3.6, 8.4, 8.5). */
describeInBrowser('an incident on screens, in a browser', () => {
  let service: TestService;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    [service, browser] = await Promise.all([startTestService({ environment: { TIME_ZONE: NOON_ZONE } }), launch()]);
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await service?.stop();
  });

  const open = async (options: Parameters<Browser['newContext']>[0] = {}): Promise<void> => {
    await context?.close();
    context = await browser.newContext({ baseURL: service.url, viewport: { width: 1280, height: 900 }, ...options });
    page = await context.newPage();
    page.setDefaultTimeout(20_000);
    page.on('pageerror', ({ message }) => complaints.push(message));
    // Refused scripts and styles (content security policy) show as errors here. What is refused or is not there is no fault of the page.
    page.on('console', (message) => {
      if (message.type() === 'error' && !/4\d\d/.test(message.text())) complaints.push(message.text());
    });
  };
  beforeEach(async () => {
    complaints = [];
    await open();
  });
  afterEach(async () => {
    await context?.close();
    expect(complaints).toEqual([]);
  });

  const see = (text: string | RegExp): Promise<void> => page.getByText(text).first().waitFor();
  const press = (name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click();
  const follow = (name: string | RegExp): Promise<void> => page.getByRole('link', { name }).first().click();
  const become = async (person: string): Promise<void> => {
    await page.getByLabel('You are').selectOption(person);
    await press('Change who you are');
    await page.waitForLoadState();
  };

  it('8.4.2, 8.4.3, 8.5: contact and manager answer it to the stand-down, and the manager sees to what follows', async () => {
    const { id, visitId } = await overdue(service, 'practitioner-1');
    await page.goto(`/incidents/${id}`);
    await become('contact-1');
    await see('Ring Practitioner One now.');
    await see(/^in \d:\d\d$/);
    await press("I'm on it");
    await see(/yours until/);
    await press('I rang: no answer');
    await see('The manager is being asked now.');

    await become('manager-1');
    await press('I rang: no answer (call 1 of 2)');
    await press('I rang: no answer (call 2 of 2)');
    await see('Ring the police now.');
    await page.getByLabel('Whom you spoke to').fill('PC Example');
    await page.getByLabel('Police reference').fill('CAD 1234');
    await page.getByLabel('When', { exact: true }).fill('25:00');
    await press('Police told');
    await follow(/Enter the time you told them/);
    await page.getByLabel('When', { exact: true }).fill('');
    await press('Police told');
    await see('police told, ref CAD 1234');
    await page.getByLabel('What was it? (optional)').fill('Found at the neighbour’s');
    await press('They are safe');
    await see('0 of 6 done or not needed');

    await follow('See what follows this incident');
    await see('It cannot be closed yet. 6 follow-ups');
    await follow(/^Counselling for Practitioner One/);
    await press('Mark as not needed');
    await follow('Enter why it is not needed');
    await page.getByLabel('Why').fill('She has it already');
    await press('Mark as not needed');
    await see('It is marked as not needed');
    await follow(/^Reassurance/);
    await press('Mark as done');
    await see('It is done');
    for (const number of [2, 3, 5, 6])
      await service.api('PATCH', `/api/v1/incidents/${id}/follow-ups/${number}`, { state: 'done' });
    await page.reload();
    await page.getByLabel('Nobody was threatened, intimidated or hurt').check();
    await page.getByRole('textbox', { name: 'What came of it' }).fill('A flat battery');
    await page.getByRole('textbox', { name: 'What was learned' }).fill('Carry a charger');
    await press('Write it down');
    await page.getByLabel('Why it can be closed').fill('All is done');
    await press('Close the incident');
    await see('The incident is closed');
    await page.getByLabel('Why').fill('She asked for more');
    await press('Reopen the incident');
    await see('The incident is reopened');
    expect((await service.api('GET', `/api/v1/visits/${visitId}`)).body.status).toBe('concluded');
  }, 180_000);

  it('8.5: what follows is seen to without a script', async () => {
    const { id } = await overdue(service, 'practitioner-2');
    await service.phone('+447700900106').texts('SOS');
    await open({ javaScriptEnabled: false });
    await page.goto(`/incidents/${id}`);
    await become('manager-1');
    await see(/^in \d+ (minutes|seconds)$/);
    await press('They are safe');
    await follow('See what follows this incident');
    await page.getByText('Add a follow-up', { exact: true }).click();
    await page.getByLabel('What is to be done').fill('Ask for a radio');
    await page.getByLabel('By which day').fill('yesterday');
    await press('Add the follow-up');
    await see('Due must be a real date');
    const hint = await page.getByText('For example,').first().textContent();
    await page.getByLabel('By which day').fill(/\d+\/\d+\/\d+/.exec(hint ?? '')?.[0] ?? '');
    await press('Add the follow-up');
    await see('It is added');
  }, 180_000);

  it('8.3.5, 8.3.6: an alert code, from the text to the stand-down; nothing of whoever texted it shows it (P8)', async () => {
    const now = await service.now();
    const { body: visit } = await service.api('POST', '/api/v1/visits', {
      attendees: ['practitioner-2'],
      personVisited: VISITED,
      kind: 'alone',
      purpose: 'first visit',
      plannedStart: iso(now),
      plannedEnd: iso(now + 45 * MINUTE),
    });
    const phone = service.phone('+447700900106');
    await phone.texts('ARRIVED 45');

    // Their own screens, which somebody may look at: the board stays open all the while.
    const theirs = await browser.newContext({ baseURL: service.url });
    await theirs.addCookies([{ name: 'person', value: 'practitioner-2', url: service.url }]);
    const board = await theirs.newPage();
    await board.goto('/');
    const row = board.getByRole('row').filter({ hasText: visit.reference });
    await row.getByText('In progress').waitFor();
    const lists = await theirs.newPage();
    const shown = async (path: string): Promise<string> => {
      await lists.goto(path);
      return (await lists.locator('main').textContent()) ?? '';
    };
    const before = await shown(`/itinerary/visits/${visit.id}`);
    const ordinary = async (): Promise<void> => {
      await board.getByText('Up to date.').waitFor();
      expect(await board.locator('#live').textContent()).not.toMatch(/alert|alarm|overdue|needs someone/i);
      await row.getByText('In progress').waitFor();
      expect(await shown(`/itinerary/visits/${visit.id}`)).toBe(before);
      await lists.goto('/incidents');
      expect(await lists.getByRole('table').getByText('Alert code').count()).toBe(0);
    };

    await page.goto('/');
    await become('manager-1');
    await phone.texts('Please cancel my next appointment');
    const heard = await phone.hears();
    expect(heard.at(-1)).not.toMatch(/alert|alarm|police|danger|safe\?/i);
    await follow(/^Go to incident/);
    await see('Do not telephone or text Practitioner Two.');
    await see('Ring the police now.');
    expect(await page.getByText('I rang: no answer').count()).toBe(0);
    const incident = page.url();
    await ordinary();
    for (const path of [incident, `${incident}/follow-ups`, `${incident}/call-sheet`])
      expect((await lists.goto(path))?.status()).toBe(404);

    await page.getByLabel('Whom you spoke to').fill('PC Example');
    await page.getByLabel('Police reference').fill('CAD 99');
    await press('Police told');
    await see('police told, ref CAD 99');
    // Whoever holds the phone does not end it.
    await phone.texts('LEFT');
    await page.reload();
    await see('Do not telephone or text Practitioner Two.');
    await page.getByLabel('How do you know? (optional)').fill('The police are with them');
    await press('They are safe');
    await see('It has ended: there is nothing more to report.');
    for (const text of await phone.hears()) expect(text).not.toMatch(/alert|alarm|police|stood down/i);
    expect(await shown('/incidents')).not.toMatch(/CAD 99/);
    expect(await lists.getByRole('table').getByText('Alert code').count()).toBe(0);
    await theirs.close();
  }, 60_000);
});
