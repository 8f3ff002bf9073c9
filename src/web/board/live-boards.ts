import { Inject, Injectable, ServiceUnavailableException } from '@nestjs/common';
import { setTimeout as pause } from 'node:timers/promises';
import { CHANGES, type Changes } from '../../application/ports/changes.js';
import { SECOND, type Instant, type Milliseconds } from '../../domain/time/instant.js';
import type { Visit } from '../../domain/visit/visit.js';
import { OfficeNow, type Office } from '../frame/office-now.js';
import { BoardPrinter } from './board-printer.js';
import { Boards, type VisitsFor } from './boards.js';
import { enough, Follower, type Subscription, View } from './follower.js';
import { Look, type Viewer } from './look.js';
import { Turns } from './turns.js';
import { Views } from './views.js';
import { Wholes } from './wholes.js';

/** What changes by the clock alone (a visit begins, or passes its time) is looked at so often. */
const TICK: Milliseconds = SECOND;

/** The database is asked so often at most, however much changes. */
const REST: Milliseconds = 200;

/** And so often at least: a word that was lost is made up for. */
const READ_EVERY: Milliseconds = 3 * SECOND;

/** Beyond this nobody is told that all is up to date: the pages say that it is not. */
const TOO_OLD: Milliseconds = 6 * SECOND;

const FIRST_LOOK_WITHIN: Milliseconds = 5 * SECOND;

const MOST_OF_ALL = 2_000;

/**
 * Boards that follow what happens. After a change the visits of all who look are read with one question, each row is made
 * once, and each page gets what is another on its own screen: what is hidden from somebody changes nothing on theirs, and so
 * nothing is sent (P8). The pulse of a stream is its own, the same whether or not anything happens.
 */
@Injectable()
export class LiveBoards {
  /** Of one person, in this process: enough for every screen of an office that is signed in as one, and no more than it bears. */
  mostOfOne = 250;

  private readonly views = new Views();
  private seen: { readonly visitsFor: VisitsFor; readonly by: ReadonlySet<Viewer>; readonly at: Milliseconds } | null =
    null;
  private timer: NodeJS.Timeout | null = null;
  private isStale = false;
  private lookedAt: Instant = 0;
  private readonly turns = new Turns();
  private readonly wholes: Wholes;
  private isLooking = false;
  private isStopped = false;

  constructor(
    @Inject(CHANGES) private readonly changes: Changes,
    private readonly boards: Boards,
    private readonly printer: BoardPrinter,
    private readonly officeNow: OfficeNow,
  ) {
    this.wholes = new Wholes(printer);
  }

  /** Begins to send; a first look that fails is an answer like any other. */
  async follow(subscription: Subscription, viewer: Viewer): Promise<void> {
    const followers = this.views.followers();
    if (this.isStopped || followers.length >= MOST_OF_ALL)
      throw new ServiceUnavailableException('This process takes no more boards.');
    this.begin();
    const view = this.views.of(subscription.screen, viewer);
    const follower = new Follower(subscription, view);
    view.followers.add(follower);
    subscription.stream.onClose(() => this.views.drop(follower));
    // Gone while it was found out who they are: that will not be said again.
    if (subscription.stream.isGone) return this.views.drop(follower);
    const others = followers.filter((other) => other.view.viewer.person === viewer.person);
    for (const other of others.slice(0, Math.max(0, others.length + 1 - this.mostOfOne))) this.end(other, enough);
    try {
      await this.firstLook(view);
    } catch (error) {
      this.views.drop(follower);
      throw error;
    }
    const { at } = await this.officeNow.look();
    // From here to the last word nothing waits: no change falls between what is sent now and what is sent next.
    // Put off meanwhile, as this process ends or they have opened too many: without an answer they would wait for ever.
    if (!view.followers.has(follower)) throw new ServiceUnavailableException('This process takes no more boards.');
    // As of the last look, since when the page counts on by itself.
    follower.begin((shown) => this.wholes.of(view, shown, this.lookedAt));
    follower.beat(at);
  }

  private begin(): void {
    if (this.timer) return;
    this.timer = setInterval(() => this.tick(), TICK);
    this.timer.unref();
    this.changes.listen({
      changed: () => {
        this.isStale = true;
        void this.goRound();
      },
      stopped: () => this.stop(),
    });
  }

  private stop(): void {
    this.isStopped = true;
    if (this.timer) clearInterval(this.timer);
    for (const follower of this.views.followers()) this.end(follower);
  }

  private async firstLook(view: View): Promise<void> {
    if (view.shown) return;
    this.isStale = true;
    void this.goRound();
    const late = pause(FIRST_LOOK_WITHIN, 'late', { ref: false });
    if ((await Promise.race([view.isShown, late])) === 'late')
      throw new ServiceUnavailableException('The board cannot be read now.');
  }

  private end(follower: Follower, lastWord = ''): void {
    follower.stream.end(lastWord);
    this.views.drop(follower);
  }

  private tick(): void {
    if (this.views.isEmpty) return;
    void this.goRound();
    void this.pulse();
  }

  /** One after the other, however many ask for it. */
  private async goRound(): Promise<void> {
    if (this.isLooking) return;
    this.isLooking = true;
    try {
      do {
        await this.look();
        await pause(REST, undefined, { ref: false });
      } while (this.isStale && !this.views.isEmpty && !this.isStopped);
    } catch {
      // Away for a moment, or for longer: then no pulse is sent, and the pages say it. The next tick tries again.
    } finally {
      this.isLooking = false;
    }
  }

  private async look(): Promise<void> {
    const views = this.views.all();
    const office = await this.officeNow.look();
    this.lookedAt = office.at;
    if (this.isStale || this.age() > READ_EVERY) await this.read(views, office);
    const { seen } = this;
    if (!seen) return;
    const looks = new Map<readonly Visit[], Look>();
    for (const view of views.filter(({ viewer }) => seen.by.has(viewer))) {
      const visits = seen.visitsFor(view.viewer);
      const look = looks.get(visits) ?? new Look(visits, office);
      looks.set(visits, look);
      this.show(view, look, office);
    }
  }

  private async read(views: readonly View[], office: Office): Promise<void> {
    this.isStale = false;
    const viewers = views.map(({ viewer }) => viewer);
    const at = performance.now();
    try {
      this.seen = { visitsFor: await this.boards.together(viewers, office), by: new Set(viewers), at };
    } catch (error) {
      this.isStale = true;
      throw error;
    }
  }

  private show(view: View, look: Look, { at }: Office): void {
    const pieces = this.printer.pieces(view.screen, look.by(view.viewer), view.viewer);
    if (!view.shown) return view.show(this.turns.first(pieces));
    const { shown, text } = this.turns.between(view.shown, pieces, at);
    view.show(shown);
    if (text !== null) for (const follower of view.followers) follower.tell(text);
  }

  private age(): Milliseconds {
    return performance.now() - (this.seen?.at ?? Number.NEGATIVE_INFINITY);
  }

  private async pulse(): Promise<void> {
    const due = this.views.followers().filter((follower) => follower.isDue);
    if (due.length === 0 || this.age() > TOO_OLD) return;
    const at = await this.officeNow.look().then(
      (office) => office.at,
      () => null,
    );
    if (at === null) return;
    for (const follower of due) follower.beat(at);
    for (const follower of due) {
      const word = await follower.whyOver();
      if (word !== null) this.end(follower, word);
    }
  }
}
