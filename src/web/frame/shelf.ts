import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { PROJECT_ROOT } from '../../config/project-root.js';

/** What a page loads besides itself: stylesheets, scripts and pictures, read once and held ready. */
export interface Shelf {
  /** "/assets/3f2a91c07b": a new one for new contents, so that a browser may keep what it has for ever. */
  readonly base: string;
  find(name: string): ShelfItem | undefined;
}

export interface ShelfItem {
  readonly type: string;
  readonly body: Buffer;
  /** For phones with a poor signal; null where it would gain nothing. */
  gzipped(): Buffer | null;
}

const OWN = join(PROJECT_ROOT, 'src/web/assets');
const GOVUK = join(PROJECT_ROOT, 'node_modules/govuk-frontend/dist/govuk');
const MOJ = join(PROJECT_ROOT, 'node_modules/@ministryofjustice/frontend/moj');

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Held in memory, not served by @fastify/static: that wants Node 22 (content-disposition 3), and this runs on 20. */
export function fillShelf(): Shelf {
  const files = new Map<string, Buffer>([
    ['govuk-frontend.min.css', stylesheet(join(GOVUK, 'govuk-frontend.min.css'))],
    ['govuk-frontend.min.js', readFileSync(join(GOVUK, 'govuk-frontend.min.js'))],
    ['moj-frontend.min.css', stylesheet(join(MOJ, 'moj-frontend.min.css'))],
    ...folder(join(MOJ, 'assets/images'), 'images/'),
    ...folder(OWN, ''),
  ]);
  const digest = createHash('sha256');
  for (const [name, body] of files) digest.update(name).update(body);
  const items = new Map([...files].map(([name, body]) => [name, shelfItem(name, body)]));
  return { base: `/assets/${digest.digest('hex').slice(0, 10)}`, find: (name) => items.get(name) };
}

function folder(path: string, prefix: string): [string, Buffer][] {
  return readdirSync(path)
    .filter((name) => extname(name) in TYPES)
    .sort()
    .map((name) => [prefix + name, readFileSync(join(path, name))]);
}

/**
 * GDS Transport may be used on gov.uk only, and this is not: the font is taken out, which leaves Arial. Pictures are
 * looked for beside the stylesheet, so that they change address with it.
 */
function stylesheet(path: string): Buffer {
  const css = readFileSync(path, 'utf8')
    .replaceAll(/@font-face\{[^}]*\}/g, '')
    .replaceAll('GDS Transport,', '')
    .replaceAll('url(/assets/', 'url(');
  return Buffer.from(css);
}

function shelfItem(name: string, body: Buffer): ShelfItem {
  // When it is first asked for, which a start need not wait for.
  let zipped: Buffer | undefined;
  return {
    type: TYPES[extname(name)] ?? 'application/octet-stream',
    body,
    gzipped: () => {
      zipped ??= gzipSync(body);
      return zipped.length < body.length ? zipped : null;
    },
  };
}

export const SHELF = Symbol('Shelf');
