import type { IncidentView, MessageView, PageOf } from '../../application/ports/reader.js';
import type { FollowUp } from '../../domain/follow-up/follow-up.js';
import { nextStepOf } from '../../domain/escalation/next-step.js';
import type { Offers } from '../../domain/incident/offers.js';
import type { IncidentKind, Policy } from '../../domain/policy/policy.js';
import type { ChainedEntry } from '../../domain/record/chain.js';
import type { Incident } from '../../domain/incident/incident.js';
import { firstNamesOf } from '../../domain/incident/subjects.js';
import { dialled } from '../../domain/texting/whom.js';
import { sayAgo } from '../../domain/time/how-long-ago.js';
import type { Instant } from '../../domain/time/instant.js';
import { localDate, showDayTime, showNear } from '../../domain/time/local.js';
import { EXERCISE, INCIDENT_KINDS, nameOf, type Tag } from '../visit-words.js';
import { followingOf } from './follow-ups/following.js';
import { nextUp, type NextUp } from './next-up.js';
import { reportsOf, type Reports } from './reports.js';
import { awaited, clock, stepRows, stepTitle, type StepRow, type View } from './steps.js';
import { textRows, type TextRow } from './texts.js';
import { timelineOf, type TimelineItem } from './timeline.js';

/** An alarm that nobody answers asks again all night: the page that is open meanwhile shows this many of its entries, and of its texts. */
const NEWEST = 100;

/** The texts that are shown to whoever asks for all; a long night makes a few hundred, and one that nobody ends more. */
export const MOST_TEXTS = 500;

/** One incident: where it stands, what may be reported of it, and its whole story. */
export interface IncidentPage {
  readonly id: string;
  readonly reference: string;
  readonly kind: string;
  readonly headline: string;
  readonly tag: Tag;
  readonly open: boolean;
  /** Practised: nobody is out, and nobody rings the police. */
  readonly drill: boolean;
  readonly visit: { readonly href: string; readonly reference: string };
  readonly facts: readonly { readonly name: string; readonly lines: readonly string[] }[];
  readonly steps: readonly StepRow[];
  readonly awaited: string | null;
  /** What happens by itself, and when. */
  readonly next: NextUp | null;
  /** Said to those who hear the page, when it changes. */
  readonly stands: string;
  /** Whoever used the alert code must not be telephoned (HVPF 8.3.5). */
  readonly doNotCall: string | null;
  readonly reports: Reports | null;
  /** The last entry that stands on this page: what others do after it is said to whoever reports from it. */
  readonly seen: number;
  readonly saw: IncidentKind;
  /** The first names of those whom it is about, for the forms: what is said is said of them. */
  readonly about: string;
  /** Another one once there is something else to be done: then the buttons are not those of now. */
  readonly moves: string;
  readonly timeline: readonly TimelineItem[];
  readonly texts: readonly TextRow[];
  /** Older entries and texts than are shown, and can be; null: there are none. */
  readonly older: string | null;
  /** Whether the page that shows what is older shows every text. */
  readonly everyText: boolean;
  /** "500 of 2,880": how many of the texts are shown; null: all are. */
  readonly textsOf: string | null;
  /** That all are shown, however many. */
  readonly whole: boolean;
  /** How far what follows it is, once it has ended. */
  readonly following: { readonly href: string; readonly text: string } | null;
}

export interface IncidentDetail {
  readonly view: IncidentView;
  readonly entries: readonly ChainedEntry[];
  /** The newest of them, up to `MOST_TEXTS`. */
  readonly messages: readonly MessageView[];
  /** How many there are in all. */
  readonly sent: Pick<PageOf<MessageView>, 'total' | 'more'>;
  readonly followUps: readonly FollowUp[];
  readonly policy: Policy;
  /** What whoever looks at it may report; null for whom it is no business of. */
  readonly offers: Offers | null;
}

export function incidentPageOf(
  { view, entries, messages, sent, followUps, policy, offers }: IncidentDetail,
  now: View,
  whole = false,
): IncidentPage {
  const most = whole ? Infinity : NEWEST;
  const texts = textRows(messages, now.directory);
  const { incident, visit } = view;
  const open = incident.status === 'open';
  const drill = visit.drill === true;
  return {
    id: incident.id,
    reference: incident.reference,
    kind: INCIDENT_KINDS[incident.kind],
    headline: `${drill ? 'EXERCISE, ' : ''}${headlineOf(incident, now)}`,
    tag: tagOf(view),
    open,
    drill,
    visit: { href: `/itinerary/visits/${visit.id}`, reference: visit.reference },
    facts: factsOf(view, now),
    steps: stepRows(incident, policy, now, drill),
    awaited: awaited(incident, now, drill),
    next: nextUp(nextStepOf(policy.escalations[incident.kind].steps, incident), now),
    stands: open ? stepTitle(incident.step) : incidentTag(incident).word,
    doNotCall: open && !drill && incident.kind === 'alert_code' ? names(incident, now) : null,
    reports: reportsOf(view, offers, now),
    seen: entries.at(-1)?.seq ?? 0,
    saw: incident.kind,
    about: firstNamesOf(incident, now.directory).join(' '),
    moves: movesOf(incident, offers),
    timeline: timelineOf(entries, now.directory, drill).slice(0, most),
    texts: texts.slice(0, most),
    older: whole ? null : sayOlder(entries.length - most, sent.total - most),
    everyText: texts.length >= sent.total,
    textsOf: sayTextsOf(Math.min(texts.length, most), sent),
    whole,
    following: followingOf(view, followUps, now.at),
  };
}

