import { createHash } from 'node:crypto';

/** A part of a screen that is exchanged as a whole: a row, or the block that names the alarms. */
export interface Piece {
  readonly id: string;
  /** Says the same as another piece's only where what is shown is the same, but for the clocks. */
  readonly key: string;
  /** Its clocks empty (clock-words.ts). */
  readonly html: string;
}

/** A whole screen: blocks that stand alone, and lists of rows. */
export interface Pieces {
  readonly blocks: readonly Piece[];
  readonly lists: Readonly<Record<string, readonly Piece[]>>;
}

/** What turns one screen into the next. */
export interface PieceChange {
  readonly blocks: readonly Piece[];
  readonly lists: readonly ListChange[];
}

export interface ListChange {
  readonly list: string;
  readonly gone: readonly string[];
  /** In their order: each is put right after the row that it names, at the head where it names none. */
  readonly put: readonly { readonly piece: Piece; readonly after: string | null }[];
}

/** Null where there is no difference. */
export function changeBetween(before: Pieces, after: Pieces): PieceChange | null {
  const known = new Map(before.blocks.map((piece) => [piece.id, piece.key]));
  const blocks = after.blocks.filter((piece) => known.get(piece.id) !== piece.key);
  const lists = Object.keys(after.lists)
    .map((list) => listChange(list, before.lists[list] ?? [], after.lists[list] ?? []))
    .filter(({ gone, put }) => gone.length > 0 || put.length > 0);
  return blocks.length > 0 || lists.length > 0 ? { blocks, lists } : null;
}

function listChange(list: string, before: readonly Piece[], after: readonly Piece[]): ListChange {
  const still = new Set(after.map(({ id }) => id));
  const keys = new Map(before.map(({ id, key }) => [id, key]));
  const gone = before.filter(({ id }) => !still.has(id)).map(({ id }) => id);
  // Rows whose place has changed among those that stay as they are: seldom, as the place follows from what a row shows.
  const places = new Map(before.map(({ id }, place) => [id, place]));
  let last = -1;
  const put = after.flatMap((piece, index) => {
    const place = places.get(piece.id) ?? -1;
    const stays = keys.get(piece.id) === piece.key && place > last;
    if (stays) last = place;
    return stays ? [] : [{ piece, after: after[index - 1]?.id ?? null }];
  });
  return { list, gone, put };
}

/** The name of what a screen shows, the same in every process: nothing of what is hidden from whoever looks goes into it (P8). */
export function versionOf({ blocks, lists }: Pieces): string {
  const digest = createHash('sha256');
  for (const { id, key } of blocks) digest.update(`${id}\n${key}\n`);
  for (const [list, pieces] of Object.entries(lists)) {
    digest.update(`${list}:\n`);
    for (const { id, key } of pieces) digest.update(`${id}\n${key}\n`);
  }
  return digest.digest('base64url').slice(0, 16);
}
