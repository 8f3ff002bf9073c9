import { ACCOUNT_PATH, resourceOf, type Text } from './text.js';

const PAGE_SIZE = 50;
const MOST = 1_000;

/** Twilio, "Read multiple Message resources": the newest first, in pages that name the next one. */
export function listOf(texts: readonly Text[], query: URLSearchParams): Record<string, unknown> {
  const now = Date.now();
  const [to, from] = [query.get('To'), query.get('From')];
  const found = texts
    .filter(
      (text) => text.listedFrom <= now && (to === null || text.to === to) && (from === null || text.from === from),
    )
    .filter((text) => wasSentWithin(text, query))
    .sort((a, b) => b.createdAt - a.createdAt);
  const size = Math.min(Number(query.get('PageSize') ?? PAGE_SIZE), MOST);
  // The page after a text, not after a number: new ones at the front must not push others over the edge of a page.
  const after = query.get('PageToken');
  const start = after === null ? 0 : found.findIndex(({ sid }) => sid === after) + 1;
  const page = found.slice(start, start + size);
  const last = page.at(-1);
  const next = new URLSearchParams(query);
  next.set('Page', String(Number(query.get('Page') ?? 0) + 1));
  next.set('PageSize', String(size));
  if (last) next.set('PageToken', last.sid);
  const more = last !== undefined && start + size < found.length;
  return {
    messages: page.map(resourceOf),
    page: Number(query.get('Page') ?? 0),
    page_size: size,
    start: 0,
    end: page.length - 1,
    uri: `${ACCOUNT_PATH}/Messages.json?${query.toString()}`,
    first_page_uri: `${ACCOUNT_PATH}/Messages.json`,
    previous_page_uri: null,
    next_page_uri: more ? `${ACCOUNT_PATH}/Messages.json?${next.toString()}` : null,
  };
}

/** "DateSent", "DateSent>" (from it on) and "DateSent<" (up to it). A text that is not sent yet has none, and is left out. */
function wasSentWithin(text: Text, query: URLSearchParams): boolean {
  const bounds = [...query].filter(([name]) => name.startsWith('DateSent'));
  return bounds.every(([name, value]) => {
    if (text.sentAt === null) return false;
    const sent = Math.floor(text.sentAt / 1_000) * 1_000;
    const bound = Date.parse(value);
    if (name === 'DateSent>') return sent >= bound;
    if (name === 'DateSent<') return sent <= bound;
    return new Date(sent).toISOString().slice(0, 10) === new Date(bound).toISOString().slice(0, 10);
  });
}
