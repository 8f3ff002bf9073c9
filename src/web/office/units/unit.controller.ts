import { Body, Controller, Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ChangedMeanwhile, OfficeDesk } from '../../../application/office-desk.js';
import { versionOf } from '../../../application/organisation/version.js';
import { OFFICE_RECORD, type OfficeRecord } from '../../../application/ports/office-record.js';
import { READER, type Reader } from '../../../application/ports/reader.js';
import { Refusal } from '../../../application/refusal.js';
import { hangsOnUnit, nothingHangs } from '../../../domain/organisation/hangs-on.js';
import type { Unit } from '../../../domain/organisation/organisation.js';
import { OfficeNow } from '../../frame/office-now.js';
import { Words } from '../../frame/word.js';
import { typedOf, type FieldError, type Typed } from '../../form/typed.js';
import { askerOf, From, Needs, Page, type Standpoint } from '../../guard.js';
import { meanwhile } from '../meanwhile.js';
import { hrefOfUnit, mayIn, refuseUnless, unitHere } from '../reach.js';
import { refusedFields } from '../refused.js';
import { readUnit, UNIT_FIELDS, unitFields } from './unit-form.js';
import { faultsOfReach, unitFormView, type UnitForm } from './unit-form-view.js';
import { unitPage } from './unit-page.js';

const MOST_CHANGES = 20;

/** One unit: its page, its change, and taking it out. */
@Controller('office/units/:id')
@Page()
export class UnitController {
  constructor(
    private readonly desk: OfficeDesk,
    @Inject(OFFICE_RECORD) private readonly record: OfficeRecord,
    @Inject(READER) private readonly reader: Reader,
    private readonly officeNow: OfficeNow,
    private readonly words: Words,
  ) {}

  @Get()
  @Needs('see_office')
  async page(
    @From() from: Standpoint,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const unit = unitHere(from, id);
    const changes = await this.record.changesOf({ unit: id }, MOST_CHANGES);
    await reply.view('unit.njk', { unit: unitPage(unit, changes, from), word: this.words.take(request, reply) });
  }

  @Get('change')
  @Needs('change_office')
  async changing(@From() from: Standpoint, @Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    const unit = this.theirs(from, id);
    await this.form(from, unit, { typed: unitFields(unit), version: versionOf(unit) }, reply);
  }

  @Post('change')
  @Needs('change_office')
  async change(
    @From() from: Standpoint,
    @Param('id') id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const unit = this.theirs(from, id);
    const { version = '', ...rest } = typedOf(body);
    const typed: Typed = { ...rest, id };
    const refused = (errors: readonly FieldError[]) =>
      this.form(from, unit, { typed, version, errors }, reply.status(422));
    const read = readUnit(typed, () => false);
    const errors = 'errors' in read ? read.errors : faultsOfReach(typed, unit, from);
    if ('errors' in read || errors.length > 0) return refused(errors);
    try {
      const warnings = await this.desk.change('units', id, version, read.unit, askerOf(from));
      const text = 'The record has what it was before, and what it is now.';
      this.words.leave(reply, { title: `${(read.unit as Unit).name} is saved`, text, warnings });
    } catch (error) {
      if (!(error instanceof ChangedMeanwhile)) return refused(refusedFields(error, UNIT_FIELDS));
      const now = { ...from, ...(await this.officeNow.look()) };
      const current = this.theirs(now, id);
      const entries = await this.record.changesOf({ unit: id }, MOST_CHANGES);
      const form = { typed, version: versionOf(current), meanwhile: meanwhile(entries, `Unit ${id} `, now) };
      return this.form(now, current, form, reply.status(409));
    }
    await reply.redirect(hrefOfUnit(id), 303);
  }

  @Get('remove')
  @Needs('change_office')
  async removing(@From() from: Standpoint, @Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    await this.showRemoval(from, this.theirs(from, id), null, reply);
  }

  @Post('remove')
  @Needs('change_office')
  async remove(
    @From() from: Standpoint,
    @Param('id') id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const unit = this.theirs(from, id);
    try {
      await this.desk.remove('units', id, typedOf(body)['version'] ?? '', askerOf(from));
    } catch (error) {
      if (!(error instanceof Refusal) || error.kind !== 'conflict') throw error;
      return this.showRemoval(from, unit, `Nothing was changed. ${error.message}`, reply.status(409));
    }
    this.words.leave(reply, { title: `${unit.name} was taken out`, text: 'The record keeps what it was.' });
    await reply.redirect('/office/units', 303);
  }

  private theirs(from: Standpoint, id: string): Unit {
    const unit = unitHere(from, id);
    refuseUnless(mayIn(from, 'change_office', unit.parent ?? unit.id), 'change units');
    return unit;
  }

  private async form(from: Standpoint, unit: Unit, form: UnitForm, reply: FastifyReply): Promise<void> {
    await reply.view('unit-form.njk', unitFormView(from, unit, form));
  }

  private async showRemoval(from: Standpoint, unit: Unit, problem: string | null, reply: FastifyReply): Promise<void> {
    const { total } = await this.reader.visits({
      units: [unit.id],
      status: ['planned', 'in_progress', 'overdue'],
      page: 1,
      perPage: 1,
    });
    await reply.view('unit-remove.njk', {
      unit: unitPage(unit, [], from),
      visits: total,
      problem,
      free: nothingHangs(hangsOnUnit(unit.id, from.directory.organisation, from)) && total === 0,
    });
  }
}
