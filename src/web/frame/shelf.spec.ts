import { describe, expect, it } from '@jest/globals';
import { fillShelf } from './shelf.js';

describe('The shelf of stylesheets, scripts and pictures', () => {
  const shelf = fillShelf();
  const text = (name: string): string => shelf.find(name)?.body.toString() ?? '';

  it('holds what the pages link to', () => {
    for (const name of [
      'govuk-frontend.min.css',
      'govuk-frontend.min.js',
      'moj-frontend.min.css',
      'app.css',
      'app.js',
      'live.js',
      'board.js',
      'board-clock.js',
      'board-ringing.js',
      'board-sound.js',
    ]) {
      expect([name, shelf.find(name)?.body.length]).toEqual([name, expect.any(Number)]);
    }
  });

  it('holds no trace of the font that may be used on gov.uk only', () => {
    for (const name of ['govuk-frontend.min.css', 'moj-frontend.min.css']) {
      expect(text(name)).toContain('font-family:arial,sans-serif');
      expect(text(name)).not.toMatch(/GDS Transport|@font-face|woff/);
    }
  });

  it('holds every picture that the stylesheets name, except the crest, which is not ours to show', () => {
    const named = [
      ...`${text('govuk-frontend.min.css')}${text('moj-frontend.min.css')}`.matchAll(/url\((?!data:)([^)]+)\)/g),
    ].map(([, name]) => name!);
    const missing = named.filter((name) => !shelf.find(name));
    expect(new Set(missing)).toEqual(new Set(['images/govuk-crest.svg']));
  });

  it('has an address that follows from the contents', () => {
    expect(shelf.base).toMatch(/^\/assets\/[0-9a-f]{10}$/);
    expect(fillShelf().base).toBe(shelf.base);
  });

  it('knows nothing that was not put on it', () => {
    expect(shelf.find('../../package.json')).toBeUndefined();
  });
});
