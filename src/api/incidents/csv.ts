import { stringify } from 'csv-stringify/sync';

/**
 * CSV for spreadsheets. A cell that would be taken for a formula (= + - @, tab, carriage return) gets an apostrophe in
 * front: what somebody texted must not run on the machine of whoever opens the file (OWASP, "CSV Injection").
 */
export const csv = (columns: readonly string[], rows: readonly Readonly<Record<string, unknown>>[]): string =>
  stringify([...rows], {
    header: true,
    columns: [...columns],
    bom: true,
    escape_formulas: true,
    record_delimiter: 'windows',
  });
