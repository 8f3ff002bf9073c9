import type { DeliveryStatus, FailureClass } from '../../../src/application/ports/phones.js';
import type { OperatorAlarm } from '../../../src/application/ports/operator.js';
import type { Surroundings } from '../../../src/application/surroundings.js';
import type { Policy } from '../../../src/domain/policy/policy.js';
import { SECOND, type Instant } from '../../../src/domain/time/instant.js';
import { Store } from '../memory/store.js';
import { Dice } from '../world/dice.js';
import { Process } from '../world/process.js';
import { World, type Mishap, type Mishaps } from '../world/world.js';
import { mobileOf, officeWith, OUR_NUMBER, ownerOf, ZONE, type TheOffice } from './office.js';
import { reactionTo } from './people.js';
import type { Played, PlayedVisit, Trouble } from './played.js';
import { Provider, type Carried, type Said } from './provider.js';
import type { Saying, Schedule } from './schedule.js';
import { alignedAfter, EVERY, ROUNDS, Service, type RoundName } from './service.js';

/** What chance decides as the story goes on, each with dice of its own. */
const PURPOSE = { turns: 1, mishaps: 2, provider: 3, people: 4, machines: 5, calls: 6 } as const;

export interface Ways {
  readonly tell?: (line: string) => void;
  /** Instead of the mishaps of the schedule. */
  readonly mishaps?: (effect: number) => Mishap | null;
}

/** Plays one story to its end. */
export async function play(schedule: Schedule, policy: Policy, ways: Ways = {}): Promise<Played> {
  return new Play(schedule, policy, ways).run();
}

const NEVER = Object.fromEntries(ROUNDS.map((name) => [name, Infinity])) as Record<RoundName, Instant>;

interface Machine {
  readonly number: number;
  service: Service | null;
  lives: number;
}

class Play {
  private readonly world: World;
  private readonly store: Store;
  private readonly provider: Provider;
  private readonly office: TheOffice;
  private readonly machines: Machine[];
  private readonly visits: PlayedVisit[] = [];
  private readonly troubles: Trouble[] = [];
  private readonly freezes: { from: Instant; to: Instant }[] = [];
  private readonly alarms: { at: Instant; kind: OperatorAlarm }[] = [];
  private readonly people: Dice;
  private readonly chance: Dice;
  private readonly surroundings: Surroundings;
  private standstill: Trouble | null = null;
  private stoppedUntil: Instant = 0;
  private planning = true;
  private known: { changes: number; since: Record<RoundName, Instant> } = { changes: -1, since: NEVER };
  private untilLook: Instant = Infinity;
  private looks: { service: Service; name: RoundName; at: Instant }[] = [];

  constructor(
    private readonly schedule: Schedule,
    private readonly policy: Policy,
    private readonly ways: Ways,
  ) {
    const { seed, begins } = schedule;
    const calls = new Dice(seed, PURPOSE.calls);
    const { tell } = ways;
    this.world = new World(
      begins,
      new Dice(seed, PURPOSE.turns),
      this.mishaps(),
      () => (schedule.callsTakeTime && !this.planning && calls.chance(0.5) ? calls.between(1, 40) : 0),
      tell ? (line) => tell(`${clock(this.world.now)} ${line()}`) : null,
    );
    this.people = new Dice(seed, PURPOSE.people);
    this.chance = new Dice(seed, PURPOSE.machines);
    this.store = new Store(this.world);
    this.office = officeWith(schedule.office);
    for (let reference = 0; reference < 400; reference += 1)
      this.store.freeReferences.push(String(1_000 + ((reference * 2_239) % 9_000)));
    this.provider = new Provider(this.world, new Dice(seed, PURPOSE.provider), schedule.provider, {
      text: (said) => this.webhook(said),
      report: (...report) => this.report(...report),
      arrived: (text) => this.arrived(text),
    });
    this.surroundings = {
      zone: ZONE,
      policyInForce: policy,
      callSheet: (incidentId, person) => ({ token: `${incidentId} ${person}`, url: `https://a.example/c/${person}` }),
      answerPage: (...asking) => ({ token: asking.join(' '), url: 'https://a.example/a/me' }),
    };
    this.machines = schedule.machines.map((_, number) => ({ number, service: null, lives: 0 }));
  }

