import { markdown, type Table } from './table.js';

const BEGIN = '<!-- measured: written by `npm run bench -- --page` -->';
const END = '<!-- /measured -->';

/** The document with these tables between its marks in the place of those that were there. */
export function withTables(document: string, tables: readonly Table[]): string {
  const [from, to] = [document.indexOf(BEGIN), document.indexOf(END)];
  if (from < 0 || to < from) throw new Error(`The document lacks its marks: "${BEGIN}" and "${END}".`);
  return `${document.slice(0, from)}${BEGIN}\n\n${tables.map(markdown).join('\n')}\n${document.slice(to)}`;
}
