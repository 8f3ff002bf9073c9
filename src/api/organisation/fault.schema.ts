import { z } from 'zod';
import type { Fault } from '../../application/organisation/fault.js';

/** Something in the office that someone should look at, and that stops nothing. */
export const warningSchema = z
  .object({ field: z.string(), message: z.string(), mend: z.string(), line: z.int().nullable() })
  .meta({
    id: 'Warning',
    example: {
      field: 'people[3].mobile',
      message: 'is missing, so no alert reaches them by text',
      mend: 'Give their mobile number.',
      line: null,
    },
  });

export const warningJson = ({ path, message, mend, line }: Fault): z.output<typeof warningSchema> => ({
  field: path,
  message,
  mend,
  line,
});
