import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { NOON_ZONE } from '../support/noon.js';
import { startTestService, type TestService } from '../support/service.js';
import { App, invitation, OFFICE_WITH_ADMINISTRATORS, PASSWORD } from '../support/signing-in.js';
import { axeFindings, describeInBrowser, launch, picture } from './browser.js';

/** An administrator opens the first account, and invites others: in a real browser, on a small screen too. */
describeInBrowser('signing in, on screens', () => {
  let service: TestService;
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    service = await startTestService({ environment: { TIME_ZONE: NOON_ZONE }, office: OFFICE_WITH_ADMINISTRATORS });
    browser = await launch();
    page = await (await browser.newContext()).newPage();
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await service?.stop();
  });

  /** Nothing for axe to find, and nothing that has to be scrolled sideways on the smallest phone. */
  async function sound(name: string): Promise<void> {
    await page.setViewportSize({ width: 320, height: 640 });
    const wide = await page.evaluate<number>('document.documentElement.scrollWidth');
    expect([name, wide <= 320]).toEqual([name, true]);
    await picture(page, `${name}-320`);
    await page.setViewportSize({ width: 1_200, height: 900 });
    await picture(page, name);
    expect(await axeFindings(page)).toEqual([]);
  }

  it('from the first link to the list of accounts', async () => {
    await page.goto(service.url + (await invitation(service, 'administrator-1')));
    await sound('invitation');
    await page.getByLabel('Password', { exact: true }).fill('short');
    await page.getByLabel('The same password again').fill('short');
    await page.keyboard.press('Enter');
    await page.getByText('There is a problem').waitFor();
    await sound('invitation-refused');
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByLabel('The same password again').fill(PASSWORD);
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('heading', { name: 'Set up an authenticator app' }).waitFor();
    await sound('second-factor');
    const html = await page.content();
    const app = new App(service, { status: 200, headers: new Headers(), html, text: '', path: '' });
    await page.getByRole('textbox', { name: 'Code' }).fill(await app.code());
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Your recovery codes' }).waitFor();
    await sound('recovery-codes');
    await page.goto(`${service.url}/account`);
    await sound('account');
    await page.getByRole('link', { name: 'Accounts' }).click();
    await sound('accounts');
    await page.getByRole('button', { name: /^Invite\s*:\s*Practitioner One/ }).click();
    await page.getByRole('heading', { name: 'Practitioner One is invited' }).waitFor();
    await sound('account-invited');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'You are signed out' }).waitFor();
    await sound('signed-out');
    await page.goto(`${service.url}/accounts`);
    await sound('sign-in');
    await page.getByLabel('Your name for signing in').fill('administrator-1');
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Enter your code' }).waitFor();
    await sound('sign-in-code');
    await page.getByRole('textbox', { name: 'Code' }).fill(await app.nextCode());
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Accounts' }).waitFor();
  }, 120_000);
});
