import type { Directory } from '../../domain/organisation/directory.js';
import type { Person } from '../../domain/organisation/organisation.js';
import { needsSecondFactor, type Stage } from '../../domain/sign-in/session.js';
import type { Accounts } from '../ports/accounts.js';
import type { Clock } from '../ports/clock.js';
import type { Codes, Passwords } from '../ports/proofs.js';
import type { Session } from '../ports/sessions.js';
import { signInEntry } from './entry.js';
import type { Gate, Held, Whence } from './gate.js';
import type { SessionsDesk } from './sessions-desk.js';
import { recoveryDigest } from '../tokens.js';

export interface SignedIn {
  readonly kind: 'in';
  readonly token: string;
  readonly stage: Stage;
  /** Whose device it is from now on; null: not until the code was right. */
  readonly epoch: string | null;
  /** Where a recovery code was used: how many are left. */
  readonly codesLeft?: number;
}

export type Outcome = SignedIn | Held | { readonly kind: 'refused' };

/** What a device that has signed in before shows for an account; the door keeps it in a cookie. */
export type KnownDevice = (epoch: string) => string | null;

/** Signing in with a name, a password and a second factor. */
export class SignIn {
  constructor(
    private readonly accounts: Accounts,
    private readonly passwords: Passwords,
    private readonly codes: Codes,
    private readonly sessions: SessionsDesk,
    private readonly gate: Gate,
    private readonly clock: Clock,
  ) {}

  /** The same answer, after as long a time, whether the name, the account or the password is wrong. */
  async withPassword(
    typed: { readonly name: string; readonly password: string },
    from: Omit<Whence, 'device'>,
    knownDevice: KnownDevice,
    directory: Directory,
  ): Promise<Outcome> {
    const person = personNamed(typed.name, directory);
    const account = await this.accounts.of(person?.id ?? typed.name);
    const whence: Whence = { ...from, device: account && knownDevice(account.epoch) };
    const passed = await this.gate.attempt(person?.id ?? typed.name, whence);
    if (passed.kind === 'held') return passed;
    const right = await this.passwords.matches(account?.passwordHash ?? null, typed.password);
    if (!right || !person || !account) {
      const why = account?.passwordHash
        ? 'A sign-in was refused: the password was wrong.'
        : 'A sign-in was refused: there is no open account of that name.';
      await this.gate.refused(why, whence, person?.id ?? null);
      return { kind: 'refused' };
    }
    const stage: Stage = account.secret ? 'code' : needsSecondFactor(person.roles) ? 'enrol' : 'open';
    // With a code still to come nothing is forgotten: codes are guessed on the same account.
    if (stage !== 'code') await this.gate.wentWell(passed.counted);
    const now = await this.clock.now();
    const entries = stage === 'open' ? [signedIn(now, person.id, 'password', whence)] : [];
    const token = await this.sessions.startLocal({ person: person.id, stage, agent: from.agent }, now, entries);
    return { kind: 'in', token, stage, epoch: stage === 'open' ? account.epoch : null };
  }

  /** The code of the app, or one of the recovery codes: each once. */
  async withCode(
    session: Session,
    typed: string,
    from: Omit<Whence, 'device'>,
    knownDevice: KnownDevice,
  ): Promise<Outcome> {
    const account = await this.accounts.of(session.person);
    if (!account?.passwordHash || !account.secret) return { kind: 'refused' };
    const whence: Whence = { ...from, device: knownDevice(account.epoch) };
    const passed = await this.gate.attempt(session.person, whence);
    if (passed.kind === 'held') return passed;
    const now = await this.clock.now();
    const code = typed.replaceAll(/\s/g, '');
    const step = this.codes.stepOf(account.secret, code, now);
    const byApp = step !== null && (await this.accounts.useStep(session.person, step));
    const left = byApp ? null : await this.recovered(session.person, code);
    if (!byApp && left === null) {
      const why = step === null ? 'the code was wrong' : 'the code had been used before';
      await this.gate.refused(`A sign-in was refused: ${why}.`, whence, session.person);
      return { kind: 'refused' };
    }
    await this.gate.wentWell(passed.counted);
    const token = await this.sessions.advance(session, { stage: 'open', secondFactor: true }, now, [
      signedIn(now, session.person, byApp ? 'password and code' : 'password and recovery code', whence),
    ]);
    if (token === null) return { kind: 'refused' };
    return { kind: 'in', token, stage: 'open', epoch: account.epoch, ...(left !== null && { codesLeft: left }) };
  }

  private async recovered(person: string, code: string): Promise<number | null> {
    if (/^\d{6}$/.test(code)) return null;
    return this.accounts.useRecoveryCode(person, recoveryDigest(person, code));
  }
}

export const signedIn = (at: number, person: string, by: string, { address, agent }: Omit<Whence, 'device'>) =>
  signInEntry(at, 'signed_in', person, `${person} signed in.`, { with: by, address, agent });

/** As the organisation writes it, or the only one that differs from it in capitals. */
export function personNamed(name: string, directory: Directory): Person | null {
  const exact = directory.person(name);
  if (exact) return exact;
  const wanted = name.normalize('NFKC').toLowerCase();
  const alike = directory.organisation.people.filter(({ id }) => id.toLowerCase() === wanted);
  return alike.length === 1 ? alike[0]! : null;
}
