import { CsvError, parse } from 'csv-parse/sync';
import { iso } from '../../domain/time/instant.js';
import { instantOf, isLeftOut, showTime } from '../../domain/time/local.js';
import { readWrittenMoment } from '../../domain/time/written.js';
import { nearestWord } from '../organisation/nearest-word.js';
import { readInstant } from '../organisation/written-instant.js';
import { Refusal, type RefusalFault } from '../refusal.js';
import { shapeFaults } from '../shape-faults.js';
import { newVisitSchema, VISIT_EXAMPLE, type NewVisit } from './new-visit.schema.js';

/** Each column, and where its cell goes in the JSON of a visit: both are then held against one schema. */
const COLUMNS = {
  attendees: 'attendees',
  kind: 'kind',
  purpose: 'purpose',
  plannedStart: 'plannedStart',
  plannedEnd: 'plannedEnd',
  reference: 'personVisited.reference',
  name: 'personVisited.name',
  address1: 'personVisited.address.lines[0]',
  address2: 'personVisited.address.lines[1]',
  address3: 'personVisited.address.lines[2]',
  address4: 'personVisited.address.lines[3]',
  postcode: 'personVisited.address.postcode',
  riskOfSeriousHarm: 'personVisited.riskOfSeriousHarm',
} as const;
export type Column = keyof typeof COLUMNS;
const NAMES = Object.keys(COLUMNS) as Column[];
export const CSV_COLUMNS: readonly Column[] = NAMES;

export const CSV_EXAMPLE = `${NAMES.join(',')}
priya-shah,alone,first visit,2026-12-01 14:00,2026-12-01 14:45,X123456,Example Name,1 Example Street,Exampleton,,,ZZ1 1ZZ,low
priya-shah;callum-reid,in pairs,monthly visit,01/12/2026 16:00,01/12/2026 16:30,X123457,Another Name,2 Example Street,Exampleton,,,ZZ1 1ZZ,high
priya-shah,home safe,end of day,2026-12-01 17:00,2026-12-01 18:00,,,,,,,,
`;

export const CSV_HELP = `The first line names the columns, in any order: ${NAMES.join(', ')}. Several attendees are separated by semicolons.
Times are local to the service (TIME_ZONE) as \`2026-12-01 14:00\`, \`01/12/2026 14:00\` or \`1-Dec-26 2:00 PM\`, or have their offset. Of a home_safe check the
columns of the person visited stay empty. UTF-8; commas, semicolons or tabs between cells.`;

/** A transaction holds the attendees' visits for as long as it takes; alarms must not wait behind a file. */
const MOST_ROWS = 500;

export interface VisitRow {
  readonly line: number;
  readonly visit: NewVisit;
}

/** A line of the file as it was read: the visit that it means, or what is wrong with it. */
export interface CsvLine {
  readonly line: number;
  readonly cells: ReadonlyMap<Column, string>;
  readonly visit: NewVisit | null;
  readonly faults: readonly RefusalFault[];
}

/** `faults`: of the file as a whole, or of its first line; then no line was read. */
export interface CsvReading {
  readonly lines: readonly CsvLine[];
  readonly faults: readonly RefusalFault[];
}

/** What spreadsheets that there are call them, in small letters without spaces. */
const OTHER_NAMES: ReadonlyMap<string, Column> = new Map<string, Column>([
  ['attendee', 'attendees'],
  ['who', 'attendees'],
  ['whogoes', 'attendees'],
  ['staff', 'attendees'],
  ['practitioner', 'attendees'],
  ['how', 'kind'],
  ['type', 'kind'],
  ['visittype', 'kind'],
  ['reason', 'purpose'],
  ['start', 'plannedStart'],
  ['starts', 'plannedStart'],
  ['end', 'plannedEnd'],
  ['ends', 'plannedEnd'],
  ['ref', 'reference'],
  ['crn', 'reference'],
  ['casenumber', 'reference'],
  ['personvisited', 'name'],
  ['address', 'address1'],
  ['addressline1', 'address1'],
  ['addressline2', 'address2'],
  ['addressline3', 'address3'],
  ['addressline4', 'address4'],
  ['risk', 'riskOfSeriousHarm'],
  ['rosh', 'riskOfSeriousHarm'],
]);

