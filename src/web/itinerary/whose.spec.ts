import { describe, expect, it } from '@jest/globals';
import type { Reader, VisitQuery, VisitView } from '../../application/ports/reader.js';
import { ALL_ACCESS } from '../../domain/permission/access.js';
import { DAY } from '../../domain/time/instant.js';
import { anOffice, aVisit, TWO_OCLOCK, ZONE } from '../examples.js';
import type { Standpoint } from '../guard.js';
import { visitsOf, whoseOf } from './whose.js';

const from = { access: ALL_ACCESS, directory: anOffice(), at: TWO_OCLOCK, zone: ZONE } as Standpoint;
const span = { start: TWO_OCLOCK, end: TWO_OCLOCK + DAY };
const view: VisitView = { visit: aVisit(), details: { purpose: 'First visit', personVisited: null } };

/** A diary of so many visits, and what it was asked for. */
const diaryOf = (total: number) => {
  const asked: VisitQuery[] = [];
  const visits = (query: VisitQuery) => {
    asked.push(query);
    const left = Math.min(query.perPage, total - (query.page - 1) * query.perPage);
    const items = Array.from({ length: Math.max(left, 0) }, () => view);
    return Promise.resolve({ items, total, more: false, page: query.page, perPage: query.perPage });
  };
  return { reader: { visits } as unknown as Reader, asked };
};

describe('Whose diary is looked at', () => {
  it('is asked for by unit and span, so that what is left out counts for nothing', async () => {
    const { reader, asked } = diaryOf(3);
    const { visits, cut } = await visitsOf(reader, whoseOf({ unit: 'pdu' }, from), from, span);
    expect([visits.length, cut]).toEqual([3, false]);
    expect(asked).toMatchObject([
      { concerning: ['pdu', 'north', 'south'], beyond: span.start, to: span.end, person: undefined },
    ]);
  });

  it('is whole up to two thousand visits, and says where there are more', async () => {
    const read = async (total: number) => {
      const { visits, cut } = await visitsOf(diaryOf(total).reader, whoseOf({}, from), from, span);
      return [visits.length, cut];
    };
    expect([await read(2_000), await read(2_001)]).toEqual([
      [2_000, false],
      [2_000, true],
    ]);
  });
});
