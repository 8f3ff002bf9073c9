import type { Ledger } from './ports/ledger.js';

/** Who looked at the names and addresses of people visited, outside an incident: each look is an entry of the office (P11). */
export class Viewings {
  constructor(private readonly ledger: Ledger) {}

  /**
   * Recorded before it is shown: what cannot be recorded is not. `visits`: the references of those visits whose person
   * visited is shown; with none nothing is recorded. `how` follows on their name: "copied", "printed ...".
   */
  async record(by: string, how: string, visits: readonly string[]): Promise<void> {
    if (visits.length === 0) return;
    await this.ledger.transaction((page) =>
      page.writeOffice([
        {
          at: page.now,
          kind: 'person_viewed',
          clause: null,
          by,
          text: `${page.directory.person(by)?.name ?? by} ${how}: who is visited, and where, of ${visits.length === 1 ? 'visit' : `${visits.length} visits,`} ${visits.join(', ')}.`,
          incidentId: null,
          data: { visits },
        },
      ]),
    );
  }
}
