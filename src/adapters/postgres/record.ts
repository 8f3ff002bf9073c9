import type { EntityManager } from 'typeorm';
import type { NewEntry } from '../../domain/decision.js';
import { chainOn, emptyHead, OFFICE_CHAIN, type ChainedEntry, type Head } from '../../domain/record/chain.js';
import { iso } from '../../domain/time/instant.js';

/** Adds entries to their chains, in the transaction of the change that they tell of (P10). The caller holds the chains' locks. */
export async function appendEntries(
  manager: EntityManager,
  byChain: ReadonlyMap<string, readonly NewEntry[]>,
): Promise<void> {
  const chains = [...byChain].filter(([, entries]) => entries.length > 0);
  if (chains.length === 0) return;
  const rows = await manager.query<Head[]>(`SELECT chain, seq, hash FROM record_head WHERE chain = ANY($1)`, [
    chains.map(([chain]) => chain),
  ]);
  const heads = new Map(rows.map((head) => [head.chain, head]));
  const chained = chains.map(([chain, entries]) => chainOn(heads.get(chain) ?? emptyHead(chain), entries));
  await manager.query(
    `INSERT INTO entry (chain, seq, at, kind, clause, by, text, incident_id, data, previous_hash, hash)
      SELECT chain, seq, at, kind, clause, by, text, incident_id, data, previous_hash, hash
        FROM json_to_recordset($1::json) AS new(
          chain text, seq integer, at timestamptz, kind text, clause text, by text, text text,
          incident_id uuid, data jsonb, previous_hash text, hash text)`,
    [JSON.stringify(chained.flatMap(({ entries }) => entries.map(toRow)))],
  );
  await manager.query(
    `INSERT INTO record_head (chain, seq, hash)
      SELECT chain, seq, hash FROM json_to_recordset($1::json) AS new(chain text, seq integer, hash text)
      ON CONFLICT (chain) DO UPDATE SET seq = excluded.seq, hash = excluded.hash`,
    [JSON.stringify(chained.map(({ head }) => head))],
  );
}

/** Lines of the office's own chain: one writer at a time, for there is no visit whose lock would see to it. */
export async function appendOfficeEntries(manager: EntityManager, entries: readonly NewEntry[]): Promise<void> {
  await holdOfficeRecord(manager);
  await appendEntries(manager, new Map([[OFFICE_CHAIN, entries]]));
}

/** Nobody else writes to the office's chain until the transaction ends. */
export async function holdOfficeRecord(manager: EntityManager): Promise<void> {
  await manager.query(`SELECT pg_advisory_xact_lock(hashtext('record:office'))`);
}

const toRow = (entry: ChainedEntry): Record<string, unknown> => ({
  chain: entry.chain,
  seq: entry.seq,
  at: iso(entry.at),
  kind: entry.kind,
  clause: entry.clause,
  by: entry.by,
  text: entry.text,
  incident_id: entry.incidentId,
  data: entry.data,
  previous_hash: entry.previousHash,
  hash: entry.hash,
});
