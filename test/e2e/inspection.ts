import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CDPSession, Page } from 'playwright-core';
import { PROJECT_ROOT } from '../../src/config/project-root.js';
import { axeFindings, picture } from './browser.js';

const KEYBOARD = readFileSync(join(PROJECT_ROOT, 'test/e2e/keyboard.js'), 'utf8');
const WIDE = { width: 1280, height: 900 };
const SMALL = { width: 320, height: 640 };

/** A service that answers one at a time would spend most of it waiting. */
const AT_ONCE = 6;

/** As the keyboard has it. */
const TAB = { type: 'rawKeyDown', key: 'Tab', code: 'Tab', windowsVirtualKeyCode: 9 } as const;

/** A form as it stands on a page. */
interface Form {
  readonly method: 'get' | 'post';
  readonly action: string;
  readonly hasToken: boolean;
  readonly hasButton: boolean;
}

/** What there is on a page of which no script has run. */
interface Plain {
  readonly heading: string;
  readonly links: readonly string[];
  readonly idle: readonly string[];
  readonly forms: readonly Form[];
}

/**
 * Looks at a page as those would who cannot see it, have no mouse, sit in the dark, hold the smallest phone, or have no
 * scripts, and says in words what is wrong for them.
 */
export class Inspection {
  readonly forms: (Form & { readonly page: string })[] = [];
  /** Where links of the pages lead, and the first page that has each. */
  private readonly links = new Map<string, string>();
  private readonly followed = new Set<string>();
  private readonly complaints: string[] = [];

  private constructor(
    private readonly page: Page,
    private readonly chrome: CDPSession,
  ) {
    page.setDefaultTimeout(15_000);
    page.on('pageerror', ({ message }) => this.complaints.push(message));
    // What the content security policy refuses is an error here too.
    page.on('console', (message) => void (message.type() === 'error' && this.complaints.push(message.text())));
  }

  static async by(page: Page): Promise<Inspection> {
    return new Inspection(page, await page.context().newCDPSession(page));
  }

  async of(path: string, status = 200): Promise<string[]> {
    const { page } = this;
    this.complaints.splice(0);
    await this.scripts(true);
    await page.emulateMedia({ colorScheme: 'light' });
    await page.setViewportSize(WIDE);
    const answer = await page.goto(path);
    if (answer?.status() !== status) return [`it is answered with ${answer?.status()}, not ${status}`];
    if (answer.ok()) this.followed.add(page.url());
    const faults = await axeFindings(page);
    await this.picture(path, 'light');
    faults.push(...(await this.keyboard()));
    await page.emulateMedia({ colorScheme: 'dark' });
    faults.push(...(await this.inTheDark()));
    await this.picture(path, 'dark');
    await page.setViewportSize(SMALL);
    await this.picture(path, 'small-dark');
    const [heading, ...others] = await this.headings();
    faults.push(...others, ...(await this.sideways('with scripts')), ...(await this.withoutScripts(path, heading)));
    // That it is refused is said in the console too.
    const ours = this.complaints.filter((text) => status < 400 || !text.includes(String(status)));
    return [...faults, ...ours];
  }

  /** Of all links that were seen those that somebody with these eyes cannot follow; a page that was looked at was followed. */
  async deadLinks(): Promise<string[]> {
    const dead: string[] = [];
    const links = [...this.links].filter(([link]) => !this.followed.has(link));
    const follow = async (): Promise<void> => {
      for (let next = links.pop(); next; next = links.pop()) {
        const [link, path] = next;
        const response = await this.page.request.get(link);
        if (!response.ok()) dead.push(`${path}: ${new URL(link).pathname} is answered with ${response.status()}`);
        await response.dispose();
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, follow));
    return dead;
  }

  /** Tab goes from one thing to the next in the page's own order, shows where it is, and leaves the last. */
  private async keyboard(): Promise<string[]> {
    const { page } = this;
    const stops = await page.evaluate<number>(KEYBOARD);
    // One after the other, without waiting for word of each: a page has a hundred of them.
    await Promise.all(Array.from({ length: stops + 1 }, () => this.chrome.send('Input.dispatchKeyEvent', TAB)));
    return page.evaluate<string[]>('window.keyboardReport.faults()');
  }

  /** axe is in the page by now. */
  private async inTheDark(): Promise<string[]> {
    const found = await this.page.evaluate<string[]>(
      `axe.run({ runOnly: ['color-contrast'], resultTypes: ['violations'] })
        .then(({ violations }) => violations.flatMap(({ nodes }) => nodes.map(({ html }) => html)))`,
    );
    return found.map((html) => `in the dark this has too little contrast: ${html}`);
  }

  /** The heading, and what is wrong with it: there is one, and the title names it before the house. */
  private async headings(): Promise<[string, ...string[]]> {
    const [title = '', ...all] = await this.page.evaluate<string[]>(
      `[document.title, ...[...document.querySelectorAll('h1')].map((heading) => heading.textContent)]`,
    );
    return [
      all[0] ?? '',
      ...(all.length === 1 ? [] : [`it has ${all.length} headings of the first level`]),
      ...(/^.+ - Allswell$/.test(title) ? [] : [`its title is "${title}"`]),
    ];
  }

  private async sideways(how: string): Promise<string[]> {
    const wide = await this.page.evaluate<number>('document.documentElement.scrollWidth');
    return wide > SMALL.width ? [`${how} it is ${wide} pixels wide on a phone of ${SMALL.width}`] : [];
  }

  private async withoutScripts(path: string, headed: string): Promise<string[]> {
    const { page } = this;
    await this.scripts(false);
    await page.emulateMedia({ colorScheme: 'light' });
    await page.reload();
    await this.picture(path, 'small-plain');
    const { heading, links, idle, forms } = await page.evaluate<Plain>(`({
      heading: document.querySelector('h1')?.textContent ?? '',
      links: [...document.querySelectorAll('a[href^="/"]')].map((link) => link.href.replace(/#.*/, '')),
      idle: [...document.querySelectorAll('button')]
        .filter((button) => button.type !== 'submit' && button.checkVisibility())
        .map((button) => button.textContent.trim()),
      forms: [...document.forms].map((form) => ({
        method: form.method,
        action: new URL(form.getAttribute('action'), location).pathname,
        hasToken: form.elements._csrf?.value.length > 0,
        hasButton: [...form.elements].some(({ type, hidden, disabled }) => type === 'submit' && !hidden && !disabled),
      })),
    })`);
    for (const link of links) if (!this.links.has(link)) this.links.set(link, path);
    this.forms.push(...forms.map((form) => ({ ...form, page: path })));
    return [
      ...(timeless(heading) === timeless(headed) ? [] : [`without scripts its heading is "${heading}"`]),
      ...idle.map((name) => `without scripts the button "${name}" does nothing`),
      ...(await this.sideways('without scripts')),
    ];
  }

  private async scripts(on: boolean): Promise<void> {
    await this.chrome.send('Emulation.setScriptExecutionDisabled', { value: !on });
  }

  private async picture(path: string, how: string): Promise<void> {
    await picture(this.page, `page${path.replaceAll(/\W+/g, '-').slice(0, 60)}-${how}`);
  }
}

/** A heading may say when it was made, and a minute may end between two looks. */
const timeless = (heading: string): string => heading.replaceAll(/\d/g, '');
