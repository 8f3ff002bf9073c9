import type { OfficeEntry } from '../../application/ports/office-record.js';
import type { Directory } from '../../domain/organisation/directory.js';
import type { Instant } from '../../domain/time/instant.js';
import { showDated } from '../../domain/time/dated.js';
import { howLongAgo } from '../sign-in/how-long-ago.js';
import { nameOf } from '../visit-words.js';
import { DAYS, ROLE_WORDS, UNIT_KIND_WORDS } from './words.js';

/** A line of the record, as a person's or a unit's page shows it. */
export interface Change {
  readonly when: string;
  readonly who: string;
  readonly text: string;
  readonly fields: readonly { readonly name: string; readonly before: string; readonly after: string }[];
}

interface Seen {
  readonly at: Instant;
  readonly zone: string;
  readonly directory: Directory;
}

type Item = Readonly<Record<string, unknown>>;

export function changeOf({ at, by, text, data }: OfficeEntry, seen: Seen): Change {
  const [before, after] = [itemOf(data['before']), itemOf(data['after'])];
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return {
    when: howLongAgo(at, seen.at, seen.zone),
    who: by === 'allswell' ? 'Allswell' : nameOf(seen.directory, by),
    text: plainText(text, data, seen.directory),
    fields: names
      .filter((name) => LABELS[name] !== undefined && JSON.stringify(before?.[name]) !== JSON.stringify(after?.[name]))
      .map((name) => ({
        name: LABELS[name] ?? name,
        before: before ? shown(name, before[name], seen) : '–',
        after: after ? shown(name, after[name], seen) : '–',
      })),
  };
}

/** "Person priya-shah was changed." is for machines: people have names. */
function plainText(text: string, data: OfficeEntry['data'], directory: Directory): string {
  const { person, unit } = data;
  if (typeof person === 'string')
    return text.replaceAll(`Person ${person}`, nameOf(directory, person)).replaceAll(person, nameOf(directory, person));
  if (typeof unit === 'string') return text.replaceAll(`Unit ${unit}`, directory.unit(unit)?.name ?? unit);
  return text;
}

/** An item before or after; null where it was not there, or the words are no item. */
function itemOf(written: unknown): Item | null {
  if (typeof written !== 'string' || !written.startsWith('{')) return null;
  try {
    return JSON.parse(written) as Item;
  } catch {
    return null;
  }
}

const LABELS: Readonly<Record<string, string>> = {
  name: 'Name',
  mobile: 'Mobile',
  unit: 'Unit',
  lineManager: 'Line manager',
  roles: 'Roles',
  car: 'Car',
  description: 'Description',
  device: 'Device',
  kind: 'Kind',
  parent: 'Unit above',
  head: 'Head',
  seniorOnSite: 'Senior person on site',
  alertPhrases: 'Alert codes',
  police: 'Police contact',
  contacts: 'Contacts',
  days: 'Days',
  from: 'From',
  to: 'To',
  person: 'Person',
  reason: 'Reason',
};

function shown(name: string, value: unknown, { directory, zone }: Seen): string {
  if (value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0))
    return 'none';
  // A code that everybody who reads the record could see would be none.
  if (name === 'alertPhrases') return Array.isArray(value) ? `${value.length}, not shown here` : 'not shown here';
  if (name === 'unit' || name === 'parent') return directory.unit(String(value))?.name ?? String(value);
  if (['lineManager', 'head', 'seniorOnSite', 'person'].includes(name)) return nameOf(directory, String(value));
  if (name === 'kind') return wordOf(UNIT_KIND_WORDS, value);
  if (typeof value === 'number') return showDated(value, zone);
  if (Array.isArray(value)) {
    const words = name === 'roles' ? ROLE_WORDS : name === 'days' ? DAYS : null;
    return value.map((one) => (words ? wordOf(words, one) : nameOf(directory, String(one)))).join(', ');
  }
  if (typeof value === 'object') return Object.values(value).filter(Boolean).join(', ');
  return typeof value === 'string' ? value : '';
}

const wordOf = (words: Readonly<Record<string, string>>, value: unknown): string =>
  words[String(value)] ?? String(value);
