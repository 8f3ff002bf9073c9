import { iso, type Instant } from '../../domain/time/instant.js';

/** A calendar as programs subscribe to it (RFC 5545; its name and refreshing, RFC 7986). */
export interface Calendar {
  readonly name: string;
  readonly about: string;
  /** Whether its events take up the time of whoever looks at them. */
  readonly busy: boolean;
  readonly events: readonly CalendarEvent[];
}

export interface CalendarEvent {
  /** The same for ever: by it a program knows the event again. */
  readonly uid: string;
  /** Higher with each change (SEQUENCE, 3.8.7.4). */
  readonly revision: number;
  readonly changedAt: Instant;
  readonly start: Instant;
  /** Later than the start (3.8.2.2). */
  readonly end: Instant;
  readonly summary: string;
  readonly url: string;
  readonly cancelled: boolean;
}

/** How often programs are asked to look again. Few obey: some look once a day. */
const REFRESH = 'PT15M';

/** Octets in one line without its end (3.1). */
const LONGEST = 75;

/** The file, the same for the same calendar. */
export function icalendar({ name, about, busy, events }: Calendar): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Allswell//Home visits//EN',
    'CALSCALE:GREGORIAN',
    `NAME:${escaped(name)}`,
    // What most programs know instead of NAME, DESCRIPTION and REFRESH-INTERVAL.
    `X-WR-CALNAME:${escaped(name)}`,
    `DESCRIPTION:${escaped(about)}`,
    `X-WR-CALDESC:${escaped(about)}`,
    `REFRESH-INTERVAL;VALUE=DURATION:${REFRESH}`,
    `X-PUBLISHED-TTL:${REFRESH}`,
    ...(events.length > 0 ? events.flatMap((event) => eventLines(event, busy)) : NOTHING),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

const eventLines = (event: CalendarEvent, busy: boolean): string[] => [
  'BEGIN:VEVENT',
  `UID:${escaped(event.uid)}`,
  // Without a METHOD this is when it was last changed (3.8.7.2).
  `DTSTAMP:${utc(event.changedAt)}`,
  `LAST-MODIFIED:${utc(event.changedAt)}`,
  `SEQUENCE:${event.revision}`,
  `DTSTART:${utc(event.start)}`,
  `DTEND:${utc(event.end)}`,
  `SUMMARY:${escaped(event.summary)}`,
  `URL:${event.url}`,
  `STATUS:${event.cancelled ? 'CANCELLED' : 'CONFIRMED'}`,
  `TRANSP:${busy && !event.cancelled ? 'OPAQUE' : 'TRANSPARENT'}`,
  // Whoever is let look at this person's calendar need not see it.
  'CLASS:PRIVATE',
  'END:VEVENT',
];

/** A calendar has one component or more (3.6): without an event, the zone in which its times would be. */
const NOTHING: readonly string[] = [
  'BEGIN:VTIMEZONE',
  'TZID:Etc/UTC',
  'BEGIN:STANDARD',
  'DTSTART:19700101T000000',
  'TZOFFSETFROM:+0000',
  'TZOFFSETTO:+0000',
  'TZNAME:UTC',
  'END:STANDARD',
  'END:VTIMEZONE',
];

/** "20260602T130000Z" (3.3.5, form 2). */
const utc = (at: Instant): string => iso(at).replaceAll(/[-:]|\.\d+/g, '');

/**
 * A TEXT (3.3.11). Whatever any program might take for the end of a line becomes one that is written "\n": a name must not
 * begin a property of its own. Other signs that control something, the writing direction among them, are no part of a text.
 */
function escaped(text: string): string {
  return text
    .replaceAll(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/g, '\n')
    .replaceAll(/(?!\n)[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069\ufeff]/gu, ' ')
    .replaceAll(/[\\;,]/g, String.raw`\$&`)
    .replaceAll('\n', String.raw`\n`);
}

/** Long lines go on in the next, after a space; no character is cut in two (3.1). */
function folded(line: string): string {
  if (Buffer.byteLength(line) <= LONGEST) return line;
  let text = '';
  let octets = 0;
  for (const character of line) {
    const size = character < '\u0080' ? 1 : Buffer.byteLength(character);
    if (octets + size > LONGEST) {
      text += '\r\n ';
      octets = 1;
    }
    text += character;
    octets += size;
  }
  return text;
}
