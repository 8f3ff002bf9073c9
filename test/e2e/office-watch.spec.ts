import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { NOON_ZONE } from '../support/noon.js';
import { PHONES } from '../support/office.js';
import { startTestService, type TestService } from '../support/service.js';
import { axeFindings, describeInBrowser, launch, picture } from './browser.js';

/** Readiness, messages, drills and the policy in a real browser: without scripts, on the smallest phone, and what answers a form for axe. */
describeInBrowser('the pages that keep an eye on the office, on screens', () => {
  let service: TestService;
  let browser: Browser;
  let context: BrowserContext;
  /** Its scripts are off. */
  let page: Page;
  /** axe is a script: it looks at the same page with scripts on. */
  let looker: Page;

  beforeAll(async () => {
    service = await startTestService({ environment: { TIME_ZONE: NOON_ZONE } });
    browser = await launch();
    const viewport = { width: 320, height: 640 };
    context = await browser.newContext({ viewport, javaScriptEnabled: false, baseURL: service.url });
    page = await context.newPage();
    page.setDefaultTimeout(15_000);
    await page.goto('/phones');
    await page.getByLabel('You are').selectOption('manager-1');
    await page.getByRole('button', { name: 'Change' }).click();
    const seeing = await browser.newContext({ viewport, storageState: await context.storageState() });
    looker = await seeing.newPage();
    // What is put in there finds its stylesheets from here.
    await looker.goto(`${service.url}/office/policy`);
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await service?.stop();
  });

  /** What is shown now is looked at as it was sent: it is no page that one could go to again. */
  const sound = async (name: string): Promise<void> => {
    await picture(page, `office-${name}-320`);
    await looker.setContent(await page.content());
    expect([name, await looker.evaluate('document.documentElement.scrollWidth')]).toEqual([name, 320]);
    expect([name, await axeFindings(looker)]).toEqual([name, []]);
    await looker.setViewportSize({ width: 1_200, height: 900 });
    await picture(looker, `office-${name}`);
    await looker.setViewportSize({ width: 320, height: 640 });
  };
  const press = (name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click();
  const see = (text: string): Promise<void> => page.getByText(text).first().waitFor();

  it('a manager sees what is missing, runs a drill for it, stops it, and finds its texts', async () => {
    await page.goto('/office/readiness');
    await see('Contact One has never been asked in a drill.');
    await page.getByRole('link', { name: /^Run a drill/ }).click();
    await page.getByLabel('Whom it is about').selectOption('practitioner-1');
    await press('Continue');
    await see('Begin this drill?');
    await press('Begin the drill');
    await see('The drill has begun');
    expect(await service.phone(PHONES.contact).heardLast()).toMatch(/^EXERCISE /);
    // Of a drill that is stopped only who has answered counts.
    await service.phone(PHONES.contact).texts('NO');
    await press('Stop this drill');
    await see('The drill is stopped');
    await page.goto('/office/drills');
    await page.goto('/office/messages');
    await see('(link to answer by)');
    await page.goto('/office/readiness');
    await see('Nothing is missing');
    await picture(page, 'office-nothing-missing-320');
  }, 120_000);

  it('a manager sees what another policy would change, and what is wrong with a file', async () => {
    await page.goto('/office/policy');
    await see('10 minutes after the expected end');
    const yaml = readFileSync('policies/hmpps-home-visits.yaml', 'utf8');
    await page.getByLabel('A policy file (YAML)').setInputFiles({
      name: 'ours.yaml',
      mimeType: 'text/yaml',
      buffer: Buffer.from(yaml.replace('overdue: { after: PT10M', 'overdue: { after: PT15M')),
    });
    await press('Show what would change');
    await see('5 minutes later');
    await sound('policy-trial');
    await page.getByLabel('Or paste it here').fill(yaml.replace('PT10M', 'ten minutes'));
    await press('Show what would change');
    await see('is not an ISO 8601 duration');
    await sound('policy-refused');
  }, 120_000);
});
