import type { DataSource } from 'typeorm';
import type { Policy } from '../../domain/policy/policy.js';

/**
 * The policy in force, and every policy that a visit was ever stamped with: a change of the file never changes the rules
 * of a visit that is under way.
 */
export class PostgresPolicies {
  private readonly known = new Map<string, Policy>();

  private constructor(
    private readonly dataSource: DataSource,
    readonly inForce: Policy,
  ) {
    this.known.set(key(inForce), inForce);
  }

  static async start(dataSource: DataSource, inForce: Policy): Promise<PostgresPolicies> {
    await dataSource.query(`INSERT INTO policy (name, version, content) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`, [
      inForce.name,
      inForce.version,
      inForce,
    ]);
    return new PostgresPolicies(dataSource, inForce);
  }

  async policy(stamp: { readonly name: string; readonly version: string }): Promise<Policy> {
    const known = this.known.get(key(stamp));
    if (known) return known;
    const [row] = await this.dataSource.query<{ content: Policy }[]>(
      `SELECT content FROM policy WHERE name = $1 AND version = $2`,
      [stamp.name, stamp.version],
    );
    if (!row) throw new Error(`The policy ${stamp.name} ${stamp.version} that a visit was planned under is not kept.`);
    this.known.set(key(stamp), row.content);
    return row.content;
  }
}

const key = ({ name, version }: { readonly name: string; readonly version: string }): string => `${name} ${version}`;
