import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { PostgresAccounts } from './adapters/postgres/accounts.js';
import { Sealer } from './adapters/postgres/sealed.js';
import { PostgresSessions } from './adapters/postgres/sessions.js';
import { PostgresSignInAttempts } from './adapters/postgres/sign-in-attempts.js';
import { Argon2Passwords } from './adapters/sign-in/argon2-passwords.js';
import { OpenIdProvider } from './adapters/sign-in/openid-provider.js';
import { TotpCodes } from './adapters/sign-in/totp-codes.js';
import { ACCOUNTS, type Accounts } from './application/ports/accounts.js';
import { CLOCK, type Clock } from './application/ports/clock.js';
import { OPEN_ID, type OpenId } from './application/ports/openid.js';
import { CODES, PASSWORDS, type Codes, type Passwords } from './application/ports/proofs.js';
import { SESSIONS, type Sessions } from './application/ports/sessions.js';
import { SIGN, type Sign } from './application/ports/signer.js';
import { SIGN_IN_ATTEMPTS, type SignInAttempts } from './application/ports/sign-in-attempts.js';
import { AccountDesk } from './application/sign-in/account-desk.js';
import { Gate } from './application/sign-in/gate.js';
import { OpenIdSignIn } from './application/sign-in/openid-sign-in.js';
import { SessionsDesk } from './application/sign-in/sessions-desk.js';
import { SignIn } from './application/sign-in/sign-in.js';
import type { Log } from './application/watchman.js';
import type { Settings } from './config/settings.js';
import { LOG } from './core.module.js';

/** Who somebody is. Only processes with pages load it: a worker has neither password hashes nor a provider to think of. */
@Module({})
export class SignInModule {
  static register({ openId, publicUrl }: Settings): DynamicModule {
    const providers: Provider[] = [
      {
        provide: SIGN,
        useFactory:
          (sealer: Sealer): Sign =>
          (...parts) =>
            sealer.token('sign-in', ...parts),
        inject: [Sealer],
      },
      { provide: PASSWORDS, useFactory: () => new Argon2Passwords() },
      { provide: CODES, useFactory: () => new TotpCodes() },
      {
        provide: ACCOUNTS,
        useFactory: (db: DataSource, sealer: Sealer) => new PostgresAccounts(db, sealer),
        inject: [DataSource, Sealer],
      },
      {
        provide: SESSIONS,
        useFactory: (db: DataSource, sealer: Sealer) => new PostgresSessions(db, sealer),
        inject: [DataSource, Sealer],
      },
      {
        provide: SIGN_IN_ATTEMPTS,
        useFactory: (db: DataSource) => new PostgresSignInAttempts(db),
        inject: [DataSource],
      },
      {
        provide: SessionsDesk,
        useFactory: (sessions: Sessions, accounts: Accounts) => new SessionsDesk(sessions, accounts),
        inject: [SESSIONS, ACCOUNTS],
      },
      {
        provide: Gate,
        useFactory: (attempts: SignInAttempts, clock: Clock) => new Gate(attempts, clock),
        inject: [SIGN_IN_ATTEMPTS, CLOCK],
      },
      {
        provide: SignIn,
        useFactory: (a: Accounts, p: Passwords, c: Codes, desk: SessionsDesk, gate: Gate, clock: Clock) =>
          new SignIn(a, p, c, desk, gate, clock),
        inject: [ACCOUNTS, PASSWORDS, CODES, SessionsDesk, Gate, CLOCK],
      },
      {
        provide: AccountDesk,
        useFactory: (a: Accounts, p: Passwords, c: Codes, desk: SessionsDesk, gate: Gate, clock: Clock, sign: Sign) =>
          new AccountDesk(a, p, c, desk, gate, clock, sign),
        inject: [ACCOUNTS, PASSWORDS, CODES, SessionsDesk, Gate, CLOCK, SIGN],
      },
      {
        provide: OPEN_ID,
        useFactory: (sealer: Sealer, clock: Clock, log: Log) =>
          openId && new OpenIdProvider(openId, publicUrl, sealer, clock, log),
        inject: [Sealer, CLOCK, LOG],
      },
      {
        provide: OpenIdSignIn,
        useFactory: (provider: OpenId | null, accounts: Accounts, desk: SessionsDesk, gate: Gate, clock: Clock) =>
          provider && openId && new OpenIdSignIn(provider, openId, accounts, desk, gate, clock),
        inject: [OPEN_ID, ACCOUNTS, SessionsDesk, Gate, CLOCK],
      },
    ];
    const exported = [SIGN, ACCOUNTS, SessionsDesk, SignIn, AccountDesk, OpenIdSignIn];
    return { module: SignInModule, global: true, providers, exports: exported };
  }
}
