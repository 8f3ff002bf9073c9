import type { Offers } from '../../domain/incident/offers.js';
import type { Ask, Incident } from '../../domain/incident/incident.js';
import type { IncidentKind } from '../../domain/policy/policy.js';
import { firstNameOf, firstNamesOf } from '../../domain/incident/subjects.js';
import { dialled, eachOf, noneOf } from '../../domain/texting/whom.js';
import { howLongAgo } from '../../domain/time/how-long-ago.js';
import type { Instant } from '../../domain/time/instant.js';
import { showTime } from '../../domain/time/local.js';
import { clock } from '../incidents/steps.js';
import type { Asked } from './answer-desk.js';
import { takersFor, type Taker } from './takers.js';

/**
 * The page of one responder: what their text says, and what they may answer. First names only, and nothing of the person
 * visited: it opens without a sign-in (P11).
 */
export interface AnswerPage {
  readonly action: string;
  readonly reference: string;
  readonly drill: boolean;
  readonly saw: IncidentKind;
  readonly headline: string;
  /** Everybody whom it is about: "Priya and Ben". "Safe" is asked, and said, of each of them. */
  readonly name: string;
  /** Null where it is about one person; else for whom it goes on where one of them is safe. */
  readonly others: 'the other' | 'the others' | null;
  /** "Priya or Ben": after a "not". */
  readonly either: string;
  /** The same, for the forms: what is said is said of those who stand here. */
  readonly about: string;
  /** What is to be done, by whoever looks at it. */
  readonly task: string;
  /** It was another step, or another kind of alarm, that they were asked in. */
  readonly moved: boolean;
  /** None where nobody is to ring them (HVPF 8.3.5), or nobody needs to. */
  readonly phones: readonly Phone[];
  readonly facts: readonly { readonly name: string; readonly value: string }[];
  readonly sofar: readonly string[];
  readonly offers: Offers | null;
  /** None on the page of a step that has moved on: what was theirs to hand over is not what runs now. */
  readonly takers: readonly Pick<Taker, 'value' | 'text'>[];
  readonly callSheet: string | null;
  readonly incidentHref: string;
  readonly asOf: string;
}

interface Phone {
  readonly name: string;
  /** Null of one of several whose number is not held: they must not be taken for rung with the others. */
  readonly number: { readonly text: string; readonly href: string } | null;
}

/** Of a link: what it was about is not what runs now. */
export const hasMovedOn = ({ offers, view: { incident }, link }: Asked): boolean =>
  offers !== null && (incident.kind !== link.kind || incident.step !== link.step);

export const takersOn = (asked: Asked, token: string): Taker[] =>
  asked.offers && !hasMovedOn(asked) ? takersFor(token, asked.offers.handOver, asked.directory) : [];

export function answerPageOf(asked: Asked, token: string): AnswerPage {
  const action = `/a/${token}`;
  const { view, offers, callSheet, zone, at } = asked;
  const { incident, visit } = view;
  const drill = visit.drill === true;
  const names = firstNamesOf(incident, asked.directory);
  return {
    action,
    reference: incident.reference,
    drill,
    saw: incident.kind,
    headline: incident.status === 'open' ? headlineOf(incident.kind, names) : 'This is over',
    name: eachOf(names),
    others: names.length < 2 ? null : names.length === 2 ? 'the other' : 'the others',
    either: noneOf(names),
    about: names.join(' '),
    task: incident.status === 'open' ? taskOf(asked, names) : endedBy(asked),
    moved: hasMovedOn(asked),
    phones: offers?.mayCall ? phonesOf(asked) : [],
    facts: [
      { name: 'Due out', value: `${ago(visit.expectedEnd, asked)} (${visit.reference})` },
      ...(incident.kind === 'overdue' ? [] : [{ name: 'Alarm', value: ago(incident.openedAt, asked) }]),
    ],
    sofar: sofar(asked),
    offers,
    takers: takersOn(asked, token).map(({ value, text }) => ({ value, text })),
    callSheet,
    incidentHref: `/incidents/${incident.id}`,
    asOf: clock(at, { zone }),
  };
}

function headlineOf(kind: IncidentKind, names: readonly string[]): string {
  const name = eachOf(names);
  const several = names.length > 1;
  switch (kind) {
    case 'overdue':
      return `${name} ${several ? 'are' : 'is'} overdue`;
    case 'alert_code':
      return `${name} used the alert code`;
    case 'sos':
      return `${name} called for help`;
    case 'device':
      return several ? `The device of ${name} was set off` : `${name}’s device was set off`;
  }
}

