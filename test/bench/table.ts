export type Cell = string | number | null;
export type Line = Readonly<Record<string, Cell | undefined>>;

/** Measured lines under one heading. Times are in milliseconds where a column does not say otherwise. */
export interface Table {
  readonly title: string;
  readonly lines: readonly Line[];
}

/** As Markdown, so that what the terminal shows can stand in a document as it is. */
export function markdown({ title, lines }: Table): string {
  const columns = [...new Set(lines.flatMap((line) => Object.keys(line)))];
  const cells = [columns, ...lines.map((line) => columns.map((column) => shown(line[column] ?? null)))];
  const widths = columns.map((_, column) => Math.max(3, ...cells.map((row) => row[column]?.length ?? 0)));
  const isNumber = columns.map((column) => lines.some((line) => typeof line[column] === 'number'));
  const padded = (row: readonly string[]): string =>
    `| ${row.map((cell, at) => (isNumber[at] ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0))).join(' | ')} |`;
  const rule = `| ${widths.map((width, at) => (isNumber[at] ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width))).join(' | ')} |`;
  const [head = [], ...body] = cells;
  return [`### ${title}`, '', padded(head), rule, ...body.map(padded), ''].join('\n');
}

/** Three significant figures below a hundred, whole numbers above: no more than was measured. */
function shown(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'string') return cell;
  if (!Number.isFinite(cell)) return '?';
  if (Number.isInteger(cell)) return cell.toLocaleString('en-GB');
  return Math.abs(cell) >= 100 ? Math.round(cell).toLocaleString('en-GB') : String(Number(cell.toPrecision(3)));
}
