import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { NOON_ZONE } from '../support/noon.js';
import { OFFICE, VISITED } from '../support/office.js';
import { MINUTE, PHONES, story, UNTIL_OVERDUE, type Story } from '../support/story.js';
import { describeInBrowser, launch } from './browser.js';

/** Somebody who answers for the team next door. */
const WITH_A_NEIGHBOUR = {
  ...OFFICE,
  people: [
    ...OFFICE.people,
    { id: 'neighbour', name: 'Manager Next Door', unit: 'team-2', lineManager: 'head-1', roles: ['manager'] },
  ],
};

describeInBrowser('the board in a browser', () => {
  let told: Story;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  const complaints: string[] = [];

  beforeAll(async () => {
    [told, browser] = await Promise.all([
      story({ environment: { TIME_ZONE: NOON_ZONE }, office: WITH_A_NEIGHBOUR }),
      launch(),
    ]);
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await told?.end();
  });
  const open = async (path: string, options: Parameters<Browser['newContext']>[0] = {}): Promise<void> => {
    await context?.close();
    context = await browser.newContext({
      baseURL: told.service.url,
      viewport: { width: 1280, height: 900 },
      ...options,
    });
    page = await context.newPage();
    page.setDefaultTimeout(15_000);
    page.on('pageerror', ({ message }) => complaints.push(message));
    page.on('console', (message) => void (message.type() === 'error' && complaints.push(message.text())));
    await page.goto(path);
  };
  beforeEach(() => void complaints.splice(0));
  afterEach(async () => {
    await context?.close();
    expect(complaints).toEqual([]);
  });

  it('8.3.1, 8.4.2: follows while texts come in, and nobody loads it again; next door nothing of it is seen', async () => {
    await open('/');
    const nextDoor = await browser.newContext({ baseURL: told.service.url });
    await nextDoor.addCookies([{ name: 'person', value: 'neighbour', url: told.service.url }]);
    const theirs = await nextDoor.newPage();
    await theirs.goto('/');
    const row = page.getByRole('row').filter({ hasText: told.reference });
    await told.service.phone(PHONES.practitioner).texts('ARRIVED 45');
    await row.getByText('In progress').waitFor();
    await row.getByText(/^4\d min \d+ s left$/).waitFor();

    await told.service.advance(UNTIL_OVERDUE + 2 * MINUTE);
    await row.getByText(/^OVERDUE by 12 min \d+ s$/).waitFor();
    await page.getByRole('heading', { name: '1 visit needs someone now' }).waitFor();
    expect(await page.locator('#announcer').textContent()).toBe('1 visit needs someone now');
    expect(await page.title()).toBe('(1) Who is out - Allswell');

    // A board that is open, and whatever else they may open: as on a day on which nobody is out.
    await theirs.getByText('Up to date.').waitFor();
    await theirs.getByText('Nobody is out.').waitFor();
    expect(await theirs.title()).toBe('Who is out - Allswell');
    const { id } = await told.incident();
    const anything = new RegExp(`${told.reference}|Practitioner One|${VISITED.name}|${VISITED.address.postcode}`);
    const lists = [
      '/wall',
      '/?unit=team-1',
      '/itinerary',
      '/itinerary/week',
      '/itinerary/paper',
      '/incidents',
      '/figures',
    ];
    for (const path of [...lists, '/office/readiness', '/office/messages', '/office/people'])
      expect([path, anything.exec(await shownTo(theirs, path))?.[0]]).toEqual([path, undefined]);
    for (const path of [`/incidents/${id}`, `/incidents/${id}/call-sheet`, `/itinerary/visits/${told.visitId}`])
      expect([path, (await theirs.goto(path))?.status()]).toEqual([path, 404]);
    await nextDoor.close();
  }, 60_000);

  it('tells the time right again after its computer has slept, and says meanwhile that it does not know', async () => {
    await open('/');
    const row = page.getByRole('row').filter({ hasText: told.reference });
    const shown = row.getByText(/^OVERDUE by 1[23] min \d+ s$/);
    await shown.waitFor();
    await page.clock.install();
    await page.route(/\/board(\?|$)/, (route) => route.abort());
    await page.clock.fastForward('08:00:00');
    await page.getByRole('alert').filter({ hasText: 'Not up to date since' }).waitFor();
    await page.unroute(/\/board(\?|$)/);
    await shown.waitFor();
    await page.getByText('Up to date. Last word from Allswell').waitFor();
    complaints.splice(0);
  }, 60_000);

  it('turns its sound on by the keyboard, and this browser remembers it', async () => {
    await open('/');
    await page.getByRole('button', { name: 'Turn on a sound for alarms' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Sound for alarms is on: turn it off' }).waitFor();
    await page.getByRole('button', { name: /^Silence this alarm here/ }).press('Enter');
    await page.getByRole('button', { name: /^Silenced until the next alarm/ }).waitFor();
    expect(await page.evaluate('document.activeElement.id')).toBe('sound');
    await page.reload();
    await page.getByRole('button', { name: /^(Sound|Let it sound)/ }).waitFor();
  }, 60_000);

  it('says that the browser holds the sound back, and rings at the first key', async () => {
    const localStorage = [{ name: 'allswell-sound', value: 'on' }];
    await open('/', { storageState: { cookies: [], origins: [{ origin: told.service.url, localStorage }] } });
    const held = page.getByText('No sound yet: this browser waits for a key or a click on this page.');
    await held.waitFor();
    await page.evaluate(`OscillatorNode.prototype.start = function (when) {
      document.body.dataset.rings = '';
      AudioScheduledSourceNode.prototype.start.call(this, when);
    }`);
    expect(await page.locator('body[data-rings]').count()).toBe(0);
    await page.keyboard.press('Shift');
    await page.locator('body[data-rings]').waitFor();
    await held.waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Sound for alarms is on: turn it off' }).waitFor();
  }, 60_000);

  it('keeps the focus where it was while rows are exchanged', async () => {
    await open('/');
    await page.getByRole('row').getByRole('link', { name: told.reference }).focus();
    const { reference } = await told.incident();
    await told.service.phone(PHONES.contact).texts(`${reference} EXTEND 30`);
    await page.getByRole('row').filter({ hasText: told.reference }).getByText('In progress').waitFor();
    expect(await page.evaluate('document.activeElement.textContent')).toBe(told.reference);
  }, 60_000);

  it('without a script says as of when it is, and chooses unit and status by the form', async () => {
    await open('/', { javaScriptEnabled: false });
    await page.getByText(/As at \d\d:\d\d:\d\d\. Times and visits stand still/).waitFor();
    await page
      .getByRole('row')
      .filter({ hasText: told.reference })
      .getByText(/minutes left/)
      .waitFor();
    await page.getByText('Every unit, every status').click();
    await page.getByLabel('Status').selectOption('coming');
    await page.getByLabel('Unit').selectOption('team-1');
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await page.getByRole('link', { name: 'show them as they are now' }).click();
    expect(new URL(page.url()).search).toBe('?unit=team-1&status=coming');
    await page.getByText(/, starts later/).waitFor();
    await page.goto('/wall');
    await page.getByText(told.reference).waitFor();
    expect(await page.locator('meta[http-equiv="refresh"]').count()).toBe(1);
  }, 60_000);

  it('shows whoever goes from one list into another: out of those to come, and on the wall into the alarms', async () => {
    const now = await told.service.now();
    const { body } = await told.service.api('POST', '/api/v1/visits', {
      attendees: ['practitioner-2'],
      personVisited: VISITED,
      kind: 'alone',
      purpose: 'first visit',
      plannedStart: new Date(now + 10 * MINUTE).toISOString(),
      plannedEnd: new Date(now + 30 * MINUTE).toISOString(),
    });
    await open('/');
    const coming = page.locator('#board-coming').getByRole('row').filter({ hasText: body.reference });
    await coming.waitFor();
    await told.service.phone('+447700900106').texts('ARRIVED 10');
    await page.locator('#board-out').getByText(body.reference).waitFor();
    expect(await coming.count()).toBe(0);
    await page.goto('/wall');
    await page.locator('#wall-out').getByText(body.reference).waitFor();
    await told.service.advance(21 * MINUTE);
    await page.locator('#wall-alarms').getByText(body.reference).waitFor();
  }, 60_000);
});

async function shownTo(page: Page, path: string): Promise<string> {
  await page.goto(path);
  return (await page.locator('main').textContent()) ?? '';
}
