import type { DataSource, EntityManager } from 'typeorm';
import type { ApiToken, ApiTokens, TokenBook } from '../../application/ports/api-tokens.js';
import type { Clock } from '../../application/ports/clock.js';
import { isRight } from '../../domain/permission/rights.js';
import { MINUTE, type Instant } from '../../domain/time/instant.js';

interface Row {
  readonly id: string;
  readonly name: string;
  readonly rights: string[];
  readonly unit: string | null;
  readonly created_by: string;
  readonly created_at: Date;
  readonly expires_at: Date;
  readonly revoked_at: Date | null;
  readonly last_used_at: Date | null;
}

const COLUMNS = 'id, name, rights, unit, created_by, created_at, expires_at, revoked_at, last_used_at';

export class PostgresTokenBook implements TokenBook {
  constructor(private readonly manager: EntityManager) {}

  async add(token: ApiToken, hash: string): Promise<boolean> {
    const rows = await this.manager.query<unknown[]>(
      `INSERT INTO api_token (id, name, hash, rights, unit, created_by, created_at, expires_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        ON CONFLICT (id) DO NOTHING RETURNING id`,
      [
        token.id,
        token.name,
        hash,
        token.rights,
        token.unit,
        token.createdBy,
        new Date(token.createdAt),
        new Date(token.expiresAt),
      ],
    );
    return rows.length > 0;
  }

  async revoke(id: string, at: Instant): Promise<boolean> {
    const [, revoked] = await this.manager.query<[unknown[], number]>(
      `UPDATE api_token SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL`,
      [id, new Date(at)],
    );
    return revoked > 0;
  }
}

export class PostgresApiTokens implements ApiTokens {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  async valid(hash: string): Promise<ApiToken | null> {
    const now = await this.clock.now();
    const [row] = await this.dataSource.query<Row[]>(
      `SELECT ${COLUMNS} FROM api_token WHERE hash = $1 AND revoked_at IS NULL AND expires_at > $2`,
      [hash, new Date(now)],
    );
    if (!row) return null;
    // Once a minute is enough to see which are in use, and spares a question for each call.
    if (row.last_used_at === null || row.last_used_at.getTime() < now - MINUTE)
      await this.dataSource.query(`UPDATE api_token SET last_used_at = $2 WHERE id = $1`, [row.id, new Date(now)]);
    return tokenOf(row);
  }

  async all(): Promise<ApiToken[]> {
    const rows = await this.dataSource.query<Row[]>(`SELECT ${COLUMNS} FROM api_token ORDER BY created_at DESC, id`);
    return rows.map(tokenOf);
  }

  async find(id: string): Promise<ApiToken | null> {
    const [row] = await this.dataSource.query<Row[]>(`SELECT ${COLUMNS} FROM api_token WHERE id = $1`, [id]);
    return row ? tokenOf(row) : null;
  }
}

/** A right that a later version does away with is given to nobody. */
const tokenOf = (row: Row): ApiToken => ({
  id: row.id,
  name: row.name,
  rights: row.rights.filter(isRight),
  unit: row.unit,
  createdBy: row.created_by,
  createdAt: row.created_at.getTime(),
  expiresAt: row.expires_at.getTime(),
  revokedAt: row.revoked_at?.getTime() ?? null,
  lastUsedAt: row.last_used_at?.getTime() ?? null,
});
