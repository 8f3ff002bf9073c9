import { STATUS_CODES } from 'node:http';
import { z } from 'zod';
import type { RefusalFault } from '../../application/refusal.js';

export const PROBLEM_TYPE = 'application/problem+json';

/** Problem details (RFC 9457). `type` is always about:blank: the status and the errors say all there is. */
export const problemSchema = z
  .object({
    type: z.literal('about:blank'),
    title: z.string().meta({ description: 'The status in words' }),
    status: z.int(),
    detail: z.string().meta({ description: 'What was refused, and why' }),
    instance: z.string().meta({ description: 'The path that was asked for' }),
    errors: z
      .array(
        z.object({
          field: z
            .string()
            .meta({ description: 'Where: "personVisited.address.postcode", "attendees[1]"; empty: the whole' }),
          message: z.string().meta({ description: 'What is wrong; reads after the field' }),
          mend: z.string().meta({ description: 'What to do about it' }),
          line: z.int().nullable().optional().meta({ description: 'In a file, the line from 1' }),
        }),
      )
      .meta({ description: 'Every fault that was found; empty where it is not about a field' }),
  })
  .meta({
    id: 'Problem',
    description: 'What every error is answered with (RFC 9457)',
    example: {
      type: 'about:blank',
      title: 'Unprocessable Entity',
      status: 422,
      detail: 'The visit was not planned.',
      instance: '/api/v1/visits',
      errors: [
        {
          field: 'plannedEnd',
          message: 'is not after plannedStart',
          mend: 'give an end that is later than the start',
        },
      ],
    },
  });

export type Problem = z.output<typeof problemSchema>;

export const problem = (
  status: number,
  detail: string,
  instance: string,
  errors: readonly RefusalFault[] = [],
): Problem => ({
  type: 'about:blank',
  title: STATUS_CODES[status] ?? 'Error',
  status,
  detail,
  instance,
  errors: errors.map(({ field, message, mend, line }) => ({
    field,
    message,
    mend,
    ...(line === undefined ? {} : { line }),
  })),
});
