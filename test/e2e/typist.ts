import type { Page } from 'playwright-core';

const MOST_STEPS = 120;

/** What has the focus, by its label or its words, as a screen reader would call it. */
const FOCUSED = `(() => {
  const focused = document.activeElement;
  const words = (focused.labels?.[0] ?? focused).textContent;
  return [words.trim().replaceAll(/\\s+/g, ' '), focused.type === 'radio' ? focused.name : ''];
})()`;

/** Somebody who has a keyboard and no mouse: goes from one thing to the next by Tab, and never jumps. */
export class Typist {
  constructor(private readonly page: Page) {}

  /** Writes into the field of this name, instead of what it holds. */
  async write(label: string, text: string): Promise<void> {
    await this.reach(label);
    await this.page.keyboard.press('ControlOrMeta+A');
    await this.page.keyboard.type(text);
  }

  /** Chooses from a list by the first letters of what stands there. */
  async choose(label: string, letters: string): Promise<void> {
    await this.reach(label);
    await this.page.keyboard.type(letters);
  }

  async tick(label: string): Promise<void> {
    await this.reach(label);
    await this.page.keyboard.press('Space');
  }

  /** Of several round boxes: Tab comes to one of them, arrows to the others. */
  async pick(group: string, label: string): Promise<void> {
    await this.go(`one of "${group}"`, ([, name]) => name === group);
    for (let steps = 0; steps < MOST_STEPS; steps += 1) {
      const [words] = await this.focused();
      if (words === label) return this.page.keyboard.press('Space');
      await this.page.keyboard.press('ArrowDown');
    }
    throw new Error(`The arrows do not reach "${label}".`);
  }

  /** A link or a button that leads to a page. */
  async press(name: string): Promise<void> {
    await this.reach(name);
    await this.enter();
  }

  async enter(): Promise<void> {
    await Promise.all([this.page.waitForEvent('framenavigated'), this.page.keyboard.press('Enter')]);
    await this.page.waitForLoadState();
  }

  reach(name: string): Promise<void> {
    return this.go(`"${name}"`, ([words]) => words === name);
  }

  private async go(where: string, isThere: (focused: [string, string]) => boolean): Promise<void> {
    for (let steps = 0; steps < MOST_STEPS; steps += 1) {
      await this.page.keyboard.press('Tab');
      if (isThere(await this.focused())) return;
    }
    throw new Error(`The keyboard does not reach ${where} on ${this.page.url()}.`);
  }

  private focused(): Promise<[string, string]> {
    return this.page.evaluate<[string, string]>(FOCUSED);
  }
}
