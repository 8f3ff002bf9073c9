import { randomUUID } from 'node:crypto';
import { decide } from '../../../src/domain/decide.js';
import type { NewEntry, NewMessage } from '../../../src/domain/decision.js';
import { reminderKey } from '../../../src/domain/deadlines.js';
import type { Input } from '../../../src/domain/input.js';
import type { Directory } from '../../../src/domain/organisation/directory.js';
import type { Policy } from '../../../src/domain/policy/policy.js';
import { HOUR, MINUTE, type Instant } from '../../../src/domain/time/instant.js';
import { newVisit } from '../../../src/domain/visit/new-visit.js';
import type { Visit } from '../../../src/domain/visit/visit.js';
import { practitionerId } from './office.js';

/** A visit as it stands after what has happened on it, with all that was written and sent on the way. */
export interface Story {
  readonly visit: Visit;
  readonly entries: readonly NewEntry[];
  readonly messages: readonly (NewMessage & { readonly at: Instant })[];
}

/** Makes visits by the rules themselves, so that what is measured is what the service would have come to. */
export class Storyteller {
  private told = 0;

  constructor(
    private readonly policy: Policy,
    private readonly directory: Directory,
    private readonly practitioners: number,
    private readonly zone: string,
  ) {}

  /** As if it had told so many already. */
  skip(told: number): void {
    this.told = Math.max(this.told, told);
  }

  /**
   * The diary of a working day: each practitioner has one visit under way and four that are still to come, none of which
   * has anything due in the next two hours and a half.
   */
  open(now: Instant): Story {
    const turn = this.told;
    const spread = (turn * 7_919) % 10_000;
    if (turn % 5 === 0) {
      const arrival = now - 30 * MINUTE + spread * 120;
      const story = this.plan(arrival, arrival + 3.5 * HOUR + spread * 100, now - 6 * HOUR);
      return this.arrive(story, arrival);
    }
    const start = now + 3 * HOUR + spread * 1_000;
    return this.plan(start, start + 45 * MINUTE, now - 6 * HOUR);
  }

  /** Under way, reminded twice, and overdue at that very moment: the practitioner has said nothing. */
  overdueAt(moment: Instant): Story {
    const end = moment - this.policy.visit.overdue.after;
    const start = end - 45 * MINUTE;
    let story = this.arrive(this.plan(start, end, start - 2 * HOUR), start);
    for (const { before } of this.policy.visit.reminders) {
      const dueAt = end - before;
      story = this.then(story, { kind: 'deadline', key: reminderKey(before), dueAt }, dueAt);
    }
    return story;
  }

  private plan(start: Instant, end: Instant, at: Instant): Story {
    const index = this.told++;
    const person = practitionerId(Math.floor(index / 5) % this.practitioners);
    const visit = newVisit(
      {
        id: randomUUID(),
        reference: referenceOf(index),
        unit: this.directory.person(person)?.unit ?? '',
        kind: 'alone',
        attendees: [person],
        plannedStart: start,
        plannedEnd: end,
      },
      this.policy,
      at,
    );
    return this.then({ visit, entries: [], messages: [] }, { kind: 'planned', by: person }, at);
  }

  private arrive(story: Story, at: Instant): Story {
    return this.then(story, { kind: 'arrived', person: story.visit.attendees[0]?.person ?? '', stay: null }, at);
  }

  private then(before: Story, input: Input, at: Instant): Story {
    const { visit, entries, messages } = decide(before.visit, input, {
      at,
      policy: this.policy,
      directory: this.directory,
      zone: this.zone,
      optedOut: new Set(),
      gap: null,
      fresh: { incidentId: randomUUID(), reference: '' },
      callSheet: () => ({ token: '', url: '' }),
      answerPage: () => ({ token: '', url: '' }),
    });
    return {
      visit,
      entries: [...before.entries, ...entries],
      messages: [...before.messages, ...messages.map((message) => ({ ...message, at }))],
    };
  }
}

const LETTERS = 'BCDFGHJKLMNPQRTVWXYZ';
const DIGITS = '23456789';

/** In the form that the service gives, one longer so that there are enough: "BK3D7". */
function referenceOf(index: number): string {
  let left = index;
  const take = (from: string): string => {
    const letter = from.charAt(left % from.length);
    left = Math.floor(left / from.length);
    return letter;
  };
  const last = take(DIGITS);
  const middle = [0, 1, 2].map(() => take(LETTERS + DIGITS)).join('');
  return take(LETTERS) + middle + last;
}
