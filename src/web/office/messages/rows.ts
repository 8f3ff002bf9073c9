import type { CsvRow } from '../../../application/exports/csv.js';
import type { MessageView } from '../../../application/ports/reader.js';
import type { Directory } from '../../../domain/organisation/directory.js';
import { withoutLink } from '../../../domain/texting/without-link.js';
import { dialled } from '../../../domain/texting/wording.js';
import { showDated, stateMoment } from '../../../domain/time/dated.js';
import { iso, SECOND, type Instant } from '../../../domain/time/instant.js';
import { TEXT_STATES } from '../../incidents/texts.js';
import { nameOf, type Tag } from '../../visit-words.js';

export interface MessageRow {
  readonly id: string;
  /** "Tue 1 Dec 2026 14:05:12" */
  readonly at: string;
  /** "To", "From". */
  readonly way: 'To' | 'From';
  readonly who: string;
  readonly phone: string;
  readonly unit: string | null;
  readonly body: string;
  readonly tag: Tag;
  /** What became of it, in words. */
  readonly notes: readonly string[];
  readonly incident: string | null;
  readonly visit: string | null;
}

interface Now {
  readonly directory: Directory;
  readonly zone: string;
}

export function messageRow(message: MessageView, { directory, zone }: Now): MessageRow {
  const { person } = message;
  const unit = person === null ? undefined : directory.person(person)?.unit;
  return {
    id: message.id,
    at: `${showDated(message.at, zone)}:${seconds(message.at)}`,
    way: message.direction === 'outbound' ? 'To' : 'From',
    who: person === null ? 'Nobody known here' : nameOf(directory, person),
    phone: dialled(message.mobile),
    unit: unit === undefined ? null : (directory.unit(unit)?.name ?? unit),
    body: withoutLink(message.body),
    tag: tagOf(message),
    notes: notesOf(message),
    incident: message.incidentId,
    visit: message.visitId,
  };
}

const seconds = (at: Instant): string => String(Math.floor(at / SECOND) % 60).padStart(2, '0');

const IN_STATES: Readonly<Record<'received' | 'handled', Tag>> = {
  received: { word: 'Waits to be read', symbol: '…', colour: 'yellow' },
  handled: { word: 'Read', symbol: '✓', colour: 'green' },
};

export const tagOf = ({ state }: Pick<MessageView, 'state'>): Tag =>
  state === 'received' || state === 'handled' ? IN_STATES[state] : TEXT_STATES[state];

/** Why a text did not arrive, for whoever has to see to the phone. */
const FAILURES: Readonly<Record<string, string>> = {
  bad_number: 'The number cannot take texts: check it with the person.',
  opted_out: 'The phone has opted out of texts: they text START to take it back.',
  unreachable: 'The phone could not be reached: off, or without signal.',
  filtered: 'A network filtered it out.',
  queue: 'The provider’s queue was full, or the text had become too old.',
  settings: 'The provider refused our settings: tell whoever runs Allswell.',
  silent: 'Nothing was heard of it in time.',
  other: 'The provider gave no reason that is known here.',
};

function notesOf({ state, failure, errorCode, detail, attempts, direction }: MessageView): string[] {
  const failed = state === 'failed' || state === 'undelivered';
  return [
    ...(failed ? [FAILURES[failure ?? 'other'] ?? FAILURES['other']!] : []),
    ...(errorCode === null ? [] : [`Provider’s error ${errorCode}.`]),
    // "the provider reports: undelivered" only repeats the state.
    ...(detail === null || detail.startsWith('the provider reports') ? [] : [`${sentence(detail)}`]),
    ...(direction === 'outbound' && attempts > 1 ? [`${attempts} attempts.`] : []),
    ...(direction === 'inbound' && attempts > 0 ? [`${attempts} attempts to read it failed.`] : []),
  ];
}

const sentence = (text: string): string =>
  `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`;

export const MESSAGE_COLUMNS = [
  'When',
  'When (UTC)',
  'Direction',
  'Person',
  'Unit',
  'Phone',
  'Text',
  'State',
  'What became of it',
  'Error of the provider',
  'Attempts',
  'Id of the provider',
] as const;

export function messageCells(message: MessageView, now: Now): CsvRow {
  const row = messageRow(message, now);
  return {
    When: stateMoment(message.at, now.zone),
    'When (UTC)': iso(message.at),
    Direction: message.direction === 'outbound' ? 'sent' : 'received',
    Person: row.who,
    Unit: row.unit ?? '',
    Phone: row.phone,
    Text: row.body,
    State: row.tag.word,
    'What became of it': row.notes.join(' '),
    'Error of the provider': message.errorCode ?? '',
    Attempts: message.attempts,
    'Id of the provider': message.sid ?? '',
  };
}
