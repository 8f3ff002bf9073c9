import type { VisitKind } from '../../../src/domain/visit/visit.js';
import { HOUR, MINUTE, SECOND, type Instant, type Milliseconds } from '../../../src/domain/time/instant.js';
import { Dice } from '../world/dice.js';
import { PRACTITIONERS, RESPONDERS, type Oddities } from './office.js';

/** All that one seed settles beforehand. What chance settles as the story goes on comes from the same seed (see play.ts). */
export interface Schedule {
  readonly seed: number;
  readonly begins: Instant;
  readonly ends: Instant;
  /** From here on nothing goes wrong any more, so that what is under way can come to its end. */
  readonly calmFrom: Instant;
  readonly office: Oddities;
  readonly machines: readonly { readonly phase: Milliseconds; readonly clockAhead: Milliseconds }[];
  readonly visits: readonly PlannedVisit[];
  readonly sayings: readonly Saying[];
  readonly outages: readonly Outage[];
  /** How likely one effect is to come to grief. */
  readonly mishapRate: number;
  readonly callsTakeTime: boolean;
  readonly wakeUps: boolean;
  readonly batch: number;
  readonly provider: ProviderFaults;
  /** How talkative responders are. */
  readonly answers: number;
}

export interface PlannedVisit {
  readonly kind: Exclude<VisitKind, 'unplanned'>;
  readonly who: readonly string[];
  readonly from: Instant;
  readonly to: Instant;
  /** The rules cannot work it out from then on. */
  readonly poisonedFrom: Instant;
}

export interface Saying {
  readonly at: Instant;
  readonly who: string;
  /** A text; or the lone worker device, which speaks through its own alarm centre. */
  readonly words: string | { readonly device: true };
}

export interface Outage {
  /** `stopped`: every process is dead. `cut`: Postgres does not answer. `mute`: the provider does not. */
  readonly kind: 'stopped' | 'cut' | 'mute';
  readonly from: Instant;
  readonly to: Instant;
}

/** Probabilities, each of one call or one report. */
export interface ProviderFaults {
  readonly refused: number;
  readonly tryAgain: number;
  readonly unknownButSent: number;
  readonly unknownNotSent: number;
  readonly neverArrives: number;
  readonly reportLost: number;
  readonly reportTwice: number;
  readonly webhookLost: number;
  readonly webhookTwice: number;
  readonly webhookLate: number;
  readonly listLags: Milliseconds;
}

export const COVERT = 'please cancel my next appointment';

const FAULTLESS: ProviderFaults = {
  refused: 0,
  tryAgain: 0,
  unknownButSent: 0,
  unknownNotSent: 0,
  neverArrives: 0,
  reportLost: 0,
  reportTwice: 0,
  webhookLost: 0,
  webhookTwice: 0,
  webhookLate: 0,
  listLags: 0,
};

/** Winter and summer, and both nights on which the clocks change. */
const DAYS = [
  Date.UTC(2026, 11, 1, 14),
  Date.UTC(2026, 5, 15, 20, 50),
  Date.UTC(2026, 2, 29, 0, 20),
  Date.UTC(2026, 9, 25, 0, 10),
];

export function scheduleOf(seed: number): Schedule {
  const dice = new Dice(seed);
  const begins = dice.pick(DAYS) + dice.below(60) * MINUTE;
  const visits = visitsFrom(dice, begins + 5 * MINUTE);
  const lastOverdue = Math.max(...visits.map(({ to }) => to)) + 10 * MINUTE;
  const outages = outagesFrom(dice, begins + 4 * MINUTE, lastOverdue + 12 * MINUTE);
  const calmFrom = Math.max(
    lastOverdue + dice.pick([2, 5, 8, 12, 18]) * MINUTE,
    ...outages.map(({ to }) => to + 8 * MINUTE),
  );
  const machines = dice.weighted([
    [3, 1],
    [4, 2],
    [3, 3],
  ]);
  const inStep = dice.chance(0.5);
  const clocksOff = dice.chance(0.3);
  return {
    seed,
    begins,
    calmFrom,
    ends: calmFrom + 3 * MINUTE,
    office: {
      rota: dice.pick([['carol', 'colin'], ['carol', 'colin'], ['carol'], [], ['lena', 'carol'], ['ben', 'carol']]),
      absent: some(dice, 0.25),
      withoutMobile: some(dice, 0.15),
      headless: dice.chance(0.1) ? [dice.pick(['pdu-1', 'region-1'])] : [],
    },
    machines: Array.from({ length: machines }, () => ({
      phase: inStep ? 0 : dice.below(250),
      clockAhead: clocksOff ? dice.pick([-HOUR, -20 * SECOND, 20 * SECOND, HOUR]) : 0,
    })),
    visits,
    sayings: visits.flatMap((visit) => visit.who.flatMap((who) => sayingsOf(dice, visit, who))),
    outages,
    mishapRate: dice.pick([0, 0, 0.004, 0.012, 0.03]),
    callsTakeTime: dice.chance(0.15),
    wakeUps: dice.chance(0.3),
    batch: dice.pick([200, 200, 1, 2]),
    provider: providerFaultsFrom(dice),
    answers: dice.pick([0, 0.4, 0.7, 0.9]),
  };
}

