import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SETTINGS, type Settings } from '../../config/settings.js';
import { cookieRules } from './cookies.js';

/** A word about what was just done, shown once on the page that follows (post, redirect, get). */
export interface Word {
  readonly title: string;
  readonly text: string;
  readonly warnings?: readonly string[];
  /** What may have to be done next. */
  readonly link?: Link;
  /** It was not done. */
  readonly failed?: boolean;
}

export interface Link {
  readonly text: string;
  readonly href: string;
}

const COOKIE = 'word';
/** What a browser takes in one cookie, and some. */
const LONGEST = 3_000;

@Injectable()
export class Words {
  private readonly rules: ReturnType<typeof cookieRules>;

  constructor(@Inject(SETTINGS) settings: Pick<Settings, 'publicUrl'>) {
    this.rules = cookieRules(settings);
  }

  leave(reply: FastifyReply, word: Word): void {
    let text = JSON.stringify(word);
    if (text.length > LONGEST) {
      const warnings = [...(word.warnings ?? []).slice(0, 3), 'There are more warnings than fit here.'];
      text = JSON.stringify({ ...word, warnings });
    }
    reply.setCookie(COOKIE, Buffer.from(text).toString('base64url'), { ...this.rules, maxAge: 60 });
  }

  take(request: FastifyRequest, reply: FastifyReply): Word | null {
    const left = request.cookies[COOKIE];
    if (!left) return null;
    reply.clearCookie(COOKIE, this.rules);
    try {
      return wordOf(JSON.parse(Buffer.from(left, 'base64url').toString()));
    } catch {
      return null;
    }
  }
}

/** The browser had it in its keeping: anything may have become of it. */
function wordOf(value: unknown): Word | null {
  const { title, text, warnings = [], link, failed } = value as Partial<Word>;
  if (typeof title !== 'string' || typeof text !== 'string' || !Array.isArray(warnings)) return null;
  return {
    title,
    text,
    warnings: warnings.map(String),
    ...(isLink(link) && { link }),
    ...(failed === true && { failed }),
  };
}

/** To a page of ours and nowhere else. */
const isLink = (link: unknown): link is Link => {
  const { text, href } = (link ?? {}) as Partial<Link>;
  return typeof text === 'string' && typeof href === 'string' && /^\/(?![/\\])/.test(href);
};
