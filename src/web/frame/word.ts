import type { FastifyReply, FastifyRequest } from 'fastify';

/** A word about what was just done, shown once on the page that follows (post, redirect, get). */
export interface Word {
  readonly title: string;
  readonly text: string;
  readonly warnings?: readonly string[];
}

const COOKIE = 'word';
/** What a browser takes in one cookie, and some. */
const LONGEST = 3_000;

export function leaveWord(reply: FastifyReply, word: Word): void {
  let text = JSON.stringify(word);
  if (text.length > LONGEST)
    text = JSON.stringify({
      ...word,
      warnings: [...(word.warnings ?? []).slice(0, 3), 'There are more warnings than fit here.'],
    });
  reply.setCookie(COOKIE, Buffer.from(text).toString('base64url'), {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    maxAge: 60,
  });
}

export function takeWord(request: FastifyRequest, reply: FastifyReply): Word | null {
  const left = request.cookies[COOKIE];
  if (!left) return null;
  reply.clearCookie(COOKIE, { path: '/' });
  try {
    return wordOf(JSON.parse(Buffer.from(left, 'base64url').toString()));
  } catch {
    return null;
  }
}

/** The browser had it in its keeping: anything may have become of it. */
function wordOf(value: unknown): Word | null {
  const { title, text, warnings = [] } = value as Partial<Word>;
  if (typeof title !== 'string' || typeof text !== 'string' || !Array.isArray(warnings)) return null;
  return { title, text, warnings: warnings.map(String) };
}
