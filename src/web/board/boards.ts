import { Inject, Injectable } from '@nestjs/common';
import { READER, type Reader } from '../../application/ports/reader.js';
import type { Scope } from '../../domain/permission/access.js';
import { HOUR } from '../../domain/time/instant.js';
import type { Visit } from '../../domain/visit/visit.js';
import type { Office } from '../frame/office-now.js';
import { BoardPrinter, MOST_VISITS, type Screen } from './board-printer.js';
import { Look, type Viewer } from './look.js';
import { versionOf } from './pieces.js';

const AHEAD = 12 * HOUR;

/** Of all who look at once; beyond it each has a look of their own. */
const MOST_TOGETHER = 3 * MOST_VISITS;

export type VisitsFor = (viewer: Viewer) => readonly Visit[];

/** Reads the visits of the board, for one viewer or for many at once. */
@Injectable()
export class Boards {
  constructor(
    @Inject(READER) private readonly reader: Reader,
    private readonly printer: BoardPrinter,
  ) {}

  /** One viewer's screen at this moment. */
  async one(screen: Screen, viewer: Viewer, office: Office): Promise<{ version: string; html: string }> {
    const look = new Look(await this.visitsOf(viewer, office), office);
    const pieces = this.printer.pieces(screen, look.by(viewer), viewer);
    return { version: versionOf(pieces), html: this.printer.whole(screen, pieces, viewer, office.at) };
  }

  /** What each of these viewers may see: with one question to the database, unless that would gather too much. */
  async together(viewers: readonly Viewer[], office: Office): Promise<VisitsFor> {
    const scope = union(viewers.map((viewer) => viewer.scope));
    const visits = await this.read(null, scope, office, MOST_TOGETHER);
    if (visits.length <= MOST_TOGETHER) return () => visits;
    const own = new Map<Viewer, readonly Visit[]>();
    for (const viewer of viewers) own.set(viewer, await this.visitsOf(viewer, office));
    return (viewer) => own.get(viewer) ?? [];
  }

  private async visitsOf({ scope, filter }: Viewer, office: Office): Promise<Visit[]> {
    const visits = await this.read(null, scope, office, MOST_VISITS);
    if (filter.units === null || visits.length <= MOST_VISITS) return visits;
    // Of so many the unit's own may have been cut off; of the others the alarms are there, as they come first.
    const ofUnit = await this.read([...filter.units], scope, office, MOST_VISITS);
    return [...new Map([...visits, ...ofUnit].map((visit) => [visit.id, visit])).values()];
  }

  /** One more than shown, to tell that there are more. */
  private read(units: readonly string[] | null, scope: Scope, { at }: Office, most: number): Promise<Visit[]> {
    return this.reader.board(units, at + AHEAD, scope, most + 1);
  }
}

const union = (scopes: readonly Scope[]): Scope => ({
  units: scopes.some(({ units }) => units === null) ? null : [...new Set(scopes.flatMap(({ units }) => units ?? []))],
  people: [...new Set(scopes.flatMap(({ people }) => people))],
});
