import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { NOON_ZONE } from '../support/noon.js';
import { startTestService, type TestService } from '../support/service.js';
import { axeFindings, describeInBrowser, launch, picture } from './browser.js';

/** The itinerary diary on screens of either size, by keyboard, on paper, and without JavaScript. */
describeInBrowser('the diary, on screens and on paper', () => {
  let service: TestService;
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    [service, browser] = await Promise.all([startTestService({ environment: { TIME_ZONE: NOON_ZONE } }), launch()]);
    page = await browser.newPage({ baseURL: service.url, viewport: { width: 1_280, height: 900 } });
    page.setDefaultTimeout(15_000);
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await service?.stop();
  });

  /** Nothing for axe to find, and nothing that has to be scrolled sideways on the smallest phone. */
  async function sound(name: string): Promise<void> {
    await page.setViewportSize({ width: 320, height: 640 });
    const wide = await page.evaluate<number>('document.documentElement.scrollWidth');
    await picture(page, `${name}-320`);
    expect([name, wide <= 320]).toEqual([name, true]);
    await page.setViewportSize({ width: 1_280, height: 900 });
    await picture(page, name);
    expect(await axeFindings(page)).toEqual([]);
  }
  const see = (text: string): Promise<void> => page.getByText(text).first().waitFor();
  const press = (name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click();

  it('a visit is planned for three weeks by keyboard, seen in the week, copied, and printed', async () => {
    await page.goto('/itinerary?example=1');
    await page.locator('summary', { hasText: 'Repeat it every week' }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.type('3');
    await page.keyboard.press('Enter');
    await see('Check 3 visits before they are planned');
    await sound('series');
    await press('Plan these 3 visits');
    await see('3 visits are planned');
    await page.goto('/itinerary/week');
    await see('How many visits each person has');
    await page
      .getByRole('link', { name: /see, change or cancel it/ })
      .first()
      .click();
    await page.getByRole('link', { name: 'Change who goes, how, or where' }).click();
    await page.getByLabel('Purpose').fill('Review');
    await press('Change the visit');
    await see('is changed');
    await page.locator('summary', { hasText: 'See the 3 visits of this series' }).click();
    await sound('visit-of-series');
    const times = page.locator('section', { has: page.getByRole('heading', { name: 'Change the times' }) });
    await times.getByLabel('Ends').fill('23:50');
    await times.getByLabel('This and the 2 later ones').check();
    await press('Change the times');
    await see('Check these 3 visits before they are changed');
    await sound('series-later');
    await press('Change these 3 visits');
    await see('3 visits are changed');
    await page.getByRole('button', { name: 'Copy to another day' }).click();
    await see('Filled in from visit');
    await page.goto('/itinerary/paper');
    await page.getByRole('button', { name: 'Print' }).waitFor();
    // Dark rooms have white paper.
    await page.emulateMedia({ colorScheme: 'dark', media: 'print' });
    const paper = 'getComputedStyle(document.querySelector(".govuk-template__body")).backgroundColor';
    expect(await page.evaluate(paper)).toBe('rgb(255, 255, 255)');
    await page.emulateMedia({ colorScheme: null, media: null });
    const pdf = await page.pdf({ preferCSSPageSize: true });
    if (process.env['PICTURES'] === '1') writeFileSync(join(tmpdir(), 'allswell-e2e/paper.pdf'), pdf);
    // The day and the steps, each on a sheet of A4 on its side, and no empty one.
    expect(pdf.toString('latin1').match(/\/Type \/Page\b(?!s)/g)).toHaveLength(2);
    expect(/\/MediaBox \[0 0 84[12]\S* 59[45]/.test(pdf.toString('latin1'))).toBe(true);
  }, 120_000);

  it('a spreadsheet is pasted, mended and planned without JavaScript', async () => {
    const context = await browser.newContext({ baseURL: service.url, javaScriptEnabled: false });
    const plain = await context.newPage();
    await plain.goto('/itinerary/import');
    const day = new Date((await service.now()) + 3 * 86_400_000).toISOString().slice(0, 10);
    const line = `practitioner-2,alone,first visit,${day} 14:00,${day} 14:45,X1,Example Name,1 Example Street,ZZ1 1ZZ,low`;
    const head = 'attendees,kind,purpose,plannedStart,plannedEnd,reference,name,address1,postcode,riskOfSeriousHarm';
    await plain.getByLabel('Or paste the lines').fill(`${head}\n${line.replace('low', 'lowest')}`);
    await plain.getByRole('button', { name: 'Check the lines' }).click();
    await plain.getByText('There is a problem').waitFor();
    expect(await plain.locator('#line-2 .app-fault').textContent()).toContain('is not known here');
    await plain.getByLabel('The lines, to change here').fill(`${head}\n${line}`);
    await plain.getByRole('button', { name: 'Check again' }).click();
    await plain.getByRole('button', { name: 'Plan this visit' }).click();
    await plain.getByText(/Visit \w+ is planned/).waitFor();
    await context.close();
  }, 60_000);

  it('a spreadsheet with faults is as clear on a phone', async () => {
    await page.goto('/itinerary/import');
    await page.getByLabel('A CSV file').setInputFiles({
      name: 'visits.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(
        'attendees;kind;purpose;plannedStart;plannedEnd\npractitioner-1;alone;"x";2020-01-01 9:00;later\n',
      ),
    });
    await press('Check the lines');
    await see('There is a problem');
    await sound('import-faults');
  }, 60_000);
});
