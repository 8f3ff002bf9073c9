import { describe, expect, it } from '@jest/globals';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Words, type Word } from './word.js';

const words = new Words({ publicUrl: 'http://localhost:3000' });

/** A browser that keeps cookies. */
function browser() {
  const cookies: Record<string, string> = {};
  const reply = {
    setCookie: (name: string, value: string) => void (cookies[name] = value),
    clearCookie: (name: string) => void delete cookies[name],
  } as unknown as FastifyReply;
  return { cookies, reply, request: { cookies } as unknown as FastifyRequest };
}

describe('A word about what was just done', () => {
  it('is shown once', () => {
    const { request, reply } = browser();
    const word: Word = {
      title: 'Visit V7K2 is planned',
      text: 'Priya, 14:05 to 14:50.',
      warnings: ['Ŵyn is absent then.'],
    };
    words.leave(reply, word);
    expect(words.take(request, reply)).toEqual(word);
    expect(words.take(request, reply)).toBeNull();
  });

  it('stays within what a browser keeps in a cookie', () => {
    const { cookies, request, reply } = browser();
    words.leave(reply, {
      title: 't',
      text: 'x',
      warnings: Array.from({ length: 100 }, (_, n) => `Warning ${n} of a long list of warnings.`),
    });
    expect(cookies['word']!.length).toBeLessThan(4_000);
    expect(words.take(request, reply)?.warnings).toHaveLength(4);
  });

  it.each([
    '',
    'nonsense',
    Buffer.from('[]').toString('base64url'),
    Buffer.from('{"title":1,"text":"x"}').toString('base64url'),
    Buffer.from('null').toString('base64url'),
  ])('is nothing where the browser has something else in its keeping: %p', (left) => {
    const { cookies, request, reply } = browser();
    cookies['word'] = left;
    expect(words.take(request, reply)).toBeNull();
  });
});
