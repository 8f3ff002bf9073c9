import type { Scope } from '../../domain/permission/access.js';
import type { Instant } from '../../domain/time/instant.js';

/** A WHERE clause made of the filters that were given; the others fall away. */
export class Conditions {
  readonly parameters: unknown[] = [];
  private readonly parts: string[] = [];

  /** `?` stands for the value, as often as it stands there; nothing is added where it is undefined. */
  and(condition: string, value: unknown): this {
    if (value === undefined) return this;
    this.parameters.push(value);
    this.parts.push(condition.replaceAll('?', `$$${this.parameters.length}`));
    return this;
  }

  /** The same with a moment. */
  at(condition: string, moment: Instant | undefined): this {
    return this.and(condition, moment === undefined ? undefined : new Date(moment));
  }

  /** Visits that lie within what somebody may see: `also` is a further way in which one of their people is concerned. */
  within(scope: Scope | undefined, also?: string): this {
    if (!scope || scope.units === null) return this;
    const ways: string[] = [];
    const way = (condition: string, value: readonly string[]): void => {
      this.parameters.push(value);
      ways.push(condition.replace('?', `$${this.parameters.length}`));
    };
    way('visit.unit = ANY(?)', scope.units);
    if (scope.people.length > 0) {
      way(
        'EXISTS (SELECT 1 FROM attendee WHERE attendee.visit_id = visit.id AND attendee.person = ANY(?))',
        scope.people,
      );
      if (also) way(also, scope.people);
    }
    return this.always(`(${ways.join(' OR ')})`);
  }

  /** Texts with people of these units, or with these people. */
  withPeopleOf(scope: Scope | undefined): this {
    if (!scope || scope.units === null) return this;
    this.parameters.push(scope.units, scope.people);
    const [units, people] = [this.parameters.length - 1, this.parameters.length];
    return this.always(`person IN (SELECT id FROM person WHERE unit = ANY($${units}) OR id = ANY($${people}))`);
  }

  always(condition: string): this {
    this.parts.push(condition);
    return this;
  }

  get sql(): string {
    return this.parts.length > 0 ? `WHERE ${this.parts.join(' AND ')}` : '';
  }
}
