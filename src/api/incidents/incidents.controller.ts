import { Get, Headers, Inject, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { callSheetOf } from '../../application/call-sheet.js';
import { Incidents } from '../../application/incidents.js';
import { CLOCK, type Clock } from '../../application/ports/clock.js';
import { DIRECTORIES, type Directories } from '../../application/ports/directories.js';
import { READER, type IncidentQuery, type Reader } from '../../application/ports/reader.js';
import { Refusal } from '../../application/refusal.js';
import { SETTINGS, type Settings } from '../../config/settings.js';
import { ApiController } from '../door/api-controller.js';
import { drillsOf } from '../door/drills.js';
import { Input } from '../door/input.js';
import { Operation, type AnswerOf, type InputOf } from '../door/operation.js';
import { pageJson, pageOfAll, pagingOf } from '../door/paging.js';
import { preferred } from '../door/preferred.js';
import { unitsBelow } from '../organisation/units-below.js';
import { callSheetHtml, callSheetText } from './call-sheet-page.js';
import { exportJson, incidentCsv, incidentsCsv } from './exports.js';
import { incidentJson } from './incident-json.js';
import {
  exportIncident,
  exportIncidents,
  getCallSheet,
  getIncident,
  listIncidents,
  listTakers,
  reportOnIncident,
} from './incidents.operations.js';
import { reportOf } from './report-of.js';
import { ShownIncidents } from './shown-incidents.js';

@ApiController('incidents')
export class IncidentsController {
  constructor(
    private readonly incidents: Incidents,
    private readonly shown: ShownIncidents,
    @Inject(READER) private readonly reader: Reader,
    @Inject(DIRECTORIES) private readonly directories: Directories,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get()
  @Operation(listIncidents)
  async list(@Input() { query, access }: InputOf<typeof listIncidents>): Promise<AnswerOf<typeof listIncidents>> {
    const directory = await this.directories.directory();
    const page = await this.reader.incidents({
      ...(await this.filtered(query)),
      ...pagingOf(query),
      scope: access.scope('see_incidents'),
    });
    return pageJson(page, (view) => incidentJson(view, directory));
  }

  @Get('export')
  @Operation(exportIncidents)
  async exportAll(
    @Input() { query, access }: InputOf<typeof exportIncidents>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const directory = await this.directories.directory();
    const filter = { ...(await this.filtered(query)), scope: access.scope('export_incidents') };
    const list: ReturnType<typeof incidentJson>[] = [];
    // Not page by page: with an incident that is opened meanwhile each page would begin one too early, and tell of one twice.
    for await (const batch of this.reader.everyIncident(filter))
      list.push(...batch.map((one) => incidentJson(one, directory)));
    return query.format === 'csv' ? asFile(reply, 'incidents', incidentsCsv(list)) : list;
  }

  @Get(':id')
  @Operation(getIncident)
  async get(@Input() { path, access }: InputOf<typeof getIncident>): Promise<AnswerOf<typeof getIncident>> {
    return this.shown.whole(path.id, access, 'see_incidents');
  }

  @Get(':id/call-sheet')
  @Operation(getCallSheet)
  async callSheet(
    @Input() { path, viewer, access }: InputOf<typeof getCallSheet>,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AnswerOf<typeof getCallSheet> | string> {
    const view = await this.shown.view(path.id, access, 'see_call_sheet');
    // Recorded before it is shown: nobody sees it of whom the record does not say so.
    await this.incidents.callSheetViewed(view.visit.id, path.id, viewer);
    const [entries, directory, now] = await Promise.all([
      this.reader.entriesOf(view),
      this.directories.directory(),
      this.clock.now(),
    ]);
    const sheet = callSheetOf(view, entries, directory, now, this.settings.timeZone);
    const type = preferred(accept, ['application/json', 'text/html', 'text/plain']);
    if (type === 'application/json') return sheet as AnswerOf<typeof getCallSheet>;
    reply.type(`${type}; charset=utf-8`);
    return type === 'text/html' ? callSheetHtml(sheet) : callSheetText(sheet);
  }

  @Post(':id/reports')
  @Operation(reportOnIncident)
  async report(
    @Input() { path, body, access }: InputOf<typeof reportOnIncident>,
  ): Promise<AnswerOf<typeof reportOnIncident>> {
    const { visit } = await this.shown.view(path.id, access, 'report');
    const report = reportOf(body, await this.clock.now(), this.settings.timeZone);
    const { answer } = await this.incidents.report(visit.id, path.id, body.by, report);
    return { answer, incident: await this.shown.whole(path.id, access, 'report') };
  }

  @Get(':id/hand-over')
  @Operation(listTakers)
  async takers(@Input() { path, query, access }: InputOf<typeof listTakers>): Promise<AnswerOf<typeof listTakers>> {
    const { visit } = await this.shown.view(path.id, access, 'report');
    const takers = await this.incidents.takers(visit.id, path.id, query.by);
    if (!takers) throw new Refusal('not_found', 'There is no incident with this id.');
    return pageJson(pageOfAll(takers, pagingOf(query)), ({ id, name }) => ({ person: id, name }));
  }

  @Get(':id/export')
  @Operation(exportIncident)
  async export(
    @Input() { path, query, access }: InputOf<typeof exportIncident>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const view = await this.shown.view(path.id, access, 'export_incidents');
    const entries = await this.reader.entriesOfVisit(view.visit.id);
    if (query.format === 'csv') return asFile(reply, `incident-${view.incident.reference}`, incidentCsv(entries));
    return exportJson(view, entries, await this.directories.directory());
  }

  private async filtered({
    unit,
    status,
    kind,
    drills,
    reference,
    visitId,
    from,
    to,
  }: Filters): Promise<Omit<IncidentQuery, 'page' | 'perPage'>> {
    const units = unitsBelow(await this.directories.directory(), unit);
    return { units, status, kind, drills: drillsOf(drills), reference, visitId, from, to };
  }
}

type Filters = Omit<IncidentQuery, 'page' | 'perPage' | 'units' | 'drills'> & {
  readonly unit?: string;
  readonly drills?: 'without' | 'only' | 'with';
};

function asFile(reply: FastifyReply, name: string, content: string): string {
  reply.type('text/csv; charset=utf-8').header('content-disposition', `attachment; filename="${name}.csv"`);
  return content;
}