  async run(): Promise<Played> {
    const { world, schedule } = this;
    world.nextLook = () => this.nextLook();
    world.look = () => {
      for (const { service, name, at } of this.looks) if (at === this.untilLook) service.go(name);
    };
    world.moving = (to) => this.idleRounds(to);
    for (const machine of this.machines) this.start(machine);
    this.plan();
    for (const saying of schedule.sayings) world.at(saying.at, () => this.say(saying));
    for (const outage of schedule.outages) world.at(outage.from, () => this.outage(outage.kind, outage.to));
    world.at(schedule.calmFrom, () => this.calm());
    await world.run(schedule.ends);
    for (const trouble of this.troubles) trouble.to = Math.min(trouble.to, schedule.ends);
    return {
      schedule,
      office: this.office,
      visits: this.visits,
      commits: this.store.commits,
      heads: this.store.heads,
      carried: this.provider.carried,
      said: this.provider.said,
      tries: this.provider.tries,
      inbound: this.store.inbound,
      messages: [...this.store.messages.values()],
      troubles: this.troubles,
      freezes: this.freezes,
      alarms: this.alarms,
      effects: world.effects,
    };
  }

  // Processes.

  private start(machine: Machine): void {
    if (machine.service?.process.alive || this.stoppedUntil > this.world.now) return;
    machine.lives += 1;
    const settings = this.schedule.machines[machine.number] as Schedule['machines'][number];
    const name = `worker ${'ABC'[machine.number]}${machine.lives}`;
    const process = new Process(this.world, name, settings.clockAhead, () =>
      this.store.isAway ? 'Connection terminated unexpectedly' : null,
    );
    this.store.connect(process);
    const books = {
      directory: this.office.directory,
      policy: this.policy,
      isPoisoned: ({ id }: { id: string }) => this.isPoisoned(id),
      onMoments: (moments: readonly Instant[]) => this.wakeUpAt(moments),
    };
    const operator = { alarm: (kind: OperatorAlarm) => void this.alarms.push({ at: this.world.now, kind }) };
    machine.service = new Service(
      process,
      settings.phase,
      this.world.now,
      this.store,
      this.provider,
      books,
      this.surroundings,
      operator,
      this.schedule.batch,
    );
    process.onDeath.push(() => this.died(machine));
    process.onFreeze.push((until) => this.frozen(until));
    this.world.tell?.(() => `${name} starts`);
    this.notice();
  }

  private died(machine: Machine): void {
    const { chance, world } = this;
    this.notice();
    const back = chance.weighted([
      [4, 300],
      [4, 1_000],
      [4, 4 * SECOND],
      [2, 12 * SECOND],
      [1, 90 * SECOND],
      [1, Infinity],
    ]);
    // Not all stay away for good.
    if (back < Infinity || this.services().length === 0)
      world.after(Math.min(back, 90 * SECOND), () => this.start(machine));
  }

  private frozen(until: Instant): void {
    this.freezes.push({ from: this.world.now, to: until });
    this.trouble('frozen', Math.min(until, this.world.now + 6 * SECOND));
    this.notice();
    this.world.at(until, () => this.notice());
  }

  private services(): Service[] {
    const services: Service[] = [];
    for (const { service } of this.machines)
      if (service?.process.alive && !service.process.isFrozen) services.push(service);
    return services;
  }

  /** Whether anybody lives and moves. */
  private notice(): void {
    const now = this.services().length > 0;
    if (now && this.standstill) {
      this.standstill.to = this.world.now;
      this.standstill = null;
    } else if (!now && !this.standstill) {
      this.standstill = this.trouble('stopped', Infinity);
    }
  }

  private trouble(kind: Trouble['kind'], to: Instant): Trouble {
    const trouble = { kind, from: this.world.now, to };
    this.troubles.push(trouble);
    return trouble;
  }

