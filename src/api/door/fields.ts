import { z } from 'zod';
import { quoted } from '../../application/organisation/fault.js';
import { text, type Reading } from '../../application/organisation/fields.js';
import { readInstant } from '../../application/organisation/written-instant.js';
import type { Instant } from '../../domain/time/instant.js';

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

/** A whole number, in JSON or in an address. */
export const whole = (least: number, most: number) =>
  z
    .union([z.number(), z.string()])
    .transform((written, context): number => {
      const number = typeof written === 'string' && /^\d{1,9}$/.test(written.trim()) ? Number(written) : written;
      if (typeof number === 'number' && Number.isInteger(number) && number >= least && number <= most) return number;
      const mend = `Give a whole number from ${least} to ${most}.`;
      context.issues.push({
        code: 'custom',
        input: written,
        message: `is not a number from ${least} to ${most}`,
        params: { mend },
      });
      return z.NEVER;
    })
    .meta({ type: 'integer', minimum: least, maximum: most });

export const uuid = text((written): Reading<string> => {
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(written)) return { value: written.toLowerCase() };
  return {
    fault: `${quoted(written)} is not an id that Allswell gives`,
    mend: 'Give the id as it was answered, a UUID.',
  };
});

/** An id of Allswell's own in a path. */
export const byUuid = z.object({
  id: uuid.meta({
    format: 'uuid',
    example: '5f0c9a52-1f0e-4d0a-9f2e-0d9c4c1c7a10',
    description: 'The id that Allswell gave',
  }),
});

/** An id of the organisation's own in a path. */
export const byId = (example: string) =>
  z.object({ id: z.string().min(1).max(64).meta({ example, description: "The organisation's own id" }) });
