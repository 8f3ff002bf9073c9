import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { NOON_ZONE } from '../support/noon.js';
import { PHONES } from '../support/office.js';
import { overdue } from '../support/overdue.js';
import { startTestService, type TestService } from '../support/service.js';
import { axeFindings, describeInBrowser, launch, picture } from './browser.js';
import { Typist } from './typist.js';

/** The page of a responder's link, on the smallest phone there is; how it looks before an answer is seen in every-page.spec.ts. */
describeInBrowser('the page that a responder’s link opens, in a browser', () => {
  let service: TestService;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let incident: string;
  /** Each story is about somebody else. */
  const people = ['practitioner-1', 'practitioner-2', 'practitioner-3'];

  beforeAll(async () => {
    [service, browser] = await Promise.all([startTestService({ environment: { TIME_ZONE: NOON_ZONE } }), launch()]);
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await service?.stop();
  });
  beforeEach(async () => {
    incident = (await overdue(service, people.shift() ?? '')).id;
  }, 60_000);
  afterEach(() => context?.close());

  const open = async (options: Parameters<Browser['newContext']>[0] = {}): Promise<void> => {
    context = await browser.newContext({ viewport: { width: 320, height: 640 }, ...options });
    page = await context.newPage();
    page.setDefaultTimeout(15_000);
  };
  const link = async (phone: keyof typeof PHONES): Promise<string> =>
    /https?:\S+/.exec((await service.phone(PHONES[phone]).heardLast()) ?? '')?.[0] ?? '';
  const press = (name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click();
  const see = (text: string): Promise<void> => page.getByText(text).first().waitFor();
  const stoodDown = async (): Promise<string> =>
    (await service.api('GET', `/api/v1/incidents/${incident}`)).body.status;

  it('8.4: answered by contact and manager to the stand-down, without a script', async () => {
    await open({ javaScriptEnabled: false });
    await page.goto(await link('contact'));
    await see('Practitioner is overdue');
    await press('I cannot do it: hand it over');
    await see('Manager O., manager');
    await page.getByRole('link', { name: 'Back without answering' }).click();
    await press('I’m on it');
    await see('yours until');
    await press('No answer');
    await see('The manager is being asked now.');

    await page.goto(await link('manager'));
    await press('No answer (call 1 of 2)');
    await press('No answer (call 2 of 2)');
    await see('Ring the police now.');
    await picture(page, 'answer-police-now');
    await press('I have told the police');
    await page.getByLabel('Whom you spoke to').fill('PC Example');
    await page.getByLabel('Police reference').fill('CAD 1234');
    await press('Police told');
    await see('police told, ref CAD 1234');
    await press('I reached them: they are safe');
    await see('This ends the alarm.');
    await press('Yes, they are safe');
    await see('This is over');
    expect(await stoodDown()).toBe('stood_down');
  }, 60_000);

  it('says what was answered, and what is missing, for those who cannot see, in the light and in the dark', async () => {
    await open();
    const sound = async (name: string): Promise<void> => {
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await picture(page, `answer-${name}-${colorScheme}`);
        expect([colorScheme, await axeFindings(page)]).toEqual([colorScheme, []]);
      }
      expect([name, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([name, 320]);
    };
    await page.goto(`${await link('contact')}/police`);
    await page.getByLabel('When').fill('soon');
    await press('Police told');
    await see('There is a problem');
    await sound('refused');
    await page.goto(await link('contact'));
    await press('I’m on it');
    await see('yours until');
    await sound('answered');
    await service.api('POST', `/api/v1/incidents/${incident}/reports`, { by: 'contact-1', kind: 'safe' });
  }, 60_000);

  it('works by the keyboard alone', async () => {
    await open();
    await page.goto(await link('contact'));
    const hands = new Typist(page);
    await hands.press('I reached them: they are safe');
    await see('Is Practitioner safe?');
    await hands.press('Yes, they are safe');
    await see('This is over');
    expect(await stoodDown()).toBe('stood_down');
  }, 60_000);
});