  private mishaps(): Mishaps {
    const { seed, mishapRate, calmFrom } = this.schedule;
    const dice = new Dice(seed, PURPOSE.mishaps);
    const drawn = (): Mishap | null => {
      if (mishapRate === 0 || dice.next() >= mishapRate) return null;
      const kind = dice.pick([
        'dies_before',
        'dies_after',
        'dies_before',
        'dies_after',
        'fails_before',
        'fails_after',
        'freezes_before',
        'freezes_after',
      ] as const);
      return kind === 'freezes_before' || kind === 'freezes_after'
        ? { kind, lasts: dice.pick([1, 4, 7, 20, 70]) * SECOND }
        : { kind };
    };
    return (effect) => {
      if (this.planning || this.world.now >= calmFrom) return null;
      const mishap = this.ways.mishaps ? this.ways.mishaps(effect) : drawn();
      if (mishap) this.trouble('mishap', this.world.now);
      return mishap;
    };
  }

  private outage(kind: Schedule['outages'][number]['kind'], to: Instant): void {
    this.world.tell?.(() => `OUTAGE (${kind}) until ${clock(to)}`);
    if (kind === 'mute') {
      this.trouble('mute', to);
      this.provider.muteUntil = to;
    } else if (kind === 'cut') {
      this.trouble('cut', to);
      this.store.goAway(to);
      // So that all look again at that moment.
      this.world.at(to, () => undefined);
    } else {
      this.stoppedUntil = to;
      for (const { service } of this.machines) service?.process.kill();
      for (const machine of this.machines) this.world.at(to + this.chance.below(1_500), () => this.start(machine));
    }
  }

  private calm(): void {
    this.provider.calm = true;
    for (const machine of this.machines) this.start(machine);
  }

  private isPoisoned(id: string): boolean {
    if (this.planning) return false;
    const { now } = this.world;
    return this.visits.some((visit) => visit.id === id && visit.poisonedFrom <= now);
  }

  private wakeUpAt(moments: readonly Instant[]): void {
    if (!this.schedule.wakeUps) return;
    for (const moment of new Set(moments)) {
      // Jobs may be early, late or doubled: they change nothing.
      this.world.at(moment + this.chance.between(-300, 300), () => {
        const services = this.services();
        if (services.length > 0) this.chance.pick(services).poke('sweep');
      });
    }
  }

  // Rounds: gone when they would find something. What an idle round leaves behind is written by `idleRounds`.

  private nextLook(): Instant {
    this.looks = [];
    this.untilLook = Infinity;
    if (this.store.isAway) return Infinity;
    if (this.known.changes !== this.world.changes)
      this.known = { changes: this.world.changes, since: this.somethingToDoSince() };
    const { since } = this.known;
    if (this.store.sweptAt <= this.world.now - 30 * SECOND) since.sweep = 0;
    for (const service of this.services()) {
      for (const name of ROUNDS) {
        const at = service.nextRound(name, since[name]);
        if (at === Infinity) continue;
        this.looks.push({ service, name, at });
        if (at < this.untilLook) this.untilLook = at;
      }
    }
    return this.untilLook;
  }

  private somethingToDoSince(): Record<RoundName, Instant> {
    const { store, provider } = this;
    const since = { sweep: Infinity, texts: Infinity, alert: Infinity, other: Infinity };
    let doubts = Infinity;
    let silence = Infinity;
    let lost = Infinity;
    for (const { deadlines } of store.visits.values())
      for (const { dueAt } of deadlines) if (dueAt < since.sweep) since.sweep = dueAt;
    for (const { retryAt } of store.unhandled) if (retryAt < since.texts) since.texts = retryAt;
    for (const row of store.unsent) {
      if (row.state === 'pending') {
        const lane = row.urgency === 0 ? 'alert' : 'other';
        since[lane] = Math.min(since[lane], row.nextAttemptAt);
      } else {
        const asked = row.lookedAt === null ? 0 : row.lookedAt + 15 * SECOND + 1;
        const old = row.claimedAt + 31 * SECOND + 1;
        const orphaned = row.state === 'sending' ? store.deadFrom(row.claimedBy) : Infinity;
        doubts = Math.min(doubts, Math.max(asked, Math.min(old, orphaned)));
      }
    }
    for (const { silentAt } of store.silent) if (silentAt !== null && silentAt < silence) silence = silentAt;
    for (const said of provider.notTakenIn) {
      if (store.inbound.has(said.sid)) provider.notTakenIn.delete(said);
      else if (said.visibleFrom < lost) lost = said.visibleFrom;
    }
    return { ...since, doubts, silence, lost };
  }

