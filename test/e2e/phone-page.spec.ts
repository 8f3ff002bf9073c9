import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { NOON_ZONE } from '../support/noon.js';
import { MINUTE, PHONES, story, UNTIL_OVERDUE, type Story } from '../support/story.js';
import { axeFindings, describeInBrowser, launch, picture } from './browser.js';

/** The page of a responder's link, on the smallest phone there is, with its scripts off. */
describeInBrowser('the page that a responder’s link opens, in a browser', () => {
  let current: Story;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  /** Sees what the phone sees, with scripts. */
  let looker: Page;

  beforeAll(async () => {
    browser = await launch();
    looker = await browser.newPage({ viewport: { width: 320, height: 640 } });
  }, 60_000);
  afterAll(() => browser?.close());
  beforeEach(async () => {
    current = await story({ environment: { TIME_ZONE: NOON_ZONE } });
    await current.service.phone(PHONES.practitioner).texts('ARRIVED 45');
    await current.service.advance(UNTIL_OVERDUE + MINUTE);
  }, 60_000);
  afterEach(async () => {
    await context?.close();
    await current?.end();
  });

  const open = async (options: Parameters<Browser['newContext']>[0] = {}): Promise<void> => {
    context = await browser.newContext({ viewport: { width: 320, height: 640 }, javaScriptEnabled: false, ...options });
    page = await context.newPage();
    page.setDefaultTimeout(15_000);
  };
  const link = async (phone: keyof typeof PHONES): Promise<string> =>
    /https?:\S+/.exec((await current.service.phone(PHONES[phone]).heardLast()) ?? '')?.[0] ?? '';
  const fits = async (name: string): Promise<void> => {
    await picture(page, `answer-${name}`);
    // axe is a script: it looks at the same page with scripts on.
    await looker.emulateMedia({ colorScheme: name.startsWith('dark') ? 'dark' : 'light' });
    await looker.goto(page.url());
    expect([name, await axeFindings(looker)]).toEqual([name, []]);
    expect([name, await looker.evaluate('document.documentElement.scrollWidth')]).toEqual([name, 320]);
  };
  const press = (name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click();
  const see = (text: string): Promise<void> => page.getByText(text).first().waitFor();

  it('8.4: answered by contact and manager to the stand-down, without a script', async () => {
    await open();
    await page.goto(await link('contact'));
    await see('Practitioner is overdue');
    await fits('overdue');
    await press('I cannot do it: hand it over');
    await see('Manager O., manager');
    await fits('hand-over');
    await page.getByRole('link', { name: 'Back without answering' }).click();
    for (const what of ['safe', 'extend', 'code', 'police']) {
      await page.goto(`${await link('contact')}/${what}`);
      await fits(what);
    }
    await page.goto(await link('contact'));
    await press('I’m on it');
    await see('yours until');
    await press('No answer');
    await see('The manager is being asked now.');
    await fits('moved-on');

    await page.goto(await link('manager'));
    await press('No answer (call 1 of 2)');
    await press('No answer (call 2 of 2)');
    await see('Ring the police now.');
    await fits('police-now');
    await press('I have told the police');
    await page.getByLabel('Whom you spoke to').fill('PC Example');
    await page.getByLabel('Police reference').fill('CAD 1234');
    await press('Police told');
    await see('police told, ref CAD 1234');
    await fits('told');
    await press('I reached them: they are safe');
    await see('This ends the alarm.');
    await press('Yes, they are safe');
    await see('This is over');
    await fits('over');
    expect(await current.incident()).toMatchObject({ status: 'stood_down' });
  }, 120_000);

  it('is dark where the phone is', async () => {
    await open({ colorScheme: 'dark' });
    await page.goto(await link('contact'));
    await fits('dark');
    for (const what of ['safe', 'code', 'police']) {
      await page.goto(`${await link('contact')}/${what}`);
      await fits(`dark-${what}`);
    }
    await page.goto(`${current.service.url}/a/guessed`);
    await fits('dark-gone');
  }, 120_000);

  it.each(['light', 'dark'] as const)(
    'says what was answered, and what is missing, for those who cannot see (%s)',
    async (colorScheme) => {
      await open({ colorScheme, javaScriptEnabled: true });
      await page.goto(`${await link('contact')}/police`);
      await page.getByLabel('When').fill('soon');
      await press('Police told');
      await see('There is a problem');
      await picture(page, `answer-refused-${colorScheme}`);
      expect(await axeFindings(page)).toEqual([]);
      await page.goto(await link('contact'));
      await press('I’m on it');
      await see('yours until');
      await picture(page, `answer-answered-${colorScheme}`);
      expect(await axeFindings(page)).toEqual([]);
    },
    120_000,
  );

  it('works by the keyboard alone', async () => {
    await open();
    await page.goto(await link('contact'));
    const reach = async (name: string): Promise<void> => {
      for (let steps = 0; steps < 30; steps += 1) {
        await page.keyboard.press('Tab');
        if ((await page.locator(':focus').textContent())?.trim() === name) return;
      }
      throw new Error(`The keyboard does not reach "${name}".`);
    };
    await reach('I reached them: they are safe');
    await page.keyboard.press('Enter');
    await see('Is Practitioner safe?');
    await reach('Yes, they are safe');
    await page.keyboard.press('Enter');
    await see('This is over');
    expect(await current.incident()).toMatchObject({ status: 'stood_down' });
  }, 60_000);
});
