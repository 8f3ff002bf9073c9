import { afterEach } from '@jest/globals';
import { deadlinesOf } from '../deadlines.js';
import { decide } from '../decide.js';
import type { Decision, EntryKind, NewEntry, NewMessage } from '../decision.js';
import type { Incident } from '../incident/incident.js';
import type { Input } from '../input.js';
import type { Directory } from '../organisation/directory.js';
import type { Policy } from '../policy/policy.js';
import { MINUTE, SECOND, type Instant } from '../time/instant.js';
import { instantOf, localParts, showTime } from '../time/local.js';
import type { Circumstances } from '../turn.js';
import { newVisit } from '../visit/new-visit.js';
import type { Visit, VisitKind } from '../visit/visit.js';
import { frozen } from './frozen.js';
import { FRAMEWORK_POLICY } from './framework-policy.js';
import { lawsBroken } from './laws.js';
import { mobileOf, officeWith, TEAM, ZONE, type Oddities } from './office.js';
import { practitionerSays, responderSays } from './words.js';

/**
 * A day told as a story, with a clock that the story moves:
 *
 *     const day = story({ who: ['priya'], from: '14:00', to: '14:45' });
 *     day.at('14:00').texts('priya', 'ARRIVED 45').hears('priya', /Out by 14:45/);
 *     day.at('14:55').hears('carol', /OVERDUE Priya/);
 *
 * Moving the clock acts on every deadline that passes. Whatever is sent must be heard, by that person, at that very
 * moment: the clock does not move on, and no test ends, with a text that the story did not tell of.
 */
export interface Setting extends Oddities {
  readonly who?: readonly string[];
  readonly kind?: VisitKind;
  readonly from?: string;
  readonly to?: string;
  /** Local date, YYYY-MM-DD. */
  readonly on?: string;
  readonly optedOut?: readonly string[];
  readonly policy?: Policy;
}

export const story = (setting: Setting = {}): Story => new Story(setting);

interface Sent extends NewMessage {
  readonly at: Instant;
}

const open: Story[] = [];

afterEach(() => {
  for (const one of open.splice(0)) one.ends();
});

export class Story {
  visit: Visit;
  readonly entries: NewEntry[] = [];
  /** Everything that was sent, heard or not. */
  readonly sent: Sent[] = [];
  now: Instant;
  answer: string | null = null;
  office: Directory;
  private readonly policy: Policy;
  private readonly optedOut: Set<string>;
  private unheard: Sent[] = [];
  private incidents = 0;

  constructor(private readonly setting: Setting) {
    const { who = ['priya'], kind = who.length > 1 ? 'in_pairs' : 'alone', from = '14:00', to = '14:45' } = setting;
    this.policy = setting.policy ?? FRAMEWORK_POLICY;
    this.office = officeWith(setting);
    this.optedOut = new Set((setting.optedOut ?? []).map(mobileOf));
    const start = this.onTheDay(from);
    this.now = start - 60 * MINUTE;
    const end = this.onTheDay(to);
    const plan = { id: 'visit-1', reference: 'V7K2', unit: TEAM, kind, attendees: who, plannedStart: start };
    this.visit = newVisit({ ...plan, plannedEnd: end > start ? end : this.onTheDay(to, 1) }, this.policy, this.now);
    open.push(this);
  }

  /** Moves the clock to the next time that it shows this ("15:30", "15:30:05"), acting on every deadline on the way. */
  at(time: string): this {
    return this.moveTo(this.next(time));
  }

  /** So many minutes later, whatever the clock shows. */
  later(minutes: number): this {
    return this.moveTo(this.now + minutes * MINUTE);
  }

