import { ActOnDeadlines, GAP } from '../../../src/application/act-on-deadlines.js';
import { Diary } from '../../../src/application/diary.js';
import { FindLostTexts } from '../../../src/application/find-lost-texts.js';
import { HandleTexts } from '../../../src/application/handle-texts.js';
import { Incidents } from '../../../src/application/incidents.js';
import { MindTheGap } from '../../../src/application/mind-the-gap.js';
import type { Meters } from '../../../src/application/ports/meters.js';
import type { Operator } from '../../../src/application/ports/operator.js';
import type { Lane } from '../../../src/application/ports/outbox.js';
import { SendMessages } from '../../../src/application/send-messages.js';
import type { Surroundings } from '../../../src/application/surroundings.js';
import { Watchman, type Log } from '../../../src/application/watchman.js';
import { SECOND, type Instant, type Milliseconds } from '../../../src/domain/time/instant.js';
import { MemoryInbox } from '../memory/inbox.js';
import { MemoryLedger, type Books } from '../memory/ledger.js';
import { MemoryOutbox } from '../memory/outbox.js';
import { MemoryPhones } from '../memory/phones.js';
import type { Store } from '../memory/store.js';
import { MemoryClock, MemoryWatch } from '../memory/watch.js';
import type { Process } from '../world/process.js';
import type { Provider } from './provider.js';

const NOTHING = (): void => undefined;
const METERS: Meters = {
  deadlineActedOn: NOTHING,
  messageAccepted: NOTHING,
  providerError: NOTHING,
  messageRepeated: NOTHING,
  messageDropped: NOTHING,
  webhookRefused: NOTHING,
  textTakenIn: NOTHING,
  stepUnanswered: NOTHING,
  setAside: NOTHING,
};

export const ROUNDS = ['sweep', 'texts', 'alert', 'other', 'doubts', 'silence', 'lost'] as const;
export type RoundName = (typeof ROUNDS)[number];

/** As the night watch goes round (src/adapters/jobs/night-watch.ts). */
export const EVERY: Readonly<Record<RoundName, Milliseconds>> = {
  sweep: SECOND / 4,
  texts: SECOND / 4,
  alert: SECOND / 4,
  other: SECOND / 4,
  doubts: SECOND / 2,
  silence: SECOND,
  lost: 15 * SECOND,
};

const AT_ONCE: Readonly<Record<Lane, number>> = { alert: 40, other: 10 };

/** One piece of work that is done again and again, never twice at the same moment in this process. */
interface Round {
  running: boolean;
  poked: boolean;
  lastBegan: Instant;
}

/**
 * The service as it runs in one process for one life: the real use cases, put together as core.module.ts does, and the
 * rounds of src/adapters/jobs/night-watch.ts. A round that would find nothing is not gone (see play.ts): it changes nothing.
 */
export class Service {
  readonly incidents: Incidents;
  readonly diary: Diary;
  readonly sendMessages: SendMessages;
  private readonly inbox: MemoryInbox;
  private readonly clock: MemoryClock;
  private readonly watch: MemoryWatch;
  private readonly actOnDeadlines: ActOnDeadlines;
  private readonly handleTexts: HandleTexts;
  private readonly findLostTexts: FindLostTexts;
  private readonly mindTheGap: MindTheGap;
  private readonly inHand: Record<Lane, number> = { alert: 0, other: 0 };
  private readonly rounds = Object.fromEntries(
    ROUNDS.map((name) => [name, { running: false, poked: false, lastBegan: 0 }]),
  ) as Record<RoundName, Round>;

  constructor(
    readonly process: Process,
    readonly phase: Milliseconds,
    readonly startedAt: Instant,
    private readonly store: Store,
    provider: Provider,
    books: Omit<Books, 'onMessages'>,
    surroundings: Surroundings,
    operator: Operator,
    private readonly batch: number,
  ) {
    const complain = (facts: Readonly<Record<string, unknown>>, message: string): void => {
      const why = facts['error'] ?? facts['detail'];
      process.world.tell?.(
        () => `${process.name} logs: ${message} ${typeof why === 'string' ? why.split('\n')[0] : ''}`,
      );
    };
    const log: Log = { info: complain, warn: complain, error: complain };
    const ledger = new MemoryLedger(store, process, { ...books, onMessages: () => this.poke('alert', 'other') });
    const outbox = new MemoryOutbox(store, process, books.policy.messages.silentAfter);
    const phones = new MemoryPhones(provider, process);
    const watchman = new Watchman(log, METERS, operator);
    this.inbox = new MemoryInbox(store, process);
    this.clock = new MemoryClock(process);
    this.watch = new MemoryWatch(store, process);
    this.actOnDeadlines = new ActOnDeadlines(ledger, surroundings, watchman, METERS);
    this.handleTexts = new HandleTexts(ledger, surroundings, (sid) => this.inbox.retryLater(sid), watchman, log);
    this.findLostTexts = new FindLostTexts(phones, this.inbox, this.clock, METERS, log, watchman);
    this.mindTheGap = new MindTheGap(ledger, this.findLostTexts, surroundings, operator);
    this.sendMessages = new SendMessages(outbox, phones, ledger, this.clock, surroundings, METERS, operator, log);
    this.incidents = new Incidents(ledger, surroundings);
    this.diary = new Diary(ledger, surroundings);
  }

