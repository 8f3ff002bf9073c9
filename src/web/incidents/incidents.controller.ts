import { randomBytes } from 'node:crypto';
import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Incidents } from '../../application/incidents.js';
import type { IncidentView } from '../../application/ports/reader.js';
import { byField, errorList } from '../form/errors.js';
import { typedOf, type FieldError, type Typed } from '../form/typed.js';
import { Words, type Word } from '../frame/word.js';
import { From, Needs, Page, type Standpoint } from '../guard.js';
import { IncidentDesk } from './incident-desk.js';
import { incidentPageOf } from './incident-page.js';
import { mayMakeRecord } from './record/may-make.js';
import { faultsOf, NOT_TAKEN, readAnswer, tapIn } from '../answer/answer-form.js';
import { meanwhile } from './meanwhile.js';
import { clock } from './steps.js';

/** `?older=yes`: with all that is older, too. */
const ASKED = 'yes';

interface Shown {
  readonly word?: Word | null;
  readonly whole?: boolean;
  readonly typed?: Typed;
  readonly errors?: readonly FieldError[];
}

/** One incident with its story and what may be reported of it. */
@Controller('incidents')
@Page()
export class IncidentsController {
  constructor(
    private readonly incidents: Incidents,
    private readonly desk: IncidentDesk,
    private readonly words: Words,
  ) {}

  @Get(':id')
  @Needs('see_incidents')
  async page(
    @From() from: Standpoint,
    @Param('id') id: string,
    @Query('older') older: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const view = await this.desk.find(id, from);
    await this.show(from, view, reply, { word: this.words.take(request, reply), whole: older === ASKED });
  }

  /** The part that changes, for the script that keeps the page up to date. */
  @Get(':id/part')
  @Needs('see_incidents')
  async part(
    @From() from: Standpoint,
    @Param('id') id: string,
    @Query('older') older: unknown,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const view = await this.desk.find(id, from);
    await reply.view('incident-live.njk', { incident: await this.pageOf(view, from, older === ASKED) });
  }

  @Post(':id/reports')
  @Needs('report')
  async report(
    @From() from: Standpoint,
    @Param('id') id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const typed = typedOf(body);
    const { at, zone, visitor } = from;
    const read = readAnswer(typed, at, zone);
    if ('errors' in read)
      return this.show(from, await this.desk.find(id, from), reply.status(422), { typed, errors: read.errors });
    const tap = tapIn(typed, `${id} ${visitor.person}`, 'screen');
    const came = await this.desk
      .refusedAsIfNone(id, from, ({ visit }) => this.incidents.report(visit.id, id, visitor.person, read.report, tap))
      .catch((refused: unknown) => ({ errors: faultsOf(refused) }));
    const view = await this.desk.find(id, from);
    if ('errors' in came) return this.show(from, view, reply.status(422), { typed, errors: came.errors });
    this.words.leave(reply, {
      title: came.taken ? 'Your report was taken' : NOT_TAKEN,
      text: came.answer,
      warnings: await this.others(view, typed, from),
      ...(!came.taken && { failed: true }),
    });
    await reply.redirect(`/incidents/${id}`, 303);
  }

  /** What others said while whoever reports had an older page before them. */
  private async others(view: IncidentView, typed: Typed, from: Standpoint): Promise<string[]> {
    const seen = typed['seen'] ?? '';
    if (!/^\d{1,9}$/.test(seen)) return [];
    const { person } = from.visitor;
    return meanwhile(await this.desk.entries(view, person), Number(seen), person, from);
  }

  private async show(
    from: Standpoint,
    view: IncidentView,
    reply: FastifyReply,
    { word = null, whole = false, typed = {}, errors = [] }: Shown,
  ): Promise<void> {
    const visited = await this.desk.visited(view, from);
    await reply.view('incident.njk', {
      visited,
      incident: await this.pageOf(view, from, whole),
      asAt: clock(from.at, from),
      live: {
        here: `/incidents/${view.incident.id}`,
        at: from.at,
        zone: from.zone,
        still: 'This page stands still',
        show: 'show it as it is now',
      },
      // Of one showing of the page: the same press twice counts once.
      press: randomBytes(12).toString('base64url'),
      mayMakeRecord: mayMakeRecord(from.access, view, from.visitor.person),
      word,
      typed,
      errors: byField(errors),
      errorList: errorList(errors),
    });
  }

  private async pageOf(view: IncidentView, from: Standpoint, whole: boolean) {
    return incidentPageOf(await this.desk.detail(view, from.visitor.person), from, whole);
  }
}
