import type { Directory } from '../domain/organisation/directory.js';
import type { Scope } from '../domain/permission/access.js';
import type { Finding } from '../domain/readiness/finding.js';
import { readinessOf } from '../domain/readiness/readiness.js';
import { DAY, SECOND, type Instant } from '../domain/time/instant.js';
import { within } from './patience.js';
import { plainProblems } from './plain-problems.js';
import type { KnownPhones } from './ports/known-phones.js';
import type { Pulse } from './ports/pulse.js';
import type { Reader } from './ports/reader.js';
import type { Surroundings } from './surroundings.js';
import { vitalSigns } from './vital-signs.js';

/** Visits are looked at so far ahead. */
const AHEAD = 8 * DAY;

/** Where there are more, those that end first are looked at, and it says so. */
const MOST_VISITS = 2_000;

/** A text that did not arrive longer ago says nothing of the phone any more. */
const TROUBLE_LASTS = 30 * DAY;

const PATIENCE = 3 * SECOND;

/** What is missing, of what an alarm would need: gathered here, judged by the rule in domain/readiness. */
export class Readiness {
  constructor(
    private readonly reader: Reader,
    private readonly phones: KnownPhones,
    private readonly pulse: Pulse,
    private readonly surroundings: Surroundings,
  ) {}

  async look(at: Instant, directory: Directory, scope: Scope): Promise<Finding[]> {
    const mobiles = directory.organisation.people.flatMap(({ mobile }) => mobile ?? []);
    const [visits, optedOut, troubles, drilled, readings] = await Promise.all([
      this.reader.board(null, at + AHEAD, scope, MOST_VISITS),
      this.phones.optedOut(),
      this.phones.troubles(mobiles, at - TROUBLE_LASTS),
      this.phones.lastDrilled(),
      within(PATIENCE, this.pulse.read()),
    ]);
    return readinessOf({
      at,
      zone: this.surroundings.zone,
      directory,
      scope,
      visits,
      moreVisits: visits.length === MOST_VISITS,
      overdueAfter: this.surroundings.policyInForce.visit.overdue.after,
      optedOut,
      troubles,
      drilled,
      problems: plainProblems(vitalSigns(readings)),
    });
  }
}
