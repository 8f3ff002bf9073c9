import type { NewEntry } from '../../domain/decision.js';
import type { Organisation } from '../../domain/organisation/organisation.js';
import type { Instant } from '../../domain/time/instant.js';

/** What changed in the office, as entries: every change with before and after (P10), and whom or which unit it concerns. */
export function differences(before: Organisation, after: Organisation, by: string, at: Instant): NewEntry[] {
  const named = ({ id }: { readonly id: string }): string => id;
  const kept = (one: { readonly id?: string }): string => one.id ?? withoutId(one);
  return [
    ...compare('Unit', before.units, after.units, { key: named, written: JSON.stringify, about: unitNamed }, by, at),
    ...compare(
      'Person',
      before.people,
      after.people,
      { key: named, written: JSON.stringify, about: personNamed },
      by,
      at,
    ),
    ...compare(
      'Rota shift',
      before.rota,
      after.rota,
      { key: kept, written: withoutId, about: ({ unit }) => ({ unit }) },
      by,
      at,
    ),
    ...compare(
      'Absence',
      before.absences,
      after.absences,
      { key: kept, written: withoutId, about: ({ person }) => ({ person }) },
      by,
      at,
    ),
  ];
}

/** One line of the office's own chain about how it is kept (HVPF 8.1.5: the staff details log). */
export const officeEntry = (text: string, by: string, at: Instant, data: NewEntry['data'] = {}): NewEntry => ({
  at,
  kind: 'office_changed',
  clause: 'HVPF 8.1.5',
  by,
  text,
  incidentId: null,
  data,
});

type About = Readonly<Record<string, string>>;

interface Kind<T> {
  /** What stays the same while it changes. */
  readonly key: (one: T) => string;
  readonly written: (one: T) => string;
  readonly about: (one: T) => About;
}

const unitNamed = ({ id }: { readonly id: string }): About => ({ unit: id });
const personNamed = ({ id }: { readonly id: string }): About => ({ person: id });

/** The ids of shifts and absences are ours and say nothing. */
const withoutId = ({ id: _id, ...rest }: { readonly id?: string }): string => JSON.stringify(rest);

function compare<T>(
  what: string,
  before: readonly T[],
  after: readonly T[],
  { key, written, about }: Kind<T>,
  by: string,
  at: Instant,
): NewEntry[] {
  const old = new Map(before.map((one) => [key(one), one]));
  const now = new Map(after.map((one) => [key(one), one]));
  const called = (one: T): string => (what === 'Unit' || what === 'Person' ? `${what} ${key(one)}` : what);
  const entries: NewEntry[] = [];
  for (const [id, one] of now) {
    const was = old.get(id);
    if (was === undefined) {
      entries.push(officeEntry(`${called(one)} was added.`, by, at, { ...about(one), after: written(one) }));
    } else if (written(was) !== written(one)) {
      const data = { ...about(one), before: written(was), after: written(one) };
      entries.push(officeEntry(`${called(one)} was changed.`, by, at, data));
    }
  }
  for (const [id, one] of old) {
    if (!now.has(id))
      entries.push(officeEntry(`${called(one)} was taken out.`, by, at, { ...about(one), before: written(one) }));
  }
  return entries;
}
