import { Body, Controller, Get, Inject, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { CLOCK, type Clock } from '../../application/ports/clock.js';
import { Diary } from '../../application/diary.js';
import { csv } from '../../application/exports/csv.js';
import { Refusal } from '../../application/refusal.js';
import { planOf } from '../../application/visit-file/new-visit.schema.js';
import { CSV_COLUMNS, lookAtVisitsCsv, type CsvReading } from '../../application/visit-file/visits-csv.js';
import { isoWeek } from '../../domain/time/week.js';
import { newPress, onceOf } from '../form/press.js';
import { typedOf } from '../form/typed.js';
import { fileIn } from '../frame/sent-files.js';
import { Words } from '../frame/word.js';
import { From, Needs, Page, type Standpoint } from '../guard.js';
import { sayPlanned } from '../itinerary/planned-word.js';
import { staffInReach } from '../itinerary/whose.js';
import { importPageOf } from './import-page.js';
import { textOfFile } from './spreadsheet-file.js';

interface Sent {
  readonly text: string;
  readonly notice?: string | null;
  readonly fault?: string;
}

/** Many visits from a spreadsheet: looked at line by line, mended, and planned all together or not at all. */
@Controller('itinerary/import')
@Page()
export class ImportController {
  constructor(
    private readonly diary: Diary,
    private readonly words: Words,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @Needs('plan_visits')
  async page(@From() from: Standpoint, @Res() reply: FastifyReply): Promise<void> {
    await this.show(from, { text: '' }, null, reply);
  }

  @Get('template.csv')
  @Needs('plan_visits')
  async template(@Res() reply: FastifyReply): Promise<void> {
    await reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="visits.csv"')
      .send(csv(CSV_COLUMNS, []));
  }

  @Post()
  @Needs('plan_visits')
  async take(@From() from: Standpoint, @Body() body: unknown, @Res() reply: FastifyReply): Promise<void> {
    const typed = typedOf(body);
    const sent = sentIn(body, typed['csv'] ?? '');
    if (sent.fault !== undefined || sent.text === '') {
      const fault = sent.fault ?? 'Choose a file, or paste the lines of your spreadsheet';
      return this.show(from, { ...sent, fault }, null, reply.status(422));
    }
    const reading = lookAtVisitsCsv(sent.text, from.zone);
    const now = await this.clock.now();
    const visits = reading.lines.flatMap(({ line, visit }) => (visit ? [{ line, plan: planOf(visit, now) }] : []));
    const isWhole = reading.faults.length === 0 && visits.length === reading.lines.length;
    const plans = visits.map(({ plan }) => plan);
    if (typed['sure'] === undefined || !isWhole) return this.show(from, sent, reading, reply, plans);
    try {
      const lines = visits.map(({ line }) => line);
      const done = await this.diary.planOnce(onceOf(typed), plans, lines, from.visitor.person, from.access);
      this.words.leave(reply, sayPlanned(done.planned, done.again, from));
      const first = Math.min(...plans.map(({ plannedStart }) => plannedStart));
      await reply.redirect(`/itinerary/week?week=${isoWeek(first, from.zone)}`, 303);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      // What was right when it was looked at is not any more: it is looked at again.
      return this.show(from, sent, reading, reply, plans);
    }
  }

  private async show(
    from: Standpoint,
    { text, notice = null, fault }: Sent,
    reading: CsvReading | null,
    reply: FastifyReply,
    plans: Parameters<Diary['preview']>[0] = [],
  ): Promise<void> {
    const lines = reading?.lines.flatMap(({ line, visit }) => (visit ? [line] : []));
    const previews = await (plans.length > 0 ? this.diary.preview(plans, from.access, lines) : []);
    const table = reading && importPageOf(reading, previews, from.directory, from.zone);
    const faults = [...(fault === undefined ? [] : [{ text: fault, href: '#file' }]), ...(table?.faults ?? [])];
    await reply.status(faults.length > 0 ? 422 : 200).view('import.njk', {
      text,
      notice,
      fault,
      table,
      errorList: faults.slice(0, MOST_ERRORS),
      faults: faults.length,
      press: newPress(),
      ids: staffInReach(from).map(({ id, name }) => ({ id, name })),
    });
  }
}

/** The table shows the others. */
const MOST_ERRORS = 20;
const LONGEST = 1_000_000;

/** The file, where one was chosen; else what was pasted. */
function sentIn(body: unknown, pasted: string): Sent {
  const file = fileIn(body, 'file');
  const read = file ? textOfFile(file) : { text: pasted, notice: null };
  if ('fault' in read) return { text: pasted, fault: read.fault };
  if (read.text.length > LONGEST)
    return { text: '', fault: 'The file is longer than 1 MB: plan the visits in several files' };
  return { ...read, text: read.text.trim() };
}
