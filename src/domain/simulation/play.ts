import { deadlinesOf, type Deadline } from '../deadlines.js';
import { decide } from '../decide.js';
import type { Decision, NewEntry, NewMessage } from '../decision.js';
import type { Input } from '../input.js';
import type { Directory } from '../organisation/directory.js';
import { MINUTE, SECOND, type Instant } from '../time/instant.js';
import { instantOf } from '../time/local.js';
import type { Circumstances } from '../turn.js';
import { newVisit } from '../visit/new-visit.js';
import { openIncident, type Visit } from '../visit/visit.js';
import type { Day, Happening } from './day.js';
import { FRAMEWORK_POLICY } from './framework-policy.js';
import { lawsBroken } from './laws.js';
import { mobileOf, officeWith, TEAM, ZONE, type Oddities } from './office.js';
import { practitionerSays, responderSays } from './words.js';

/** Plays a day on the rules as the service would: inputs as they come, deadlines when they are due, alarms first. */

export interface Played {
  readonly visit: Visit;
  readonly entries: readonly NewEntry[];
  readonly messages: readonly (NewMessage & { readonly at: Instant })[];
  readonly broken: readonly string[];
  readonly steps: number;
  readonly policy: Circumstances['policy'];
  /** Until when it was played. */
  readonly until: Instant;
}

export interface Ways {
  /** In which order deadlines are acted on that are due at once, as after an outage. */
  readonly order?: (due: readonly Deadline[]) => readonly Deadline[];
  /** Called in every state that is reached, before the next thing happens. */
  readonly look?: (visit: Visit, now: Circumstances) => void;
}

export function play(day: Day, ways: Ways = {}): Played {
  return new Play(day, ways).run();
}

const alarmsFirst = (due: readonly Deadline[]): readonly Deadline[] =>
  [...due].sort((a, b) => Number(a.urgency === 'reminder') - Number(b.urgency === 'reminder') || a.dueAt - b.dueAt);

/** Everyone who ought to be waited for has been, and the police step has come round a few times. */
const AFTERWARDS = 45 * MINUTE;

/** More than any day needs: a deadline that is acted on and stays due would otherwise play for ever. */
const MOST_STEPS = 5_000;

class Play {
  private visit: Visit;
  private now: Instant;
  private readonly zero: Instant;
  private readonly policy: Circumstances['policy'];
  private readonly coming: { at: Instant; input: () => Input | null }[] = [];
  private readonly entries: NewEntry[] = [];
  private readonly messages: (NewMessage & { at: Instant })[] = [];
  private readonly broken: string[] = [];
  private readonly optedOut: ReadonlySet<string>;
  private readonly offices: readonly { from: Instant; directory: Directory }[];
  private reactions = 0;
  private incidents = 0;
  private steps = 0;

  constructor(
    private readonly day: Day,
    private readonly ways: Ways,
  ) {
    const [year = 0, month = 0, date = 0] = day.date.split('-').map(Number);
    const start = instantOf({ year, month, day: date, hour: 0, minute: day.start }, ZONE);
    this.zero = start - 30 * MINUTE;
    this.now = this.zero;
    this.policy = { ...FRAMEWORK_POLICY, departurePin: day.departurePin };
    this.optedOut = new Set(day.office.optedOut.map(mobileOf));
    this.offices = [
      { from: 0, directory: office(day.office) },
      ...(day.officeLater
        ? [{ from: this.atSecond(day.officeLater.after), directory: office(day.officeLater.office) }]
        : []),
    ];
    const plan = {
      id: 'visit-1',
      reference: 'V7K2',
      unit: TEAM,
      kind: day.kind,
      attendees: day.who,
      plannedStart: start,
    };
    this.visit = newVisit({ ...plan, plannedEnd: start + day.length * MINUTE }, this.policy, this.now);
    for (const happening of day.happenings)
      this.plan(this.atSecond(happening.after), () => this.inputOf(happening.what));
  }

  run(): Played {
    const until = this.running(
      Math.max(this.zero, ...this.coming.map(({ at }) => at), this.visit.expectedEnd) + AFTERWARDS,
    );
    while (this.steps < MOST_STEPS) {
      const due = deadlinesOf(this.visit, this.policy);
      const nextDue = Math.min(...due.map(({ dueAt }) => dueAt));
      const next = this.coming[0];
      // What came in during an outage is heard first: it may be that they have left.
      if (next && this.running(next.at) <= this.running(nextDue) && next.at <= until) {
        this.coming.shift();
        this.moveTo(next.at);
        const input = next.input();
        if (input) this.happens(input);
      } else if (nextDue <= until) {
        this.moveTo(nextDue);
        this.actOn(due.filter(({ dueAt }) => dueAt <= this.now));
      } else break;
    }
    if (this.steps >= MOST_STEPS) this.broken.push('P2: the day does not end');
    return {
      visit: this.visit,
      entries: this.entries,
      messages: this.messages,
      broken: this.broken,
      steps: this.steps,
      policy: this.policy,
      until,
    };
  }

