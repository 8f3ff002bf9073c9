import { GAP, type ActOnDeadlines } from '../../application/act-on-deadlines.js';
import type { Canary } from '../../application/canary.js';
import type { FindLostTexts } from '../../application/find-lost-texts.js';
import type { HandleTexts } from '../../application/handle-texts.js';
import type { LastResort } from '../../application/last-resort.js';
import type { MindTheGap } from '../../application/mind-the-gap.js';
import type { Deadlines } from '../../application/ports/deadlines.js';
import type { Lane } from '../../application/ports/outbox.js';
import type { Watch } from '../../application/ports/watch.js';
import type { RemindOfFollowUps } from '../../application/remind-of-follow-ups.js';
import type { SendMessages } from '../../application/send-messages.js';
import type { WatchDrills } from '../../application/watch-drills.js';
import type { Log } from '../../application/watchman.js';
import { SECOND } from '../../domain/time/instant.js';
import { Round } from './round.js';
import { SendingLane } from './sending-lane.js';
import { SteadyPulse } from './steady-pulse.js';

/** How often the loop looks without being woken: the guarantee behind every deadline. */
const SWEEP_EVERY = SECOND / 4;

/** Of visits whose deadlines are acted on in one transaction. A first, small one tells whether it is a rush. */
const FIRST_BATCH = 50;
const BATCH = 250;

/** While batches come back full, this many transactions go side by side: the rules work out one while Postgres writes the other. */
const SIDE_BY_SIDE = 3;

/** Texts of different people are handled side by side; those of one person one after the other. */
const TEXTS_AT_ONCE = 3;

/** Side by side to the provider; alerts have their own places (P4). Each takes the provider a tenth of a second or so. */
const AT_ONCE = { alert: 60, other: 10 } as const;

/** While hundreds fall due in one moment, first all of them are written down; where that takes longer than this, alerts go out meanwhile. */
const WRITTEN_FIRST_FOR = 1.5 * SECOND;
const AT_ONCE_IN_A_LONG_RUSH = { alert: 4, other: 0 } as const;

export interface Duties {
  readonly actOnDeadlines: ActOnDeadlines;
  readonly mindTheGap: MindTheGap;
  readonly handleTexts: HandleTexts;
  readonly findLostTexts: FindLostTexts;
  readonly sendMessages: SendMessages;
  readonly lastResort: LastResort;
  readonly watchDrills: WatchDrills;
  readonly canary: Canary;
  readonly remindOfFollowUps: RemindOfFollowUps;
  readonly deadlines: Deadlines;
  readonly watch: Watch;
  readonly log: Log;
}

/** The rounds that a worker makes: passed deadlines, texts to handle, texts to send, texts in doubt, texts that were lost. */
export class NightWatch {
  private readonly sweep: Round;
  private readonly texts: Round[];
  private readonly lanes: Readonly<Record<Lane, SendingLane>>;
  private readonly others: Round[];
  private readonly heart: Round;
  private readonly lastResort: Round;
  private alarmClock: NodeJS.Timeout | null = null;
  private readonly pulse = new SteadyPulse();
  /** Since when hundreds are being acted on, by this process's own steady clock. */
  private rushSince: number | null = null;

  constructor(private readonly duties: Duties) {
    const { handleTexts, findLostTexts, sendMessages, lastResort, watchDrills, canary, remindOfFollowUps, log } =
      duties;
    const round = (name: string, every: number, work: () => Promise<unknown>): Round =>
      new Round(name, every, async () => (await work()) === true, log);
    this.sweep = round('deadlines', SWEEP_EVERY, () => this.goRound());
    this.texts = Array.from({ length: TEXTS_AT_ONCE }, (_, lane) =>
      round(`texts ${lane + 1}`, SWEEP_EVERY, () => handleTexts.next()),
    );
    const sending = (lane: Lane): SendingLane =>
      new SendingLane(lane, () => this.placesIn(lane), SWEEP_EVERY, sendMessages, log);
    this.lanes = { alert: sending('alert'), other: sending('other') };
    this.others = [
      round('doubts', SECOND / 2, () => sendMessages.reconcile({ takeOver: this.pulse.isSteady })),
      round('silence', SECOND, () => sendMessages.giveUpOnSilent()),
      round('lost texts', 15 * SECOND, () => findLostTexts.once()),
      round('drills', SECOND, () => watchDrills.once()),
      round('canary', 5 * SECOND, () => canary.once()),
      round('follow-ups', 15 * SECOND, () => remindOfFollowUps.once()),
    ];
    this.heart = round('heart', SECOND / 2, () => this.beat());
    this.lastResort = round('last resort', 15 * SECOND, () => lastResort.once());
  }

