import { stringify, type Options } from 'csv-stringify/sync';

/**
 * CSV for spreadsheets. A cell that would be taken for a formula (= + - @, tab, carriage return) gets an apostrophe in
 * front: what somebody texted must not run on the machine of whoever opens the file (OWASP, "CSV Injection").
 */
const SAFE: Options = { escape_formulas: true, record_delimiter: 'windows' };

export type CsvRow = Readonly<Record<string, unknown>>;

export const csv = (columns: readonly string[], rows: readonly CsvRow[]): string =>
  stringify([...rows], { ...SAFE, header: true, bom: true, columns: [...columns] });

/** The same, a piece at a time: however long the list, only one batch of it is in memory. */
export async function* csvInParts(
  columns: readonly string[],
  batches: AsyncIterable<readonly CsvRow[]>,
): AsyncIterable<string> {
  yield csv(columns, []);
  for await (const rows of batches) yield stringify([...rows], { ...SAFE, columns: [...columns] });
}
