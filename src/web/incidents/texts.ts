import { withoutLink } from '../../domain/texting/without-link.js';
import type { MessageState } from '../../application/ports/ledger.js';
import type { MessageView } from '../../application/ports/reader.js';
import type { Directory } from '../../domain/organisation/directory.js';
import { dialled } from '../../domain/texting/wording.js';
import { iso } from '../../domain/time/instant.js';
import { nameOf, type Tag } from '../visit-words.js';

/** A text that was sent for an incident, and how far it has come. Delivered is not answered (P5). */
export interface TextRow {
  readonly to: string;
  readonly body: string;
  readonly at: string;
  readonly tag: Tag;
  readonly detail: string | null;
}

export const TEXT_STATES: Readonly<Record<MessageState, Tag>> = {
  pending: { word: 'Waiting', symbol: '…', colour: 'grey' },
  sending: { word: 'Being sent', symbol: '…', colour: 'grey' },
  accepted: { word: 'On its way', symbol: '→', colour: 'blue' },
  sent: { word: 'Sent', symbol: '→', colour: 'blue' },
  delivered: { word: 'Delivered', symbol: '✓', colour: 'green' },
  unknown: { word: 'Not known', symbol: '?', colour: 'yellow' },
  undelivered: { word: 'Not delivered', symbol: '×', colour: 'red' },
  failed: { word: 'Failed', symbol: '×', colour: 'red' },
  dropped: { word: 'Left out', symbol: '–', colour: 'grey' },
};

export function textRows(messages: readonly MessageView[], directory: Directory): TextRow[] {
  return messages
    .filter((message) => message.direction === 'outbound')
    .map((message) => ({
      to: message.person ? nameOf(directory, message.person) : dialled(message.mobile),
      body: withoutLink(message.body),
      at: iso(message.at),
      tag: TEXT_STATES[message.state as MessageState],
      detail: message.errorCode === null ? null : `Twilio's error ${message.errorCode}`,
    }));
}
