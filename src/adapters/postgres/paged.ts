import type { DataSource } from 'typeorm';
import type { Paging } from '../../application/ports/reader.js';
import type { Conditions } from './conditions.js';

interface Listed {
  readonly columns: string;
  /** From the FROM on. */
  readonly from: string;
  readonly where: Conditions;
  /** May add parameters of its own: the count has no order, and is asked without them. */
  readonly order: (parameters: unknown[]) => string;
}

/** One page of a list, and how many there are in all; counted no further than to one more than `most`, where it is given. */
export async function paged<Row>(
  dataSource: DataSource,
  { columns, from, where, order }: Listed,
  { page, perPage }: Paging,
  most?: number,
): Promise<[Row[], number]> {
  const [counted] = await dataSource.query<[{ total: string }]>(
    most === undefined
      ? `SELECT count(*) AS total ${from} ${where.sql}`
      : `SELECT count(*) AS total FROM (SELECT 1 ${from} ${where.sql} LIMIT ${Number(most) + 1}) counted`,
    where.parameters,
  );
  const parameters = [...where.parameters];
  const ordered = order(parameters);
  const rows = await dataSource.query<Row[]>(
    `SELECT ${columns} ${from} ${where.sql} ORDER BY ${ordered} LIMIT ${Number(perPage)} OFFSET ${Number((page - 1) * perPage)}`,
    parameters,
  );
  return [rows, Number(counted.total)];
}
