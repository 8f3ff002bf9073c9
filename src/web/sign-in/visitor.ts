import type { Role } from '../../domain/organisation/organisation.js';

/** Who looks at a page: whoever has signed in, or in the demonstration whoever they say they are. */
export interface Visitor {
  readonly person: string;
  readonly name: string;
  /** Those that their provider stated; null: the organisation's own. */
  readonly roles: readonly Role[] | null;
}
