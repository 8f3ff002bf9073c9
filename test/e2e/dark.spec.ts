import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { NOON_ZONE } from '../support/noon.js';
import { overdue } from '../support/overdue.js';
import { startTestService, type TestService } from '../support/service.js';
import { Visitor } from '../support/visitor.js';
import { axeFindings, describeInBrowser, launch, picture } from './browser.js';

/** Dark rooms: what a browser shows that asks for dark. (The page of a responder's link is looked at in phone-page.spec.ts.) */
describeInBrowser('in a browser that asks for dark', () => {
  let service: TestService;
  let browser: Browser;
  let page: Page;
  let incident: string;
  let feeds: Visitor;

  beforeAll(async () => {
    [service, browser] = await Promise.all([startTestService({ environment: { TIME_ZONE: NOON_ZONE } }), launch()]);
    const { id } = await overdue(service, 'practitioner-1');
    incident = `/incidents/${id}`;
    feeds = new Visitor(service);
    await feeds.get('/itinerary/feeds');
    await feeds.actAs('manager-1');
    await feeds.get('/itinerary/feeds');
    for (const diary of ['own', 'unit-team-1']) await feeds.send('/itinerary/feeds', { diary });
    const context = await browser.newContext({ baseURL: service.url, colorScheme: 'dark' });
    await context.addCookies([...feeds.cookies].map(([name, value]) => ({ name, value, url: service.url })));
    page = await context.newPage();
    page.setDefaultTimeout(15_000);
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await service?.stop();
  });

  const background = () =>
    page.evaluate<string>('getComputedStyle(document.querySelector(".govuk-template__body")).backgroundColor');
  const open = async (path: string, width = 1280, as = 'dark'): Promise<void> => {
    await page.setViewportSize({ width, height: 900 });
    await page.goto(path);
    await picture(page, `${as}-${path.replaceAll(/\W+/g, '-')}-${width}`);
  };

  it('axe finds nothing on any of the main pages, each of which is dark', async () => {
    for (const path of ['/', '/itinerary', incident, `${incident}/call-sheet`, '/incidents', '/figures', '/phones']) {
      await open(path);
      expect([path, await background()]).toEqual([path, 'rgb(18, 23, 26)']);
      expect([path, await axeFindings(page)]).toEqual([path, []]);
    }
  }, 120_000);

  it('nor on the page of the calendar feeds, on the smallest phone, in the light as well', async () => {
    for (const scheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme: scheme });
      await open('/itinerary/feeds', 320, scheme);
      expect([scheme, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([scheme, 320]);
      expect([scheme, await axeFindings(page)]).toEqual([scheme, []]);
    }
  }, 60_000);

  it('what is printed stays light', async () => {
    await page.emulateMedia({ colorScheme: 'dark', media: 'print' });
    await open('/itinerary', 1280, 'print');
    expect(await background()).toBe('rgb(255, 255, 255)');
    await page.emulateMedia({ colorScheme: null, media: null });
  });
});
