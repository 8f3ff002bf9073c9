import type { Span } from './clock-time.js';
import { MINUTE, type Instant } from './instant.js';
import { nextAt } from './local.js';

/** When a span ends: that many minutes from `from`, or the next time after `now` that the clock shows it. */
export const endOf = (span: Span, from: Instant, now: Instant, zone: string): Instant =>
  'minutes' in span ? from + span.minutes * MINUTE : nextAt(span.until, now, zone);
