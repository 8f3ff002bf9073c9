import type { Scope } from '../../domain/permission/access.js';
import { covers } from '../../domain/permission/access.js';
import type { Visit } from '../../domain/visit/visit.js';
import type { Office } from '../frame/office-now.js';
import { isOfStatus, type BoardFilter } from './board-filter.js';
import { inOrder, isOtherTo, NOBODY, rowOf, type BoardRow } from './board.js';

/** Who looks, at what of it. */
export interface Viewer {
  readonly person: string;
  readonly scope: Scope;
  readonly filter: BoardFilter;
}

/** What one viewer sees. */
export interface Sight {
  readonly rows: readonly BoardRow[];
  /** Alarms within their scope that the unit they chose keeps from them. */
  readonly elsewhere: number;
}

/** The visits as they stand at one moment. Each row is made once for all who look, and each sight once for all who see the same. */
export class Look {
  private readonly sights = new Map<string, Sight>();
  private readonly common: readonly { visit: Visit; people: readonly string[]; row: BoardRow }[];

  constructor(
    visits: readonly Visit[],
    private readonly office: Office,
  ) {
    this.common = visits
      .flatMap((visit) => {
        const row = rowOf(visit, { ...office, person: NOBODY });
        return row ? [{ visit, people: visit.attendees.map(({ person }) => person), row }] : [];
      })
      .sort((a, b) => inOrder(a.row, b.row));
  }

  by({ person, scope, filter }: Viewer): Sight {
    const rows: BoardRow[] = [];
    const places: number[] = [];
    let elsewhere = 0;
    let hasOther = false;
    for (const [place, { visit, people, row }] of this.common.entries()) {
      if (!covers(scope, { unit: visit.unit, people })) continue;
      const isOther = isOtherTo(person, visit);
      const seen = isOther ? rowOf(visit, { ...this.office, person }) : row;
      if (seen === null) continue;
      hasOther ||= isOther;
      if (filter.units === null || filter.units.has(visit.unit)) {
        if (!isOfStatus(seen, filter)) continue;
        rows.push(seen);
        places.push(place);
      } else if (seen.list === 'out' && seen.alarm) elsewhere += 1;
    }
    // What is hidden from them has not the place among the others that it has for the rest (P8).
    if (hasOther) return { rows: rows.sort(inOrder), elsewhere };
    const name = `${elsewhere}:${places.join()}`;
    const sight = this.sights.get(name) ?? { rows, elsewhere };
    this.sights.set(name, sight);
    return sight;
  }
}
