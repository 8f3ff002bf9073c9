import { createHash, randomBytes } from 'node:crypto';

/** 256 bits that nobody guesses: what a browser or a link carries. */
export const newToken = (): string => randomBytes(32).toString('base64url');

export const isToken = (text: string): boolean => /^[\w-]{43}$/.test(text);

/** What is kept of a token, a code or a name: enough to know it again, and no use to whoever reads it. */
export const digestOf = (...parts: readonly string[]): string =>
  createHash('sha256').update(parts.join('\n')).digest('hex');

const LETTERS = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';

/** "7KQM-2XWD-PHRC-94TE": 79 bits, without letters that are taken for others. */
export function newRecoveryCode(): string {
  const letters = Array.from({ length: 16 }, letter).join('');
  return letters.match(/.{4}/g)!.join('-');
}

function letter(): string {
  for (;;) {
    const [byte = 255] = randomBytes(1);
    // Only a multiple of the letters, so that each comes up as often as any other.
    if (byte < 248) return LETTERS[byte % LETTERS.length]!;
  }
}

export const recoveryDigest = (person: string, code: string): string =>
  digestOf('recovery', person, code.toUpperCase().replaceAll(/[^A-Z0-9]/g, ''));
