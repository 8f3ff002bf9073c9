import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { NOON_ZONE } from '../support/noon.js';
import { startTestService, type TestService } from '../support/service.js';
import { SECOND } from '../support/story.js';
import { axeFindings, describeInBrowser, launch, picture } from './browser.js';

describeInBrowser('in a browser', () => {
  let service: TestService;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    [service, browser] = await Promise.all([
      startTestService({ environment: { POLICY_FILE: 'policies/demo.yaml', TIME_ZONE: NOON_ZONE } }),
      launch(),
    ]);
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await service?.stop();
  });

  const open = async (options: Parameters<Browser['newContext']>[0] = {}): Promise<void> => {
    await context?.close();
    context = await browser.newContext({ baseURL: service.url, viewport: { width: 1280, height: 900 }, ...options });
    page = await context.newPage();
    page.setDefaultTimeout(15_000);
    page.on('pageerror', ({ message }) => complaints.push(message));
    // Refused scripts and styles (content security policy) show as errors here. A refused form (422) is no fault of the page.
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().includes('422')) complaints.push(message.text());
    });
  };
  const accessible = async (name: string): Promise<void> => {
    await picture(page, name);
    expect(await axeFindings(page)).toEqual([]);
  };
  const see = (text: string): Promise<void> => page.getByText(text).first().waitFor();
  const press = (name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click();

  const planVisit = async (person: string): Promise<string> => {
    await page.goto('/itinerary');
    await page.getByLabel('Who goes', { exact: true }).selectOption(person);
    await page.getByLabel('Purpose').fill('First visit');
    await page.getByLabel('Reference of the person visited').fill('X123456');
    await page.getByLabel('Their name').fill('Example Name');
    await page.getByLabel('Address').fill('1 Example Street\nExampleton');
    await page.getByLabel('Postcode').fill('ZZ1 1ZZ');
    await page.getByLabel('Low', { exact: true }).check();
    await press('Plan the visit');
    const title = await page.locator('.govuk-notification-banner__heading').textContent();
    return /Visit (\w+) is planned/.exec(title ?? '')?.[1] ?? '';
  };

  beforeEach(async () => {
    complaints = [];
    await open();
  });
  afterEach(async () => {
    await context?.close();
    expect(complaints).toEqual([]);
  });

  it('8.4: a missed departure is watched to the police step, told and stood down on screen', async () => {
    await page.goto('/');
    await see('Nobody is out.');

    const reference = await planVisit('practitioner-1');
    expect(reference).not.toBe('');

    await page.goto('/phones');
    const phone = page.getByRole('region', { name: 'Practitioner One', exact: true });
    await phone.getByLabel('Text as Practitioner One').fill('ARRIVED 1');
    await phone.getByRole('button').click();
    await phone.getByText(`${reference}. Out by`).waitFor();

    await page.goto('/');
    const row = page.getByRole('row').filter({ hasText: reference });
    await row.getByText('In progress').waitFor();

    // From here on nothing is loaded again: the page itself finds out.
    await service.advance(66 * SECOND);
    await row.getByText('OVERDUE by').waitFor();
    await see('1 visit needs someone now');
    expect(await page.locator('#announcer').textContent()).toBe('1 visit needs someone now');

    await row.getByRole('link', { name: /^Overdue/ }).click();
    await see('Contact One was asked.');

    // The connection is lost while it goes on, and there again.
    await page.clock.install();
    await page.route(/\/part$/, (route) => route.abort());
    await page.clock.fastForward(11_000);
    const lost = page.getByRole('alert').filter({ hasText: /^Not up to date since \d.* Allswell does not answer/ });
    await lost.waitFor();
    expect(await page.title()).toMatch(/^\(Not up to date\) Incident/);
    await service.advance(24 * SECOND);
    expect(await page.getByText('Word that the police have been told').count()).toBe(0);
    await page.unroute(/\/part$/);
    await see('Word that the police have been told');
    await lost.waitFor({ state: 'hidden' });
    await see('Up to date. Last word from Allswell');
    complaints = complaints.filter((text) => !text.includes('ERR_FAILED'));
    await page.reload();

    await page.getByRole('button', { name: 'Police call sheet' }).click();
    await see('There is concern about the safety of a staff member, Practitioner One');
    await page.getByRole('link', { name: 'Back to the incident' }).click();

    await page.getByLabel('Whom you spoke to').fill('PC Example');
    await page.getByLabel('Police reference').fill('CAD 1234');
    await press('Police told');
    await see('police told, ref CAD 1234');
    await see('Head One (PDU head) was told.');

    await press('They are safe');
    await see('It has ended: there is nothing more to report.');

    await page.goto('/incidents');
    await page.getByRole('table').getByText('Stood down').first().waitFor();
    await page.goto('/');
    await see('Nobody is out.');
  }, 120_000);

  it('works without JavaScript: a refused form, a planned visit, another person', async () => {
    await open({ javaScriptEnabled: false });
    await page.goto('/itinerary');
    await press('Plan the visit');
    await page.getByRole('alert').getByRole('link', { name: 'Choose who goes' }).waitFor();
    const reference = await planVisit('practitioner-2');
    await page.getByLabel('You are').selectOption('contact-1');
    await press('Change who you are');
    expect(await page.getByLabel('You are').inputValue()).toBe('contact-1');
    await page.getByRole('link', { name: new RegExp(`^${reference}`) }).click();
    await page.getByLabel('Why').fill('Moved to Thursday');
    await press('Cancel the visit');
    await see('It is not watched any more.');
  }, 60_000);

  it('accepts a refused form without a flaw for those who cannot see', async () => {
    await page.goto('/itinerary');
    await press('Plan the visit');
    await see('There is a problem');
    await accessible('itinerary-refused');
    expect(await page.title()).toMatch(/^Error: /);
  }, 60_000);

  it('says so when the service does not answer, and when it does again', async () => {
    // The board's own, not its script's.
    await page.route(/\/board(\/events)?(\?|$)/, (route) => route.fulfill({ status: 500, body: '' }));
    await page.clock.install();
    await page.goto('/');
    const lost = page.getByRole('alert').filter({ hasText: /Not up to date since .* Allswell does not answer/ });
    await page.clock.fastForward(11_000);
    await lost.waitFor();
    await page.unroute(/\/board(\/events)?(\?|$)/);
    await lost.waitFor({ state: 'hidden' });
    complaints = complaints.filter((text) => !text.includes('500'));
  }, 60_000);

  it('shows the call sheet to whoever presses for it, and who was visited to whoever has signed in', async () => {
    const [link] = await service.query<{ token: string }>('SELECT token FROM link LIMIT 1');
    await page.goto(`/c/${link?.token}`);
    await press('Show the call sheet');
    await see('Say this');
    await accessible('link-opened');
    await page.getByRole('button', { name: 'Sign in to see who was visited and where' }).click();
    await page.getByLabel('You are').selectOption('manager-1');
    await press('Sign in');
    await see('Risk of serious harm');
  }, 60_000);
});