  private moveTo(at: Instant): void {
    this.now = this.running(Math.max(this.now, at));
    this.ways.look?.(this.visit, this.circumstances());
  }

  /** One batch, as the loop claims it: what is no longer due when its turn comes must change nothing. */
  private actOn(due: readonly Deadline[]): void {
    for (const { key, dueAt } of (this.ways.order ?? alarmsFirst)(due)) this.happens({ kind: 'deadline', key, dueAt });
  }

  private happens(input: Input): void {
    this.steps += 1;
    const now = this.circumstances();
    const before = this.visit;
    const decision: Decision = decide(before, input, now);
    this.broken.push(...lawsBroken(before, input, now, decision));
    if (decision.visit.incidents.length > before.incidents.length) this.incidents += 1;
    this.visit = decision.visit;
    this.entries.push(...decision.entries);
    for (const message of decision.messages) {
      this.messages.push({ ...message, at: now.at });
      if (message.purpose === 'ask') this.react(message);
    }
  }

  private react({ to, incidentId, purpose }: NewMessage): void {
    if (this.day.covertOnly && openIncident(this.visit)?.kind !== 'alert_code') return;
    const reaction = this.day.reactions[this.reactions++];
    if (!reaction || reaction.does === 'nothing') return;
    const { after, does } = reaction;
    this.plan(this.now + after * SECOND, () =>
      does === 'fails'
        ? { kind: 'message_failed', to, purpose, incidentId, why: 'undelivered' }
        : { kind: 'reported', person: to, incidentId, report: responderSays(does.replies), byText: after % 2 === 1 },
    );
  }

  private inputOf(what: Happening['what']): Input | null {
    const incidentId = this.visit.incidents.at(-1)?.id ?? null;
    if ('texts' in what) return practitionerSays(what.texts, what.words);
    if ('replies' in what) {
      if (incidentId === null) return null;
      return { kind: 'reported', person: what.replies, incidentId, report: responderSays(what.words), byText: true };
    }
    if ('codeTo' in what)
      return { kind: 'reported', person: what.codeTo, incidentId: null, report: { kind: 'code' }, byText: true };
    if ('device' in what) return { kind: 'device_activated', person: what.device, note: '' };
    if ('failed' in what)
      return { kind: 'message_failed', to: what.failed, purpose: 'ask', incidentId, why: 'unknown' };
    if ('cancels' in what) return { kind: 'cancelled', by: 'carol', reason: 'not needed' };
    const changed = { kind: 'changed', by: 'carol', also: [] } as const;
    if ('attendees' in what) return { ...changed, attendees: what.attendees };
    if ('endMovedBy' in what) return { ...changed, plannedEnd: this.visit.plannedEnd + what.endMovedBy * MINUTE };
    return { ...changed, plannedStart: this.visit.plannedStart + what.startMovedBy * MINUTE };
  }

  private plan(at: Instant, input: () => Input | null): void {
    const index = this.coming.findIndex((one) => one.at > at);
    this.coming.splice(index < 0 ? this.coming.length : index, 0, { at, input });
  }

  private atSecond(after: number): Instant {
    return this.zero + after * SECOND;
  }

  /** The moment itself, or the end of the outage that it falls into. */
  private running(at: Instant): Instant {
    let moment = at;
    for (const { after, lasts } of [...this.day.outages].sort((a, b) => a.after - b.after)) {
      const from = this.atSecond(after);
      if (moment >= from && moment < from + lasts * SECOND) moment = from + lasts * SECOND;
    }
    return moment;
  }

  private circumstances(): Circumstances {
    const number = this.incidents;
    return {
      at: this.now,
      policy: this.policy,
      directory: this.offices.findLast(({ from }) => from <= this.now)!.directory,
      zone: ZONE,
      optedOut: this.optedOut,
      gap: null,
      fresh: { incidentId: `incident-${number + 1}`, reference: String(4821 + number) },
      callSheet: (incidentId, person) => ({ token: `${incidentId}-${person}`, url: `https://a.example/c/${person}` }),
      answerPage: (...asking) => ({ token: asking.join(' '), url: 'https://a.example/a/me' }),
    };
  }
}

const directories = new Map<string, Directory>();

function office(oddities: Oddities): Directory {
  const key = JSON.stringify(oddities);
  const known = directories.get(key);
  if (known) return known;
  if (directories.size > 5_000) directories.clear();
  const directory = officeWith(oddities);
  directories.set(key, directory);
  return directory;
}
