import { IsNull, type DataSource, type EntityManager } from 'typeorm';
import type {
  Account,
  Accounts,
  AccountStanding,
  Confirmed,
  Invitation,
  OfferedTo,
} from '../../application/ports/accounts.js';
import type { NewEntry } from '../../domain/decision.js';
import type { Instant } from '../../domain/time/instant.js';
import { AccountRow, InvitationRow, SessionRow } from './entities/sign-in.entities.js';
import { appendOfficeEntries } from './record.js';
import type { Sealer } from './sealed.js';

export class PostgresAccounts implements Accounts {
  constructor(
    private readonly dataSource: DataSource,
    private readonly sealer: Sealer,
  ) {}

  async any(): Promise<boolean> {
    return this.dataSource.manager.exists(AccountRow);
  }

  async of(person: string): Promise<Account | null> {
    const row = await this.dataSource.manager.findOneBy(AccountRow, { person });
    if (!row) return null;
    return {
      person: row.person,
      epoch: row.epoch,
      passwordHash: row.passwordHash,
      secret: this.opened(row.totpSecret),
    };
  }

  async standings(): Promise<AccountStanding[]> {
    const rows = await this.dataSource.query<
      {
        person: string;
        state: AccountStanding['state'];
        factor: boolean;
        invited: Date | null;
        sessions: number;
        seen: Date | null;
      }[]
    >(
      `SELECT person,
              CASE WHEN account.person IS NULL THEN 'none' WHEN closed_at IS NULL THEN 'open' ELSE 'closed' END AS state,
              totp_secret IS NOT NULL AS factor, invitation.expires_at AS invited, coalesce(sessions, 0) AS sessions, seen
         FROM account
         FULL JOIN invitation USING (person)
         FULL JOIN (SELECT person, count(*)::integer AS sessions, max(seen_at) AS seen FROM session WHERE stage = 'open' GROUP BY person) AS open
              USING (person)`,
    );
    return rows.map((row) => ({
      person: row.person,
      state: row.state,
      secondFactor: row.factor,
      invitedUntil: row.invited?.getTime() ?? null,
      sessions: row.sessions,
      lastSeen: row.seen?.getTime() ?? null,
    }));
  }

  async invite(invitation: Invitation, tokenHash: string, entries: readonly NewEntry[]): Promise<void> {
    await this.change(entries, async (manager) => {
      await manager.delete(InvitationRow, { person: invitation.person });
      await manager.insert(InvitationRow, {
        tokenHash,
        person: invitation.person,
        madeAt: new Date(invitation.madeAt),
        madeBy: invitation.madeBy,
        expiresAt: new Date(invitation.expiresAt),
      });
      return true;
    });
  }

  async invitation(tokenHash: string): Promise<Invitation | null> {
    const row = await this.dataSource.manager.findOneBy(InvitationRow, { tokenHash });
    if (!row) return null;
    const { person, madeBy } = row;
    return { person, madeBy, madeAt: row.madeAt.getTime(), expiresAt: row.expiresAt.getTime() };
  }

  accept(
    tokenHash: string,
    { person, epoch, passwordHash }: Pick<Account, 'person' | 'epoch'> & { readonly passwordHash: string },
    at: Instant,
    entries: readonly NewEntry[],
  ): Promise<boolean> {
    return this.change(entries, async (manager) => {
      const { affected } = await manager.delete(InvitationRow, { tokenHash, person });
      if (affected !== 1) return false;
      await manager.query(
        `INSERT INTO account (person, epoch, password_hash, opened_at) VALUES ($1, $2, $3, $4)
          ON CONFLICT (person) DO UPDATE SET epoch = $2, password_hash = $3, opened_at = $4, closed_at = NULL,
             totp_secret = NULL, totp_pending = NULL, totp_step = NULL`,
        [person, epoch, passwordHash, new Date(at)],
      );
      await manager.query(`DELETE FROM recovery_code WHERE person = $1`, [person]);
      await manager.query(`DELETE FROM session WHERE person = $1`, [person]);
      return true;
    });
  }

  async setPassword(person: string, passwordHash: string, keep: string, entries: readonly NewEntry[]): Promise<void> {
    await this.change(entries, async (manager) => {
      const { affected } = await manager
        .createQueryBuilder()
        .update(AccountRow)
        .set({ passwordHash })
        .where('person = :person AND closed_at IS NULL', { person })
        .execute();
      await manager.query(`DELETE FROM session WHERE person = $1 AND id <> $2`, [person, keep]);
      return affected === 1;
    });
  }

  async offerSecret(session: string, secret: string, at: Instant): Promise<void> {
    const offered = { totpOffered: this.sealer.seal(secret), totpOfferedAt: new Date(at) };
    await this.dataSource.manager.update(SessionRow, { id: session }, offered);
  }

