import { z } from 'zod';
import type { PageOf, Paging } from '../../application/ports/reader.js';
import { whole } from './fields.js';

/** Every list is paged. */
export const paging = {
  page: whole(1, 1_000_000)
    .optional()
    .meta({ type: 'integer', description: 'Which page, from 1', example: 1, default: 1 }),
  perPage: whole(1, 200)
    .optional()
    .meta({ type: 'integer', description: 'How many a page, 200 at the most', example: 50, default: 50 }),
};

export const pagingOf = ({
  page = 1,
  perPage = 50,
}: {
  page?: number | undefined;
  perPage?: number | undefined;
}): Paging => ({ page, perPage });

export const pageSchema = <T extends z.ZodType>(item: T, id: string) =>
  z
    .object({
      items: z.array(item),
      page: z.int().meta({ example: 1 }),
      perPage: z.int().meta({ example: 50 }),
      total: z.int().meta({ description: 'How many there are in all, counted to 10,000', example: 1 }),
      more: z
        .boolean()
        .meta({ description: 'There are more than `total`: it is not counted any further', example: false }),
    })
    .meta({ id });

export const pageJson = <T, J>({ items, page, perPage, total, more }: PageOf<T>, toJson: (item: T) => J) => ({
  items: items.map(toJson),
  page,
  perPage,
  total,
  more,
});

/** A page of a list that is at hand whole. */
export const pageOfAll = <T>(all: readonly T[], { page, perPage }: Paging): PageOf<T> => ({
  items: all.slice((page - 1) * perPage, page * perPage),
  page,
  perPage,
  total: all.length,
  more: false,
});
