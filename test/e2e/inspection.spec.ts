import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { describeInBrowser, launch } from './browser.js';
import { Inspection } from './inspection.js';

const AMISS = `<!doctype html><html lang="en"><head><title>Untitled</title><meta name="viewport" content="width=device-width">
  <style>.unseen:focus { outline: none } @media (prefers-color-scheme: dark) { body { background: #222; color: #333 } }</style></head>
  <body><main><h1>One</h1><h1>Two</h1><a class="unseen" href="/first">First</a><a tabindex="2" href="/second">Second</a>
  <img src="data:,"><p style="width: 900px">Wide</p><button type="button">Idle</button></main>
  <script>console.error('Amiss'); document.querySelector('h1').textContent = 'Three'</script></body></html>`;

/** What every page is held against finds what is there to be found. */
describeInBrowser('an inspection', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  }, 60_000);
  afterAll(() => browser?.close());

  it('says all that is wrong with a page', async () => {
    const page = await browser.newPage({ baseURL: 'http://house.test' });
    await page.route('http://house.test/amiss', (route) =>
      route.fulfill({ contentType: 'text/html; charset=utf-8', body: AMISS }),
    );
    const faults = await (await Inspection.by(page)).of('/amiss');
    for (const fault of [
      /image-alt/,
      /Tab 2 should reach a "Second", and reaches button "Idle"/,
      /one does not see that a "First" has the focus/,
      /in the dark this has too little contrast: <h1>/,
      /it has 2 headings of the first level/,
      /its title is "Untitled"/,
      /with scripts it is 9\d\d pixels wide on a phone of 320/,
      /without scripts its heading is "One"/,
      /without scripts the button "Idle" does nothing/,
      /without scripts it is 9\d\d pixels wide/,
      /^Amiss$/,
    ])
      expect(faults).toContainEqual(expect.stringMatching(fault));
  }, 30_000);
});
