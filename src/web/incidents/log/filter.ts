import type { IncidentSort } from '../../../application/ports/reader.js';
import { INCIDENT_STATUSES, type IncidentStatus } from '../../../domain/incident/incident.js';
import { OUTCOMES, type Outcome } from '../../../domain/incident/outcome.js';
import { INCIDENT_KINDS, type IncidentKind } from '../../../domain/policy/policy.js';
import type { Instant } from '../../../domain/time/instant.js';
import { addressesWith } from '../../form/address.js';
import { optionalDay } from '../../form/day.js';
import { FormReading, type FieldError, type Typed } from '../../form/typed.js';

/** What may be chosen from, by whoever looks: nothing that lies outside what they may see. */
export interface Choices {
  readonly units: readonly { readonly id: string; readonly name: string }[];
  readonly people: readonly { readonly id: string; readonly name: string }[];
  readonly steps: readonly string[];
}

/** The filters that an address asks for. What it asks for in vain is left out, and named in `errors`. */
export interface LogFilter {
  readonly search: string;
  readonly unit: string | null;
  readonly person: string | null;
  readonly kind: IncidentKind | null;
  readonly status: IncidentStatus | null;
  readonly outcome: Outcome | null;
  readonly step: string | null;
  readonly from: Instant | null;
  /** The first moment that lies behind. */
  readonly to: Instant | null;
  readonly drills: (typeof DRILLS)[number];
  readonly sort: keyof typeof SORTS;
  readonly page: number;
  readonly errors: readonly FieldError[];
}

export const DRILLS = ['with', 'without', 'only'] as const;

export const SORTS = {
  newest: { by: 'opened', descending: true },
  oldest: { by: 'opened', descending: false },
  longest: { by: 'duration', descending: true },
  shortest: { by: 'duration', descending: false },
  gravest: { by: 'kind', descending: true },
  furthest: { by: 'step', descending: true },
} as const satisfies Readonly<Record<string, Pick<IncidentSort, 'by' | 'descending'>>>;

/** Beyond any list there will be, and within what a database counts. */
const LAST_PAGE = 100_000;
const LONGEST_SEARCH = 100;

export function readLogFilter(typed: Typed, choices: Choices, zone: string): LogFilter {
  const reading = new FormReading(typed);
  const among = <T extends string>(field: string, known: readonly T[], name: string): T | null =>
    reading.optional(field) === ''
      ? null
      : reading.oneOf(field, known, `${name} must be one of those in the list: it was left out`);
  // No letter of any name or reference; a database refuses some of them outright.
  const search = reading
    .optional('search')
    .replaceAll(/\p{Cc}/gu, ' ')
    .trim();
  if (search.length > LONGEST_SEARCH)
    reading.error('search', `What you search for must be ${LONGEST_SEARCH} characters or fewer`);
  const unit = among('unit', ids(choices.units), 'Unit');
  const person = among('person', ids(choices.people), 'Person');
  const kind = among('kind', INCIDENT_KINDS, 'Kind');
  const status = typed['show'] === 'open' ? 'open' : among('status', INCIDENT_STATUSES, 'Status');
  const outcome = among('outcome', OUTCOMES, 'How it ended');
  const step = among('step', choices.steps, 'Step reached');
  const from = optionalDay(reading, 'from', 'Opened from', zone);
  const to = optionalDay(reading, 'to', 'Opened to', zone, 1);
  const backwards = from !== null && to !== null && to <= from;
  if (backwards) reading.error('to', 'Opened to must be the same day as opened from, or later');
  const drills = among('drills', DRILLS, 'Drills') ?? 'with';
  const sort = among('sort', Object.keys(SORTS) as (keyof typeof SORTS)[], 'Sort by') ?? 'newest';
  const page = Math.max(1, Math.min(Number.parseInt(reading.optional('page'), 10) || 1, LAST_PAGE));
  return {
    search: search.slice(0, LONGEST_SEARCH),
    unit,
    person,
    kind,
    status,
    outcome,
    step,
    from,
    to: backwards ? null : to,
    drills,
    sort,
    page,
    errors: reading.errors,
  };
}

const ids = (all: readonly { readonly id: string }[]): string[] => all.map(({ id }) => id);

export const addressOf = addressesWith([
  'search',
  'unit',
  'person',
  'kind',
  'status',
  'outcome',
  'step',
  'from',
  'to',
  'drills',
  'sort',
  'page',
]);
