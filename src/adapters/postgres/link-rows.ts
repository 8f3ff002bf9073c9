import type { EntityManager } from 'typeorm';
import { digestOf } from '../../application/tokens.js';
import type { Decision } from '../../domain/decision.js';
import { iso } from '../../domain/time/instant.js';

/** To call sheets. */
export async function writeLinks(manager: EntityManager, links: Decision['links']): Promise<void> {
  if (links.length === 0) return;
  await manager.query(
    `INSERT INTO link (token, incident_id, person, mobile, expires_at)
      SELECT DISTINCT ON (token) token, incident_id, person, mobile, expires_at
        FROM json_to_recordset($1::json) AS new(
          token text, incident_id uuid, person text, mobile text, expires_at timestamptz)
      ON CONFLICT (token) DO UPDATE SET expires_at = excluded.expires_at`,
    [
      JSON.stringify(
        links.map((link) => ({
          token: link.token,
          incident_id: link.incidentId,
          person: link.person,
          mobile: link.mobile,
          expires_at: iso(link.expiresAt),
        })),
      ),
    ],
  );
}

/** To the pages on which responders answer; of each only a hash is kept. */
export async function writeAnswerLinks(manager: EntityManager, links: Decision['answerLinks']): Promise<void> {
  if (links.length === 0) return;
  await manager.query(
    `INSERT INTO answer_link (token_hash, incident_id, person, mobile, kind, step, expires_at)
      SELECT DISTINCT ON (token_hash) token_hash, incident_id, person, mobile, kind, step, expires_at
        FROM json_to_recordset($1::json) AS new(
          token_hash text, incident_id uuid, person text, mobile text, kind text, step text, expires_at timestamptz)
      ON CONFLICT (token_hash) DO UPDATE SET expires_at = excluded.expires_at`,
    [
      JSON.stringify(
        links.map((link) => ({
          token_hash: digestOf(link.token),
          incident_id: link.incidentId,
          person: link.person,
          mobile: link.mobile,
          kind: link.kind,
          step: link.step,
          expires_at: iso(link.expiresAt),
        })),
      ),
    ],
  );
}
