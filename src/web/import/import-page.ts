import type { Preview } from '../../application/diary.js';
import type { RefusalFault } from '../../application/refusal.js';
import { columnOf, type Column, type CsvLine, type CsvReading } from '../../application/visit-file/visits-csv.js';
import type { Directory } from '../../domain/organisation/directory.js';
import { showDayTime } from '../../domain/time/local.js';
import { KINDS, nameOf } from '../visit-words.js';
import { RISK_WORDS } from '../itinerary/plan-form.js';

/** A spreadsheet as it was read, line by line, each fault in the cell that it is about. */
export interface ImportPage {
  readonly heads: readonly string[];
  readonly rows: readonly ImportRow[];
  /** Of the file as a whole, or of the names of its columns. */
  readonly fileFaults: readonly string[];
  readonly faults: readonly { readonly text: string; readonly href: string }[];
  readonly warned: number;
}

export interface ImportRow {
  readonly line: number;
  readonly cells: readonly {
    readonly head: string;
    readonly lines: readonly string[];
    readonly faults: readonly string[];
  }[];
  /** About the line as a whole. */
  readonly faults: readonly string[];
  readonly warnings: readonly string[];
  readonly right: boolean;
}

const GROUPS: readonly { readonly head: string; readonly columns: readonly Column[] }[] = [
  { head: 'Who goes', columns: ['attendees'] },
  { head: 'How', columns: ['kind'] },
  { head: 'Starts', columns: ['plannedStart'] },
  { head: 'Ends', columns: ['plannedEnd'] },
  { head: 'Purpose', columns: ['purpose'] },
  { head: 'Person visited', columns: ['reference', 'name'] },
  { head: 'Where', columns: ['address1', 'address2', 'address3', 'address4', 'postcode'] },
  { head: 'Risk', columns: ['riskOfSeriousHarm'] },
];

/** `previews`: what the diary says of each line that means a visit, in their order. */
export function importPageOf(
  { lines, faults }: CsvReading,
  previews: readonly Preview[],
  directory: Directory,
  zone: string,
): ImportPage {
  const said = new Map(lines.filter(({ visit }) => visit).map(({ line }, index) => [line, previews[index]]));
  const rows = lines.map((one) => rowOf(one, said.get(one.line), directory, zone));
  const fileFaults = faults.map(
    ({ field, message, mend, line }) =>
      `${line === null || line === undefined ? 'The file' : `Line ${line}`}${field ? `, "${field}",` : ''} ${message}. ${mend}`,
  );
  return {
    heads: GROUPS.map(({ head }) => head),
    rows,
    fileFaults,
    faults: [
      ...fileFaults.map((text) => ({ text, href: '#csv' })),
      ...rows.flatMap((row) =>
        [
          ...row.faults,
          ...row.cells.flatMap((cell) =>
            cell.faults.map((fault) => `${cell.head}: ${fault.charAt(0).toLowerCase()}${fault.slice(1)}`),
          ),
        ].map((fault) => ({ text: `Line ${row.line}, ${fault}`, href: `#line-${row.line}` })),
      ),
    ],
    warned: rows.filter(({ warnings }) => warnings.length > 0).length,
  };
}

function rowOf(read: CsvLine, preview: Preview | undefined, directory: Directory, zone: string): ImportRow {
  const faults = [
    ...read.faults,
    ...(preview?.faults ?? []).map((fault) => ({ ...fault, field: columnOf(fault.field) })),
  ];
  const cells = GROUPS.map(({ head, columns }) => {
    const found = faults.filter(({ field }) => headOf(field) === head);
    return {
      head,
      lines: shownIn(read, columns, directory, zone, found.length > 0),
      // Beside its cell a fault stands alone; in the list above, its column stands before it.
      faults: found.map((fault) => begun(sayFault(fault, columns).replace(/^is /, 'It is '))),
    };
  });
  return {
    line: read.line,
    cells,
    faults: faults.filter(({ field }) => headOf(field) === null).map((fault) => sayFault(fault, [])),
    warnings: preview?.warnings ?? [],
    right: faults.length === 0,
  };
}

function headOf(field: string): string | null {
  const group = GROUPS.find(({ columns }) => columns.some((column) => column === field));
  if (group) return group.head;
  if (field.startsWith('personVisited.address')) return 'Where';
  return field.startsWith('personVisited') ? 'Person visited' : null;
}

/** The column is named where its cell is shown with others. */
const sayFault = ({ field, message, mend }: RefusalFault, columns: readonly Column[]): string =>
  `${nameIn(columns, field)}${message}. ${begun(mend)}`.trim().replace(/\.$/, '');

function nameIn(columns: readonly Column[], field: string): string {
  return columns.length > 1 ? `${field.replace(/^personVisited\.?/, '') || 'the person visited'} ` : '';
}

const begun = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** As it was understood; as it was written where it was not. */
function shownIn(
  { cells, visit }: CsvLine,
  columns: readonly Column[],
  directory: Directory,
  zone: string,
  faulty: boolean,
): readonly string[] {
  const [column] = columns;
  const written = columns.map((one) => cells.get(one) ?? '').filter((text) => text !== '');
  if (!visit) return written;
  switch (column) {
    case 'attendees':
      // Who they are is not said of somebody for whom whoever looks may not plan (P11).
      return faulty ? written : visit.attendees.map((id) => nameOf(directory, id));
    case 'kind':
      return [KINDS[visit.kind]];
    case 'plannedStart':
      return visit.plannedStart === undefined ? ['Now'] : [showDayTime(visit.plannedStart, zone)];
    case 'plannedEnd':
      return [showDayTime(visit.plannedEnd, zone)];
    case 'riskOfSeriousHarm':
      return visit.personVisited ? [RISK_WORDS[visit.personVisited.riskOfSeriousHarm]] : [];
    default:
      return written;
  }
}
