import type { z } from 'zod';
import { Refusal } from '../../application/refusal.js';
import type { Report } from '../../domain/input.js';
import type { Span } from '../../domain/time/clock-time.js';
import { DAY, type Instant } from '../../domain/time/instant.js';
import { localParts } from '../../domain/time/local.js';
import type { reportSchema } from './incident.schemas.js';

type ReportBody = z.output<typeof reportSchema>;

/** What the body says, as the rules hear it. */
export function reportOf(body: ReportBody, now: Instant, zone: string): Report {
  switch (body.kind) {
    case 'safe':
      return { kind: 'safe', reason: body.reason || null };
    case 'stand_down':
      return { kind: 'stand_down', reason: body.reason ?? '' };
    case 'no_answer':
      return { kind: 'no_answer', times: body.times === 2 ? 2 : 1 };
    case 'extend':
      return { kind: 'extend', by: spanOf(body, now, zone) };
    case 'police':
      return { kind: 'police', policeReference: body.policeReference || null, operator: body.operator || null };
    case 'hand_over':
      return { kind: 'hand_over', to: body.to ?? '' };
    case 'ack':
    case 'code':
      return { kind: body.kind };
  }
}

/** The rules take a time on the clock, of the day that is now; a moment further away than that is a slip. */
function spanOf({ minutes, until }: ReportBody, now: Instant, zone: string): Span | null {
  if (until === undefined) return minutes === undefined ? null : { minutes };
  if ('clock' in until) return { until: until.clock };
  if (until.at <= now || until.at - now >= DAY) {
    throw new Refusal('invalid', 'The report was not taken.', [
      {
        field: 'until',
        message: 'is not within the next 24 hours',
        mend: 'Give a time that is still to come, or minutes.',
      },
    ]);
  }
  const { hour, minute } = localParts(until.at, zone);
  return { until: { hour, minute, exact: true } };
}
