import type { DeliveryStatus, FailureClass, OutgoingText, SendOutcome } from '../../../src/application/ports/phones.js';
import { SECOND, type Instant, type Milliseconds } from '../../../src/domain/time/instant.js';
import type { Dice } from '../world/dice.js';
import type { World } from '../world/world.js';
import type { ProviderFaults } from './schedule.js';

/** A text that the provider took from us. */
export interface Carried {
  readonly sid: string;
  /** Our own id of it, as it travels along. */
  readonly id: string;
  readonly to: string;
  readonly body: string;
  readonly takenAt: Instant;
  arrivedAt: Instant | null;
}

/** A text from somebody to us, as it stands in the provider's list. */
export interface Said {
  readonly sid: string;
  readonly from: string;
  readonly body: string;
  readonly at: Instant;
  readonly visibleFrom: Instant;
  /** When one of our processes first said that it has it. */
  acknowledgedAt: Instant | null;
}

/** What we are told of a text, and how long we wait for that. */
export interface Answer {
  readonly outcome: SendOutcome;
  readonly answersAfter: Milliseconds;
}

export interface Doors {
  /** Calls our webhook. It says nothing when there is nobody. */
  text(said: Said): void;
  report(id: string, sid: string, status: DeliveryStatus, failure: FailureClass | null, code: number | null): void;
  arrived(text: Carried): void;
}

const REFUSALS: readonly (readonly [FailureClass, number])[] = [
  ['opted_out', 21610],
  ['bad_number', 21211],
  ['filtered', 30007],
  ['settings', 20003],
  ['other', 21617],
];

/** The provider, with a memory of its own: what it took stays taken, whatever becomes of us. */
export class Provider {
  readonly carried: Carried[] = [];
  readonly said: Said[] = [];
  /** Of those, the ones that may not have reached us. */
  readonly notTakenIn = new Set<Said>();
  /** Each try to hand it a text: for the judge, who forgives what the provider did. */
  readonly tries: { readonly id: string; readonly at: Instant; readonly kind: SendOutcome['kind'] }[] = [];
  muteUntil: Instant = 0;
  calm = false;

  constructor(
    private readonly world: World,
    private readonly dice: Dice,
    private readonly faults: ProviderFaults,
    private readonly doors: Doors,
  ) {}

  get isMute(): boolean {
    return this.muteUntil > this.world.now;
  }

  /** Takes a text, or not. `cut`: the connection was, on the way here. */
  take(text: OutgoingText, { cut = false } = {}): Answer {
    const { outcome, answersAfter } = cut ? { outcome: UNKNOWN, answersAfter: 50 } : this.fate(text);
    this.tries.push({ id: text.id, at: this.world.now, kind: outcome.kind });
    this.world.tell?.(() => `provider: ${outcome.kind} "${text.body}"`);
    return { outcome, answersAfter };
  }

  private fate(text: OutgoingText): Answer {
    const { dice, faults } = this;
    if (this.isMute) {
      return dice.chance(0.5)
        ? { outcome: { kind: 'try_again', afterMilliseconds: SECOND, detail: 'no connection' }, answersAfter: 10 }
        : { outcome: UNKNOWN, answersAfter: 10 * SECOND };
    }
    const throwOf = this.calm ? 1 : dice.next();
    let below = faults.refused;
    if (throwOf < below) {
      const [failure, code] = dice.pick(REFUSALS);
      return { outcome: { kind: 'refused', failure, code, detail: `Twilio ${code}` }, answersAfter: 100 };
    }
    if (throwOf < (below += faults.tryAgain)) {
      const afterMilliseconds = dice.pick([1, 1, 5, 20]) * SECOND;
      return { outcome: { kind: 'try_again', afterMilliseconds, detail: 'HTTP 429' }, answersAfter: 50 };
    }
    if (throwOf < (below += faults.unknownNotSent)) return { outcome: UNKNOWN, answersAfter: dice.pick([50, 10_000]) };
    const sid = this.carry(text);
    if (throwOf < below + faults.unknownButSent) return { outcome: UNKNOWN, answersAfter: dice.pick([50, 10_000]) };
    return { outcome: { kind: 'accepted', sid, status: 'queued' }, answersAfter: dice.between(20, 400) };
  }

  private carry({ id, to, body }: OutgoingText): string {
    const { dice, faults, world, doors } = this;
    const sid = `SM${this.carried.length + 1}`;
    const carried: Carried = { sid, id, to, body, takenAt: world.now, arrivedAt: null };
    this.carried.push(carried);
    if (!this.calm && dice.chance(faults.neverArrives)) {
      if (dice.chance(0.5)) world.after(dice.between(2, 40) * SECOND, () => this.reportFailure(carried));
      return sid;
    }
    const takes = dice.between(300, 3_000);
    world.after(takes, () => {
      carried.arrivedAt = world.now;
      doors.arrived(carried);
    });
    this.report(carried, 'sent', takes - 200);
    this.report(carried, 'delivered', takes + 300);
    return sid;
  }

  private report({ id, sid }: Carried, status: DeliveryStatus, after: Milliseconds): void {
    const { dice, faults, world, doors } = this;
    if (!this.calm && dice.chance(faults.reportLost)) return;
    const times = !this.calm && dice.chance(faults.reportTwice) ? 2 : 1;
    for (let time = 0; time < times; time += 1) {
      const late = times > 1 ? dice.below(20) * SECOND : 0;
      world.after(after + late, () => doors.report(id, sid, status, null, null));
    }
  }

  private reportFailure({ id, sid }: Carried): void {
    const [failure, code] = this.dice.pick([
      ['unreachable', 30003],
      ['filtered', 30007],
      ['bad_number', 30005],
    ] as const);
    this.doors.report(id, sid, 'undelivered', failure, code);
  }

  /** Somebody texts us. */
  hear(from: string, body: string): void {
    const { dice, faults, world, doors } = this;
    const visibleFrom = world.now + dice.below(faults.listLags + 1);
    const said: Said = {
      sid: `IN${this.said.length + 1}`,
      from,
      body,
      at: world.now,
      visibleFrom,
      acknowledgedAt: null,
    };
    this.said.push(said);
    this.notTakenIn.add(said);
    world.changes += 1;
    world.tell?.(() => `${from} texts "${body}" (${said.sid})`);
    if (!this.calm && dice.chance(faults.webhookLost)) return;
    const late = !this.calm && dice.chance(faults.webhookLate) ? dice.below(20_000) : dice.between(50, 400);
    world.after(late, () => doors.text(said));
    if (!this.calm && dice.chance(faults.webhookTwice)) world.after(dice.below(30_000), () => doors.text(said));
    // Where the first call came to nothing, the fallback is called, once; after that the list alone has it.
    world.after(late + 2 * SECOND, () => {
      if (said.acknowledgedAt === null) doors.text(said);
    });
  }

  /** Seconds are whole in the provider's list. */
  list(since: Instant): Said[] {
    return this.said.filter(({ at, visibleFrom }) => visibleFrom <= this.world.now && at >= since);
  }

  find({ to, body }: OutgoingText, notBefore: Instant): Carried | null {
    const found = this.carried.filter((one) => one.to === to && one.body === body && one.takenAt >= notBefore);
    return found.findLast(({ takenAt }) => takenAt + this.faults.listLags <= this.world.now) ?? null;
  }
}

const UNKNOWN: SendOutcome = { kind: 'unknown', detail: 'ECONNRESET' };
