import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { changeBetween, versionOf, type Piece, type Pieces } from './pieces.js';

const piece = (id: string, key = 'a'): Piece => ({ id, key, html: `${id}${key}` });
const screen = (rows: readonly Piece[], blocks: readonly Piece[] = []): Pieces => ({ blocks, lists: { out: rows } });

/** As the page's script does it: all that leaves, from whatever list, before anything comes. */
function carriedOut(before: Pieces, after: Pieces): Record<string, string[]> {
  const changes = changeBetween(before, after)?.lists ?? [];
  const gone = new Set(changes.flatMap(({ gone, put }) => [...gone, ...put.map(({ piece }) => piece.id)]));
  const lists = Object.fromEntries(
    Object.entries(before.lists).map(([list, rows]) => [list, rows.filter(({ id }) => !gone.has(id))]),
  );
  for (const { list, put } of changes)
    for (const { piece, after } of put) {
      const rows = lists[list]!;
      rows.splice(after === null ? 0 : rows.findIndex(({ id }) => id === after) + 1, 0, piece);
    }
  return shownIn(lists);
}

const shownIn = (lists: Pieces['lists']): Record<string, string[]> =>
  Object.fromEntries(Object.entries(lists).map(([list, rows]) => [list, rows.map(({ html }) => html)]));

const rows = fc.uniqueArray(
  fc
    .record({ id: fc.constantFrom(...'abcdefgh'), key: fc.constantFrom('1', '2') })
    .map(({ id, key }) => piece(id, key)),
  { selector: ({ id }) => id },
);

/** The same rows cut into two lists: a visit is in one of them. */
const screens = fc
  .tuple(rows, fc.nat(8))
  .map(([all, cut]): Pieces => ({ blocks: [], lists: { out: all.slice(0, cut), coming: all.slice(cut) } }));

describe('The change from one screen to the next', () => {
  it('carried out, makes the one of the other, whatever they are', () => {
    fc.assert(
      fc.property(screens, screens, (before, after) => {
        expect(carriedOut(before, after)).toEqual(shownIn(after.lists));
      }),
      { numRuns: 2_000 },
    );
  });

  it('is nothing between two that show the same', () => {
    expect(changeBetween(screen([piece('a')], [piece('x')]), screen([piece('a')], [piece('x')]))).toBeNull();
  });

  it('names only what has changed', () => {
    const change = changeBetween(screen([piece('a'), piece('b'), piece('c')]), screen([piece('b', 'new'), piece('c')]));
    expect(change).toEqual({
      blocks: [],
      lists: [{ list: 'out', gone: ['a'], put: [{ piece: piece('b', 'new'), after: null }] }],
    });
  });

  it('a screen has the same name as another only where it shows the same in the same order', () => {
    const names = [
      screen([piece('a'), piece('b')]),
      screen([piece('b'), piece('a')]),
      screen([piece('a'), piece('b', 'new')]),
      screen([piece('a')], [piece('b')]),
    ].map(versionOf);
    expect(new Set(names).size).toBe(4);
    expect(versionOf(screen([piece('a'), piece('b')]))).toBe(names[0]);
  });
});
