/** What was typed into a form, by field, as it came; kept so that nobody types it twice. */
export type Typed = Readonly<Record<string, string>>;

export interface FieldError {
  readonly field: string;
  readonly text: string;
}

export function typedOf(body: unknown): Typed {
  const fields = body !== null && typeof body === 'object' ? Object.entries(body) : [];
  return Object.fromEntries(fields.map(([name, value]) => [name, typeof value === 'string' ? readable(value) : '']));
}

/**
 * Without what nobody types and no eye sees: signs that control a terminal, some of which Postgres refuses, and those that turn
 * the direction of writing around, by which a reference or a number beside them would be read backwards on a call sheet.
 */
const readable = (text: string): string =>
  text.replaceAll(/(?![\t\r\n])\p{Cc}|[\u202a-\u202e\u2066-\u2069\ufeff]/gu, '').trim();

/** Reads the fields of a form one after the other, and gathers what is wrong with them in the order of the page. */
export class FormReading {
  readonly errors: FieldError[] = [];

  /** `shown`: what stands already; where it is sent as it was shown, its length is not judged. */
  constructor(
    readonly typed: Typed,
    private readonly shown: Typed = {},
  ) {}

  optional(field: string): string {
    return this.typed[field] ?? '';
  }

  /** `missing`: "Enter a reference". */
  required(field: string, missing: string, longest = 200): string {
    const value = this.optional(field);
    if (value === '') this.error(field, missing);
    else if (value.length > longest && !this.isAsShown(field)) this.error(field, `Use ${longest} characters or fewer`);
    return value;
  }

  isAsShown(field: string): boolean {
    return this.optional(field).replaceAll('\r\n', '\n') === this.shown[field];
  }

  oneOf<T extends string>(field: string, choices: readonly T[], missing: string): T | null {
    const value = choices.find((choice) => choice === this.optional(field));
    if (value === undefined) this.error(field, missing);
    return value ?? null;
  }

  error(field: string, text: string): void {
    this.errors.push({ field, text });
  }
}
