import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { NOON_ZONE } from '../support/noon.js';
import { PHONES } from '../support/office.js';
import { overdue } from '../support/overdue.js';
import { startTestService, type TestService } from '../support/service.js';
import { axeFindings, describeInBrowser, launch, picture } from './browser.js';

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

  const accessible = async (name: string): Promise<void> => {
    await picture(page, name);
    expect(await axeFindings(page)).toEqual([]);
  };
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
    await accessible('incident-contact');
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
    await picture(page, 'after');
    await follow(/^Counselling for Practitioner One/);
    await picture(page, 'follow-up');
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
    await accessible('after-closed');
    await page.getByLabel('Why').fill('She asked for more');
    await press('Reopen the incident');
    await see('The incident is reopened');
    expect((await service.api('GET', `/api/v1/visits/${visitId}`)).body.status).toBe('concluded');
  }, 180_000);

  it('8.5: what follows is seen to without a script, by the keyboard, and on a phone of 320 pixels', async () => {
    const { id } = await overdue(service, 'practitioner-2');
    await service.phone('+447700900106').texts('SOS');
    const before = `/incidents/${id}`;
    await open({ javaScriptEnabled: false });
    await page.goto(before);
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

    await open({ viewport: { width: 320, height: 640 } });
    await page.goto('/incidents/follow-ups');
    await become('manager-1');
    for (const path of [
      '/incidents/follow-ups?whose=units',
      `${before}/follow-ups`,
      `${before}/follow-ups/1`,
      before,
    ]) {
      await page.goto(path);
      await accessible(`narrow${path.replaceAll(/[/?=]/g, '-').replace(id, 'incident')}`);
      expect([path, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([path, 320]);
    }

    await page.goto(`${before}/follow-ups/1`);
    for (let steps = 0; steps < 60; steps += 1) {
      await page.keyboard.press('Tab');
      if ((await page.evaluate('document.activeElement.id')) === 'not-needed-note') break;
    }
    await page.keyboard.type('She said no');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await see('It is marked as not needed');
  }, 180_000);

  it('8.3.5, 8.3.6: an alert code is taken on screens, and nothing of whoever used it shows it (P8)', async () => {
    const { id, visitId, visit } = await overdue(service, 'practitioner-1');
    await service.api('POST', `/api/v1/incidents/${id}/reports`, { by: 'contact-1', kind: 'extend', minutes: 60 });
    const heard = await service.phone(PHONES.practitioner).hears();
    await page.goto(`/itinerary/visits/${visitId}`);
    await become('practitioner-1');
    const before = await page.locator('main').textContent();
    await become('contact-1');
    await press('I have been given the alert code');
    await see('Do not telephone or text Practitioner One.');
    await become('manager-1');
    await see('Ring the police now.');
    expect(await page.getByText('I rang: no answer').count()).toBe(0);
    await accessible('incident-alert-code');
    const incident = page.url();
    await page.goto(`/itinerary/visits/${visitId}`);
    await become('practitioner-1');
    expect(await page.locator('main').textContent()).toBe(before);
    await page.goto('/incidents');
    expect(await page.getByRole('table').getByText('Alert code').count()).toBe(0);
    for (const path of [incident, `${incident}/follow-ups`]) expect((await page.goto(path))?.status()).toBe(404);
    await page.goto('/');
    expect(await page.getByRole('row').filter({ hasText: visit }).textContent()).not.toMatch(/alert|overdue/i);
    expect(await service.phone(PHONES.practitioner).hears()).toEqual(heard);
  }, 120_000);
});
