import type { PageOf } from '../../application/ports/reader.js';

/** How a list says how long it is, and where in it one is. */
export interface Counted {
  readonly total: number;
  readonly more: boolean;
  /** "1,203 incidents, page 2 of 49"; "More than 10,000 incidents, page 2": of a very long one nobody counts the rest. */
  readonly says: string;
  readonly page: number;
  /** As many as can be counted. */
  readonly pages: number;
}

const SAY = new Intl.NumberFormat('en-GB');

/** `one`, `many`: what is listed, as in "1 incident", "2 incidents". */
export function counted(
  { total, more, page, perPage }: Omit<PageOf<unknown>, 'items'>,
  one: string,
  many = `${one}s`,
): Counted {
  const pages = Math.max(1, Math.ceil(total / perPage));
  const place = pages === 1 ? '' : `, page ${page}${more ? '' : ` of ${pages}`}`;
  return {
    total,
    more,
    says: `${more ? 'More than ' : ''}${SAY.format(total)} ${total === 1 && !more ? one : many}${place}`,
    page,
    pages,
  };
}
