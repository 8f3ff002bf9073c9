import { expect, it } from '@jest/globals';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { PROJECT_ROOT } from '../../src/config/project-root.js';
import { DAY, HOUR, MINUTE } from '../../src/domain/time/instant.js';
import { nextAt, startOfLocalDay } from '../../src/domain/time/local.js';
import { VISITED } from '../support/office.js';
import { startTestService } from '../support/service.js';
import { describeInBrowser, launch } from './browser.js';

/**
 * Takes the pictures of the README (docs/images): an afternoon in the example office, on the real service. No test of the
 * suite; run it by
 *
 *     node --experimental-vm-modules node_modules/jest/bin/jest.js --testMatch '**\/e2e/pictures.ts'
 */

const ZONE = 'Europe/London';
const office = parse(readFileSync(join(PROJECT_ROOT, 'examples/office.yaml'), 'utf8')) as {
  people: { id: string; mobile: string }[];
};
const mobileOf = (id: string): string => office.people.find((person) => person.id === id)?.mobile ?? '';

describeInBrowser('pictures of the README', () => {
  it('board.png, diary.png, phone.png, incident.png, timeline.png and figures.png', async () => {
    const [service, browser] = await Promise.all([startTestService({ office }), launch()]);
    try {
      const reach = async (hour: number, minute: number) =>
        service.advance(nextAt({ hour, minute, exact: true }, await service.now(), ZONE) - (await service.now()));
      const plan = async (
        attendees: string[],
        start: number,
        length: number,
        kind = attendees.length > 1 ? 'in_pairs' : 'alone',
      ) => {
        const at = startOfLocalDay(await service.now(), ZONE) + start;
        const visit = {
          attendees,
          kind,
          purpose: 'Visit',
          plannedStart: new Date(at).toISOString(),
          plannedEnd: new Date(at + length).toISOString(),
        };
        const { status } = await service.api(
          'POST',
          '/api/v1/visits',
          kind === 'home_safe' ? visit : { ...visit, personVisited: VISITED },
        );
        expect(status).toBe(201);
      };
      const text = (person: string, body: string) => service.phone(mobileOf(person)).texts(body);

      for (const late of [1, 2, 0, 1, 2]) {
        await toTuesday(service);
        await reach(8, 0);
        await pastDay(late, { plan, reach, text });
        await service.advance(27 * DAY);
      }
      await toTuesday(service);
      await reach(12, 58);
      await plan(['priya-shah'], 13 * HOUR, 45 * MINUTE);
      await plan(['megan-hughes'], 13 * HOUR + 10 * MINUTE, 50 * MINUTE);
      await plan(['yusuf-ali', 'hannah-clarke'], 13 * HOUR + 30 * MINUTE, HOUR);
      await plan(['callum-reid'], 13 * HOUR + 55 * MINUTE, 45 * MINUTE);
      await plan(['priya-shah'], 15 * HOUR + 30 * MINUTE, 45 * MINUTE);
      await plan(['hannah-clarke'], 16 * HOUR, 30 * MINUTE);
      await plan(['yusuf-ali'], 17 * HOUR + 15 * MINUTE, HOUR, 'home_safe');
      await reach(13, 5);
      await text('priya-shah', 'ARRIVED 45');
      await reach(13, 12);
      await text('megan-hughes', "I'm in, about 50 mins");
      await reach(13, 34);
      await text('yusuf-ali', 'Here');
      await text('hannah-clarke', 'Arrived');
      await reach(13, 48);
      await text('megan-hughes', 'EXTEND 20');
      await reach(14, 1);

      const page = await browser.newPage({ baseURL: service.url, viewport: { width: 1280, height: 900 } });
      const images = join(PROJECT_ROOT, 'docs/images');
      mkdirSync(images, { recursive: true });
      await page.goto('/');
      await page.screenshot({ path: join(images, 'board.png'), fullPage: true });

      for (const [person, days, start] of WEEK) await plan([person], days * DAY + start * HOUR, 45 * MINUTE);
      await page.goto('/itinerary/week?unit=north-team');
      await page.screenshot({ path: join(images, 'diary.png') });

      const { body } = await service.api<{ items: { id: string; reference: string }[] }>('GET', '/api/v1/incidents');
      const [incident] = body.items;
      const asked = (await service.phone(mobileOf('wei-chen')).hears()).at(-1) ?? '';
      const phone = await browser.newPage({ viewport: { width: 390, height: 844 } });
      await phone.goto(/https?:\S+\/a\/\S+/.exec(asked)?.[0] ?? '');
      await phone.screenshot({ path: join(images, 'phone.png') });
      await text('wei-chen', `${incident?.reference} ACK`);
      await service.advance(2 * MINUTE);
      await text('wei-chen', `${incident?.reference} NO`);
      await service.advance(MINUTE);
      await text('grace-okafor', `${incident?.reference} ACK`);
      await service.advance(2 * MINUTE);
      await text('grace-okafor', `${incident?.reference} NO`);
      await service.advance(MINUTE);
      await text('grace-okafor', `${incident?.reference} NO`);
      await service.advance(20_000);
      await page.setViewportSize({ width: 1280, height: 1500 });
      await page.goto(`/incidents/${incident?.id}`);
      await page.screenshot({ path: join(images, 'incident.png') });
      await page.locator('#incident-timeline').screenshot({ path: join(images, 'timeline.png') });
      await page.goto('/figures');
      await page.screenshot({ path: join(images, 'figures.png') });
    } finally {
      await browser.close();
      await service.stop();
    }
  }, 600_000);
});

const PEOPLE = ['priya-shah', 'megan-hughes', 'callum-reid', 'yusuf-ali', 'hannah-clarke'] as const;

/** A day of an earlier month, with something for the figures to tell: each has one visit, and the first few stay too long. */
async function pastDay(
  late: number,
  {
    plan,
    reach,
    text,
  }: {
    plan: (attendees: string[], start: number, length: number) => Promise<void>;
    reach: (hour: number, minute: number) => Promise<void>;
    text: (person: string, body: string) => Promise<void>;
  },
): Promise<void> {
  for (const [index, person] of PEOPLE.entries()) await plan([person], (9 + index) * HOUR, 45 * MINUTE);
  for (const [index, person] of PEOPLE.entries()) {
    await reach(9 + index, 2);
    await text(person, 'ARRIVED 40');
    await reach(9 + index, index < late ? 55 : 40);
    await text(person, 'LEFT');
  }
}

/** What is planned besides: who, how many days on, at what hour. */
const WEEK = [
  ['priya-shah', 1, 10],
  ['megan-hughes', 1, 14.5],
  ['priya-shah', 2, 9.5],
  ['callum-reid', 2, 11],
  ['megan-hughes', 2, 13],
  ['callum-reid', 3, 10.5],
  ['priya-shah', 3, 15],
] as const;

/** A working day, whenever the pictures are taken. */
async function toTuesday(service: { now(): Promise<number>; advance(time: number): Promise<void> }): Promise<void> {
  for (let days = 0; days < 7 && new Date(await service.now()).getUTCDay() !== 2; days += 1) await service.advance(DAY);
  const now = await service.now();
  const midnight = startOfLocalDay(now + DAY, ZONE);
  // Past noon it is next Tuesday's noon.
  if (now > startOfLocalDay(now, ZONE) + 12 * HOUR) await service.advance(midnight - now + 6 * DAY);
}
