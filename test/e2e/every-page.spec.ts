import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RequestMethod } from '@nestjs/common';
import type { Browser } from 'playwright-core';
import { cableTo, type Cable } from '../support/cable.js';
import { NOON_ZONE } from '../support/noon.js';
import type { TestService } from '../support/service.js';
import { until } from '../support/until.js';
import { describeInBrowser, launch } from './browser.js';
import { furnish, routesOf, startHouse, type Furniture, type Who } from './house.js';
import { Inspection } from './inspection.js';
import { EMPTY, INSTEAD, looksOf, NO_PAGES, PAGES, type Look } from './pages.js';

/** Links and simulated phones, whose addresses are what is secret, or nothing. */
const WITHOUT_TOKEN = /^\/(a|c)\/|^\/phones\//;

const patternsOf = (routes: readonly string[]): RegExp[] =>
  routes.map((route) => new RegExp(`^${route.replaceAll(/:\w+/g, '[^/]+')}$`));

/**
 * Every page of the house, looked at in every way in which somebody may have to use it (inspection.ts): axe, in the light and
 * in the dark; the keyboard alone; 320 pixels; no scripts.
 */
describeInBrowser('every page', () => {
  let cable: Cable;
  let service: TestService;
  let browser: Browser;
  let at: Furniture;
  const inspections = new Map<Who, Inspection>();

  beforeAll(async () => {
    [service, browser] = await Promise.all([
      startHouse({ environment: { TIME_ZONE: NOON_ZONE }, through: async (url) => (cable = await cableTo(url)).url }),
      launch(),
    ]);
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await service?.stop();
    await cable?.end();
  });

  const inspectionAs = async (who: Who): Promise<Inspection> => {
    const known = inspections.get(who);
    if (known) return known;
    const context = await browser.newContext({ baseURL: service.url });
    const cookies = who === 'administrator' || who === 'half-way' ? [...at.cookies[who]] : [];
    await context.addCookies(cookies.map(([name, value]) => ({ name, value, url: service.url })));
    const inspection = await Inspection.by(await context.newPage());
    inspections.set(who, inspection);
    return inspection;
  };
  const faultsOf = async (looks: readonly Look[]): Promise<string[]> => {
    const faults: string[] = [];
    for (const { path, as = 'manager', status } of looks)
      for (const fault of await (await inspectionAs(as)).of(path, status)) faults.push(`${path}: ${fault}`);
    return faults;
  };

  it('is on the list', () => {
    expect([...Object.keys(PAGES), ...NO_PAGES].sort()).toEqual(routesOf(service, RequestMethod.GET));
  });

  it('of an office in which nothing has happened yet', async () => {
    expect(await faultsOf(EMPTY.map((path) => ({ path })))).toEqual([]);
  }, 120_000);

  describe('of an office in which something has', () => {
    beforeAll(async () => {
      at = await furnish(service);
    }, 60_000);

    it.each(Object.entries(PAGES))(
      '%s',
      async (_, looks) => {
        expect(await faultsOf(looksOf(looks(at)))).toEqual([]);
      },
      60_000,
    );

    it('what is shown instead of a page', async () => {
      expect(await faultsOf(INSTEAD)).toEqual([]);
    }, 60_000);

    it('leads nowhere where there is nothing, or nothing for whoever is shown the way', async () => {
      const dead: string[] = [];
      for (const inspection of inspections.values()) dead.push(...(await inspection.deadLinks()));
      expect(dead).toEqual([]);
    }, 60_000);

    it('sends each form to where it is taken, by a button, and with its token', () => {
      const taken = {
        get: patternsOf(routesOf(service, RequestMethod.GET)),
        post: patternsOf(routesOf(service, RequestMethod.POST)),
      };
      const forms = [...inspections.values()].flatMap((inspection) => inspection.forms);
      expect(forms.length).toBeGreaterThan(100);
      const amiss = forms.filter(
        ({ method, action, hasToken, hasButton }) =>
          !hasButton ||
          !taken[method].some((pattern) => pattern.test(action)) ||
          (method === 'post' && !hasToken && !WITHOUT_TOKEN.test(action)),
      );
      expect(amiss).toEqual([]);
    });
  });

  it('says so when the database is away, and is there again with it', async () => {
    cable.cut();
    const away = await faultsOf([{ path: '/', status: 503 }]);
    cable.mend();
    expect(away).toEqual([]);
    await until('the board is back', async () => (await service.api('GET', '/health')).status === 200);
  }, 60_000);
});