/** Each of them with their own number. */
function phonesOf({ view: { incident }, directory }: Asked): Phone[] {
  const phones = incident.subjects.map((id): Phone => {
    const mobile = directory.person(id)?.mobile;
    return {
      name: firstNameOf(id, directory),
      number: mobile ? { text: dialled(mobile), href: `tel:${mobile}` } : null,
    };
  });
  return phones.filter(({ number }) => number || phones.length > 1);
}

const ago = (then: Instant, { at, zone }: Asked): string => howLongAgo(then, at, zone);

/** What is to be done, by whoever looks at it. */
export function taskOf(asked: Pick<Asked, 'offers' | 'view' | 'at' | 'zone'>, names: readonly string[]): string {
  const { offers, view } = asked;
  const name = eachOf(names);
  const { drill } = view.visit;
  if (!offers) return 'Nothing is asked of you.';
  const { what, until } = offers.awaited;
  const by = until !== null && until > asked.at ? ` by ${showTime(until, asked.zone)}` : '';
  const dontCall = offers.mayCall ? '' : ` Do not call or text ${noneOf(names)}.`;
  switch (what) {
    case 'answer':
      return view.incident.kind === 'device'
        ? `Ring the alarm centre of the device now. Then say here what you found${by}.`
        : `Ring ${name} now. Then say here what you found${by}.`;
    case 'outcome':
      return `You are on it. Say here what you found${by}: after that the next person is asked.`;
    case 'police':
      return drill
        ? `Here you would ring the police: do not ring.${dontCall} End the exercise below.`
        : `Ring the police now.${dontCall} Then say here whom you told.`;
    case 'news':
      return `The police have been told.${dontCall} When ${name} ${names.length > 1 ? 'are' : 'is'} safe, say so here.`;
    case 'anybody':
      return `Nobody has it in hand.${dontCall} ${mayTakeIt(offers, view, name)}`;
    case 'nothing':
      return `Others are at it now.${dontCall} If you know more, say so here.`;
  }
}

/** Of what nobody has in hand. Whoever may not take it, a contact whose part is over, can still help. */
function mayTakeIt({ takeOn, mayCall }: Offers, { incident }: Asked['view'], name: string): string {
  if (!takeOn) return 'If you know more, say so here.';
  const ring = incident.kind === 'device' ? 'ring the alarm centre of the device' : `ring ${name}`;
  return mayCall ? `You may take it: say “I’m on it”, then ${ring}.` : 'You may take it: say “I’m on it”.';
}

function endedBy(asked: Asked): string {
  const { closedAt, closedBy, outcome } = asked.view.incident;
  const by = closedBy === 'allswell' || closedBy === null ? 'Allswell' : firstNameOf(closedBy, asked.directory);
  return `Ended ${closedAt === null ? '' : ago(closedAt, asked)} by ${by}: ${outcome ?? ''}. There is nothing more to do.`;
}

/** Who was asked, and what came of it: the newest three. */
function sofar(asked: Asked): string[] {
  const { incident, visit } = asked.view;
  const told = incident.police.at(-1);
  const lines = newest(incident).map((ask) => {
    const who = ask.person === asked.link.person ? 'You' : firstNameOf(ask.person, asked.directory);
    const was = who === 'You' ? 'were' : 'was';
    return `${who} ${was} asked ${showTime(ask.askedAt, asked.zone)}${came(ask, incident)}`;
  });
  if (told) lines.push(`${firstNameOf(told.by, asked.directory)} told the police ${showTime(told.at, asked.zone)}`);
  if (incident.attempts > 0 && !visit.drill) lines.push(calls(incident.attempts));
  return lines.slice(-3);
}

const newest = ({ asks }: Incident): Ask[] => [...asks].sort((a, b) => a.askedAt - b.askedAt).slice(-3);

function came(ask: Ask, incident: Incident): string {
  if (ask.state === 'acknowledged') return ask.ranOut ? ' again after taking it on' : ' and took it on';
  if (ask.state === 'reported') return ' and reported';
  if (ask.state === 'unreachable') return ', cannot be reached';
  if (ask.state === 'handed_over') return ' and handed it over';
  return ask.state === 'unanswered' || ask.step !== incident.step ? ', no answer' : '';
}

const calls = (count: number): string => (count === 1 ? '1 call was not answered' : `${count} calls were not answered`);
