/** Dates and times by the calendar and the clock here, as people and spreadsheets in this country write them: the day comes first. */

export interface WrittenDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

export interface WrittenTime {
  /** 0 to 24; 24 is midnight at the end of the day. */
  readonly hour: number;
  readonly minute: number;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** "3", "03", "Mar", "March", "sept": the month's number; null where it is none. */
export function readMonth(text: string): number | null {
  const plain = text.normalize('NFKC').trim().toLowerCase().replace(/\.$/, '');
  if (/^\d{1,2}$/.test(plain)) return Number(plain) >= 1 && Number(plain) <= 12 ? Number(plain) : null;
  const month = MONTHS.findIndex((short) => plain.startsWith(short) && LONG[short]?.startsWith(plain));
  return month < 0 ? null : month + 1;
}

const LONG: Readonly<Record<string, string>> = {
  jan: 'january',
  feb: 'february',
  mar: 'march',
  apr: 'april',
  may: 'may',
  jun: 'june',
  jul: 'july',
  aug: 'august',
  sep: 'september',
  oct: 'october',
  nov: 'november',
  dec: 'december',
};

const ISO = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/;
const DAY_FIRST =
  /^(\d{1,2})(?:st|nd|rd|th)?(?:\s*[/.-]\s*|\s+)(\d{1,2}|[a-z]{3,9}\.?)(?:\s*[/.,-]\s*|\s+)(\d{4}|\d{2})$/i;
const WEEKDAY = /^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[,.]?\s+/i;

/**
 * "17/5/2026", "17.05.2026", "17-May-2026", "Sun 17 May 2026", "2026-05-17"; null where it is no date that there is.
 * A year of two figures is one of this century, and taken only where `shortYears` says so: a person is asked for all four.
 */
export function readWrittenDate(written: string, shortYears = false): WrittenDate | null {
  const text = written.normalize('NFKC').trim().replace(WEEKDAY, '');
  const [, isoYear, isoMonth, isoDay] = ISO.exec(text) ?? [];
  const [, firstDay, someMonth = '', someYear = ''] = DAY_FIRST.exec(text) ?? [];
  const year = isoYear ?? someYear;
  if (year.length !== 4 && !(shortYears && year.length === 2)) return null;
  const month = readMonth(isoMonth ?? someMonth);
  return month === null ? null : realDate(Number(year.padStart(4, '20')), month, Number(isoDay ?? firstDay));
}

/** The date, or null where the calendar has none such: 31 February. */
export function realDate(year: number, month: number, day: number): WrittenDate | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const isReal = date.getUTCFullYear() === year && date.getUTCMonth() + 1 === month && date.getUTCDate() === day;
  return isReal ? { year, month, day } : null;
}

const CLOCK = /^(\d{1,2})(?:[:.]?(\d{2}))?(?:[:.]00)?\s*(?:(a|p)\.?m\.?)?$/i;
const WORDS: ReadonlyMap<string, WrittenTime> = new Map([
  ['noon', { hour: 12, minute: 0 }],
  ['midday', { hour: 12, minute: 0 }],
  ['midnight', { hour: 0, minute: 0 }],
]);

/** "14:05", "14.05", "1405", "2:05pm", "9 a.m.", "noon", "14:05:00"; null where it is no time, or may be two ("9"). */
export function readWrittenTime(written: string): WrittenTime | null {
  const text = written.normalize('NFKC').trim();
  const word = WORDS.get(text.toLowerCase());
  if (word) return word;
  const [found, hours = '', minutes, half] = CLOCK.exec(text) ?? [];
  if (found === undefined || (minutes === undefined && half === undefined)) return null;
  const hour = Number(hours);
  const minute = Number(minutes ?? 0);
  if (minute > 59) return null;
  if (half !== undefined)
    return hour < 1 || hour > 12 ? null : { hour: (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0), minute };
  return hour < 24 || (hour === 24 && minute === 0) ? { hour, minute } : null;
}

/** Both in one cell of a spreadsheet: "01/12/2026 14:00", "1-Dec-26 2:00 PM", "2026/12/01 14:00:00". */
export function readWrittenMoment(written: string): (WrittenDate & WrittenTime) | null {
  const text = written.normalize('NFKC').trim();
  const [, date = '', time = ''] =
    /^(.*?\d{2})(?:\s*,\s*|\s+at\s+|\s+|T)(\d{1,2}(?:[:.]?\d{2}(?:[:.]\d{2})?)?\s*(?:[ap]\.?m\.?)?|noon|midday|midnight)$/i.exec(
      text,
    ) ?? [];
  const day = readWrittenDate(date, true);
  const clock = readWrittenTime(time);
  return day && clock && { ...day, ...clock };
}
