import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { changeBetween, versionOf, type Piece, type Pieces } from './pieces.js';

const piece = (id: string, key = 'a'): Piece => ({ id, key, html: `${id}${key}` });
const screen = (rows: readonly Piece[], blocks: readonly Piece[] = []): Pieces => ({ blocks, lists: { out: rows } });

/** As the page's script does it. */
function carriedOut(before: readonly Piece[], after: readonly Piece[]): string[] {
  const change = changeBetween(screen(before), screen(after))?.lists[0];
  const gone = new Set([...(change?.gone ?? []), ...(change?.put ?? []).map((put) => put.piece.id)]);
  const rows = before.filter(({ id }) => !gone.has(id));
  for (const put of change?.put ?? [])
    rows.splice(put.after === null ? 0 : rows.findIndex(({ id }) => id === put.after) + 1, 0, put.piece);
  return rows.map(({ html }) => html);
}

const rows = fc.uniqueArray(
  fc
    .record({ id: fc.constantFrom(...'abcdefgh'), key: fc.constantFrom('1', '2') })
    .map(({ id, key }) => piece(id, key)),
  { selector: ({ id }) => id },
);

describe('The change from one screen to the next', () => {
  it('carried out, makes the one of the other, whatever they are', () => {
    fc.assert(
      fc.property(rows, rows, (before, after) => {
        expect(carriedOut(before, after)).toEqual(after.map(({ html }) => html));
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
