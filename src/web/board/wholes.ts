import type { Instant } from '../../domain/time/instant.js';
import type { BoardPrinter } from './board-printer.js';
import { wholeText, type Shown, type View } from './follower.js';
import type { Pieces } from './pieces.js';

/** Whole screens as events: hundreds of pages that come again in one moment are all sent the same one. */
export class Wholes {
  private readonly known = new WeakMap<Pieces, { readonly at: Instant; readonly text: string }>();

  constructor(private readonly printer: BoardPrinter) {}

  /** With its clocks as they stand at that moment. */
  of({ screen, viewer }: View, { pieces, version }: Shown, at: Instant): string {
    const known = this.known.get(pieces);
    if (known?.at === at) return known.text;
    const text = wholeText(this.printer.whole(screen, pieces, viewer, at), version, at);
    this.known.set(pieces, { at, text });
    return text;
  }
}
