import type { Visit } from '../evidence.js';
import { holders, type Role, type Team } from '../office.js';
import type { AskStep } from '../rules.js';
import type { Schedule } from '../schedule.js';

/** People who are asked together; the reserves only when somebody before them could not be reached. */
export interface Round {
  readonly people: readonly string[];
  readonly reserve: boolean;
}

/** Who can be asked at all, and in which order, by the rota, the lines of management, absence and missing numbers. */
export class Roles {
  constructor(
    private readonly schedule: Schedule,
    private readonly visit: Visit,
    private readonly subjects: readonly string[],
  ) {}

  holders(role: Role): string[] {
    return holders(role, this.visit.unit as Team, this.subjects);
  }

  available(role: Role): string[] {
    return this.holders(role).filter((person) => !this.isOutOfReach(person));
  }

  isOutOfReach(person: string): boolean {
    const { absent, withoutPhone } = this.schedule;
    return (
      absent.includes(person) ||
      withoutPhone.includes(person) ||
      this.visit.attendees.some((attendee) => attendee.person === person)
    );
  }

  roundsOf(step: AskStep): Round[] {
    const chosen = new Set<string>();
    const first: string[] = [];
    const reserves: Round[] = [];
    for (const role of step.asks) {
      const people = this.available(role).filter((person) => !chosen.has(person));
      // Each person on the visit has a line manager; of the contacts on duty the first is asked.
      const together = role === 'line_manager' ? people : people.slice(0, 1);
      first.push(...together);
      for (const person of people) chosen.add(person);
      for (const person of people.slice(together.length)) reserves.push({ people: [person], reserve: true });
    }
    const begin = first.length > 0 ? [{ people: first, reserve: false }, ...reserves] : [];
    return [...begin, ...this.substitutes(step.substitutes, chosen)];
  }

  /** One round for each role; of other managers one is enough. */
  substitutes(roles: readonly Role[], taken: Iterable<string>): Round[] {
    const chosen = new Set(taken);
    return roles.flatMap((role) => {
      const free = this.available(role).filter((person) => !chosen.has(person));
      const people = role === 'other_manager' ? free.slice(0, 1) : free;
      for (const person of people) chosen.add(person);
      return people.length > 0 ? [{ people, reserve: false }] : [];
    });
  }
}
