import { AxeBuilder } from '@axe-core/playwright';
import { describe, it } from '@jest/globals';
import { existsSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';

const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const isThere = existsSync(executablePath);

/** Without a browser these are skipped, and say so; CI has one, and fails without it. */
export function describeInBrowser(name: string, tests: () => void): void {
  if (isThere) return void describe(name, tests);
  const why = `There is no Chromium at ${executablePath}: set CHROMIUM to its path, or install it ("apt-get install chromium").`;
  if (process.env['CI'] === 'true') {
    return void describe(name, () => {
      it('needs a browser', () => {
        throw new Error(why);
      });
    });
  }
  process.stderr.write(`\n*** SKIPPED: ${name}. ${why} ***\n\n`);
  describe.skip(name, tests);
}

export const launch = (): Promise<Browser> =>
  chromium.launch({
    executablePath,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
    ],
  });

/** What axe finds wrong with the page as it stands, in words. */
export async function axeFindings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .options({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      // What is right need not be told of in full: half of the time went into that.
      resultTypes: ['violations'],
    })
    // No page of ours has another in it, so that no second window is needed to gather what was found.
    .setLegacyMode()
    .analyze();
  return violations.map(
    ({ id, help, nodes }) =>
      `${new URL(page.url()).pathname} ${id}: ${help}: ${nodes.map(({ html }) => html).join(' | ')}`,
  );
}

const PICTURES = join(tmpdir(), 'allswell-e2e');

/** What the test saw, for whoever sets PICTURES=1 and wants to look at it in the temporary folder. */
export async function picture(page: Page, name: string): Promise<void> {
  if (process.env['PICTURES'] !== '1') return;
  mkdirSync(PICTURES, { recursive: true });
  await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });
}
