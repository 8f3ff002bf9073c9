import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { NOON_ZONE } from '../support/noon.js';
import { startTestService, type TestService } from '../support/service.js';
import { OFFICE_WITH_ADMINISTRATORS } from '../support/signing-in.js';
import { axeFindings, describeInBrowser, launch, picture } from './browser.js';

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri'];
const OFFICE_WITH_GAPS = {
  ...OFFICE_WITH_ADMINISTRATORS,
  rota: [
    { unit: 'team-1', contacts: ['contact-1', 'manager-2'], days: WEEKDAYS, from: '08:30', to: '17:30' },
    { unit: 'pdu-1', contacts: ['head-1'], days: WEEKDAYS, from: '17:30', to: '08:30' },
  ],
};

/** Running the office in a browser: with its scripts off, on the smallest phone, and by the keyboard alone. */
describeInBrowser('the pages from which an office is run, in a browser', () => {
  let service: TestService;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  /** Sees what the phone sees, with scripts: axe is one. */
  let looker: Page;
  /** A date on which a shift was given to others. */
  let dayPath: string;

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
    const seeing = await browser.newContext({
      viewport: { width: 320, height: 640 },
      baseURL: service.url,
      storageState: await context.storageState(),
    });
    looker = await seeing.newPage();
    looker.setDefaultTimeout(15_000);
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

  it('8.1.6: a gap in the rota is found and closed by the keyboard alone', async () => {
    await page.goto('/office/rota?unit=team-1');
    await see('Nobody is on duty 08:30 to midnight');
    const reach = async (name: RegExp): Promise<void> => {
      for (let steps = 0; steps < 60; steps += 1) {
        await page.keyboard.press('Tab');
        const focused = page.locator(':focus');
        if (
          name.test(((await focused.textContent()) ?? '').trim()) ||
          name.test((await focused.getAttribute('id')) ?? '')
        )
          return;
      }
      throw new Error(`The keyboard does not reach ${name.source}.`);
    };
    await reach(/^Add one for every week 08:30 to midnight$/);
    await page.keyboard.press('Enter');
    await see('Days on which it begins, every week');
    await reach(/^day-sun$/);
    await page.keyboard.press('Space');
    await reach(/^to$/);
    await page.keyboard.type('08:30');
    await reach(/^contact-1$/);
    await page.keyboard.type('Manager T');
    await reach(/^Add the shift$/);
    await page.keyboard.press('Enter');
    await see('The shift was added');
    await page.goto('/office/rota?unit=team-1');
    await see('No gaps');
  }, 60_000);

  it('8.1.6: a shift is given to others on one date, without a script', async () => {
    await page.goto('/office/rota?unit=team-1');
    await page
      .getByRole('link', { name: /^Change this date/ })
      .last()
      .click();
    await page
      .getByRole('button', { name: /^Give it to others on this date/ })
      .first()
      .click();
    await page.getByLabel('Nominated contact, asked first').selectOption('head-1');
    await press('Give it to them');
    await see(/^Given to others on/);
    await see('Struck out on this date');
    dayPath = new URL(page.url()).pathname + new URL(page.url()).search;
  }, 60_000);

  it('every page fits a small phone, and axe finds nothing', async () => {
    const paths = [
      ['people', '/office/people'],
      ['person', '/office/people/contact-1'],
      ['person-form', '/office/people/practitioner-1/change'],
      ['person-remove', '/office/people/manager-1/remove'],
      ['rota', '/office/rota?unit=team-2'],
      ['rota-month', '/office/rota?unit=team-2&view=month'],
      ['shift-form', '/office/rota/shifts/-/add?unit=team-1'],
      ['shift-of-one-date', '/office/rota/shifts/-/add?unit=team-1&kind=single'],
      ['rota-day', dayPath],
      ['units', '/office/units'],
      ['unit', '/office/units/team-1'],
      ['unit-form', '/office/units/team-1/change'],
    ] as const;
    for (const [name, path] of paths) {
      await looker.goto(path);
      await picture(looker, `office-${name}`);
      // A month is made as a week is, and axe would look at each of its days.
      if (name !== 'rota-month') expect([name, await axeFindings(looker)]).toEqual([name, []]);
      expect([name, await looker.evaluate('document.documentElement.scrollWidth')]).toEqual([name, 320]);
      if (process.env['PICTURES'] === '1') {
        await looker.setViewportSize({ width: 1280, height: 900 });
        await picture(looker, `office-${name}-wide`);
        await looker.emulateMedia({ media: 'print' });
        await picture(looker, `office-${name}-paper`);
        await looker.emulateMedia({ media: 'screen' });
        await looker.setViewportSize({ width: 320, height: 640 });
      }
    }
  }, 120_000);
});