/** The visits of a CSV file, or a refusal with every fault and its line. */
export function readVisitsCsv(text: string, zone: string): VisitRow[] {
  const { lines, faults } = lookAtVisitsCsv(text, zone);
  const all = [...faults, ...lines.flatMap((one) => one.faults)];
  if (all.length > 0) refuse(all);
  return lines.flatMap(({ line, visit }) => (visit ? [{ line, visit }] : []));
}

/** The same for a page that shows each line with what is wrong with it. */
export function lookAtVisitsCsv(text: string, zone: string): CsvReading {
  try {
    const { columns, rows } = tableOf(text);
    return { lines: rows.map((row) => lineOf(row, columns, zone)), faults: [] };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { lines: [], faults: error.faults };
  }
}

function tableOf(text: string): { columns: Column[]; rows: CsvRecord[] } {
  const records = recordsOf(text);
  const header = records[0] ?? { line: 1, cells: [] };
  const columns = columnsOf(header);
  const rows = records.slice(1);
  if (rows.length === 0)
    refuse([
      {
        field: '',
        message: 'has no visits',
        mend: 'Give one line for each visit below the names of the columns.',
        line: header.line,
      },
    ]);
  if (rows.length > MOST_ROWS)
    refuse([
      {
        field: '',
        message: `has ${rows.length} visits`,
        mend: `Give ${MOST_ROWS} at the most in one file.`,
        line: null,
      },
    ]);
  return { columns, rows };
}

function lineOf({ line, cells: written }: CsvRecord, columns: readonly Column[], zone: string): CsvLine {
  const cells = new Map(columns.map((column, index) => [column, written[index] ?? '']));
  const read = { line, cells };
  if (written.length > columns.length) {
    const message = `has ${written.length} cells under ${columns.length} columns`;
    const mend = 'Put cells with a comma in them in "quotes".';
    return { ...read, visit: null, faults: [{ field: '', message, mend, line }] };
  }
  const body = bodyOf(cells, zone);
  const visit = newVisitSchema.safeParse(body);
  if (visit.success) return { ...read, visit: visit.data, faults: [] };
  const faults = shapeFaults(visit.error, body, VISIT_EXAMPLE);
  return { ...read, visit: null, faults: faults.map((fault) => ({ ...inCells(fault, cells, zone), line })) };
}

/** The schema speaks to whoever writes JSON; whoever has the file open fills in cells. */
function inCells({ field: written, message, mend }: RefusalFault, cells: CsvLine['cells'], zone: string): RefusalFault {
  const field = columnOf(written);
  if (field === 'plannedStart' || field === 'plannedEnd')
    return faultOfMoment(field, message, cells.get(field) ?? '', zone);
  if (field === 'personVisited')
    return { field, message, mend: 'Fill in reference, name, address1, postcode and riskOfSeriousHarm.' };
  if (field === 'personVisited.address') return { field, message, mend: 'Fill in address1 and postcode.' };
  return { field, message, mend };
}

function faultOfMoment(field: Column, message: string, written: string, zone: string): RefusalFault {
  const local = readWrittenMoment(written);
  if (local !== null && isLeftOut(local, zone)) {
    const mend = `Write the time that is meant; an hour later is ${showTime(instantOf(local, zone), zone)}.`;
    return { field, message: `"${written}" is left out: the clocks go forward that night`, mend };
  }
  // What a spreadsheet keeps of a date, where its cell is not shown as one.
  const isNumber = /^\d{5}(?:[.,]\d+)?$/.test(written);
  const like = 'Write it as 2026-12-01 14:00, or 01/12/2026 14:00.';
  return { field, message, mend: isNumber ? 'Format the column as date and time, and save it again.' : like };
}

/** A fault of the diary's own, told by the column that it is about. */
export const columnOf = (field: string): string =>
  NAMES.find((name) => COLUMNS[name] === field) ??
  (field.startsWith('attendees') ? 'attendees' : field === 'personVisited.address.lines' ? 'address1' : field);

interface CsvRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

