import type { z } from 'zod';
import type { CoverQuestion } from '../../domain/organisation/cover.js';
import type { Directory } from '../../domain/organisation/directory.js';
import { gapsOpened, timesOf } from '../../domain/organisation/gaps-opened.js';
import type { RotaShift } from '../../domain/organisation/organisation.js';
import { iso, type Instant } from '../../domain/time/instant.js';
import type { warningSchema } from './fault.schema.js';

const MOST_TOLD = 20;

/** The times that lost their last contact when a shift was changed, the soonest first. */
export function gapWarnings(
  was: RotaShift | undefined,
  is: RotaShift,
  at: Instant,
  before: Directory,
  question: CoverQuestion,
): z.output<typeof warningSchema>[] {
  const shifts = was ? [was, is] : [is];
  const times = shifts.map((shift) => timesOf(shift, at, question.zone));
  const units = [...new Set(shifts.map(({ unit }) => unit))];
  return units
    .flatMap((unit) => gapsOpened(unit, times, { ...question, directory: before }, question))
    .slice(0, MOST_TOLD)
    .map(({ unit, from, to }) => ({
      field: '',
      message: `leaves unit "${unit}" with nobody on duty from ${iso(from)} to ${iso(to)}`,
      mend: 'Put somebody on the rota for that time.',
      line: null,
    }));
}
