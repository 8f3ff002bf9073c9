import { OUTCOMES } from '../../../domain/incident/outcome.js';
import { INCIDENT_STATUSES } from '../../../domain/incident/incident.js';
import { INCIDENT_KINDS as KINDS } from '../../../domain/policy/policy.js';
import { byField, errorList } from '../../form/errors.js';
import type { Typed } from '../../form/typed.js';
import type { Counted } from '../../frame/counted.js';
import { INCIDENT_KINDS } from '../../visit-words.js';
import { stepTitle } from '../steps.js';
import { addressOf, DRILLS, SORTS, type Choices, type LogFilter } from './filter.js';
import type { LogRow } from './rows.js';
import { DRILL_WORDS, OUTCOME_WORDS, SORT_WORDS, STATUS_WORDS } from './words.js';

export interface Option {
  readonly value: string;
  readonly text: string;
  readonly selected: boolean;
}

/** The filters that are chosen from a list. */
type Chosen = 'unit' | 'person' | 'kind' | 'status' | 'outcome' | 'step' | 'drills' | 'sort';

const PATH = '/incidents';

/** The page of the log: what is shown, what it was asked for, and the ways on from here. */
export function logPage(rows: readonly LogRow[], list: Counted, typed: Typed, filter: LogFilter, choices: Choices) {
  const options = (field: Chosen, first: string, all: readonly (readonly [string, string])[]): Option[] =>
    [...(first ? [['', first] as const] : []), ...all].map(([value, text]) => ({
      value,
      text,
      selected: value === (filter[field] ?? ''),
    }));
  const called = (all: readonly { id: string; name: string }[]) => all.map(({ id, name }) => [id, name] as const);
  const fields = {
    unit: options('unit', 'Every unit', called(choices.units)),
    person: options('person', 'Everybody', called(choices.people)),
    kind: options(
      'kind',
      'Every kind',
      KINDS.map((kind) => [kind, INCIDENT_KINDS[kind]]),
    ),
    status: options(
      'status',
      'Open or ended',
      INCIDENT_STATUSES.map((status) => [status, STATUS_WORDS[status]]),
    ),
    outcome: options(
      'outcome',
      'However it ended',
      OUTCOMES.map((outcome) => [outcome, OUTCOME_WORDS[outcome]]),
    ),
    step: options(
      'step',
      'Every step',
      choices.steps.map((step) => [step, stepTitle(step)]),
    ),
    drills: options(
      'drills',
      '',
      DRILLS.map((which) => [which, DRILL_WORDS[which]]),
    ),
    sort: options(
      'sort',
      '',
      (Object.keys(SORTS) as (keyof typeof SORTS)[]).map((sort) => [sort, SORT_WORDS[sort]]),
    ),
  };
  const at = (change: Record<string, string>): string => addressOf(PATH, typed, filter, { page: '', ...change });
  const wordOf = (field: keyof typeof fields): string =>
    fields[field].find(({ selected, value }) => selected && value !== '')?.text ?? '';
  const chosen = [
    { name: 'Search', field: 'search', text: filter.search },
    { name: 'Unit', field: 'unit', text: wordOf('unit') },
    { name: 'Person', field: 'person', text: wordOf('person') },
    { name: 'Kind', field: 'kind', text: wordOf('kind') },
    { name: 'Status', field: 'status', text: wordOf('status') },
    { name: 'How it ended', field: 'outcome', text: wordOf('outcome') },
    { name: 'Step reached', field: 'step', text: wordOf('step') },
    { name: 'Opened from', field: 'from', text: filter.from === null ? '' : (typed['from'] ?? '') },
    { name: 'Opened to', field: 'to', text: filter.to === null ? '' : (typed['to'] ?? '') },
    { name: 'Drills', field: 'drills', text: filter.drills === 'with' ? '' : DRILL_WORDS[filter.drills] },
  ].filter(({ text }) => text !== '');
  return {
    rows,
    list,
    typed,
    fields,
    errors: byField(filter.errors),
    errorList: errorList(filter.errors),
    chosen: chosen.map((one) => ({ ...one, without: at({ [one.field]: '' }) })),
    // Whoever has narrowed the list by more than a search sees by what.
    opened: chosen.some(({ field }) => field !== 'search') || filter.errors.length > 0,
    onlyOpen: chosen.length === 1 && filter.status === 'open',
    previous: filter.page > 1 ? at({ page: String(Math.min(filter.page - 1, list.pages)) }) : null,
    next: filter.page < list.pages ? at({ page: String(filter.page + 1) }) : null,
    exportAt: addressOf('/incidents/export.csv', typed, filter, { page: '', sort: '' }),
  };
}
