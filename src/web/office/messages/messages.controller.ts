import { Controller, Get, Inject, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Readable } from 'node:stream';
import { csvInParts, type CsvRow } from '../../../application/exports/csv.js';
import { READER, type MessageFilter, type MessageView, type Reader } from '../../../application/ports/reader.js';
import { localDate } from '../../../domain/time/local.js';
import { typedOf, type Typed } from '../../form/typed.js';
import { counted } from '../../frame/counted.js';
import { unitsInReach } from '../../frame/units-in-reach.js';
import { From, Needs, Page, type Standpoint } from '../../guard.js';
import { IncidentDesk } from '../../incidents/incident-desk.js';
import { filterOf, readMessageFilter, type MessageAsked } from './filter.js';
import { addressOf, messagePage } from './page.js';
import { MESSAGE_COLUMNS, messageCells, messageRow } from './rows.js';

const PER_PAGE = 50;

/** Every text in either direction with the people of one's units: who, what, when, and what became of it. */
@Controller('office/messages')
@Page()
export class MessageLogController {
  constructor(
    @Inject(READER) private readonly reader: Reader,
    private readonly desk: IncidentDesk,
  ) {}

  @Get()
  @Needs('see_messages')
  async list(@From() from: Standpoint, @Query() query: Typed, @Res() reply: FastifyReply): Promise<void> {
    const typed = typedOf(query);
    const choices = choicesFor(from);
    const asked = read(typed, choices, from);
    const found = await this.reader.messages({ ...seenBy(from, asked), page: asked.page, perPage: PER_PAGE });
    const { items } = found;
    if (asked.errors.length > 0) reply.status(422);
    const rows = items.map((message) => messageRow(message, from));
    const there = await this.incidentsThere(items, from);
    await reply.view('office-messages.njk', {
      ...messagePage(rows, counted(found, 'text'), typed, asked, choices),
      strangers: hasWholeOffice(from),
      isThere: (incident: string) => there.has(incident),
    });
  }

  /** Somebody of one's own unit is asked about another unit's incident: their text is seen here, that incident is not. */
  private async incidentsThere(items: readonly MessageView[], from: Standpoint): Promise<ReadonlySet<string>> {
    const ids = [...new Set(items.flatMap(({ incidentId }) => incidentId ?? []))];
    const there = await Promise.all(ids.map((id) => this.desk.isThereFor(id, from)));
    return new Set(ids.filter((_, index) => there[index]));
  }

  /** All that the filters let through, whatever the page; written as it is read. */
  @Get('export.csv')
  @Needs('see_messages')
  async export(@From() from: Standpoint, @Query() query: Typed, @Res() reply: FastifyReply): Promise<void> {
    const typed = typedOf(query);
    const asked = read(typed, choicesFor(from), from);
    // A file that holds more than was asked for would be taken for what was asked for: the page says what is wrong.
    if (asked.errors.length > 0) return reply.redirect(addressOf('/office/messages', typed, { errors: [] }), 303);
    await reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="messages-${localDate(from.at, from.zone)}.csv"`)
      .send(Readable.from(csvInParts(MESSAGE_COLUMNS, cells(this.reader.everyMessage(seenBy(from, asked)), from))));
  }
}

async function* cells(
  batches: AsyncIterable<readonly MessageView[]>,
  from: Standpoint,
): AsyncIterable<readonly CsvRow[]> {
  for await (const batch of batches) yield batch.map((message) => messageCells(message, from));
}

/** The people in reach by their units, and those of one's own line. */
function choicesFor(from: Standpoint) {
  const units = unitsInReach(from, 'see_messages');
  const inReach = new Set(units.map(({ id }) => id));
  const { people } = from.access.scope('see_messages');
  return {
    units,
    people: from.directory.organisation.people
      .filter(({ id, unit }) => inReach.has(unit) || people.includes(id))
      .sort((a, b) => a.name.localeCompare(b.name)),
  };
}

const read = (typed: Typed, { units, people }: ReturnType<typeof choicesFor>, { zone }: Standpoint): MessageAsked =>
  readMessageFilter(typed, { units: units.map(({ id }) => id), people: people.map(({ id }) => id) }, zone);

/** Texts of numbers that are nobody's belong to no unit: whoever has the whole office sees them. */
const hasWholeOffice = (from: Standpoint): boolean =>
  unitsInReach(from, 'see_messages').length === from.directory.organisation.units.length;

const seenBy = (from: Standpoint, asked: MessageAsked): MessageFilter => ({
  ...filterOf(asked),
  scope: hasWholeOffice(from) ? undefined : from.access.scope('see_messages'),
  hiddenFrom: from.visitor.person,
  units: asked.unit === null ? undefined : from.directory.unitsBelow(asked.unit).map(({ id }) => id),
});
