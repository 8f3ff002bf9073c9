import type { Weekday } from '../../domain/organisation/organisation.js';
import { dayNumber, weekdayOf } from '../../domain/organisation/shift.js';
import type { Finding } from './fault.js';
import type { Outline } from './outline.js';

/** A shift comes back every week, or is of one date: what of it says neither, both, or what cannot be. */
export function weeklyOrDated({ at, hasDays, hasDate, days, except }: Outline['rota'][number]): readonly Finding[] {
  const finding = (key: string | number, message: string, mend: string): Finding => ({
    at: typeof key === 'number' ? [...at, 'except', key] : [...at, key],
    message,
    mend,
  });
  if (!hasDays && !hasDate)
    return [
      finding(
        'days',
        'is missing',
        'Give days: [mon, fri] for a shift of every week, or date: 2026-11-27 for one date.',
      ),
    ];
  if (hasDays && hasDate)
    return [
      finding(
        'date',
        'stands beside days, and a shift has only one of them',
        'Take out days for a shift of that date alone, or date for one of every week; or make two shifts of it.',
      ),
    ];
  if (hasDate && except.length > 0)
    return [finding('except', 'is for shifts of every week', 'Take it out; a shift of one date is taken out whole.')];
  return except.flatMap(({ at: place, text }) => {
    const weekday = weekdayOf(dayNumber(text));
    if (days.length === 0 || days.includes(weekday)) return [];
    return [
      {
        at: place,
        message: `${text} is a ${NAMES[weekday]}, on which this shift does not begin`,
        mend: 'Give the date on which the shift begins, also where it runs past midnight; or take it out.',
      },
    ];
  });
}

const NAMES: Readonly<Record<Weekday, string>> = {
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
  sun: 'Sunday',
};
