import type { DataSource, EntityManager } from 'typeorm';
import type { Clock } from '../../application/ports/clock.js';
import type { KeptOffice, OfficeChange, Offices } from '../../application/ports/offices.js';
import { appendOfficeEntries } from './record.js';
import type { PostgresOrganisations } from './organisations.js';

export class PostgresOffices implements Offices {
  constructor(
    private readonly dataSource: DataSource,
    private readonly organisations: PostgresOrganisations,
    private readonly clock: Clock,
  ) {}

  async change(change: (current: KeptOffice) => OfficeChange | null | Promise<OfficeChange | null>): Promise<void> {
    const now = await this.clock.now();
    await this.dataSource.transaction(async (manager) => {
      const organisation = await this.organisations.lock(manager);
      const rows = await manager.query<{ person: string; unit: string; reference: string }[]>(
        `SELECT attendee.person, visit.unit, visit.reference FROM attendee JOIN visit ON visit.id = attendee.visit_id
          WHERE visit.status IN ('planned', 'in_progress', 'overdue')`,
      );
      const alerted = await manager.query<{ person: string }[]>(
        `SELECT DISTINCT unnest(alerted) AS person FROM incident WHERE status = 'open'`,
      );
      const next = await change({
        organisation,
        now,
        pinHashes: await heldPins(manager),
        onVisits: new Map(rows.map((row) => [row.person, row.reference])),
        alerted: new Set(alerted.map(({ person }) => person)),
        unitsWithVisits: new Map(rows.map((row) => [row.unit, row.reference])),
      });
      if (!next) return;
      await this.organisations.replace(manager, next.organisation, next.pins, now);
      await appendOfficeEntries(manager, next.entries);
    });
  }

  pinHashes(): Promise<ReadonlyMap<string, string>> {
    return heldPins(this.dataSource.manager);
  }
}

async function heldPins(manager: EntityManager): Promise<ReadonlyMap<string, string>> {
  const rows = await manager.query<{ id: string; pin_hash: string }[]>(
    `SELECT id, pin_hash FROM person WHERE pin_hash IS NOT NULL`,
  );
  return new Map(rows.map((row) => [row.id, row.pin_hash]));
}
