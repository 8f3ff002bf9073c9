import { WEEKDAYS, type Weekday } from '../../domain/organisation/organisation.js';
import type { Instant } from '../../domain/time/instant.js';
import { dayNamed } from '../../domain/time/week.js';
import type { Path } from './fault.js';
import { tidy } from './fields.js';
import { readPhoneNumber } from './phone-number.js';
import { DAY_SYNONYMS } from './synonyms.js';
import { readInstant } from './written-instant.js';

/** An id, or another text by which entries know each other, and where it stands. */
export interface Mention {
  readonly at: Path;
  readonly text: string;
}

/**
 * Only what ties the entries of the file to each other, read from whatever is there: so that a file whose shape is wrong
 * in one place is still checked for ids that lead nowhere in all others.
 */
export interface Outline {
  readonly units: readonly OutlineUnit[];
  readonly people: readonly OutlinePerson[];
  readonly rota: readonly OutlineShift[];
  readonly absences: readonly OutlineAbsence[];
}

interface OutlineUnit {
  readonly id: Mention | null;
  readonly parent: Mention | null;
  readonly head: Mention | null;
  readonly seniorOnSite: Mention | null;
}

interface OutlinePerson {
  readonly id: Mention | null;
  readonly unit: Mention | null;
  readonly lineManager: Mention | null;
  /** E.164 */
  readonly mobile: Mention | null;
}

interface OutlineShift {
  readonly at: Path;
  readonly unit: Mention | null;
  readonly contacts: readonly Mention[];
  readonly hasDays: boolean;
  readonly hasDate: boolean;
  /** As far as they are weekdays. */
  readonly days: readonly Weekday[];
  /** As far as they are dates. */
  readonly except: readonly Mention[];
}

interface OutlineAbsence {
  readonly at: Path;
  readonly person: Mention | null;
  readonly from: Instant | null;
  readonly to: Instant | null;
}

/** @param zone in which an absence's times are meant when they have no offset */
export function outlineOf(file: unknown, zone: string): Outline {
  return {
    units: entriesOf(file, 'units').map(({ mention }) => ({
      id: mention('id'),
      parent: mention('parent'),
      head: mention('head'),
      seniorOnSite: mention('seniorOnSite'),
    })),
    people: entriesOf(file, 'people').map(({ mention }) => ({
      id: mention('id'),
      unit: mention('unit'),
      lineManager: mention('lineManager'),
      mobile: asE164(mention('mobile')),
    })),
    rota: entriesOf(file, 'rota').map(({ mention, at, entry }) => ({
      unit: mention('unit'),
      contacts: mentionsIn(entry, 'contacts', at),
      at,
      hasDays: isThere(valueOf(entry, 'days')),
      hasDate: isThere(valueOf(entry, 'date')),
      days: listOf(entry, 'days').flatMap((day) => asWeekday(day) ?? []),
      except: mentionsIn(entry, 'except', at).filter(({ text }) => dayNamed(text, 'UTC') !== null),
    })),
    absences: entriesOf(file, 'absences').map(({ mention, at }) => ({
      at,
      person: mention('person'),
      from: asInstant(mention('from'), zone),
      to: asInstant(mention('to'), zone),
    })),
  };
}

function entriesOf(file: unknown, list: string) {
  return listOf(file, list).map((entry, index) => {
    const at: Path = [list, index];
    return { at, entry, mention: (key: string) => mentionOf([...at, key], valueOf(entry, key)) };
  });
}

const mentionsIn = (entry: unknown, key: string, at: Path): readonly Mention[] =>
  listOf(entry, key).flatMap((text, index) => mentionOf([...at, key, index], text) ?? []);

const isThere = (value: unknown): boolean =>
  value !== undefined && value !== null && !(typeof value === 'string' && tidy(value) === '');

function asWeekday(day: unknown): Weekday | null {
  const word = typeof day === 'string' ? tidy(day).toLowerCase() : '';
  return DAY_SYNONYMS.get(word) ?? WEEKDAYS.find((weekday) => weekday === word) ?? null;
}

function listOf(entry: unknown, key: string): readonly unknown[] {
  const list = valueOf(entry, key);
  return Array.isArray(list) ? list : [];
}

function valueOf(entry: unknown, key: string): unknown {
  return typeof entry === 'object' && entry !== null ? (entry as Record<string, unknown>)[key] : undefined;
}

function mentionOf(at: Path, value: unknown): Mention | null {
  const text = typeof value === 'string' ? tidy(value) : '';
  return text === '' ? null : { at, text };
}

function asE164(mobile: Mention | null): Mention | null {
  const number = mobile === null ? null : readPhoneNumber(mobile.text, 'mobile');
  return mobile !== null && number !== null && 'e164' in number ? { at: mobile.at, text: number.e164 } : null;
}

const asInstant = (moment: Mention | null, zone: string): Instant | null =>
  moment === null ? null : readInstant(moment.text, zone);
