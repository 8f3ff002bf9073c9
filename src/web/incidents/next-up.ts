import type { NextStep } from '../../domain/escalation/next-step.js';
import { sayDuration } from '../../domain/time/duration.js';
import { iso, SECOND } from '../../domain/time/instant.js';
import { listed } from './listed.js';
import { clock, stepTitle, type View } from './steps.js';
import { nameOf } from '../visit-words.js';

/** "Next: Rosa Martin is asked, at 14:25:00, in 3 minutes": for the running clock, and without a script as plain words. */
export interface NextUp {
  readonly text: string;
  readonly at: string;
  readonly left: string;
  /** For the clock in the browser: when it is over, and what time it is here. */
  readonly until: string;
  readonly now: string;
}

const STEPS: Readonly<Record<string, string>> = {
  line_manager: 'the line manager is asked',
  contact_and_manager: 'contact and manager are asked',
  police: 'the managers are asked to ring the police',
  senior_leaders: 'the senior leaders are told',
};

export function nextUp(next: NextStep | null, view: View): NextUp | null {
  if (!next) return null;
  const left = next.at - view.at;
  return {
    text: whatOf(next, view),
    at: clock(next.at, view),
    left: left < SECOND ? 'now' : `in ${sayDuration(left)}`,
    until: iso(next.at),
    now: iso(view.at),
  };
}

function whatOf(next: NextStep, { directory }: View): string {
  const names = (people: readonly string[]): string =>
    listed(
      people.map((id) => nameOf(directory, id)),
      'and',
    );
  const are = (people: readonly string[]): string => (people.length === 1 ? 'is' : 'are');
  switch (next.what) {
    case 'ask':
      return `${names(next.people)} ${are(next.people)} asked`;
    case 'step':
      return STEPS[next.step] ?? `step "${stepTitle(next.step)}" starts`;
    case 'police_again': {
      const all = [...next.people, ...next.more];
      if (all.length === 0) return 'whoever can is asked to ring the police';
      const again = `${names(next.people)} ${are(next.people)} asked again to ring the police`;
      if (next.more.length === 0) return again;
      if (next.people.length === 0) return `${names(next.more)} ${are(next.more)} asked to ring the police`;
      return `${again}, and ${names(next.more)} as well`;
    }
    case 'news':
      return next.people.length === 0
        ? 'a manager is asked for news'
        : `${names(next.people)} ${are(next.people)} asked for news`;
  }
}
