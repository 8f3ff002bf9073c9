import { versionOf } from '../../../application/organisation/version.js';
import type { RotaShift } from '../../../domain/organisation/organisation.js';
import { dialled } from '../../../domain/texting/wording.js';
import type { Standpoint } from '../../guard.js';
import { sayDays } from '../words.js';

/** A shift as lists show it: "Mon to Fri, 17:30 to 08:30 the next day". */
export function shiftRow(shift: RotaShift, { directory, at }: Standpoint) {
  return {
    id: shift.id ?? '',
    version: versionOf(shift),
    when: `${sayDays(shift.days)}, ${sayTimes(shift)}`,
    contacts: shift.contacts.map((id) => ({
      name: directory.person(id)?.name ?? id,
      // On paper, on the day on which there is no screen, the number is what counts.
      mobile: numberOf(directory.person(id)?.mobile ?? null),
      note: directory.person(id)?.mobile ? (directory.isAbsent(id, at) ? 'absent now' : '') : 'has no mobile',
    })),
  };
}

const numberOf = (mobile: string | null): string => (mobile === null ? '' : dialled(mobile).replaceAll(' ', '\u00a0'));

/** At or before its beginning, an end is of the next day. */
export const sayTimes = ({ from, to }: Pick<RotaShift, 'from' | 'to'>): string =>
  from === '00:00' && to === '24:00'
    ? 'all day'
    : `${from} to ${to === '24:00' ? 'midnight' : to}${to <= from ? ' the next day' : ''}`;