  async offeredTo(session: string): Promise<OfferedTo | null> {
    const row = await this.dataSource.manager.findOneBy(SessionRow, { id: session });
    return row && this.offerOf(row);
  }

  confirmSecret(
    { person, session, secret, offeredAfter, mayReplace, step, codeHashes }: Confirmed,
    entries: readonly NewEntry[],
  ): Promise<boolean> {
    return this.change(entries, async (manager) => {
      // The account first: of two sessions that confirm at the same moment the later one finds that there is one.
      const account = await manager.findOne(AccountRow, { where: { person }, lock: { mode: 'pessimistic_write' } });
      if (!account || (account.totpSecret !== null && !mayReplace)) return false;
      const row = await manager.findOneBy(SessionRow, { id: session, person });
      const offered = row && this.offerOf(row);
      // Two windows with a picture each: only the newer one's code is for the secret that is kept.
      if (!offered || offered.secret !== secret || offered.at <= offeredAfter) return false;
      await manager.update(AccountRow, { person }, { totpSecret: row.totpOffered, totpStep: String(step) });
      await manager.update(SessionRow, { id: session }, { totpOffered: null, totpOfferedAt: null });
      await manager.query(`DELETE FROM session WHERE person = $1 AND id <> $2`, [person, session]);
      await manager.query(`DELETE FROM recovery_code WHERE person = $1`, [person]);
      await manager.query(`INSERT INTO recovery_code (hash, person) SELECT unnest($1::text[]), $2`, [
        codeHashes,
        person,
      ]);
      return true;
    });
  }

  async useStep(person: string, step: number): Promise<boolean> {
    const [, changed] = await this.dataSource.query<[unknown, number]>(
      `UPDATE account SET totp_step = $2 WHERE person = $1 AND (totp_step IS NULL OR totp_step < $2)`,
      [person, step],
    );
    return changed === 1;
  }

  async useRecoveryCode(person: string, hash: string): Promise<number | null> {
    const [, used] = await this.dataSource.query<[unknown, number]>(
      `DELETE FROM recovery_code WHERE hash = $1 AND person = $2`,
      [hash, person],
    );
    return used === 1 ? this.recoveryCodes(person) : null;
  }

  async recoveryCodes(person: string): Promise<number> {
    const [row] = await this.dataSource.query<[{ count: number }]>(
      `SELECT count(*)::integer AS count FROM recovery_code WHERE person = $1`,
      [person],
    );
    return row.count;
  }

  async isClosed(person: string): Promise<boolean> {
    return this.dataSource.manager.existsBy(AccountRow, { person, passwordHash: IsNull() });
  }

  async reopen(person: string, entries: readonly NewEntry[]): Promise<void> {
    await this.change(entries, async (manager) => {
      const { affected } = await manager.delete(AccountRow, { person, passwordHash: IsNull() });
      return affected === 1;
    });
  }

  async close(person: string, at: Instant, entries: readonly NewEntry[]): Promise<void> {
    await this.change(entries, async (manager) => {
      await manager.query(
        `INSERT INTO account (person, epoch, opened_at, closed_at) VALUES ($1, gen_random_uuid(), $2, $2)
          ON CONFLICT (person) DO NOTHING`,
        [person, new Date(at)],
      );
      await closeAccounts(manager, 'person = $2', at, person);
      return true;
    });
  }

  private change(entries: readonly NewEntry[], work: (manager: EntityManager) => Promise<boolean>): Promise<boolean> {
    return this.dataSource.transaction(async (manager) => {
      const changed = await work(manager);
      if (changed) await appendOfficeEntries(manager, entries);
      return changed;
    });
  }

  private offerOf({ totpOffered, totpOfferedAt }: SessionRow): OfferedTo | null {
    if (totpOffered === null || totpOfferedAt === null) return null;
    return { secret: this.sealer.open(totpOffered), at: totpOfferedAt.getTime() };
  }

  private opened(sealed: string | null): string | null {
    return sealed === null ? null : this.sealer.open(sealed);
  }
}

/** Nobody who has left the organisation has an account, an invitation or a session: in the transaction in which they left. */
export const closeAccountsOfStrangers = (manager: EntityManager, at: Instant): Promise<void> =>
  closeAccounts(manager, 'NOT EXISTS (SELECT 1 FROM person AS known WHERE known.id = person)', at);

async function closeAccounts(manager: EntityManager, whose: string, at: Instant, ...given: string[]): Promise<void> {
  await manager.query(
    `UPDATE account SET password_hash = NULL, totp_secret = NULL, totp_pending = NULL, closed_at = $1
      WHERE closed_at IS NULL AND ${whose}`,
    [new Date(at), ...given],
  );
  const named = whose.replace('$2', '$1');
  for (const table of ['session', 'invitation', 'recovery_code'])
    await manager.query(`DELETE FROM ${table} WHERE ${named}`, given);
}
