import type { Directory } from '../../domain/organisation/directory.js';
import type { Unit } from '../../domain/organisation/organisation.js';
import type { Scope } from '../../domain/permission/access.js';
import type { BoardRow, Plight } from './board.js';

/** What of the board somebody wants to see, as it stands in the address. */
export interface BoardFilter {
  readonly unit: Unit | null;
  /** The unit and all below it; null: every unit. */
  readonly units: ReadonlySet<string> | null;
  readonly status: Status | null;
}

export type Status = keyof typeof STATUSES;

/** Each says which rows are of it besides alarms. */
const STATUSES = {
  alarm: { says: 'Needs someone now', holds: () => false },
  late: { says: 'Late: past time or not arrived', holds: isOneOf('past', 'not_arrived') },
  in_progress: { says: 'In progress', holds: isOneOf('inside', 'going_home', 'drill') },
  coming: { says: 'Starts later', holds: (row: BoardRow) => row.list === 'coming' },
} as const;

function isOneOf(...plights: readonly Plight[]): (row: BoardRow) => boolean {
  return (row) => row.list === 'out' && plights.includes(row.plight);
}

const isStatus = (text: unknown): text is Status => typeof text === 'string' && Object.hasOwn(STATUSES, text);

/**
 * A unit or a status that there is not is as none: the board shows more, never less. So is a unit that whoever looks may not
 * see: not even what it is called.
 */
export function readFilter(
  query: Readonly<Record<string, unknown>>,
  directory: Directory,
  { units }: Pick<Scope, 'units'>,
): BoardFilter {
  const { unit: asked, status } = query;
  const isTheirs = typeof asked === 'string' && (units === null || units.includes(asked));
  const unit = isTheirs ? (directory.unit(asked) ?? null) : null;
  return {
    unit,
    units: unit && new Set(directory.unitsBelow(unit.id).map(({ id }) => id)),
    status: isStatus(status) ? status : null,
  };
}

/** As it stands in an address: "?unit=team-1&status=late". */
export function queryOf({ unit, status }: Pick<BoardFilter, 'unit' | 'status'>): string {
  const query = new URLSearchParams({ ...(unit && { unit: unit.id }), ...(status && { status }) }).toString();
  return query && `?${query}`;
}

/** An alarm is shown whatever status was asked for: nobody filters it away for good and forgets. */
export const isOfStatus = (row: BoardRow, { status }: BoardFilter): boolean =>
  status === null || (row.list === 'out' && row.alarm) || STATUSES[status].holds(row);

/** The choices of the form; of the units those that whoever looks may see. */
export const unitChoices = ({ unit }: BoardFilter, { units }: Scope, { organisation }: Directory): Choice[] => [
  { value: '', text: 'Every unit', selected: unit === null },
  ...organisation.units
    .filter(({ id }) => units === null || units.includes(id) || id === unit?.id)
    .map(({ id, name }) => ({ value: id, text: name, selected: id === unit?.id })),
];

export const statusChoices = ({ status }: BoardFilter): Choice[] => [
  { value: '', text: 'Every status', selected: status === null },
  ...Object.entries(STATUSES).map(([value, { says }]) => ({ value, text: says, selected: value === status })),
];

/** "North Team, in progress": what the board shows, where its choices are folded away. */
export const sayFilter = ({ unit, status }: Pick<BoardFilter, 'unit' | 'status'>): string =>
  `${unit?.name ?? 'Every unit'}, ${status === null ? 'every status' : STATUSES[status].says.toLowerCase()}`;

export interface Choice {
  readonly value: string;
  readonly text: string;
  readonly selected: boolean;
}
