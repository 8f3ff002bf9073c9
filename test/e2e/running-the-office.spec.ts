import { afterAll, beforeAll, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { NOON_ZONE } from '../support/noon.js';
import { startTestService, type TestService } from '../support/service.js';
import { OFFICE_WITH_ADMINISTRATORS } from '../support/signing-in.js';
import { describeInBrowser, launch, picture } from './browser.js';

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri'];
const OFFICE_WITH_GAPS = {
  ...OFFICE_WITH_ADMINISTRATORS,
  rota: [
    { unit: 'team-1', contacts: ['contact-1', 'manager-2'], days: WEEKDAYS, from: '08:30', to: '17:30' },
    { unit: 'pdu-1', contacts: ['head-1'], days: WEEKDAYS, from: '17:30', to: '08:30' },
  ],
};

/** Running the office in a browser with its scripts off, on the smallest phone. */
describeInBrowser('the pages from which an office is run, in a browser', () => {
  let service: TestService;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    service = await startTestService({ environment: { TIME_ZONE: NOON_ZONE }, office: OFFICE_WITH_GAPS });
    browser = await launch();
    context = await browser.newContext({
      viewport: { width: 320, height: 640 },
      javaScriptEnabled: false,
      baseURL: service.url,
    });
    page = await context.newPage();
    page.setDefaultTimeout(15_000);
    await page.goto('/office/people');
    await page.getByLabel('You are').selectOption('administrator-1');
    await page.getByRole('button', { name: 'Change who you are' }).click();
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await service?.stop();
  });

  const press = (name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click();
  const see = (text: string | RegExp): Promise<void> => page.getByText(text).first().waitFor();

  it('8.1.5: a person is added, their number verified, their absence entered, without a script', async () => {
    await page.goto('/office/people');
    await page.getByRole('button', { name: 'Add a person' }).click();
    await press('Add the person');
    await see('There is a problem');
    await picture(page, 'office-person-form-refused');
    await page.getByLabel('Name').fill('Rhiannon Vaughan-Fortescue-Smythe');
    await page.getByLabel('Mobile').fill('07700 900444');
    await page.getByLabel('Unit', { exact: true }).selectOption('team-1');
    await page.getByLabel('Line manager').selectOption('manager-1');
    await page.getByLabel('Practitioner').check();
    await page.getByLabel('Nominated contact').check();
    await press('Add the person');
    await see('Rhiannon Vaughan-Fortescue-Smythe was added');
    await press('Send a code to 07700\u00a0900444');
    await see('A code is on its way');
    const code = /\d{6}/.exec((await service.phone('+447700900444').heardLast()) ?? '')?.[0] ?? '';
    await page.getByLabel('Code').fill(code);
    await press('Verify the number');
    await see('The number is verified');
    await page.goto('/office/people/contact-1');
    await page.getByLabel('First day away').fill('1/6/2027');
    await page.getByLabel('Last day away').fill('4/6/2027');
    await page.getByLabel('Reason').fill('Annual leave');
    await press('Enter the absence');
    await see('On their shifts there is still:');
  }, 60_000);

  it('8.1.6: a shift is given to others on one date, without a script', async () => {
    await page.goto(`/office/rota?unit=team-1&date=${mondayToCome()}`);
    await page
      .getByRole('link', { name: /^Change this date/ })
      .first()
      .click();
    await page
      .getByRole('button', { name: /^Give it to others on this date/ })
      .first()
      .click();
    await page.getByLabel('Nominated contact, asked first').selectOption('head-1');
    await press('Give it to them');
    await see(/^Given to others on/);
    await see('Struck out on this date');
  }, 60_000);
});

function mondayToCome(): string {
  const at = new Date();
  at.setUTCDate(at.getUTCDate() + 8 - at.getUTCDay());
  return at.toISOString().slice(0, 10);
}
