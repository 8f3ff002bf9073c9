import { z } from 'zod';

/** What one piece of text turned out to be. */
export type Reading<T> = { readonly value: T } | { readonly fault: string; readonly mend: string };

/** A text that must be there, read by a rule which says what is wrong and how to mend it. */
export function text<T>(read: (written: string) => Reading<T>) {
  return z.string().transform((written, context): T => {
    const reading = /\p{Cs}/u.test(written) ? HALF_A_LETTER : read(tidy(written));
    if ('value' in reading) return reading.value;
    context.issues.push({ code: 'custom', input: written, message: reading.fault, params: { mend: reading.mend } });
    return z.NEVER;
  });
}

/** Half of a character that takes two in UTF-16: no database and no JSON of others keeps it. */
const HALF_A_LETTER = { fault: 'has a character that is cut in half', mend: 'Type it again by hand.' };

/** The key may be missing, null or blank; then it is null. */
export function optional<T extends z.ZodType>(schema: T) {
  return z.preprocess(
    blankAsMissing,
    schema.nullish().transform((value): z.output<T> | null => value ?? null),
  );
}

/** The key may be missing, null or blank; then the list is empty. */
export function optionalList<T extends z.ZodType>(item: T) {
  return z.preprocess(blankAsMissing, z.array(item).default([]));
}

/** A list with something in it, nothing twice. */
export function fullList<T extends z.ZodType>(item: T) {
  return z
    .array(item)
    .min(1)
    .transform((items) => [...new Set(items)]);
}

/** One line of text of at most so many characters. */
export function line(longest: number) {
  return text((written): Reading<string> => lineOf(written, longest));
}

/** The same, where none is the same as an empty one. */
export function optionalLine(longest: number) {
  return z.preprocess(blankAsMissing, line(longest).default(''));
}

/** The key may be missing, null or blank; then it is nothing at all. */
export function perhaps<T extends z.ZodType>(schema: T) {
  return z.preprocess(blankAsMissing, schema.optional()).optional();
}

/** One line of text, where none is nothing at all. */
export const perhapsLine = (longest: number) => perhaps(line(longest));

/** A word from a list, also in the other ways that people write it. */
export function word<const W extends readonly [string, ...string[]]>(
  words: W,
  synonyms: ReadonlyMap<string, W[number]>,
) {
  return z.preprocess((written) => {
    if (typeof written !== 'string') return written;
    const plain = tidy(written)
      .toLowerCase()
      .replace(/[\s_-]+/g, '_');
    return synonyms.get(plain) ?? plain;
  }, z.enum(words));
}

/** Composed letters and single spaces, so that what looks the same is the same. */
export const tidy = (written: string): string => written.normalize('NFC').replace(/\s+/g, ' ').trim();

function lineOf(written: string, longest: number): Reading<string> {
  if (written === '') return { fault: 'is missing', mend: 'Write something here.' };
  // Those that turn the direction of writing around too: a number beside them would be read backwards.
  if (/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u.test(written))
    return { fault: 'has a control character', mend: 'Type it again by hand.' };
  if (written.length > longest) {
    return { fault: `is ${written.length} characters long`, mend: `Use at most ${longest} characters.` };
  }
  return { value: written };
}

const blankAsMissing = (value: unknown): unknown =>
  value === null || (typeof value === 'string' && tidy(value) === '') ? undefined : value;
