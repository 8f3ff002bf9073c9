import type { DataSource } from 'typeorm';
import type { Clock } from '../../application/ports/clock.js';
import type { Roster, Rosters } from '../../application/ports/roster.js';
import type { PostgresOrganisations } from './organisations.js';
import { ALIVE } from './watch.js';

export class PostgresRosters implements Rosters {
  constructor(
    private readonly dataSource: DataSource,
    private readonly organisations: PostgresOrganisations,
    private readonly clock: Clock,
    private readonly worker: string,
  ) {}

  async read(): Promise<Roster> {
    const directory = await this.organisations.directory();
    const now = await this.clock.now();
    const rows = await this.dataSource.query<{ unit: string; people: string[] }[]>(
      `SELECT visit.unit, array_agg(DISTINCT attendee.person) AS people
         FROM visit JOIN attendee ON attendee.visit_id = visit.id
        WHERE visit.status IN ('in_progress', 'overdue') AND NOT EXISTS (SELECT 1 FROM drill WHERE drill.visit_id = visit.id)
        GROUP BY visit.unit`,
    );
    const [rank] = await this.dataSource.query<[{ before: number }]>(
      // Workers first: they send all other texts. One with doors alone speaks where there is no worker left, or none that can.
      `SELECT count(*)::integer AS before FROM worker
        WHERE (role = 'web', id) < ((SELECT role = 'web' FROM worker own WHERE own.id = $1), $1::uuid) AND (${ALIVE})`,
      [this.worker],
    );
    const phones = new Map<string, string>();
    for (const { unit, people } of rows) {
      const contacts = directory.contactsOnDuty(unit, now).filter(({ id }) => !directory.isAbsent(id, now));
      for (const person of [...people.map((id) => directory.person(id)), ...contacts])
        if (person?.mobile) phones.set(person.id, person.mobile);
    }
    return { rank: rank.before, phones: [...phones].map(([person, mobile]) => ({ person, mobile })) };
  }
}
