import { SECOND, type Instant, type Milliseconds } from '../../domain/time/instant.js';
import type { Screen } from './board-printer.js';
import { fillClocks } from './clock-words.js';
import { eventText, type EventStream } from './event-stream.js';
import type { Viewer } from './look.js';
import type { PieceChange, Pieces } from './pieces.js';

export const BEAT_EVERY: Milliseconds = 4 * SECOND;

/** How soon a session that was ended elsewhere has no board any more. */
const CHECK_EVERY: Milliseconds = 12 * SECOND;

/** A page that is gone without a word is let go by then; one that is there comes again by itself. */
const LONGEST: Milliseconds = 15 * 60 * SECOND;

/** A reader that takes in nothing for so long is not there any more. */
const LONGEST_BEHIND: Milliseconds = 20 * SECOND;

/** One page that wants to follow. */
export interface Subscription {
  readonly screen: Screen;
  readonly stream: EventStream;
  /** The version of the screen that the page has. */
  readonly has: string | null;
  /** Whoever looks, as they may now; null when they may not any more. */
  viewer(): Promise<Viewer | null>;
}

/** One screen, for all who look at the same in the same way. */
export class View {
  readonly followers = new Set<Follower>();
  readonly isShown: Promise<void>;
  shown: Shown | null = null;
  private wasShown: () => void = () => undefined;

  static nameOf(screen: Screen, { person, scope, filter }: Viewer): string {
    return JSON.stringify([screen, person, scope, filter.unit?.id, filter.status]);
  }

  constructor(
    readonly name: string,
    readonly screen: Screen,
    readonly viewer: Viewer,
  ) {
    this.isShown = new Promise((resolve) => (this.wasShown = resolve));
  }

  show(shown: Shown): void {
    this.shown = shown;
    this.wasShown();
  }
}

/** The whole screen in one event. */
export type Whole = (shown: Shown) => string;

/** What a screen shows; the pieces are the same object on all that show the same. */
export interface Shown {
  readonly pieces: Pieces;
  readonly version: string;
}

/** One page that follows. */
export class Follower {
  private readonly since = performance.now();
  private beatAt = this.since;
  private checkedAt = this.since;
  private behindSince: number | null = null;
  /** Sends the screen as it is, where a change was not sent. */
  private catchUp: () => void = () => undefined;
  private missed = false;
  readonly stream: EventStream;

  constructor(
    private readonly subscription: Subscription,
    readonly view: View,
  ) {
    this.stream = subscription.stream;
  }

  /** With what the page has not yet, and from here on with every change. */
  begin(whole: Whole): void {
    const { stream, view } = this;
    const { has } = this.subscription;
    stream.open();
    if (view.shown && view.shown.version !== has) stream.write(whole(view.shown));
    this.catchUp = () => {
      this.behindSince = null;
      if (this.missed && view.shown) stream.write(whole(view.shown));
      this.missed = false;
    };
    stream.onCaughtUp(this.catchUp);
  }

  /**
   * A reader that is slow is not sent one change after the other, to be kept here until they take it: once they have caught up
   * they get the whole screen as it is then.
   */
  tell(change: string): void {
    if (!this.stream.isOpen) return;
    if (this.stream.isBehind) this.missed = true;
    else this.stream.write(change);
  }

  /** By its own clock: what happens meanwhile is not to be read from the rhythm (P8). */
  get isDue(): boolean {
    return this.stream.isOpen && performance.now() - this.beatAt >= BEAT_EVERY - SECOND / 10;
  }

  /** That all is up to date, and what time it is: not said to whoever would read it too late. */
  beat(at: Instant): void {
    this.beatAt = performance.now();
    if (!this.stream.isBehind) {
      // That they had room again may have gone unsaid: what was behind was perhaps not the socket, but this side of it.
      this.catchUp();
      return this.stream.write(eventText('beat', { at }));
    }
    this.behindSince ??= this.beatAt;
    if (this.beatAt - this.behindSince > LONGEST_BEHIND) this.stream.cut();
  }

  /** What is to be said last, where it is over; null where it goes on. */
  async whyOver(): Promise<string | null> {
    const now = performance.now();
    if (now - this.since > LONGEST) return '';
    if (now - this.checkedAt < CHECK_EVERY) return null;
    this.checkedAt = now;
    try {
      const viewer = await this.subscription.viewer();
      if (!viewer) return ended;
      return View.nameOf(this.view.screen, viewer) === this.view.name ? null : '';
    } catch {
      // That the session could not be looked up is no reason to end it.
      return null;
    }
  }
}

/** The page is not to come again: whoever looked is signed out, or may not any more. */
export const ended = eventText('ended', {});

/** The same person has opened too many: this page asks now and then instead. */
export const enough = eventText('enough', {});

export const wholeText = (html: string, version: string, at: Instant): string =>
  eventText('whole', { to: version, at, html }, version);

export function changeText(
  { blocks, lists }: PieceChange,
  { from, to, at }: { readonly from: string; readonly to: string; readonly at: Instant },
): string {
  return eventText(
    'change',
    {
      from,
      to,
      at,
      blocks: blocks.map(({ id, html }) => ({ id, html: fillClocks(html, at) })),
      lists: lists.map(({ list, gone, put }) => ({
        list,
        gone,
        put: put.map(({ piece, after }) => ({ id: piece.id, after, html: fillClocks(piece.html, at) })),
      })),
    },
    to,
  );
}
