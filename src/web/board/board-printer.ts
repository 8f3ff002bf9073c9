import { Inject, Injectable } from '@nestjs/common';
import nunjucks from 'nunjucks';
import { SETTINGS, type Settings } from '../../config/settings.js';
import type { Instant } from '../../domain/time/instant.js';
import { templates } from '../frame/templates.js';
import { queryOf } from './board-filter.js';
import { boardOf, sayAlarm, type BoardRow, type OutRow } from './board.js';
import { fillClocks } from './clock-words.js';
import type { Sight, Viewer } from './look.js';
import type { Piece, Pieces } from './pieces.js';

/** The same visits on two kinds of screen. */
export type Screen = 'board' | 'wall';

/** More visits than this are more than anybody reads: the page says that there are more, and to choose a unit. */
export const MOST_VISITS = 1_000;

/** Named at the head of the page; the others follow below, first in the list. */
const MOST_NAMED = 10;

/** What a wall shows besides the alarms without scrolling. */
const MOST_TILES = 24;

const MOST_KEPT = 5_000;

/** Makes HTML of rows, each once: what was printed lately is kept, for the next look and the next viewer. */
@Injectable()
export class BoardPrinter {
  private readonly environment: nunjucks.Environment;
  private kept = new Map<string, Piece>();
  private keptBefore = new Map<string, Piece>();
  private readonly printed = new WeakMap<Sight, Map<string, Pieces>>();
  /** Hundreds of screens show the same row of the same look. */
  private readonly rowPieces = new WeakMap<BoardRow, Piece>();
  private readonly tilePieces = new WeakMap<BoardRow, Piece>();

  constructor(@Inject(SETTINGS) settings: Pick<Settings, 'timeZone'>) {
    this.environment = new nunjucks.Environment(new nunjucks.FileSystemLoader(templates(settings.timeZone).templates));
  }

  pieces(screen: Screen, sight: Sight, viewer: Viewer): Pieces {
    const ways = this.printed.get(sight) ?? new Map<string, Pieces>();
    this.printed.set(sight, ways);
    const way = screen + queryOf(viewer.filter);
    const pieces = ways.get(way) ?? (screen === 'board' ? this.board(sight, viewer) : this.wall(sight));
    ways.set(way, pieces);
    return pieces;
  }

  /** The part of the page that changes, with its clocks as they stand at that moment. */
  whole(screen: Screen, { blocks, lists }: Pieces, { filter }: Viewer, at: Instant): string {
    const rows = (list: string): string => (lists[list] ?? []).map(({ html }) => html).join('');
    const block = Object.fromEntries(blocks.map(({ id, html }) => [id.replace(/^\w+-/, ''), html]));
    const isFiltered = filter.unit !== null || filter.status !== null;
    return fillClocks(this.environment.render(`${screen}-part.njk`, { block, rows, isFiltered }), at);
  }

  private board({ rows, elsewhere }: Sight, { filter }: Viewer): Pieces {
    const shown = rows.slice(0, MOST_VISITS);
    const { alarm, alarms, out, coming } = boardOf(shown);
    const named = alarms.slice(0, MOST_NAMED);
    const everywhere = elsewhere > 0 ? `/${queryOf({ ...filter, unit: null })}` : null;
    return {
      blocks: [
        this.print('board-alarm', 'board-alarm.njk', {
          alarm,
          named,
          more: alarms.length - named.length,
          elsewhere: sayAlarm(elsewhere),
          everywhere,
          unit: filter.unit?.name ?? null,
        }),
        this.print('board-note', 'board-note.njk', { isCut: rows.length > MOST_VISITS, most: MOST_VISITS }),
      ],
      lists: {
        'board-out': out.map((row) => this.row(row)),
        'board-coming': coming.map((row) => this.row(row)),
      },
    };
  }

  private wall({ rows }: Sight): Pieces {
    const { alarm, alarms, out } = boardOf(rows);
    const rest = out.filter((row) => !row.alarm);
    return {
      blocks: [this.print('wall-head', 'wall-head.njk', { alarm, out: out.length })],
      lists: {
        'wall-alarms': alarms.map((row) => this.tile(row)),
        'wall-out': rest.slice(0, MOST_TILES).map((row) => this.tile(row)),
      },
    };
  }

  private row(row: BoardRow): Piece {
    const piece = this.rowPieces.get(row) ?? this.print(row.id, `board-${row.list}.njk`, { row });
    this.rowPieces.set(row, piece);
    return piece;
  }

  /** No name, number or contact: whoever passes by learns of nobody who and where they are. */
  private tile(row: OutRow): Piece {
    const { id, reference, unit, plight, tag, alarm, unanswered, due, clock } = row;
    const shown = { row: { id, reference, unit, plight, tag, alarm, unanswered, due, clock } };
    const piece = this.tilePieces.get(row) ?? this.print(id, 'wall-tile.njk', shown);
    this.tilePieces.set(row, piece);
    return piece;
  }

  private print(id: string, template: string, shown: object): Piece {
    const key = JSON.stringify([template, shown]);
    const known = this.kept.get(key);
    if (known) return known;
    const piece = this.keptBefore.get(key) ?? { id, key, html: this.environment.render(template, shown).trim() };
    if (this.kept.size >= MOST_KEPT) [this.keptBefore, this.kept] = [this.kept, new Map<string, Piece>()];
    this.kept.set(key, piece);
    return piece;
  }
}
