import type {
  EntryKind,
  MessagePurpose,
  NewAnswerLink,
  NewEntry,
  NewLink,
  NewMessage,
  NotTaken,
  Urgency,
} from './decision.js';
import type { Directory } from './organisation/directory.js';
import type { NewFollowUp } from './follow-up/follow-up.js';
import type { Person } from './organisation/organisation.js';
import type { Policy } from './policy/policy.js';
import type { Gap } from './time/gap.js';
import { asExercise, asExerciseEntry } from './texting/exercise.js';
import type { Instant } from './time/instant.js';
import type { Incident } from './incident/incident.js';
import { isOnVisit, type Visit } from './visit/visit.js';

/** What the rules may know besides the visit: the moment, the policy it runs under, and who is who. */
export interface Circumstances {
  readonly at: Instant;
  readonly policy: Policy;
  readonly directory: Directory;
  /** IANA name; people say and read local times. */
  readonly zone: string;
  /** Numbers that have opted out of texts (Twilio's 21610): asking them by text would be asking nobody. */
  readonly optedOut: ReadonlySet<string>;
  /** The newest time in which nobody watched: what is late says so (P3). */
  readonly gap: Gap | null;
  /** An identity for an incident, should one be opened. */
  readonly fresh: { readonly incidentId: string; readonly reference: string };
  /** Where this person, with this number, finds the call sheet of this incident. */
  readonly callSheet: (incidentId: string, person: string, mobile: string | null) => SecretLink;
  /** Where this person answers what is asked of them here, and of nobody else: another for each asking. */
  readonly answerPage: (...asking: readonly string[]) => SecretLink;
}

export interface SecretLink {
  readonly token: string;
  readonly url: string;
}

/** One turn of the rules: the visit as it is being changed, and what has been written and said so far. */
export class Turn {
  readonly entries: NewEntry[] = [];
  readonly messages: NewMessage[] = [];
  readonly links: NewLink[] = [];
  readonly answerLinks: NewAnswerLink[] = [];
  readonly followUps: NewFollowUp[] = [];
  /** Who reports through which door, where the record is to say so. */
  reporter: { readonly person: string; readonly door: string } | null = null;
  answer: string | null = null;
  notTaken: NotTaken | null = null;

  constructor(
    readonly visit: Visit,
    readonly now: Circumstances,
  ) {}

  get at(): Instant {
    return this.now.at;
  }

  record(
    kind: EntryKind,
    text: string,
    {
      by = 'allswell',
      clause = null,
      incidentId = null,
      data = {},
    }: Partial<Pick<NewEntry, 'by' | 'clause' | 'incidentId' | 'data'>> = {},
  ): void {
    const { drill } = this.visit;
    const entry = { at: this.at, kind, by, clause, incidentId };
    const door = this.reporter?.person === by ? this.reporter.door : null;
    const said = door ? text.replace(/\.$/, ` (from the ${door}).`) : text;
    this.entries.push({
      ...entry,
      text: drill ? asExerciseEntry(said) : said,
      data: { ...data, ...(door && { door }), ...(drill && { drill }) },
    });
  }

  /** Sends a text, or records that this person cannot have one. True when it is on its way. */
  send(to: string, body: string, purpose: MessagePurpose, urgency: Urgency, incidentId: string | null = null): boolean {
    const person = this.now.directory.person(to);
    if (!person?.mobile || (purpose !== 'reply' && this.givesAway(to, incidentId))) return false;
    const incidentKind = this.visit.incidents.find(({ id }) => id === incidentId)?.kind;
    const about = incidentKind && { incidentKind };
    this.messages.push({ to, mobile: person.mobile, body: this.marked(body), purpose, urgency, incidentId, ...about });
    return true;
  }

  /** What is said of a drill says so in its first word, to everybody. */
  marked(text: string): string {
    return this.visit.drill ? asExercise(text) : text;
  }

  /** Of an alert code nothing goes to a phone on the visit, though its owner be a contact or manager as well (P8). */
  private givesAway(to: string, incidentId: string | null): boolean {
    const incident = this.visit.incidents.find(({ id }) => id === incidentId);
    return incident?.kind === 'alert_code' && isOnVisit(this.visit, incident, to);
  }

  reply(to: string, body: string): void {
    this.send(to, body, 'reply', 'reply');
  }

  link(incidentId: string, person: string): string {
    const mobile = this.person(person)?.mobile ?? null;
    const { token, url } = this.now.callSheet(incidentId, person, mobile);
    if (!this.links.some((link) => link.token === token)) {
      this.links.push({ token, incidentId, person, mobile, expiresAt: this.at + this.now.policy.messages.linkLasts });
    }
    return url;
  }

  /** The page on which this person answers what they are asked in the step at which the incident stands. */
  answerLink(incident: Incident, person: string, times: number): string {
    const { id: incidentId, kind, step } = incident;
    const mobile = this.person(person)?.mobile ?? null;
    const { token, url } = this.now.answerPage(incidentId, person, kind, step, String(times), mobile ?? '');
    if (!this.answerLinks.some((link) => link.token === token)) {
      const expiresAt = this.at + this.now.policy.messages.linkLasts;
      this.answerLinks.push({ token, incidentId, person, mobile, kind, step, expiresAt });
    }
    return url;
  }

  person(id: string): Person | undefined {
    return this.now.directory.person(id);
  }

  /** The full name for the record; someone who has left the organisation keeps their id. */
  name(id: string): string {
    return id === 'allswell' ? 'Allswell' : (this.person(id)?.name ?? id);
  }

  firstName(id: string): string {
    return this.name(id).split(/\s+/)[0] ?? id;
  }
}