function some(dice: Dice, probability: number): string[] {
  if (!dice.chance(probability)) return [];
  return [...new Set([dice.pick(RESPONDERS), dice.pick(RESPONDERS)])];
}

function visitsFrom(dice: Dice, earliest: Instant): PlannedVisit[] {
  const count = dice.weighted([
    [14, 1],
    [5, 2],
    [1, 3],
  ]);
  const poisoned = dice.chance(0.06);
  const together = dice.chance(0.3);
  return Array.from({ length: count }, (_, index) => {
    const from = earliest + (together ? 0 : dice.below(20) * MINUTE);
    const length = together ? 20 * MINUTE : dice.pick([1, 10, 20, 45]) * MINUTE;
    const own = PRACTITIONERS[index] as string;
    const pair = count < 3 && dice.chance(0.15);
    return {
      kind: pair ? ('in_pairs' as const) : dice.chance(0.08) ? ('home_safe' as const) : ('alone' as const),
      who: pair ? [own, 'pat'] : [own],
      from,
      to: from + length,
      poisonedFrom: poisoned && index === 0 ? earliest - 4 * MINUTE + dice.below(40) * MINUTE : Infinity,
    };
  });
}

function sayingsOf(dice: Dice, visit: PlannedVisit, who: string): Saying[] {
  const sayings: Saying[] = [];
  const say = (at: Instant, words: Saying['words']): void => void sayings.push({ at, who, words });
  const length = visit.to - visit.from;
  let end = visit.to;
  if (visit.kind !== 'home_safe' && dice.chance(0.88)) {
    const at = visit.from + dice.between(-60, 300) * SECOND;
    const stay = dice.chance(0.3) ? null : Math.max(1, Math.round(length / MINUTE) + dice.between(-2, 6));
    say(at, stay === null ? 'ARRIVED' : `ARRIVED ${stay}`);
    end = at + (stay === null ? length : stay * MINUTE);
  }
  if (dice.chance(0.12)) {
    const at = end - dice.between(-12, 6) * MINUTE;
    say(at, dice.pick(['EXTEND 5', 'EXTEND 10', 'EXTEND', 'LATE 5', 'what now?']));
  }
  const late = end + dice.between(-10, 30) * MINUTE + dice.below(60) * SECOND;
  const words = dice.weighted<Saying['words'] | null>([
    [34, null],
    [34, 'LEFT'],
    [10, COVERT],
    [5, 'SOS'],
    [3, 'NO ACCESS'],
    [3, 'ABANDON'],
    [3, { device: true }],
  ]);
  if (words !== null) say(words === 'LEFT' && dice.chance(0.5) ? end - dice.between(0, 300) * SECOND : late, words);
  // Under somebody's eyes: what follows the phrase must change nothing.
  if (words === COVERT && dice.chance(0.6))
    say(late + dice.between(20, 600) * SECOND, dice.pick(['LEFT', 'EXTEND 10']));
  return sayings;
}

function outagesFrom(dice: Dice, from: Instant, to: Instant): Outage[] {
  const count = dice.weighted([
    [5, 0],
    [4, 1],
    [1, 2],
  ]);
  let at = from;
  const outages: Outage[] = [];
  for (let one = 0; one < count; one += 1) {
    const kind = dice.pick(['stopped', 'stopped', 'cut', 'mute'] as const);
    const starts = at + dice.below(Math.max(1, to - at));
    const lasts = dice.pick([3, 20, 45, 400, kind === 'mute' ? 400 : 3_000, kind === 'mute' ? 60 : 10_800]) * SECOND;
    outages.push({ kind, from: starts, to: starts + lasts });
    at = starts + lasts + MINUTE;
  }
  return outages;
}

function providerFaultsFrom(dice: Dice): ProviderFaults {
  if (dice.chance(0.35)) return FAULTLESS;
  const rate = dice.pick([0.02, 0.08, 0.2]);
  const maybe = (most = rate): number => (dice.chance(0.5) ? most : 0);
  return {
    refused: maybe(rate / 2),
    tryAgain: maybe(),
    unknownButSent: maybe(),
    unknownNotSent: maybe(),
    neverArrives: maybe(),
    reportLost: maybe(rate * 2),
    reportTwice: maybe(),
    webhookLost: maybe(),
    webhookTwice: maybe(),
    webhookLate: maybe(),
    listLags: dice.pick([0, 5 * SECOND, 20 * SECOND]),
  };
}
