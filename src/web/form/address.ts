import type { FieldError, Typed } from './typed.js';

/** How the filters of a list stand in an address: those of these fields that are not wrong; `change` puts others in their place, or takes them away. */
export const addressesWith =
  (fields: readonly string[]) =>
  (
    path: string,
    typed: Typed,
    { errors }: { readonly errors: readonly FieldError[] },
    change: Readonly<Record<string, string>> = {},
  ): string => {
    const wrong = new Set(errors.map(({ field }) => field));
    const query = new URLSearchParams();
    for (const field of fields) {
      const value = change[field] ?? (wrong.has(field) ? '' : (typed[field] ?? ''));
      if (value !== '') query.set(field, value);
    }
    return query.size > 0 ? `${path}?${query.toString()}` : path;
  };
