import { z } from 'zod';
import { quoted } from '../../application/organisation/fault.js';
import { text, type Reading } from '../../application/organisation/fields.js';

export { INSTANT, instant } from '../../application/organisation/instant-field.js';

/** A day by the office's own calendar. */
export const day = text((written): Reading<string> => {
  const date = /^\d{4}-\d\d-\d\d$/.test(written) ? new Date(`${written}T00:00:00Z`) : null;
  if (date && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(written)) return { value: written };
  return { fault: 'is not a date', mend: 'Write it as 2026-12-01.' };
});

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
