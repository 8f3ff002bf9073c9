import {
  LONGEST_WRITTEN,
  MOST_ADDRESS_LINES,
  POSTCODE,
  RISKS,
  type PersonVisited,
  type RiskOfSeriousHarm,
  type VisitPlan,
} from '../../domain/visit/visit-plan.js';
import type { Refusal } from '../../application/refusal.js';
import type { Directory } from '../../domain/organisation/directory.js';
import { MINUTE, type Instant } from '../../domain/time/instant.js';
import { showTime } from '../../domain/time/local.js';
import { FormReading, type FieldError, type Typed } from '../form/typed.js';
import { dateFields, momentOf, readDate, readSpan, readTimeOf, soon } from './when.js';

/** The form that plans a visit, and the small one for a home-safe check: from what was typed to what the diary is asked. */

export type Read<T> = { readonly plan: T } | { readonly errors: readonly FieldError[] };

const KINDS = ['alone', 'in_pairs', 'joint'] as const;
export const RISK_WORDS: Readonly<Record<RiskOfSeriousHarm, string>> = {
  low: 'Low',
  medium: 'Medium',
  high: 'High',
  very_high: 'Very high',
};

/** `shown`: of a visit that is changed, the form as it is filled in from the diary; what is sent as it was may stay. */
export function readPlan(typed: Typed, zone: string, shown: Typed = {}): Read<VisitPlan> {
  const reading = new FormReading(typed, shown);
  const lead = reading.required('attendee', 'Choose who goes');
  const companion = reading.optional('companion');
  const kind = reading.oneOf('kind', KINDS, 'Choose how the visit is made');
  const span = readSpan(reading, zone);
  const purpose = reading.required('purpose', 'Enter what the visit is for', LONGEST_WRITTEN.purpose);
  const reference = reading.required(
    'reference',
    'Enter the reference of the person visited',
    LONGEST_WRITTEN.reference,
  );
  const name = reading.required('name', 'Enter the name of the person visited', LONGEST_WRITTEN.name);
  const lines = readAddress(reading);
  const postcode = readPostcode(reading);
  const riskOfSeriousHarm = reading.oneOf('risk', RISKS, 'Choose the risk of serious harm');
  if (reading.errors.length > 0 || !kind || !span || !riskOfSeriousHarm) return { errors: reading.errors };
  return {
    plan: {
      attendees: [lead, companion].filter((id) => id !== ''),
      kind,
      purpose,
      personVisited: { reference, name, address: { lines, postcode }, riskOfSeriousHarm },
      plannedStart: span.start,
      plannedEnd: span.end,
    },
  };
}

function readAddress(reading: FormReading): string[] {
  const lines = reading
    .required('address', 'Enter the address', Infinity)
    .split(/\s*\r?\n\s*/)
    .filter(Boolean);
  if (reading.isAsShown('address')) return lines;
  if (lines.length > MOST_ADDRESS_LINES) reading.error('address', `Use ${MOST_ADDRESS_LINES} lines or fewer`);
  else if (lines.some((line) => line.length > LONGEST_WRITTEN.addressLine))
    reading.error('address', `Use ${LONGEST_WRITTEN.addressLine} characters or fewer in each line`);
  return lines;
}

function readPostcode(reading: FormReading): string {
  const postcode = reading.required('postcode', 'Enter the postcode', Infinity).replace(/\s+/g, ' ').toUpperCase();
  if (postcode !== '' && !POSTCODE.test(postcode) && !reading.isAsShown('postcode'))
    reading.error('postcode', 'Enter the postcode like ZZ1 1ZZ');
  return postcode;
}

/** From when a way home is watched on the board; its alarm depends on the end alone. */
const WAY_HOME = 60 * MINUTE;

export function readHomeSafe(typed: Typed, at: Instant, zone: string): Read<VisitPlan> {
  const reading = new FormReading(typed);
  const person = reading.required('person', 'Choose who goes home');
  const date = readDate(reading);
  const clock = readTimeOf(reading, 'by', 'Enter by when they will be home, such as 18:30');
  const plannedEnd = date && clock && momentOf(reading, 'by', { ...date, ...clock }, zone);
  if (reading.errors.length > 0 || plannedEnd === null) return { errors: reading.errors };
  const plannedStart = Math.min(Math.max(at, plannedEnd - WAY_HOME), plannedEnd - MINUTE);
  return {
    plan: {
      attendees: [person],
      kind: 'home_safe',
      purpose: 'Home safe',
      personVisited: null,
      plannedStart,
      plannedEnd,
    },
  };
}

/** The form as it is first shown: whoever looks at it goes, if they visit people, and soon. */
export const blankPlan = (directory: Directory, visitor: string, at: Instant, zone: string): Typed => ({
  attendee: directory.person(visitor)?.roles.includes('practitioner') ? visitor : '',
  kind: 'alone',
  ...soon(at, zone),
});

export const visitedFields = (visited: PersonVisited | null): Typed =>
  visited
    ? {
        reference: visited.reference,
        name: visited.name,
        address: visited.address.lines.join('\n'),
        postcode: visited.address.postcode,
        risk: visited.riskOfSeriousHarm,
      }
    : {};

/** For somebody who tries it out and has nobody to visit. */
export const madeUpPlan = (directory: Directory, visitor: string, at: Instant, zone: string): Typed => {
  const blank = blankPlan(directory, visitor, at, zone);
  return {
    ...blank,
    attendee:
      blank['attendee'] ||
      (directory.organisation.people.find(({ roles }) => roles.includes('practitioner'))?.id ?? ''),
    purpose: 'First visit',
    reference: 'X123456',
    name: 'Example Name',
    address: '1 Example Street\nExampleton',
    postcode: 'ZZ1 1ZZ',
    risk: 'low',
  };
};

export const blankHomeSafe = (directory: Directory, visitor: string, at: Instant, zone: string): Typed => {
  const { attendee } = blankPlan(directory, visitor, at, zone) as { attendee: string };
  const by = at + 60 * MINUTE;
  return { person: attendee, ...dateFields(by, zone), by: showTime(by, zone) };
};

const FIELDS: Readonly<Record<string, readonly [field: string, label: string]>> = {
  attendees: ['attendee', 'Who goes'],
  kind: ['kind', 'How the visit is made'],
  personVisited: ['name', 'The person visited'],
  plannedStart: ['start', 'The start'],
  plannedEnd: ['end', 'The end'],
};

/** What the diary refused, said beside the field that it means. `home`: the small form has fields of other names. */
export function refusedFields(refusal: Refusal, home = false): FieldError[] {
  if (refusal.faults.length === 0) return [{ field: home ? 'person' : 'attendee', text: refusal.message }];
  return refusal.faults.map(({ field, message, mend }) => {
    const [name, label] = FIELDS[field.replace(/[[.].*$/, '')] ?? ['attendee', 'The visit'];
    const text = `${label} ${message}: ${mend}`.replaceAll('plannedStart', 'the start').replaceAll('_', ' ');
    return { field: home ? (HOME_FIELDS[name] ?? name) : name, text };
  });
}

const HOME_FIELDS: Readonly<Record<string, string>> = { attendee: 'person', end: 'by' };