  private moveTo(sought: Instant): this {
    for (;;) {
      this.mustHaveHeardAll();
      const due = deadlinesOf(this.visit, this.policy)
        .filter(({ dueAt }) => dueAt <= sought)
        .sort((a, b) => a.dueAt - b.dueAt || Number(a.urgency === 'reminder') - Number(b.urgency === 'reminder'))[0];
      if (!due) break;
      if (due.dueAt === sought) {
        this.now = sought;
        this.actOnAllDue();
        return this;
      }
      this.now = Math.max(this.now, due.dueAt);
      this.happens({ kind: 'deadline', key: due.key, dueAt: due.dueAt });
    }
    this.now = sought;
    return this;
  }

  /** Nothing runs between now and then; what passed meanwhile is acted on afterwards, alarms first (P3). */
  outageUntil(time: string): this {
    this.mustHaveHeardAll();
    this.now = this.next(time);
    this.actOnAllDue();
    return this;
  }

  texts(person: string, words: string): this {
    return this.happens(practitionerSays(person, words));
  }

  /** By text, about the incident that was opened last. */
  replies(person: string, words: string, incidentId: string | null = this.lastIncident()?.id ?? null): this {
    return this.happens({ kind: 'reported', person, incidentId, report: responderSays(words), byText: true });
  }

  /** On a screen: answered there, not by text. */
  reports(person: string, words: string): this {
    const incidentId = this.lastIncident()?.id ?? null;
    return this.happens({ kind: 'reported', person, incidentId, report: responderSays(words), byText: false });
  }

  /** The practitioner rang this contact and gave the code. */
  receivesCode(person: string): this {
    return this.replies(person, 'CODE', null);
  }

  /** The text that asked this person did not arrive. */
  cannotReach(person: string, purpose = 'ask'): this {
    const incidentId = this.lastIncident()?.id ?? null;
    return this.happens({ kind: 'message_failed', to: person, purpose, incidentId, why: 'undelivered' });
  }

  device(person: string, note = ''): this {
    return this.happens({ kind: 'device_activated', person, note });
  }

  changes(change: { start?: string; end?: string; attendees?: readonly string[]; also?: readonly string[] }): this {
    return this.happens({
      kind: 'changed',
      by: 'carol',
      plannedStart: change.start === undefined ? undefined : this.onTheDay(change.start),
      plannedEnd: change.end === undefined ? undefined : this.onTheDay(change.end),
      attendees: change.attendees,
      also: change.also ?? [],
    });
  }

  cancels(reason = 'not needed'): this {
    return this.happens({ kind: 'cancelled', by: 'carol', reason });
  }

  /** From now on the office is otherwise. */
  officeIs(oddities: Oddities): this {
    this.office = officeWith(oddities);
    return this;
  }

  optsOut(person: string): this {
    this.optedOut.add(mobileOf(person));
    return this;
  }

  happens(input: Input): this {
    const now = this.circumstances();
    const before = frozen(structuredClone(this.visit));
    const decision: Decision = decide(before, input, now);
    const broken = lawsBroken(before, input, now, decision);
    if (broken.length > 0) throw new Error(`At ${this.clock()}: ${broken.join('; ')}`);
    if (decision.visit.incidents.length > this.visit.incidents.length) this.incidents += 1;
    this.visit = decision.visit;
    this.answer = decision.answer;
    this.entries.push(...decision.entries);
    const sent = decision.messages.map((message) => ({ ...message, at: now.at }));
    this.sent.push(...sent);
    this.unheard.push(...sent);
    return this;
  }

  /** The next text to this person, sent at this very moment. A text is given in full, or as a pattern. */
  hears(person: string, words: string | RegExp): this {
    const index = this.unheard.findIndex((message) => message.to === person && message.at === this.now);
    const [message] = index < 0 ? [] : this.unheard.splice(index, 1);
    if (!message)
      throw new Error(`${this.clock()}: nothing was sent to ${person}, expected ${String(words)}.${this.whatElse()}`);
    const matches = typeof words === 'string' ? message.body === words : words.test(message.body);
    if (!matches) throw new Error(`${this.clock()}: ${person} got "${message.body}", expected ${String(words)}`);
    return this;
  }

