import { Controller, Get, Inject, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Readable } from 'node:stream';
import { csvInParts, type CsvRow } from '../../../application/exports/csv.js';
import { READER, type MessageFilter, type Reader } from '../../../application/ports/reader.js';
import { localDate } from '../../../domain/time/local.js';
import { typedOf, type Typed } from '../../form/typed.js';
import { unitsInReach } from '../../frame/units-in-reach.js';
import { From, Needs, Page, type Standpoint } from '../../guard.js';
import { filterOf, readMessageFilter, type MessageAsked } from './filter.js';
import { addressOf, messagePage } from './page.js';
import { MESSAGE_COLUMNS, messageCells, messageRow } from './rows.js';

const PER_PAGE = 50;
const PER_BATCH = 500;

/** Every text in either direction with the people of one's units: who, what, when, and what became of it. */
@Controller('office/messages')
@Page()
export class MessageLogController {
  constructor(@Inject(READER) private readonly reader: Reader) {}

  @Get()
  @Needs('see_messages')
  async list(@From() from: Standpoint, @Query() query: Typed, @Res() reply: FastifyReply): Promise<void> {
    const typed = typedOf(query);
    const choices = choicesFor(from);
    const asked = read(typed, choices, from);
    const { items, total } = await this.reader.messages({
      ...seenBy(from, asked),
      page: asked.page,
      perPage: PER_PAGE,
    });
    if (asked.errors.length > 0) reply.status(422);
    const rows = items.map((message) => messageRow(message, from));
    const pages = Math.max(1, Math.ceil(total / PER_PAGE));
    await reply.view('office-messages.njk', {
      ...messagePage({ rows, total, pages }, typed, asked, choices),
      strangers: hasWholeOffice(from),
      seesIncidents: from.access.has('see_incidents'),
    });
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
      .send(Readable.from(csvInParts(MESSAGE_COLUMNS, this.everyText(seenBy(from, asked), from))));
  }

  /** Up to now: what comes in meanwhile would move the pages, and a text be left out or come twice. */
  private async *everyText(filter: MessageFilter, from: Standpoint): AsyncIterable<readonly CsvRow[]> {
    const to = Math.min(filter.to ?? from.at, from.at);
    for (let page = 1; ; page += 1) {
      const { items } = await this.reader.messages({ ...filter, to, page, perPage: PER_BATCH });
      yield items.map((message) => messageCells(message, from));
      if (items.length < PER_BATCH) return;
    }
  }
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
