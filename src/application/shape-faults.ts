import type { z } from 'zod';
import { firstFindings, pathText } from './organisation/fault.js';
import { shapeFindings } from './organisation/shape-findings.js';
import type { RefusalFault } from './refusal.js';

/** What a schema finds wrong with a value, as it is told to whoever wrote it. `example`: a value that is right. */
export const shapeFaults = (error: z.ZodError, value: unknown, example: unknown): RefusalFault[] =>
  firstFindings(shapeFindings(error, value, example)).map(({ at, message, mend }) => ({
    field: pathText(at),
    message,
    mend,
  }));
