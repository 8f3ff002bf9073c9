import type { VisitDetails } from '../../application/ports/ledger.js';
import type { PersonVisited } from '../../domain/visit/visit-plan.js';
import type { Sealer } from './sealed.js';

export interface KeptDetails {
  readonly purpose: string;
  /** Encrypted JSON; null: nobody is visited. */
  readonly person_visited: string | null;
}

export const openDetails = (sealer: Sealer, { purpose, person_visited }: KeptDetails): VisitDetails => ({
  purpose,
  personVisited: person_visited === null ? null : (JSON.parse(sealer.open(person_visited)) as PersonVisited),
});
