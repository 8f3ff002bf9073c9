import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { NOON_ZONE } from '../support/noon.js';
import { overdue } from '../support/overdue.js';
import type { TestService } from '../support/service.js';
import { opened, PASSWORD } from '../support/signing-in.js';
import { describeInBrowser, launch } from './browser.js';
import { startHouse } from './house.js';
import { Typist } from './typist.js';

/** The stories of a day without a mouse: nothing here is clicked, and no field is jumped into. */
describeInBrowser('by the keyboard alone', () => {
  let service: TestService;
  let browser: Browser;
  let page: Page;
  let hands: Typist;

  beforeAll(async () => {
    [service, browser] = await Promise.all([startHouse({ environment: { TIME_ZONE: NOON_ZONE } }), launch()]);
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await service?.stop();
  });
  beforeEach(async () => {
    await page?.context().close();
    page = await (await browser.newContext({ baseURL: service.url })).newPage();
    page.setDefaultTimeout(15_000);
    hands = new Typist(page);
  });

  const see = (text: string | RegExp): Promise<void> => page.getByText(text).first().waitFor();
  const become = async (name: string): Promise<void> => {
    await hands.choose('You are', name);
    await hands.press('Change who you are');
  };

  it('8.2.1: a visit is planned', async () => {
    await page.goto('/itinerary');
    await hands.press('Skip to main content');
    await hands.choose('Who goes', 'Practitioner One');
    await hands.pick('kind', 'Alone');
    await hands.write('Purpose', 'First visit');
    await hands.write('Reference of the person visited', 'X123456');
    await hands.write('Their name', 'Example Name');
    await hands.write('Address', '1 Example Street\nExampleton');
    await hands.write('Postcode', 'ZZ1 1ZZ');
    await hands.pick('risk', 'Medium');
    await hands.press('Plan the visit');
    await see(/Visit \w+ is planned/);
    // What was done has the focus, and is heard first.
    expect(await page.evaluate('document.activeElement.className')).toContain('govuk-notification-banner');
    const [planned] = (await service.api('GET', '/api/v1/visits')).body.items;
    expect((await service.api('GET', `/api/v1/visits/${planned?.id}`)).body).toMatchObject({
      status: 'planned',
      attendees: [{ person: 'practitioner-1' }],
      personVisited: { name: 'Example Name', riskOfSeriousHarm: 'medium' },
    });
  }, 60_000);

  it('8.4.2, 8.4.3, 8.5: an overdue visit is answered to the stand-down, and reviewed', async () => {
    const { id } = await overdue(service, 'practitioner-2');
    await page.goto('/');
    await hands.press(`Go to incident ${(await service.api('GET', `/api/v1/incidents/${id}`)).body.reference}`);
    await become('Contact One');
    await hands.press("I'm on it");
    await see(/yours until/);
    await hands.press('I rang: no answer');
    await see('The manager is being asked now.');
    await become('Manager One');
    await hands.press('I rang: no answer (call 1 of 2)');
    await hands.press('I rang: no answer (call 2 of 2)');
    await see('Ring the police now.');
    await hands.write('Whom you spoke to', 'PC Example');
    await hands.write('Police reference', 'CAD 1234');
    await hands.press('Police told');
    await see('police told, ref CAD 1234');
    await hands.write('What was it? (optional)', 'The phone was flat');
    await hands.press('They are safe');
    await see('It has ended: there is nothing more to report.');

    await hands.press('See what follows this incident');
    await hands.pick('harm', 'Nobody was threatened, intimidated or hurt');
    await hands.write('What came of it', 'A flat battery');
    await hands.write('What was learned', 'Carry a charger');
    await hands.press('Write it down');
    await see('A flat battery');
  }, 60_000);

  it('8.1.5, 8.1.6: an administrator signs in with a second factor, adds a person, and closes a gap of the rota', async () => {
    const { app } = await opened(service, 'administrator-1');
    await page.goto('/sign-in?back=%2Foffice%2Fpeople');
    await hands.write('Your name for signing in', 'administrator-1');
    await hands.write('Password', PASSWORD);
    await hands.enter();
    await page.getByRole('heading', { name: 'Enter your code' }).waitFor();
    await hands.write('Code', (await app?.nextCode()) ?? '');
    await hands.enter();
    await see('Signed in as');

    await hands.press('Add a person');
    await hands.write('Name', 'Rhiannon Vaughan');
    await hands.write('Mobile', '07700 900444');
    await hands.choose('Unit', 'Team Two');
    await hands.choose('Line manager', 'Manager Two');
    await hands.tick('Practitioner');
    await hands.tick('Nominated contact');
    await hands.press('Add the person');
    await see('Rhiannon Vaughan was added');

    await page.goto('/office/rota?unit=team-2');
    await see('Nobody is on duty all day');
    await hands.press('Add one for every week all day');
    await see('Days on which it begins, every week');
    await hands.choose('Nominated contact, asked first', 'Rhiannon');
    await hands.press('Add the shift');
    await see('The shift was added');
  }, 60_000);
});
