/** A WHERE clause made of the filters that were given; the others fall away. */
export class Conditions {
  readonly parameters: unknown[] = [];
  private readonly parts: string[] = [];

  /** `?` stands for the value; nothing is added where it is undefined. */
  and(condition: string, value: unknown): this {
    if (value === undefined) return this;
    this.parameters.push(value);
    this.parts.push(condition.replace('?', `$${this.parameters.length}`));
    return this;
  }

  always(condition: string): this {
    this.parts.push(condition);
    return this;
  }

  get sql(): string {
    return this.parts.length > 0 ? `WHERE ${this.parts.join(' AND ')}` : '';
  }
}
