import type { OfficeEntry } from '../../application/ports/office-record.js';
import type { Directory } from '../../domain/organisation/directory.js';
import type { Instant } from '../../domain/time/instant.js';
import { showDated } from '../../domain/time/dated.js';
import { dialled } from '../../domain/texting/wording.js';
import { howLongAgo } from '../../domain/time/how-long-ago.js';
import { nameOf } from '../visit-words.js';
import { sayDate } from './rota/shift-row.js';
import { DAYS, ROLE_WORDS, UNIT_KIND_WORDS } from './words.js';

/** A line of the record, as a person's or a unit's page shows it. */
export interface Change {
  readonly when: string;
  readonly who: string;
  readonly text: string;
  /** Null on the side where it was not there at all. */
  readonly fields: readonly { readonly name: string; readonly before: string | null; readonly after: string | null }[];
}

interface Seen {
  readonly at: Instant;
  readonly zone: string;
  readonly directory: Directory;
}

/** Who is no person: a token without a name, a file that was imported. */
const MACHINES: Readonly<Record<string, string>> = {
  allswell: 'Allswell',
  api: 'another program',
  import: 'a file that was imported',
};

/** Who an entry says did it, in words. */
export const whoIs = (directory: Directory, by: string): string => MACHINES[by] ?? nameOf(directory, by);

type Item = Readonly<Record<string, unknown>>;

export function changeOf({ at, by, text, data }: OfficeEntry, seen: Seen): Change {
  const [before, after] = [itemOf(data['before']), itemOf(data['after'])];
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return {
    when: howLongAgo(at, seen.at, seen.zone),
    who: whoIs(seen.directory, by),
    text: plainText(text, data, seen),
    fields: names
      .filter((name) => LABELS[name] !== undefined && JSON.stringify(before?.[name]) !== JSON.stringify(after?.[name]))
      .map((name) => ({
        name: LABELS[name] ?? name,
        before: before && shown(name, before[name], seen),
        after: after && shown(name, after[name], seen),
      })),
  };
}

/** "Person priya-shah was changed." is for machines: people have names. */
function plainText(text: string, data: OfficeEntry['data'], { directory, zone }: Seen): string {
  const { person, unit } = data;
  if (typeof person === 'string') {
    const name = nameOf(directory, person);
    return text.replace(`Person ${person} was `, `${name} was `).replace(`number of ${person}`, `number of ${name}`);
  }
  return typeof unit === 'string'
    ? text
        .replace(/\d{4}-\d\d-\d\d/, (date) => sayDate(date, zone))
        .replace(`Unit ${unit} was `, `${directory.unit(unit)?.name ?? unit} was `)
    : text;
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
  date: 'Date',
  except: 'Struck out on',
  from: 'From',
  to: 'To',
  person: 'Person',
  reason: 'Reason',
};

function shown(name: string, value: unknown, seen: Seen): string {
  const { directory, zone } = seen;
  // A code that everybody who reads the record could see would be none.
  if (name === 'alertPhrases')
    return Array.isArray(value) && value.length > 0 ? `${value.length}, not shown here` : 'none';
  if (Array.isArray(value)) {
    const list = value.map((one) => listed(name, String(one), seen));
    return list.join(', ') || 'none';
  }
  if (typeof value === 'object' && value !== null) {
    const parts = Object.entries(value).filter(([, part]) => Boolean(part));
    return (
      parts.map(([part, text]) => (part === 'controlRoom' ? dialled(String(text)) : String(text))).join(', ') || 'none'
    );
  }
  if (typeof value === 'number') return showDated(value, zone);
  if (typeof value !== 'string' || value === '') return 'none';
  if (name === 'unit' || name === 'parent') return directory.unit(value)?.name ?? value;
  if (['lineManager', 'head', 'seniorOnSite', 'person'].includes(name)) return nameOf(directory, value);
  if (name === 'mobile') return dialled(value);
  if (name === 'date') return sayDate(value, zone);
  return name === 'kind' ? wordOf(UNIT_KIND_WORDS, value) : value;
}

function listed(name: string, one: string, { directory, zone }: Seen): string {
  if (name === 'roles') return wordOf(ROLE_WORDS, one);
  if (name === 'days') return wordOf(DAYS, one);
  return name === 'except' ? sayDate(one, zone) : nameOf(directory, one);
}

const wordOf = (words: Readonly<Record<string, string>>, value: string): string => words[value] ?? value;
