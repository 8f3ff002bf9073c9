import type { FieldError } from './typed.js';

/** For the fields of a page: each field's first error. */
export const byField = (errors: readonly FieldError[]): Record<string, { text: string }> =>
  Object.fromEntries([...errors].reverse().map(({ field, text }) => [field, { text }]));

/** For the head of the page: every error, with the way to its field. */
export const errorList = (errors: readonly FieldError[], prefix = ''): { text: string; href: string }[] =>
  errors.map(({ field, text }) => ({ text, href: `#${prefix}${field}` }));
