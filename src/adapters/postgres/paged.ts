import type { DataSource } from 'typeorm';
import type { PageOf, Paging } from '../../application/ports/reader.js';
import type { Conditions } from './conditions.js';

interface Listed {
  readonly columns: string;
  /** From the FROM on. */
  readonly from: string;
  readonly where: Conditions;
  /** May add parameters of its own: the count has no order, and is asked without them. */
  readonly order: (parameters: unknown[]) => string;
}

/** Counted to here and no further: nobody reads on beyond it, and the last of millions costs a second. */
const COUNTED_TO = 10_000;

/** One page of a list, and how many there are in all; of a very long one that there are more. */
export async function paged<Row>(
  dataSource: DataSource,
  { columns, from, where, order }: Listed,
  { page, perPage }: Paging,
): Promise<PageOf<Row>> {
  const [{ counted }] = await dataSource.query<[{ counted: number }]>(
    `SELECT count(*)::integer AS counted FROM (SELECT 1 ${from} ${where.sql} LIMIT ${COUNTED_TO + 1}) counted`,
    where.parameters,
  );
  const parameters = [...where.parameters];
  const ordered = order(parameters);
  const items = await dataSource.query<Row[]>(
    `SELECT ${columns} ${from} ${where.sql} ORDER BY ${ordered} LIMIT ${Number(perPage)} OFFSET ${Number((page - 1) * perPage)}`,
    parameters,
  );
  return { items, total: Math.min(counted, COUNTED_TO), more: counted > COUNTED_TO, page, perPage };
}