function recordsOf(written: string): CsvRecord[] {
  // The first line by which Excel is told how cells are separated is no line of the table, and keeps its number.
  const lines = written.replace(/\r\n?/g, '\n');
  const told = /^\uFEFF?sep=(.)(?=\n)/i.exec(lines);
  const text = told ? lines.slice(told[0].length) : lines;
  if (text.includes('\uFFFD')) {
    refuse([{ field: '', message: 'is not UTF-8', mend: 'Save it again as "CSV UTF-8".', line: null }]);
  }
  try {
    let line = 1;
    const delimiter = SEPARATORS.find((sign) => sign === told?.[1]) ?? delimiterOf(text);
    const parsed = parse(text, {
      bom: true,
      delimiter,
      relax_column_count: true,
      trim: true,
      info: true,
      raw: true,
    }) as unknown as {
      record: string[];
      raw: string;
    }[];
    return parsed.flatMap(({ record, raw }) => {
      const first = line;
      line += raw.split('\n').length - 1;
      return record.every((cell) => cell === '') ? [] : [{ line: first, cells: record }];
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error['lines'] === 'number' ? error['lines'] : null;
    return refuse([
      {
        field: '',
        message: `cannot be read as CSV: ${error.message}`,
        mend: 'Check the quotes: a " inside a cell is written "".',
        line,
      },
    ]);
  }
}

/** Spreadsheets separate cells as the country they are set to does. */
const SEPARATORS = [',', ';', '\t'] as const;

/** Where nobody says it, as the names of the columns have it. */
function delimiterOf(text: string): string {
  const header = text.split('\n').find((line) => line.trim() !== '') ?? '';
  const count = (sign: string): number => header.split(sign).length;
  return SEPARATORS.reduce((most, sign) => (count(sign) > count(most) ? sign : most));
}

function columnsOf({ line, cells }: CsvRecord): Column[] {
  const faults: RefusalFault[] = [];
  const columns = cells.map((cell) => {
    const plain = cell.toLowerCase().replace(/[\s_-]/g, '');
    const column = NAMES.find((name) => name.toLowerCase() === plain) ?? OTHER_NAMES.get(plain);
    if (column) return column;
    const meant = nearestWord(cell, NAMES);
    faults.push({
      field: cell,
      message: 'is not a known column',
      mend: meant === null ? `Take it out. The columns are ${NAMES.join(', ')}.` : `Did you mean ${meant}?`,
      line,
    });
    return 'purpose' as const;
  });
  for (const name of ['attendees', 'kind', 'purpose', 'plannedEnd'] as const) {
    if (faults.length === 0 && !columns.includes(name))
      faults.push({ field: name, message: 'is missing', mend: `Add a column ${name}.`, line });
  }
  const repeated = columns.find((name, index) => columns.indexOf(name) !== index);
  if (faults.length === 0 && repeated)
    faults.push({ field: repeated, message: 'is there twice', mend: 'Name each column once.', line });
  if (faults.length > 0) refuse(faults);
  return columns;
}

function bodyOf(cells: ReadonlyMap<Column, string>, zone: string): Record<string, unknown> {
  const cell = (column: Column): string | undefined => cells.get(column) || undefined;
  const lines = (['address1', 'address2', 'address3', 'address4'] as const)
    .map(cell)
    .filter((text) => text !== undefined);
  const postcode = cell('postcode');
  const visited = {
    reference: cell('reference'),
    name: cell('name'),
    address: lines.length > 0 || postcode ? { lines, postcode } : undefined,
    riskOfSeriousHarm: cell('riskOfSeriousHarm'),
  };
  return {
    attendees: cell('attendees')
      ?.split(/[;|,]/)
      .map((id) => id.trim())
      .filter((id) => id !== ''),
    kind: cell('kind'),
    purpose: cell('purpose'),
    plannedStart: moment(cell('plannedStart'), zone),
    plannedEnd: moment(cell('plannedEnd'), zone),
    ...(Object.values(visited).some((value) => value !== undefined) ? { personVisited: visited } : {}),
  };
}

/** A local time gets its offset here; what is no time, or one that the clocks leave out, is left for the schema to refuse. */
function moment(written: string | undefined, zone: string): string | undefined {
  if (written === undefined) return undefined;
  const local = readWrittenMoment(written);
  if (local !== null) return isLeftOut(local, zone) ? written : iso(instantOf(local, zone));
  // With an offset, or to the second.
  const at = readInstant(written.replace(DAY_FIRST, sayIso), zone);
  return at === null ? written : iso(at);
}

const DAY_FIRST = /^(\d\d?)\/(\d\d?)\/(\d{4})/;
const sayIso = (_: string, day: string, month: string, year: string): string =>
  `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;

function refuse(faults: readonly RefusalFault[]): never {
  throw new Refusal('invalid', 'The file was not taken: nothing was planned.', faults);
}