  private idleRounds(to: Instant): void {
    const { store, provider, world } = this;
    if (store.isAway) return;
    const dbBack = store.awayUntil;
    const isLost = provider.notTakenIn.size > 0;
    for (const service of this.services()) {
      const { process, phase, startedAt } = service;
      const from = Math.max(startedAt, process.frozenUntil, dbBack);
      const last = (name: 'sweep' | 'doubts' | 'lost'): Instant => alignedAfter(to, EVERY[name], phase) - EVERY[name];
      if (last('doubts') >= from) store.seen(process, last('doubts'));
      const swept = last('sweep');
      if (
        swept >= from &&
        !service.isGoing('sweep') &&
        store.sweptAt > world.now - 30 * SECOND &&
        swept > store.sweptAt
      )
        store.sweptAt = swept;
      const read = last('lost');
      if (read >= from && !isLost && !provider.isMute && read > store.inboundReadTo) store.inboundReadTo = read;
    }
  }

  // What happens outside.

  private plan(): void {
    const [machine] = this.machines;
    const service = machine?.service as Service;
    this.world.start(service.process, async () => {
      for (const { kind, who, from, to, poisonedFrom } of this.schedule.visits) {
        const personVisited = {
          reference: 'X1',
          name: 'Somebody',
          address: { lines: ['1 Example Street'], postcode: 'EX1 1EX' },
          riskOfSeriousHarm: 'low' as const,
        };
        const plan = { attendees: who, kind, purpose: 'Home visit', personVisited, plannedStart: from, plannedEnd: to };
        const { visit } = await service.diary.plan(plan, 'carol');
        this.visits.push({ id: visit.id, reference: visit.reference, poisonedFrom });
      }
      this.planning = false;
    });
  }

  private say({ who, words }: Saying): void {
    if (typeof words === 'string') return this.provider.hear(mobileOf(who), words);
    this.world.tell?.(() => `${who} sets off the lone worker device`);
    this.insist(async (service) => {
      const device = this.office.directory.person(who)?.device ?? '';
      await service.incidents.deviceActivated(device, 'Alarm centre speaks to the wearer.');
    });
  }

  /** Through the API, again and again, until it is taken. */
  private insist(act: (service: Service) => Promise<void>): void {
    const services = this.services();
    let taken = false;
    if (services.length > 0) {
      const service = this.chance.pick(services);
      this.world.start(service.process, () =>
        act(service).then(
          () => void (taken = true),
          () => undefined,
        ),
      );
    }
    this.world.after(3 * SECOND, () => {
      if (!taken) this.insist(act);
    });
  }

  private webhook(said: Said): void {
    const services = this.services();
    if (services.length === 0) return;
    const service = this.chance.pick(services);
    this.world.start(service.process, () =>
      service.take(said.sid, said.from, OUR_NUMBER, said.body).then(
        () => void (said.acknowledgedAt ??= this.world.now),
        () => undefined,
      ),
    );
  }

  private report(
    id: string,
    sid: string,
    status: DeliveryStatus,
    failure: FailureClass | null,
    code: number | null,
  ): void {
    const services = this.services();
    if (services.length === 0) return;
    const service = this.chance.pick(services);
    this.world.start(service.process, () =>
      service.sendMessages.takeReport(id, sid, status, failure, code).catch((error: unknown) => {
        this.world.tell?.(() => `a report was lost: ${(error as Error).message}`);
      }),
    );
  }

  private arrived({ to, body }: Carried): void {
    const person = ownerOf(to);
    this.world.tell?.(() => `${person}'s phone: "${body}"`);
    const reaction = reactionTo(body, this.schedule.answers, this.people);
    if (reaction) this.world.after(reaction.after, () => this.provider.hear(to, reaction.words));
  }
}

const clock = (at: Instant): string => new Date(at).toISOString().slice(11, 23);