/** Whoever reports nothing has no buttons that could be old: only that it ended, and what follows, is another page for them. */
function movesOf({ kind, step, status, subjects, attempts, police }: Incident, offers: Offers | null): string {
  if (!offers) return status;
  const { standing, awaited: asked, takeOn, noAnswer, safe, longer, code, police: tell, handOver } = offers;
  return JSON.stringify([
    ...[kind, step, status, subjects, attempts, police.length],
    ...[standing, asked.what, takeOn, noAnswer, safe, longer, code, tell, handOver.length > 0],
  ]);
}

function sayOlder(entries: number, texts: number): string | null {
  const older = [
    ...(entries > 0 ? [`${SAY.format(entries)} older ${entries === 1 ? 'entry' : 'entries'}`] : []),
    ...(texts > 0 ? [`${SAY.format(texts)} older ${texts === 1 ? 'text' : 'texts'}`] : []),
  ];
  return older.join(' and ') || null;
}

const SAY = new Intl.NumberFormat('en-GB');

const sayTextsOf = (shown: number, { total, more }: IncidentDetail['sent']): string | null =>
  shown < total ? `${SAY.format(shown)} of ${more ? 'more than ' : ''}${SAY.format(total)}` : null;

export const names = (incident: Incident, { directory }: Pick<View, 'directory'>): string =>
  incident.subjects.map((id) => nameOf(directory, id)).join(' and ');

export function headlineOf(incident: Incident, now: View): string {
  const who = names(incident, now);
  switch (incident.kind) {
    case 'overdue':
      return `${who}: overdue`;
    case 'alert_code':
      return `${who}: alert code`;
    case 'device':
      return `${who}: lone worker device set off`;
    case 'sos':
      return `${who}: call for help`;
  }
}

export function incidentTag(incident: Incident): Tag {
  if (incident.status === 'open') return { word: 'Open', symbol: '▲', colour: 'alarm' };
  return { word: incident.status === 'closed' ? 'Closed' : 'Stood down', symbol: '✓', colour: 'green' };
}

export const tagOf = ({ incident, visit }: Pick<IncidentView, 'incident' | 'visit'>): Tag =>
  visit.drill ? EXERCISE : incidentTag(incident);

function factsOf({ incident, visit }: IncidentView, now: View): IncidentPage['facts'] {
  const { directory, zone, at } = now;
  // How long it has been is what those who look for them ask first; afterwards it is of no use.
  const ago = (then: Instant): string => (incident.status === 'open' ? `, ${sayAgo(at - then)}` : '');
  const dayOf = (then: Instant): string => localDate(then, zone);
  const subjects = incident.subjects.map(
    (id) => `${nameOf(directory, id)}, ${dialled(directory.person(id)?.mobile ?? null)}`,
  );
  const police = incident.police.map((report) =>
    [
      `${nameOf(directory, report.by)}, ${dayOf(report.at) === dayOf(incident.openedAt) ? clock(report.at, now) : showDayTime(report.at, zone)}`,
      report.operator && `spoke to ${report.operator}`,
      report.reference ? `reference ${report.reference}` : 'no reference yet',
    ]
      .filter(Boolean)
      .join(', '),
  );
  const ended =
    incident.closedAt === null
      ? []
      : [
          `${showDayTime(incident.closedAt, zone)} by ${nameOf(directory, incident.closedBy ?? '')}: ${incident.outcome}`,
        ];
  return [
    { name: 'About', lines: subjects },
    { name: 'Opened', lines: [`${showDayTime(incident.openedAt, zone)}${ago(incident.openedAt)}`] },
    { name: 'Expected out', lines: [`${showNear(visit.expectedEnd, at, zone)}${ago(visit.expectedEnd)}`] },
    ...(police.length > 0 ? [{ name: 'Police told', lines: police }] : []),
    ...(ended.length > 0 ? [{ name: 'Ended', lines: ended }] : []),
  ];
}