  /** Each of these people hears a text like this, at this moment. */
  allHear(people: readonly string[], words: string | RegExp): this {
    for (const person of people) this.hears(person, words);
    return this;
  }

  /** Whatever was sent just now is told of elsewhere. */
  asToldElsewhere(): this {
    this.unheard = [];
    return this;
  }

  /** Like `at`, for the part of a day that another story tells. */
  skipTo(time: string): this {
    const sought = this.next(time);
    this.unheard = [];
    while (this.now < sought) {
      const dues = deadlinesOf(this.visit, this.policy).map(({ dueAt }) => dueAt);
      this.now = Math.max(this.now, Math.min(sought, ...dues));
      this.actOnAllDue();
      if (this.now < sought) this.unheard = [];
    }
    return this;
  }

  ends(): void {
    this.mustHaveHeardAll();
  }

  get incident(): Incident {
    const incident = this.lastIncident();
    if (!incident) throw new Error(`${this.clock()}: no incident was opened`);
    return incident;
  }

  statusOf(person: string): string | undefined {
    return this.visit.attendees.find((attendee) => attendee.person === person)?.status;
  }

  /** Entries of this kind, oldest first. */
  recorded(kind: EntryKind): NewEntry[] {
    return this.entries.filter((entry) => entry.kind === kind);
  }

  deadlines(): string[] {
    return deadlinesOf(this.visit, this.policy).map(({ key, dueAt }) => `${key} ${showTime(dueAt, ZONE)}`);
  }

  clock(): string {
    return showTime(this.now, ZONE);
  }

  circumstances(): Circumstances {
    const number = this.incidents;
    return {
      at: this.now,
      policy: this.policy,
      directory: this.office,
      zone: ZONE,
      optedOut: this.optedOut,
      gap: null,
      fresh: { incidentId: `incident-${number + 1}`, reference: String(4821 + number) },
      callSheet: (_, person) => ({ token: `token-${person}`, url: `https://a.example/c/${person}` }),
      answerPage: (...asking) => ({ token: asking.join(' '), url: 'https://a.example/a/me' }),
    };
  }

  private lastIncident(): Incident | undefined {
    return this.visit.incidents.at(-1);
  }

  private actOnAllDue(): void {
    for (;;) {
      const due = deadlinesOf(this.visit, this.policy)
        .filter(({ dueAt }) => dueAt <= this.now)
        .sort((a, b) => Number(a.urgency === 'reminder') - Number(b.urgency === 'reminder') || a.dueAt - b.dueAt)[0];
      if (!due) return;
      this.happens({ kind: 'deadline', key: due.key, dueAt: due.dueAt });
    }
  }

  private mustHaveHeardAll(): void {
    if (this.unheard.length > 0) throw new Error(`${this.clock()}: unexpected.${this.whatElse()}`);
  }

  private whatElse(): string {
    const lines = this.unheard.map(({ at, to, body }) => `\n  ${showTime(at, ZONE)} to ${to}: ${body}`);
    return lines.length > 0 ? ` Sent and not heard:${lines.join('')}` : ' Nothing else was sent.';
  }

  private onTheDay(time: string, daysLater = 0): Instant {
    const [year = 0, month = 0, day = 0] = (this.setting.on ?? '2026-12-01').split('-').map(Number);
    const [hour = 0, minute = 0, second = 0] = time.split(':').map(Number);
    return instantOf({ year, month, day: day + daysLater, hour, minute }, ZONE) + second * SECOND;
  }

  /** The same moment, or the next at which the clock shows it. */
  private next(time: string): Instant {
    const [hour = 0, minute = 0, second = 0] = time.split(':').map(Number);
    const today = localParts(this.now, ZONE);
    for (let days = 0; ; days += 1) {
      const found = instantOf({ ...today, day: today.day + days, hour, minute }, ZONE) + second * SECOND;
      if (found >= this.now) return found;
    }
  }
}
