import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { NOON_ZONE } from '../support/noon.js';
import { CLIENT, TestProvider } from '../support/openid-provider.js';
import { startTestService, type TestService } from '../support/service.js';
import { App, invitation, OFFICE_WITH_ADMINISTRATORS, PASSWORD } from '../support/signing-in.js';
import { axeFindings, describeInBrowser, launch, picture } from './browser.js';

/** Signing in both ways: with an account of Allswell's own, and by OpenID Connect with a real provider. */
describeInBrowser('signing in, on screens', () => {
  let provider: TestProvider;
  let service: TestService;
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    provider = await TestProvider.reserve();
    const environment = {
      TIME_ZONE: NOON_ZONE,
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: CLIENT.id,
      OIDC_CLIENT_SECRET: CLIENT.secret,
    };
    [service, browser] = await Promise.all([
      startTestService({ environment, office: OFFICE_WITH_ADMINISTRATORS }),
      launch(),
    ]);
    await provider.start(service.url);
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await service?.stop();
    await provider?.stop();
  });
  beforeEach(async () => {
    await page?.context().close();
    page = await (await browser.newContext({ baseURL: service.url })).newPage();
    page.setDefaultTimeout(15_000);
  });

  /** Of what is only ever the answer to a form; pages with an address are looked at in every-page.spec.ts. */
  async function sound(name: string): Promise<void> {
    await page.setViewportSize({ width: 320, height: 640 });
    expect([name, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([name, 320]);
    await picture(page, `${name}-320`);
    await page.setViewportSize({ width: 1_200, height: 900 });
    await picture(page, name);
    expect(await axeFindings(page)).toEqual([]);
  }
  const heading = (name: string): Promise<void> => page.getByRole('heading', { name }).waitFor();
  const press = (name: string | RegExp): Promise<void> => page.getByRole('button', { name }).click();

  it('an account of one’s own: from the first link to the list of accounts, and in again with a second factor', async () => {
    await page.goto(await invitation(service, 'administrator-1'));
    await page.getByLabel('Password', { exact: true }).fill('short');
    await page.getByLabel('The same password again').fill('short');
    await page.keyboard.press('Enter');
    await heading('There is a problem');
    await sound('invitation-refused');
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByLabel('The same password again').fill(PASSWORD);
    await press('Continue');
    await heading('Set up an authenticator app');
    await sound('second-factor');
    const html = await page.content();
    const app = new App(service, { status: 200, headers: new Headers(), html, text: '', path: '' });
    await page.getByRole('textbox', { name: 'Code' }).fill(await app.code());
    await page.keyboard.press('Enter');
    await heading('Your recovery codes');
    await sound('recovery-codes');
    await page.goto('/accounts');
    await press(/^Invite\s*:\s*Practitioner One/);
    await heading('Practitioner One is invited');
    await sound('account-invited');
    await press('Sign out');
    await heading('You are signed out');

    await page.goto('/accounts');
    await page.getByLabel('Your name for signing in').fill('administrator-1');
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.keyboard.press('Enter');
    await heading('Enter your code');
    await page.getByRole('textbox', { name: 'Code' }).fill('000000');
    await page.keyboard.press('Enter');
    await heading('There is a problem');
    await page.getByRole('textbox', { name: 'Code' }).fill(await app.nextCode());
    await page.keyboard.press('Enter');
    await heading('Accounts');
  }, 60_000);

  it('an organisation’s account: to the provider, back to the page that was wanted, and out of both', async () => {
    provider.person = { user_name: 'MANAGER-1' };
    await page.goto('/incidents?status=open');
    await heading('Sign in');
    await press('Sign in with your organisation’s account');
    await heading('Open incidents');
    await page.getByText('Signed in as Manager One').waitFor();
    expect(await page.getByRole('link', { name: 'Accounts' }).count()).toBe(0);

    await press('Sign out');
    // The provider asks for itself whether one means it.
    await page.waitForURL(`${provider.issuer}/**`);
    await press(/sign me out/);
    await heading('You are signed out');
    await page.goto('/incidents?status=open');
    await heading('Sign in');
  }, 60_000);

  it('whoever is known to the organisation alone is told so, and sees no page', async () => {
    provider.person = { user_name: 'stranger' };
    await page.goto('/');
    await press('Sign in with your organisation’s account');
    await heading('You are not in Allswell’s organisation');
    await sound('sign-in-unknown');
    await page.goto('/');
    await heading('Sign in');
  }, 60_000);
});
