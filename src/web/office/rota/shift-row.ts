import { versionOf } from '../../../application/organisation/version.js';
import type { RotaShift } from '../../../domain/organisation/organisation.js';
import { isDated, isOver } from '../../../domain/organisation/shift.js';
import { roundOf } from '../../../domain/organisation/strike-out.js';
import { dialled } from '../../../domain/texting/wording.js';
import { showDay } from '../../../domain/time/dated.js';
import type { Instant } from '../../../domain/time/instant.js';
import { dayNamed } from '../../../domain/time/week.js';
import type { Standpoint } from '../../guard.js';
import { sayDays } from '../words.js';

/** A shift as lists show it: "Mon to Fri, 17:30 to 08:30 the next day", "Fri 27 Nov 2026, 18:00 to 08:00 the next day". */
export function shiftRow(shift: RotaShift, { directory, at, zone }: Pick<Standpoint, 'directory' | 'at' | 'zone'>) {
  return {
    id: shift.id ?? '',
    version: versionOf(shift),
    isDated: isDated(shift),
    when: sayWhen(shift, at, zone),
    contacts: shift.contacts.map((id) => ({
      name: directory.person(id)?.name ?? id,
      // On paper, on the day on which there is no screen, the number is what counts.
      mobile: numberOf(directory.person(id)?.mobile ?? null),
      note: directory.person(id)?.mobile ? (directory.isAbsent(id, at) ? 'absent now' : '') : 'has no mobile',
    })),
  };
}

const numberOf = (mobile: string | null): string => (mobile === null ? '' : dialled(mobile).replaceAll(' ', '\u00a0'));

function sayWhen(shift: RotaShift, at: Instant, zone: string): string {
  if (isDated(shift)) return `${sayDate(shift.date, zone)}, ${sayTimes(shift)}`;
  const coming = (shift.except ?? []).filter((date) => !isOver(roundOf(shift, date), at, zone));
  const not = coming.length === 0 ? '' : `; not on ${coming.map((date) => sayDate(date, zone)).join(', ')}`;
  return `${sayDays(shift.days)}, ${sayTimes(shift)}${not}`;
}

/** "Fri 27 Nov 2026" of "2026-11-27". */
export function sayDate(date: string, zone: string): string {
  const start = dayNamed(date, zone);
  return start === null ? date : showDay(start, zone);
}

/** At or before its beginning, an end is of the next day. */
export const sayTimes = ({ from, to }: Pick<RotaShift, 'from' | 'to'>): string =>
  from === '00:00' && to === '24:00'
    ? 'all day'
    : `${from} to ${to === '24:00' ? 'midnight' : to}${to <= from ? ' the next day' : ''}`;
