import type { DataSource } from 'typeorm';
import type { PolicyHistory, PolicyPeriod } from '../../application/ports/policies.js';
import type { NewEntry } from '../../domain/decision.js';
import { differencesBetween, sayDifference } from '../../domain/policy/difference.js';
import type { Policy } from '../../domain/policy/policy.js';
import type { Instant } from '../../domain/time/instant.js';
import { appendOfficeEntries } from './record.js';

/**
 * The policy in force, and every policy that a visit was ever stamped with: a change of the file never changes the rules
 * of a visit that is under way.
 */
export class PostgresPolicies implements PolicyHistory {
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

  /**
   * Writes down that the policy is in force from now on, where another was before; with an entry of what differs. Of several
   * processes that start with the same file, one does.
   */
  async takeEffect(at: Instant, sha256: string): Promise<void> {
    const { name, version } = this.inForce;
    await this.dataSource.transaction(async (manager) => {
      await manager.query(`SELECT pg_advisory_xact_lock(hashtext('policy in force'))`);
      const [last] = await manager.query<{ number: number; name: string; version: string; content: Policy }[]>(
        `SELECT number, name, version, content FROM policy_period JOIN policy USING (name, version) ORDER BY number DESC LIMIT 1`,
      );
      if (last && key(last) === key(this.inForce)) return;
      await manager.query(
        `INSERT INTO policy_period (number, name, version, since, sha256) VALUES ($1, $2, $3, $4, $5)`,
        [(last?.number ?? 0) + 1, name, version, new Date(at), sha256],
      );
      if (last) await appendOfficeEntries(manager, [changed(last, this.inForce, at, sha256)]);
    });
  }

  async periods(): Promise<PolicyPeriod[]> {
    const rows = await this.dataSource.query<{ number: number; since: Date; sha256: string | null; content: Policy }[]>(
      `SELECT number, since, sha256, content FROM policy_period JOIN policy USING (name, version) ORDER BY number DESC`,
    );
    return rows.map(({ number, since, sha256, content }) => ({
      number,
      since: since.getTime(),
      sha256,
      policy: content,
    }));
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

interface Former {
  readonly name: string;
  readonly version: string;
  readonly content: Policy;
}

function changed(before: Former, after: Policy, at: Instant, sha256: string): NewEntry {
  const changes = changesSince(before.content, after);
  return {
    at,
    kind: 'policy_changed',
    clause: null,
    by: 'allswell',
    text: `The policy in force is now ${key(after)}; before, it was ${key(before)}.`,
    incidentId: null,
    data: { before: key(before), after: key(after), sha256, changes },
  };
}

/** A former policy that something else has spoilt must not stop the start under a sound one. */
function changesSince(before: Policy, after: Policy): string[] {
  try {
    return differencesBetween(before, after).map(sayDifference);
  } catch {
    return ['The policy before cannot be read any more.'];
  }
}
