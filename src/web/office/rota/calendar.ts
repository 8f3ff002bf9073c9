import {
  coverOf,
  dayStarts,
  gapsIn,
  isGap,
  needsCover,
  type CoverQuestion,
  type Stretch,
} from '../../../domain/organisation/cover.js';
import { WEEKDAYS } from '../../../domain/organisation/organisation.js';
import { bankHoliday } from '../../../domain/time/bank-holidays.js';
import { DAY, MINUTE, type Instant } from '../../../domain/time/instant.js';
import { instantOf, localDate, localParts, showTime } from '../../../domain/time/local.js';
import { WHY_NOT } from '../words.js';
import { dayTitle, sayGap } from './say-gap.js';
import { struckOutOn } from './struck-out.js';

/** A week or a month of one unit's rota: who is on duty when, and when nobody is. */
export interface Calendar {
  readonly title: string;
  readonly days: readonly CalendarDay[];
  /** Days of the week before the first of the month. */
  readonly blanks: number;
  readonly gaps: readonly string[];
  readonly needsCover: boolean;
  readonly before: string;
  readonly after: string;
}

export interface CalendarDay {
  readonly date: string;
  readonly title: string;
  readonly isToday: boolean;
  /** "The clocks go back: this day has 25 hours.", "Christmas Day" */
  readonly notes: readonly string[];
  /** Weekly shifts that do not begin on this date, as they otherwise would. */
  readonly struckOut: readonly string[];
  /** What begins on it may still be changed: the day is not over, nor the night after it. */
  readonly isOpen: boolean;
  readonly blocks: readonly Block[];
  readonly gaps: number;
}

export interface Block {
  readonly times: string;
  readonly gap: string | null;
  readonly people: readonly {
    readonly id: string;
    readonly name: string;
    /** By a shift of this date alone. */
    readonly dated: boolean;
    readonly note: string;
  }[];
  /** The unit above on whose rota they stand; of a block of both kinds those of every week. */
  readonly from: string | null;
  readonly isMixed: boolean;
  /** For the form of a shift that would close the gap. */
  readonly close: {
    readonly date: string;
    /** Then it is closed for the weeks to come alone. */
    readonly isOver: boolean;
    readonly day: string;
    readonly from: string;
    readonly to: string;
  } | null;
}

export type Span = 'week' | 'month';

interface Asked {
  readonly unit: string;
  readonly span: Span;
  /** Any moment in it. */
  readonly around: Instant;
  readonly at: Instant;
}

export function calendarOf({ unit, span, around, at }: Asked, question: CoverQuestion): Calendar {
  const { zone, directory } = question;
  const first = firstOf(span, around, zone);
  const starts = dayStarts(first, span === 'week' ? 7 : daysInMonth(first, zone), zone);
  const needs = needsCover(directory.organisation, unit);
  const end = starts.at(-1)!;
  const coming = gapsIn(coverOf(unit, first, end, question)).filter(({ to }) => to > at);
  return {
    title: span === 'week' ? `Week of ${dayTitle(first, zone)}` : monthTitle(first, zone),
    days: starts.slice(0, -1).map((start, index) => dayOf(unit, start, starts[index + 1]!, at, needs, question)),
    blanks: span === 'week' ? 0 : weekday(first, zone),
    gaps: needs ? coming.map((gap) => sayGap(gap, at, zone)) : [],
    needsCover: needs,
    before: localDate(first - DAY / 2, zone),
    after: localDate(end + DAY / 2, zone),
  };
}

export function dayOf(
  unit: string,
  start: Instant,
  end: Instant,
  at: Instant,
  needs: boolean,
  question: CoverQuestion,
): CalendarDay {
  const { zone } = question;
  const hours = Math.round((end - start) / (60 * MINUTE));
  const blocks = coverOf(unit, start, end, question).map((stretch) =>
    blockOf(stretch, unit, { start, end, at }, needs, question),
  );
  return {
    date: localDate(start, zone),
    title: dayTitle(start, zone),
    isToday: start <= at && at < end,
    notes: [
      bankHoliday(start + DAY / 2, zone) ?? '',
      hours === 24 ? '' : `The clocks ${hours > 24 ? 'go back' : 'go forward'}: this day has ${hours} hours.`,
    ].filter((note) => note !== ''),
    struckOut: struckOutOn(localDate(start, zone), unit, question),
    isOpen: end + DAY > at,
    blocks,
    gaps: blocks.filter(({ gap }) => gap !== null).length,
  };
}

function blockOf(
  stretch: Stretch,
  unit: string,
  { start, end, at }: { readonly start: Instant; readonly end: Instant; readonly at: Instant },
  needs: boolean,
  { zone, directory }: CoverQuestion,
): Block {
  const { from, to } = stretch;
  const times =
    from === start && to === end ? 'all day' : `${clock(from, zone)} to ${to === end ? 'midnight' : clock(to, zone)}`;
  const nobody = isGap(stretch);
  return {
    times,
    gap: nobody && needs ? `Nobody is on duty ${times}` : null,
    people: stretch.people.map(({ person, dated, whyNot }) => ({
      id: person.id,
      name: person.name,
      dated,
      note: whyNot === null ? '' : WHY_NOT[whyNot],
    })),
    from: stretch.unit === null || stretch.unit === unit ? null : (directory.unit(stretch.unit)?.name ?? stretch.unit),
    isMixed: stretch.people.some(({ dated }) => dated) && stretch.people.some(({ dated }) => !dated),
    close:
      nobody && needs
        ? {
            date: localDate(start, zone),
            isOver: to <= at,
            day: localParts(start, zone).weekday,
            from: showTime(from, zone),
            to: to === end ? '24:00' : showTime(to, zone),
          }
        : null,
  };
}

/** In the hour that comes twice it is said which of the two is meant. */
const clock = (at: Instant, zone: string): string =>
  `${showTime(at, zone)}${instantOf(localParts(at, zone), zone) === Math.floor(at / MINUTE) * MINUTE ? '' : ' (second time)'}`;

/** Mondays begin a week. */
function firstOf(span: Span, around: Instant, zone: string): Instant {
  const { year, month, day } = localParts(around, zone);
  const first = span === 'week' ? day - weekday(around, zone) : 1;
  return instantOf({ year, month, day: first, hour: 0, minute: 0 }, zone);
}

const weekday = (at: Instant, zone: string): number => WEEKDAYS.indexOf(localParts(at, zone).weekday);

function daysInMonth(first: Instant, zone: string): number {
  const { year, month } = localParts(first, zone);
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function monthTitle(first: Instant, zone: string): string {
  const { year, month } = localParts(first, zone);
  return `${MONTHS[month - 1]} ${year}`;
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
