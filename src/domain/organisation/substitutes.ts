import type { Directory } from './directory.js';
import type { Person } from './organisation.js';

/** Who is asked in the line manager's absence (HVPF 8.3.6, 8.4.3), each once. */
export interface Substitute {
  readonly person: Person;
  readonly as: 'senior person on site' | 'another manager' | 'line manager’s manager';
}

const MOST_OTHERS = 3;

export function substitutesFor({ id, unit }: Person, directory: Directory): Substitute[] {
  const manager = directory.lineManagerOf(id);
  const chosen = new Set([id, manager?.id]);
  const found: Substitute[] = [];
  const add = (as: Substitute['as'], person: Person | undefined): void => {
    if (!person || chosen.has(person.id)) return;
    chosen.add(person.id);
    found.push({ person, as });
  };
  add('senior person on site', directory.seniorOnSite(unit));
  for (const other of directory.otherManagers(unit).slice(0, MOST_OTHERS + 2))
    if (found.length <= MOST_OTHERS) add('another manager', other);
  if (manager) add('line manager’s manager', directory.lineManagerOf(manager.id));
  return found;
}
