import { randomUUID } from 'node:crypto';
import type { NewEntry } from '../../domain/decision.js';
import { endsAt, judgeToken, stageNow, type Stage } from '../../domain/sign-in/session.js';
import { MINUTE, type Instant } from '../../domain/time/instant.js';
import type { Directory } from '../../domain/organisation/directory.js';
import type { Person } from '../../domain/organisation/organisation.js';
import type { Accounts } from '../ports/accounts.js';
import type { Session, Sessions } from '../ports/sessions.js';
import { signInEntry } from './entry.js';
import { digestOf, isToken, newToken } from '../tokens.js';

export interface Looked {
  readonly session: Session;
  /** What the browser is to carry from now on; null: what it has. */
  readonly newToken: string | null;
}

/** Sessions from the moment somebody signs in until they are ended, by themself, by an administrator or by time. */
export class SessionsDesk {
  constructor(
    private readonly sessions: Sessions,
    private readonly accounts: Pick<Accounts, 'of'>,
  ) {}

  /** Whose token this is, as things stand: null where the session has ended, or the person is not of the organisation any more. */
  async look(token: string, directory: Directory, now: Instant): Promise<Looked | null> {
    if (!isToken(token)) return null;
    const hash = digestOf(token);
    const found = await this.sessions.find(hash);
    if (!found) return null;
    const person = directory.person(found.person);
    if (!person || endsAt(found) <= now) {
      await this.sessions.end({ id: found.id }, []);
      return null;
    }
    const judged = judgeToken(found, now);
    if (judged === 'replayed') {
      const says = `A token of ${found.person} that was replaced long ago was shown again: the session was ended.`;
      await this.sessions.end({ id: found.id }, [signInEntry(now, 'sign_in_refused', 'allswell', says)]);
      return null;
    }
    const session: Session = { ...found, stage: await this.stageOf(found, person) };
    if (judged === 'rotate') {
      const fresh = newToken();
      const rotated = await this.sessions.rotate(found, hash, digestOf(fresh), now);
      return { session, newToken: rotated ? fresh : null };
    }
    if (found.which === 'current' && (!found.currentWasShown || now - found.seenAt >= MINUTE))
      await this.sessions.seen(found.id, now);
    return { session, newToken: null };
  }

  /**
   * Whether a page that was opened in this session may go on being shown. It shows no token again, which may have been replaced
   * since by other pages of the same browser: it goes by the session itself, and counts as being used.
   */
  async goesOn({ id }: Session, directory: Directory, now: Instant): Promise<boolean> {
    const found = await this.sessions.byId(id);
    const person = found && directory.person(found.person);
    if (!person || endsAt(found) <= now || (await this.stageOf(found, person)) !== 'open') return false;
    if (now - found.seenAt >= MINUTE) await this.sessions.used(id, now);
    return true;
  }

  /** The account is asked of only where it matters whether it has a second factor: not on every page. */
  private async stageOf(session: Session, { roles }: Person): Promise<Stage> {
    const withoutFactor = stageNow(session, roles, false);
    if (withoutFactor !== 'enrol') return withoutFactor;
    return stageNow(session, roles, (await this.accounts.of(session.person))?.secret != null);
  }

  /** A new session, and the token that its browser carries. Whatever session the browser had before has ended. */
  async start(
    who: Pick<Session, 'person' | 'way' | 'stage' | 'secondFactor' | 'agent' | 'idToken' | 'roles'>,
    now: Instant,
    entries: readonly NewEntry[],
  ): Promise<string> {
    const token = newToken();
    const session = { ...who, id: randomUUID(), startedAt: now, seenAt: now, rotatedAt: now };
    await this.sessions.start(session, digestOf(token), entries);
    return token;
  }

  /** By a password or an invitation of ours: the second factor, if any, is still to come. */
  startLocal(
    who: Pick<Session, 'person' | 'stage' | 'agent'>,
    now: Instant,
    entries: readonly NewEntry[],
  ): Promise<string> {
    return this.start({ ...who, way: 'local', secondFactor: false, idToken: null, roles: null }, now, entries);
  }

  /** Null: it was ended in the meantime. */
  async advance(
    { id }: Session,
    to: Pick<Session, 'stage' | 'secondFactor'>,
    now: Instant,
    entries: readonly NewEntry[],
  ): Promise<string | null> {
    const token = newToken();
    return (await this.sessions.advance(id, digestOf(token), to, now, entries)) ? token : null;
  }

  async signOut(session: Session, now: Instant): Promise<void> {
    const entries =
      session.stage === 'open' ? [signInEntry(now, 'signed_out', session.person, `${session.person} signed out.`)] : [];
    await this.sessions.end({ id: session.id }, entries);
  }

  /** Whatever was still open in this browser, by its token. */
  async drop(token: string): Promise<void> {
    if (!isToken(token)) return;
    const found = await this.sessions.find(digestOf(token));
    if (found) await this.sessions.end({ id: found.id }, []);
  }

  of(person: string): Promise<readonly Session[]> {
    return this.sessions.of(person);
  }

  /** One of their own, on another device. */
  async endOwn(person: string, id: string, now: Instant): Promise<boolean> {
    const own = (await this.sessions.of(person)).some((session) => session.id === id);
    if (!own) return false;
    const entry = signInEntry(now, 'signed_out', person, `${person} ended one of their sessions from another.`);
    return (await this.sessions.end({ id }, [entry])) > 0;
  }

  /** All of a person, or all but the one from which it is done. Says how many. */
  endAll(person: string, by: string, now: Instant, except?: string): Promise<number> {
    const text = except ? `${person} ended all their other sessions.` : `All sessions of ${person} were ended.`;
    return this.sessions.end({ person, ...(except && { except }) }, [signInEntry(now, 'signed_out', by, text)]);
  }
}
