import { Controller, Get, Inject, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Readable } from 'node:stream';
import { csvInParts, type CsvRow } from '../../../application/exports/csv.js';
import { FOLLOW_UP_READER, type FollowUpReader } from '../../../application/ports/follow-ups.js';
import { READER, type LoggedIncident, type Reader } from '../../../application/ports/reader.js';
import { SURROUNDINGS, type Surroundings } from '../../../application/surroundings.js';
import { stepsInOrder } from '../../../domain/policy/step-order.js';
import { localDate } from '../../../domain/time/local.js';
import { typedOf, type Typed } from '../../form/typed.js';
import { counted } from '../../frame/counted.js';
import { From, Needs, Page, type Standpoint } from '../../guard.js';
import { addressOf, readLogFilter } from './filter.js';
import { logPage } from './page.js';
import { choicesFor, filterFor, sortFor } from './query.js';
import { LOG_COLUMNS, logCells, logRow } from './rows.js';

const PER_PAGE = 25;

/** The incident log: the list, searched and filtered by what its address says, and the same as a file. */
@Controller('incidents')
@Page()
export class IncidentLogController {
  private readonly steps: readonly string[];

  constructor(
    @Inject(READER) private readonly reader: Reader,
    @Inject(FOLLOW_UP_READER) private readonly followUps: FollowUpReader,
    @Inject(SURROUNDINGS) { policyInForce }: Surroundings,
  ) {
    this.steps = stepsInOrder(policyInForce);
  }

  @Get()
  @Needs('see_incidents')
  async list(@From() from: Standpoint, @Query() query: Typed, @Res() reply: FastifyReply): Promise<void> {
    const typed = typedOf(query);
    const choices = choicesFor(from, 'see_incidents', this.steps);
    const filter = readLogFilter(typed, choices, from.zone);
    const found = await this.reader.incidents({
      ...filterFor(from, 'see_incidents', filter),
      sort: sortFor(filter, choices, from),
      page: filter.page,
      perPage: PER_PAGE,
    });
    const { items } = found;
    const counts = await this.followUps.counts(
      items.map(({ incident }) => incident.id),
      from.at,
    );
    const rows = items.map((view) => logRow(view, from, counts.get(view.incident.id)));
    if (filter.errors.length > 0) reply.status(422);
    await reply.view('incidents.njk', {
      ...logPage(rows, counted(found, 'incident'), typed, filter, choices),
      mayFollow: from.access.has('follow_up'),
      mayExport: from.access.has('export_incidents'),
    });
  }

  /** All that the filters let through, whatever the page; written as it is read. */
  @Get('export.csv')
  @Needs('export_incidents')
  async export(@From() from: Standpoint, @Query() query: Typed, @Res() reply: FastifyReply): Promise<void> {
    const typed = typedOf(query);
    const filter = readLogFilter(typed, choicesFor(from, 'export_incidents', this.steps), from.zone);
    // A file that holds more than was asked for would be taken for what was asked for: the page says what is wrong.
    if (filter.errors.length > 0) return reply.redirect(addressOf('/incidents', typed, { errors: [] }), 303);
    const found = this.reader.everyIncident(filterFor(from, 'export_incidents', filter));
    await reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="incidents-${localDate(from.at, from.zone)}.csv"`)
      .send(Readable.from(csvInParts(LOG_COLUMNS, cells(found, from))));
  }
}

async function* cells(
  batches: AsyncIterable<readonly LoggedIncident[]>,
  from: Standpoint,
): AsyncIterable<readonly CsvRow[]> {
  for await (const batch of batches) yield batch.map((one) => logCells(one, from));
}
