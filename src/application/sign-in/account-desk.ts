import { randomUUID } from 'node:crypto';
import type { Directory } from '../../domain/organisation/directory.js';
import type { Person } from '../../domain/organisation/organisation.js';
import { passwordFault } from '../../domain/sign-in/password.js';
import { needsSecondFactor, OFFER_LASTS, type Stage } from '../../domain/sign-in/session.js';
import type { Instant } from '../../domain/time/instant.js';
import type { Accounts, AccountStanding } from '../ports/accounts.js';
import type { Clock } from '../ports/clock.js';
import type { Codes, Passwords } from '../ports/proofs.js';
import type { Sign } from '../ports/signer.js';
import type { Session } from '../ports/sessions.js';
import { Refusal } from '../refusal.js';
import { signInEntry } from './entry.js';
import type { Gate, Held, Whence } from './gate.js';
import { inviteFrom } from './invite.js';
import type { SessionsDesk } from './sessions-desk.js';
import { signedIn } from './sign-in.js';
import { digestOf, isToken, newRecoveryCode, recoveryDigest } from '../tokens.js';

const RECOVERY_CODES = 10;

export interface OfferedSecret {
  readonly kind: 'offered';
  /** In base32. */
  readonly secret: string;
  readonly uri: string;
  /** Carried by the form: the password was given for this secret in this session. */
  readonly proof: string;
  /** It was not shown before: no code of it can have been typed. */
  readonly isNew: boolean;
}

/** Local accounts: who is invited, what they choose, and how an account ends. */
export class AccountDesk {
  constructor(
    private readonly accounts: Accounts,
    private readonly passwords: Passwords,
    private readonly codes: Codes,
    private readonly sessions: SessionsDesk,
    private readonly gate: Gate,
    private readonly clock: Clock,
    private readonly sign: Sign,
  ) {}

  async invite(person: Person, by: string): Promise<{ readonly token: string; readonly expiresAt: Instant }> {
    return inviteFrom(this.accounts, person, by, await this.clock.now());
  }

  /** For whom a link is; null: for nobody, or not any more. */
  async invited(token: string, directory: Directory): Promise<Person | null> {
    if (!isToken(token)) return null;
    const invitation = await this.accounts.invitation(digestOf(token));
    if (!invitation || invitation.expiresAt <= (await this.clock.now())) return null;
    return directory.person(invitation.person) ?? null;
  }

  /** Opens the account, and signs in on the browser where that was done. Null: the link has been used in the meantime. */
  async accept(
    token: string,
    person: Person,
    password: string,
    from: Omit<Whence, 'device'>,
  ): Promise<{ readonly token: string; readonly stage: Stage; readonly epoch: string | null } | null> {
    this.refuseWeak(password, person);
    const epoch = randomUUID();
    const passwordHash = await this.passwords.hash(password);
    const now = await this.clock.now();
    const opened = await this.accounts.accept(digestOf(token), { person: person.id, epoch, passwordHash }, now, [
      signInEntry(now, 'account_changed', person.id, `${person.id} chose a password: the account is open.`, {
        address: from.address,
      }),
    ]);
    if (!opened) return null;
    const stage = needsSecondFactor(person.roles) ? 'enrol' : 'open';
    const entries = stage === 'open' ? [signedIn(now, person.id, 'invitation', from)] : [];
    const who = { person: person.id, stage, agent: from.agent } as const;
    return { token: await this.sessions.startLocal(who, now, entries), stage, epoch: stage === 'open' ? epoch : null };
  }

  /** Whoever sits at an unlocked screen does not know the password. */
  async changePassword(
    session: Session,
    person: Person,
    typed: { readonly current: string; readonly next: string },
    whence: Whence,
  ): Promise<{ readonly kind: 'changed' } | { readonly kind: 'refused' } | Held> {
    this.refuseWeak(typed.next, person);
    const proved = await this.proves(person.id, typed.current, whence);
    if (proved.kind !== 'proved') return proved;
    const hash = await this.passwords.hash(typed.next);
    const now = await this.clock.now();
    const says = `${person.id} changed their password; their other sessions were ended.`;
    await this.accounts.setPassword(person.id, hash, session.id, [
      signInEntry(now, 'account_changed', person.id, says, { address: whence.address }),
    ]);
    return { kind: 'changed' };
  }