  /** A process that only opens doors shows that it lives, and leaves the rounds to the workers; that there are none it sees. */
  async startHeart(): Promise<void> {
    // Before anything is in hand: others take over what belongs to a process that does not live.
    await this.beat();
    this.heart.start();
    this.lastResort.start();
  }

  async start(): Promise<void> {
    await this.startHeart();
    for (const round of this.rounds()) round.start();
  }

  /** A wake-up: look at the deadlines now. */
  wake(): void {
    this.sweep.poke();
  }

  textCameIn(): void {
    const idle = this.texts.find((round) => !round.isBusy);
    for (const round of idle ? [idle] : this.texts) round.poke();
  }

  messagesWereWritten(lanes: Iterable<Lane> = ['alert', 'other']): void {
    for (const lane of lanes) this.lanes[lane].poke();
  }

  /** Finishes the batches in hand. */
  async stop(): Promise<void> {
    if (this.alarmClock) clearTimeout(this.alarmClock);
    await Promise.all(this.rounds().map((round) => round.stop()));
    this.duties.findLostTexts.abandon();
    await this.lastResort.stop();
    await this.heart.stop();
    await this.duties.watch.gone().catch(() => undefined);
  }

  private rounds(): (Round | SendingLane)[] {
    return [this.sweep, ...this.texts, ...this.others, this.lanes.alert, this.lanes.other];
  }

  private async beat(): Promise<void> {
    await this.duties.watch.alive();
    this.pulse.beat();
  }

  /** Once round: all that is due is acted on, or is another process's to act on. */
  private async goRound(): Promise<void> {
    await this.actOnAllDue().finally(() => this.rushIsOver());
    const { deadlines } = this.duties;
    const next = await deadlines.untilNext();
    if (this.alarmClock) clearTimeout(this.alarmClock);
    if (next !== null && next < SWEEP_EVERY) this.alarmClock = setTimeout(() => this.wake(), next);
  }

  /** Hundreds fell due in one moment. */
  private async rush(): Promise<void> {
    this.rushSince ??= performance.now();
    const { actOnDeadlines, watch } = this.duties;
    const lane = async (): Promise<void> => {
      for (;;) {
        const look = await actOnDeadlines.once(BATCH, { minded: false });
        if (look === GAP) return;
        await watch.swept(look.at);
        if (look.acted < BATCH) return;
      }
    };
    await Promise.all(Array.from({ length: SIDE_BY_SIDE }, lane));
  }

  private rushIsOver(): void {
    if (this.rushSince === null) return;
    this.rushSince = null;
    this.messagesWereWritten();
  }

  private placesIn(lane: Lane): number {
    if (this.rushSince === null) return AT_ONCE[lane];
    return performance.now() - this.rushSince < WRITTEN_FIRST_FOR ? 0 : AT_ONCE_IN_A_LONG_RUSH[lane];
  }

  private async actOnAllDue(): Promise<void> {
    const { actOnDeadlines, mindTheGap, watch, log } = this.duties;
    let minded = false;
    for (;;) {
      const look = await actOnDeadlines.once(FIRST_BATCH, { minded });
      if (look === GAP) {
        minded = true;
        await mindTheGap.once().catch((error: unknown) =>
          // What is due matters more than to say since when nobody looked.
          log.error(
            { error: error instanceof Error ? error.message : String(error) },
            'A gap could not be looked into',
          ),
        );
        continue;
      }
      await watch.swept(look.at);
      if (look.acted === 0) return;
      if (look.acted === FIRST_BATCH) await this.rush();
    }
  }
}