  /** The webhook: the text is kept before the provider is told so (P1). */
  async take(sid: string, from: string, to: string, body: string): Promise<void> {
    await this.inbox.takeIn({ sid, from, to, body, receivedAt: await this.clock.now() });
    this.poke('texts');
  }

  /** When this round goes next, given since when it would find something; never, while it is under way. */
  nextRound(name: RoundName, since: Instant): Instant {
    const round = this.rounds[name];
    if (round.running || since === Infinity) return Infinity;
    const { now } = this.process.world;
    const earliest = Math.max(since, now, round.lastBegan + 1, this.startedAt, this.process.frozenUntil);
    return alignedAfter(earliest, EVERY[name], this.phase);
  }

  /** As src/adapters/jobs/steady-pulse.ts has it: in touch with the database for a second. */
  private get isSteady(): boolean {
    const { now } = this.process.world;
    return now >= Math.max(this.startedAt, this.process.frozenUntil, this.store.awayUntil) + SECOND;
  }

  isGoing(name: RoundName): boolean {
    return this.rounds[name].running;
  }

  poke(...names: readonly RoundName[]): void {
    for (const name of names) this.go(name);
  }

  go(name: RoundName): void {
    const round = this.rounds[name];
    round.lastBegan = this.process.world.now;
    round.poked = true;
    if (round.running || this.process.isFrozen) return;
    round.running = true;
    this.process.world.start(this.process, async () => {
      while (round.poked) {
        round.poked = false;
        try {
          if (await this.work(name)) round.poked = true;
        } catch (error) {
          this.process.world.tell?.(() => `${this.process.name}: round ${name} failed: ${(error as Error).message}`);
        }
      }
      round.running = false;
    });
  }

  private async work(name: RoundName): Promise<boolean> {
    switch (name) {
      case 'sweep':
        await this.sweep();
        return false;
      case 'texts':
        return this.handleTexts.next();
      case 'alert':
      case 'other':
        return this.send(name);
      case 'doubts':
        await this.sendMessages.reconcile({ takeOver: this.isSteady });
        return false;
      case 'silence':
        await this.sendMessages.giveUpOnSilent();
        return false;
      case 'lost':
        await this.findLostTexts.once();
        return false;
    }
  }

  private async sweep(): Promise<void> {
    let minded = false;
    for (;;) {
      const look = await this.actOnDeadlines.once(this.batch, { minded });
      if (look === GAP) {
        minded = true;
        await this.mindTheGap
          .once()
          .catch((error: unknown) =>
            this.process.world.tell?.(() => `${this.process.name}: ${(error as Error).message}`),
          );
        continue;
      }
      await this.watch.swept(look.at);
      if (look.acted === 0) return;
    }
  }

  private async send(lane: Lane): Promise<boolean> {
    const free = AT_ONCE[lane] - this.inHand[lane];
    if (free === 0) return false;
    const waits = [...this.store.unsent].some(
      ({ state, urgency }) => state === 'pending' && (urgency === 0) === (lane === 'alert'),
    );
    if (!waits) return false;
    const claimed = await this.sendMessages.claim(lane, free);
    for (const message of claimed) {
      this.inHand[lane] += 1;
      this.process.world.start(this.process, () =>
        this.sendMessages
          .send(message)
          // It stays marked as being sent, and is looked into as one in doubt.
          .catch((error: unknown) =>
            this.process.world.tell?.(() => `${this.process.name}: ${(error as Error).message}`),
          )
          .finally(() => {
            this.inHand[lane] -= 1;
          }),
      );
    }
    return claimed.length === free && this.inHand[lane] < AT_ONCE[lane];
  }
}

/** The first moment of a round with this period and phase that is not before `at`. */
export const alignedAfter = (at: Instant, period: Milliseconds, phase: Milliseconds): Instant =>
  Math.ceil((at - phase) / period) * period + phase;