  /**
   * A secret for an app; in force once a code of it was typed. Who has just signed in sees it; in a session that is open
   * already only who has given their password for it, or whoever sits down at an unlocked screen could put their own phone
   * in the place of the other. Each session is offered one of its own, for a quarter of an hour: who has looked at one and left
   * has no share in what another confirms.
   */
  async offered(session: Session, proof: string | null): Promise<OfferedSecret | null> {
    const [account, now] = await Promise.all([this.accounts.of(session.person), this.clock.now()]);
    if (!account?.passwordHash) return null;
    const offered = await this.accounts.offeredTo(session.id);
    const secret = offered && offered.at > now - OFFER_LASTS ? offered.secret : null;
    if (session.stage !== 'enrol') {
      if (secret === null || proof !== this.sign('second factor', session.id, secret)) return null;
      return this.offer(session, secret);
    }
    // Somebody who has an app already shows a code of it, in whatever stage they were before.
    if (account.secret !== null) return null;
    return secret === null ? this.offerNew(session, now) : this.offer(session, secret);
  }

  async beginSecret(
    session: Session,
    password: string,
    whence: Whence,
  ): Promise<OfferedSecret | { readonly kind: 'refused' } | Held> {
    const proved = await this.proves(session.person, password, whence);
    if (proved.kind !== 'proved') return proved;
    return this.offerNew(session, await this.clock.now());
  }

  /** The first code of a new app: from now on it is asked for. Gives the recovery codes, which nobody sees again. */
  async confirmSecret(
    session: Session,
    { secret }: OfferedSecret,
    code: string,
    from: Omit<Whence, 'device'>,
  ): Promise<{ readonly recoveryCodes: readonly string[]; readonly token: string; readonly epoch: string } | null> {
    const now = await this.clock.now();
    const step = this.codes.stepOf(secret, code.replaceAll(/\s/g, ''), now);
    const account = await this.accounts.of(session.person);
    if (step === null || !account) return null;
    const recoveryCodes = Array.from({ length: RECOVERY_CODES }, newRecoveryCode);
    const hashes = recoveryCodes.map((one) => recoveryDigest(session.person, one));
    const says = `${session.person} set up a second factor; their other sessions were ended.`;
    const set = signInEntry(now, 'account_changed', session.person, says, { address: from.address });
    const confirmed = {
      person: session.person,
      session: session.id,
      secret,
      offeredAfter: now - OFFER_LASTS,
      mayReplace: session.stage === 'open',
      step,
      codeHashes: hashes,
    };
    if (!(await this.accounts.confirmSecret(confirmed, [set]))) return null;
    const entries =
      session.stage === 'open' ? [] : [signedIn(now, session.person, 'password and new second factor', from)];
    const token = await this.sessions.advance(session, { stage: 'open', secondFactor: true }, now, entries);
    return token === null ? null : { recoveryCodes, token, epoch: account.epoch };
  }

  async standingOf(person: string) {
    const [account, recoveryCodes] = await Promise.all([this.accounts.of(person), this.accounts.recoveryCodes(person)]);
    return { secondFactor: account?.secret != null, epoch: account?.epoch ?? null, recoveryCodes };
  }

  standings(): Promise<readonly AccountStanding[]> {
    return this.accounts.standings();
  }

  async close(person: string, by: string): Promise<void> {
    const now = await this.clock.now();
    const says = `The account of ${person} was closed, and their sessions were ended.`;
    await this.accounts.close(person, now, [signInEntry(now, 'account_changed', by, says)]);
  }

  private async proves(
    person: string,
    password: string,
    whence: Whence,
  ): Promise<{ readonly kind: 'proved' } | { readonly kind: 'refused' } | Held> {
    const passed = await this.gate.attempt(person, whence);
    if (passed.kind === 'held') return passed;
    const account = await this.accounts.of(person);
    if (!(await this.passwords.matches(account?.passwordHash ?? null, password))) {
      await this.gate.refused('A change of an account was refused: the password was wrong.', whence, person);
      return { kind: 'refused' };
    }
    await this.gate.wentWell(passed.counted);
    return { kind: 'proved' };
  }

  private async offerNew(session: Session, now: Instant): Promise<OfferedSecret> {
    const secret = this.codes.newSecret();
    await this.accounts.offerSecret(session.id, secret, now);
    return { ...this.offer(session, secret), isNew: true };
  }

  private offer(session: Session, secret: string): OfferedSecret {
    const uri = this.codes.uri(secret, session.person);
    return { kind: 'offered', secret, uri, proof: this.sign('second factor', session.id, secret), isNew: false };
  }

  async reopen(person: string, by: string): Promise<void> {
    const now = await this.clock.now();
    await this.accounts.reopen(person, [signInEntry(now, 'account_changed', by, `${person} may sign in again.`)]);
  }

  private refuseWeak(password: string, person: Person): void {
    const fault = passwordFault(password, person);
    if (fault) throw new Refusal('invalid', fault, [{ field: 'password', message: fault, mend: '' }]);
  }
}
