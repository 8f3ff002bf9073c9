import type { DataSource } from 'typeorm';
import type { FoundSession, Session, Sessions } from '../../application/ports/sessions.js';
import { Refusal } from '../../application/refusal.js';
import type { NewEntry } from '../../domain/decision.js';
import { ROLES } from '../../domain/organisation/organisation.js';
import type { Instant } from '../../domain/time/instant.js';
import { SessionRow } from './entities/sign-in.entities.js';
import { appendOfficeEntries } from './record.js';
import type { Sealer } from './sealed.js';

export class PostgresSessions implements Sessions {
  constructor(
    private readonly dataSource: DataSource,
    private readonly sealer: Sealer,
  ) {}

  async find(tokenHash: string): Promise<FoundSession | null> {
    const row = await this.dataSource.manager.findOneBy(SessionRow, [{ tokenHash }, { previousHash: tokenHash }]);
    if (!row) return null;
    const which = row.tokenHash === tokenHash ? 'current' : 'previous';
    return { ...this.sessionOf(row), which, currentWasShown: row.currentWasShown };
  }

  async of(person: string): Promise<Session[]> {
    const rows = await this.dataSource.manager.find(SessionRow, { where: { person }, order: { seenAt: 'DESC' } });
    return rows.map((row) => this.sessionOf(row));
  }

  async byId(id: string): Promise<Session | null> {
    const row = await this.dataSource.manager.findOneBy(SessionRow, { id });
    return row && this.sessionOf(row);
  }

  async start(session: Session, tokenHash: string, entries: readonly NewEntry[]): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      await manager.query(`DELETE FROM session WHERE started_at < $1::timestamptz - interval '1 day'`, [
        new Date(session.startedAt),
      ]);
      const closed = await manager.query<unknown[]>(
        `SELECT 1 FROM account WHERE person = $1 AND closed_at IS NOT NULL FOR SHARE`,
        [session.person],
      );
      if (closed.length > 0) throw new Refusal('forbidden', 'This account has been closed.');
      await manager.insert(SessionRow, {
        id: session.id,
        tokenHash,
        previousHash: null,
        currentWasShown: false,
        person: session.person,
        way: session.way,
        stage: session.stage,
        secondFactor: session.secondFactor,
        startedAt: new Date(session.startedAt),
        seenAt: new Date(session.seenAt),
        rotatedAt: new Date(session.rotatedAt),
        agent: session.agent,
        idToken: session.idToken === null ? null : this.sealer.seal(session.idToken),
        roles: session.roles === null ? null : [...session.roles],
        totpOffered: null,
        totpOfferedAt: null,
      });
      if (entries.length > 0) await appendOfficeEntries(manager, entries);
    });
  }

  async seen(id: string, at: Instant): Promise<void> {
    await this.dataSource.query(
      `UPDATE session SET seen_at = greatest(seen_at, $2), current_was_shown = true WHERE id = $1`,
      [id, new Date(at)],
    );
  }

  async used(id: string, at: Instant): Promise<void> {
    await this.dataSource.query(`UPDATE session SET seen_at = greatest(seen_at, $2) WHERE id = $1`, [id, new Date(at)]);
  }

  async rotate(found: FoundSession, shownHash: string, newHash: string, at: Instant): Promise<boolean> {
    const shown = found.which === 'current' ? 'token_hash' : 'previous_hash';
    const [, changed] = await this.dataSource.query<[unknown, number]>(
      `UPDATE session SET token_hash = $1, previous_hash = $2, current_was_shown = false, rotated_at = $3, seen_at = greatest(seen_at, $3)
        WHERE id = $4 AND ${shown} = $2 AND rotated_at = $5`,
      [newHash, shownHash, new Date(at), found.id, new Date(found.rotatedAt)],
    );
    return changed === 1;
  }

  async advance(
    id: string,
    tokenHash: string,
    { stage, secondFactor }: Pick<Session, 'stage' | 'secondFactor'>,
    at: Instant,
    entries: readonly NewEntry[],
  ): Promise<boolean> {
    return this.dataSource.transaction(async (manager) => {
      const [, changed] = await manager.query<[unknown, number]>(
        `UPDATE session SET token_hash = $2, previous_hash = NULL, current_was_shown = false, stage = $3, second_factor = $4,
                started_at = $5, seen_at = $5, rotated_at = $5 WHERE id = $1`,
        [id, tokenHash, stage, secondFactor, new Date(at)],
      );
      if (changed === 1) await appendOfficeEntries(manager, entries);
      return changed === 1;
    });
  }

  async end(
    which: { readonly id: string } | { readonly person: string; readonly except?: string },
    entries: readonly NewEntry[],
  ): Promise<number> {
    return this.dataSource.transaction(async (manager) => {
      const [, ended] =
        'id' in which
          ? await manager.query<[unknown, number]>(`DELETE FROM session WHERE id = $1`, [which.id])
          : await manager.query<[unknown, number]>(
              `DELETE FROM session WHERE person = $1 AND ($2::uuid IS NULL OR id <> $2)`,
              [which.person, which.except ?? null],
            );
      if (ended > 0) await appendOfficeEntries(manager, entries);
      return ended;
    });
  }

  private sessionOf(row: SessionRow): Session {
    return {
      id: row.id,
      person: row.person,
      way: row.way,
      stage: row.stage,
      secondFactor: row.secondFactor,
      startedAt: row.startedAt.getTime(),
      seenAt: row.seenAt.getTime(),
      rotatedAt: row.rotatedAt.getTime(),
      agent: row.agent,
      idToken: row.idToken === null ? null : this.sealer.open(row.idToken),
      // A role that a later version has taken away is none.
      roles: row.roles && ROLES.filter((role) => row.roles?.includes(role)),
    };
  }
}
