import type { DataSource } from 'typeorm';
import type { OfficeEntry, OfficeRecord } from '../../application/ports/office-record.js';
import { OFFICE_CHAIN } from '../../domain/record/chain.js';

export class PostgresOfficeRecord implements OfficeRecord {
  constructor(private readonly dataSource: DataSource) {}

  async changesOf(about: Parameters<OfficeRecord['changesOf']>[0], most: number): Promise<OfficeEntry[]> {
    const [key, id, what] = 'person' in about ? ['person', about.person, 'Person'] : ['unit', about.unit, 'Unit'];
    const rows = await this.dataSource.query<(Omit<OfficeEntry, 'at'> & { at: Date })[]>(
      // Entries of before the data named whom they are about are known by their words.
      `SELECT seq, at, by, text, data FROM entry
        WHERE chain = $1 AND kind = 'office_changed' AND (data ->> $2 = $3 OR text = ANY($4))
        ORDER BY seq DESC LIMIT $5`,
      [OFFICE_CHAIN, key, id, ['added', 'changed', 'taken out'].map((done) => `${what} ${id} was ${done}.`), most],
    );
    return rows.map((row) => ({ ...row, at: row.at.getTime() }));
  }
}
