import type { Standings } from '../../../application/ports/number-book.js';
import { NUMBER_STATES, numberState, type NumberState } from '../../../domain/organisation/number-standing.js';
import type { Person } from '../../../domain/organisation/organisation.js';
import { dialled } from '../../../domain/texting/wording.js';
import { showDated } from '../../../domain/time/dated.js';
import type { Typed } from '../../form/typed.js';
import { counted } from '../../frame/counted.js';
import { unitsInReach } from '../../frame/units-in-reach.js';
import type { Standpoint } from '../../guard.js';
import type { Tag } from '../../visit-words.js';
import { hrefOfPerson, peopleHere } from '../reach.js';
import { NUMBER_TAGS, ROLE_WORDS } from '../words.js';

export interface PersonRow {
  readonly name: string;
  readonly href: string;
  readonly unit: string;
  readonly roles: string;
  readonly mobile: string;
  readonly number: Tag;
  readonly numberNote: string;
  readonly absent: string | null;
}

export interface PeopleFilter {
  readonly search: string;
  readonly unit: string;
  readonly number: NumberState | '';
  readonly page: number;
}

const PER_PAGE = 50;

export function readPeopleFilter(typed: Typed, from: Standpoint): PeopleFilter {
  const asked = Number(typed['page'] ?? 1);
  return {
    search: (typed['search'] ?? '').slice(0, 100),
    unit: unitsInReach(from, 'see_office').find(({ id }) => id === typed['unit'])?.id ?? '',
    number: NUMBER_STATES.find((state) => state === typed['number']) ?? '',
    page: Number.isSafeInteger(asked) && asked > 0 ? asked : 1,
  };
}

/** Those of them who are asked for, by name. A number is found however it is written. */
export function peopleFound(filter: PeopleFilter, from: Standpoint): Person[] {
  const { directory } = from;
  const units = filter.unit === '' ? null : new Set(directory.unitsBelow(filter.unit).map(({ id }) => id));
  const words = plain(filter.search);
  const digits = filter.search.replace(/[^\d]/g, '').replace(/^0+/, '');
  const found = (person: Person): boolean =>
    words === '' ||
    plain(person.name).includes(words) ||
    plain(person.id).includes(words) ||
    plain(person.car?.registration ?? '').replaceAll(' ', '') === words.replaceAll(' ', '') ||
    (digits.length >= 3 && /^[\d\s+()-]+$/.test(filter.search) && (person.mobile ?? '').includes(digits));
  return peopleHere(from)
    .filter((person) => (units?.has(person.unit) ?? true) && found(person))
    .sort((one, other) => one.name.localeCompare(other.name, 'en-GB'));
}

/** "Siân" is found by "sian". */
const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();

export function peoplePage(found: readonly Person[], standings: Standings, filter: PeopleFilter, from: Standpoint) {
  const state = ({ id, mobile }: Person): NumberState => numberState(mobile, standings.get(id));
  const people = filter.number === '' ? found : found.filter((person) => state(person) === filter.number);
  const page = Math.min(filter.page, Math.max(1, Math.ceil(people.length / PER_PAGE)));
  const list = counted({ total: people.length, more: false, page, perPage: PER_PAGE }, 'person', 'people');
  const rows = people.slice((page - 1) * PER_PAGE, page * PER_PAGE).map((person) => rowOf(person, standings, from));
  const at = (number: number): string =>
    `/office/people?${new URLSearchParams(
      Object.entries({ ...filter, page: String(number) }).filter(([, value]) => value !== ''),
    ).toString()}`;
  return {
    rows,
    list,
    previous: page > 1 ? at(page - 1) : null,
    next: page < list.pages ? at(page + 1) : null,
    filtered: filter.search !== '' || filter.unit !== '' || filter.number !== '',
  };
}

function rowOf(person: Person, standings: Standings, { directory, at, zone }: Standpoint): PersonRow {
  const standing = standings.get(person.id);
  const state = numberState(person.mobile, standing);
  const absence = directory.organisation.absences.find(
    (one) => one.person === person.id && one.from <= at && at < one.to,
  );
  return {
    name: person.name,
    href: hrefOfPerson(person.id),
    unit: directory.unit(person.unit)?.name ?? person.unit,
    roles: person.roles.map((role) => ROLE_WORDS[role]).join(', '),
    mobile: person.mobile === null ? '' : dialled(person.mobile).replaceAll(' ', '\u00a0'),
    number: NUMBER_TAGS[state],
    numberNote: state === 'verified' && standing?.verified ? `on ${showDated(standing.verified.at, zone)}` : '',
    absent: absence ? `until ${showDated(absence.to, zone)}` : null,
  };
}

export const NUMBER_CHOICES = [
  { value: '', text: 'Any' },
  ...NUMBER_STATES.map((state) => ({ value: state, text: NUMBER_TAGS[state].word })),
];
