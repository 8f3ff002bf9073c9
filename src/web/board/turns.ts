import type { Instant } from '../../domain/time/instant.js';
import { changeText, type Shown } from './follower.js';
import { changeBetween, versionOf, type Pieces } from './pieces.js';

/** From what a screen showed to what it shows now; `text`: the event that says so, null where nothing is another. */
export interface Turn {
  readonly shown: Shown;
  readonly text: string | null;
}

/** Worked out once for all screens that show the same. */
export class Turns {
  private readonly known = new WeakMap<Pieces, WeakMap<Pieces, Turn>>();
  private readonly versions = new WeakMap<Pieces, string>();

  first(pieces: Pieces): Shown {
    const version = this.versions.get(pieces) ?? versionOf(pieces);
    this.versions.set(pieces, version);
    return { pieces, version };
  }

  between(before: Shown, pieces: Pieces, at: Instant): Turn {
    const turns = this.known.get(before.pieces) ?? new WeakMap<Pieces, Turn>();
    this.known.set(before.pieces, turns);
    const turn = turns.get(pieces) ?? this.turn(before, pieces, at);
    turns.set(pieces, turn);
    return turn;
  }

  private turn(before: Shown, pieces: Pieces, at: Instant): Turn {
    const change = changeBetween(before.pieces, pieces);
    if (!change) return { shown: { pieces, version: before.version }, text: null };
    const shown = this.first(pieces);
    return { shown, text: changeText(change, { from: before.version, to: shown.version, at }) };
  }
}
