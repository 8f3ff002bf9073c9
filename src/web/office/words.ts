import type { OnDuty } from '../../domain/organisation/cover.js';
import type { NumberState } from '../../domain/organisation/number-standing.js';
import type { Role, UnitKind, Weekday } from '../../domain/organisation/organisation.js';
import type { Tag } from '../visit-words.js';

/** The words in which the pages of the office speak of roles, kinds of units, days and numbers. */

export const ROLE_WORDS: Readonly<Record<Role, string>> = {
  practitioner: 'Practitioner',
  contact: 'Nominated contact',
  manager: 'Manager',
  senior_manager: 'Senior manager',
  head: 'PDU head',
  director: 'Regional director',
  administrator: 'Administrator',
  auditor: 'Auditor',
};

export const UNIT_KIND_WORDS: Readonly<Record<UnitKind, string>> = {
  region: 'Region',
  pdu: 'PDU',
  team: 'Team',
  office: 'Office',
  force: 'Police force',
  unit: 'Police unit',
};

export const DAYS: Readonly<Record<Weekday, string>> = {
  mon: 'Mon',
  tue: 'Tue',
  wed: 'Wed',
  thu: 'Thu',
  fri: 'Fri',
  sat: 'Sat',
  sun: 'Sun',
};

export const NUMBER_TAGS: Readonly<Record<NumberState, Tag>> = {
  verified: { word: 'Verified', symbol: '✓', colour: 'green' },
  not_verified: { word: 'Not verified', symbol: '?', colour: 'yellow' },
  unreachable: { word: 'Unreachable', symbol: '×', colour: 'red' },
  opted_out: { word: 'Opted out of texts', symbol: '×', colour: 'red' },
  none: { word: 'No number', symbol: '–', colour: 'grey' },
};

export const WHY_NOT: Readonly<Record<NonNullable<OnDuty['whyNot']>, string>> = {
  absent: 'absent',
  'no mobile': 'has no mobile',
  'opted out': 'opted out of texts',
};

/** "Mon, Tue, Wed, Thu, Fri" as people say it: "Mon to Fri". */
export function sayDays(days: readonly Weekday[]): string {
  const order = Object.keys(DAYS) as Weekday[];
  const indexes = days.map((day) => order.indexOf(day)).sort((a, b) => a - b);
  const runs: number[][] = [];
  for (const index of indexes) {
    const last = runs.at(-1);
    if (last?.at(-1) === index - 1) last.push(index);
    else runs.push([index]);
  }
  if (indexes.length === 7) return 'every day';
  const word = (index: number | undefined): string => DAYS[order[index ?? 0] ?? 'mon'];
  return runs
    .flatMap((run) => (run.length > 2 ? [`${word(run[0])} to ${word(run.at(-1))}`] : run.map(word)))
    .join(', ');
}
