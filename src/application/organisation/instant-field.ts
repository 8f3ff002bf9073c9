import type { Instant } from '../../domain/time/instant.js';
import { quoted } from './fault.js';
import { text, type Reading } from './fields.js';
import { readInstant } from './written-instant.js';

/** A moment with its offset. A local time without one is refused: the caller's zone is not known here. */
export const instant = text((written): Reading<Instant> => {
  // An offset in an address that was not encoded: "+" arrives as a space.
  const whole = written.replace(/(T\d\d:\d\d\S*) (\d\d:?\d\d)$/, '$1+$2');
  const at = readInstant(whole, 'UTC');
  if (at === null) return { fault: `${quoted(written)} is not a date and time`, mend: LIKE_THIS };
  if (!/(Z|[+-]\d\d(:?\d\d)?)$/i.test(whole.replace(/^\d{4}-\d\d-\d\d/, ''))) {
    return { fault: `${quoted(written)} has no offset, so it is not known which moment it is`, mend: LIKE_THIS };
  }
  return { value: at };
});

const LIKE_THIS = 'Write it in UTC with Z, or with its offset: 2026-07-01T14:00:00Z, 2026-07-01T15:00:00+01:00.';

export const INSTANT = { format: 'date-time', example: '2026-12-01T14:00:00Z' } as const;
