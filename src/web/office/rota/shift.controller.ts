import { Body, Controller, Get, Inject, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ChangedMeanwhile, OfficeDesk } from '../../../application/office-desk.js';
import { versionOf } from '../../../application/organisation/version.js';
import { NUMBERS, type Numbers } from '../../../application/ports/number-book.js';
import { OFFICE_RECORD, type OfficeRecord } from '../../../application/ports/office-record.js';
import { Refusal } from '../../../application/refusal.js';
import { WEEKDAYS, type RotaShift } from '../../../domain/organisation/organisation.js';
import { isDated } from '../../../domain/organisation/shift.js';
import { dayNamed } from '../../../domain/time/week.js';
import { OfficeNow } from '../../frame/office-now.js';
import { Words } from '../../frame/word.js';
import { byField, errorList } from '../../form/errors.js';
import { typedOf, type FieldError, type Typed } from '../../form/typed.js';
import { askerOf, From, Needs, Page, type Standpoint } from '../../guard.js';
import { meanwhile, type Meanwhile } from '../meanwhile.js';
import { hrefOfRota, mayIn, refuseUnless, unitHere } from '../reach.js';
import { refusedFields } from '../refused.js';
import { DAYS } from '../words.js';
import { afterChange } from './after-change.js';
import { contactChoices } from './contact-choices.js';
import { contactFields, dateField, isSingle, readShift, SHIFT_FIELDS, shiftFields } from './shift-form.js';
import { sayDate, shiftRow } from './shift-row.js';

interface Form {
  readonly typed: Typed;
  readonly version: string;
  readonly errors?: readonly FieldError[];
  readonly meanwhile?: Meanwhile | null;
}

/** One shift of a rota, of every week or of one date: added, changed, taken out. */
@Controller('office/rota/shifts')
@Page()
export class ShiftController {
  constructor(
    private readonly desk: OfficeDesk,
    @Inject(OFFICE_RECORD) private readonly record: OfficeRecord,
    private readonly officeNow: OfficeNow,
    private readonly words: Words,
    @Inject(NUMBERS) private readonly numbers: Numbers,
  ) {}

  @Get('-/add')
  @Needs('change_rota')
  async blank(@From() from: Standpoint, @Query() query: unknown, @Res() reply: FastifyReply): Promise<void> {
    const { unit = '', kind = '', date = '', day = '', from: begins = '', to = '' } = typedOf(query);
    this.mayChange(from, unit);
    const single = { kind, date: dayNamed(date, from.zone) === null ? '' : dateField(date) };
    const weekly = WEEKDAYS.some((one) => one === day) ? { [`day-${day}`]: 'yes' } : {};
    const typed: Typed = { from: begins, to, ...(kind === 'single' ? single : weekly) };
    await this.form(from, unit, null, { typed, version: '' }, reply);
  }

  @Post('-/add')
  @Needs('change_rota')
  async add(@From() from: Standpoint, @Body() body: unknown, @Res() reply: FastifyReply): Promise<void> {
    const typed = typedOf(body);
    const { unit = '' } = typed;
    this.mayChange(from, unit);
    await this.save(from, unit, null, typed, reply, (shift) => this.desk.add('rota', shift, askerOf(from)));
  }

  @Get(':id')
  @Needs('change_rota')
  async changing(@From() from: Standpoint, @Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    const shift = this.theirs(from, id);
    await this.form(from, shift.unit, shift, { typed: shiftFields(shift), version: versionOf(shift) }, reply);
  }

  @Post(':id')
  @Needs('change_rota')
  async change(
    @From() from: Standpoint,
    @Param('id') id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const shift = this.theirs(from, id);
    // Which of the two it is, stays: the rest of the form is made for it.
    const { version = '', kind: _kind, ...rest } = typedOf(body);
    const typed: Typed = isDated(shift) ? { ...rest, kind: 'single' } : rest;
    await this.save(from, shift.unit, shift, { ...typed, version }, reply, (changed) =>
      this.desk.change('rota', id, version, changed, askerOf(from)),
    );
  }

  @Post(':id/remove')
  @Needs('change_rota')
  async remove(
    @From() from: Standpoint,
    @Param('id') id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const shift = this.theirs(from, id);
    try {
      await this.desk.remove('rota', id, typedOf(body)['version'] ?? '', askerOf(from));
    } catch (error) {
      if (!(error instanceof ChangedMeanwhile)) throw error;
      return this.changedMeanwhile(from, id, null, reply);
    }
    const warnings = await this.lookAfter(from, shift.unit, [shift], []);
    const text = warnings.length > 0 ? 'It leaves times with nobody.' : 'It leaves no time with nobody.';
    this.words.leave(reply, { title: 'The shift was taken out', text, warnings });
    await reply.redirect(hrefOfChanged(shift), 303);
  }

  private async save(
    from: Standpoint,
    unit: string,
    before: RotaShift | null,
    { version = '', ...typed }: Typed,
    reply: FastifyReply,
    save: (shift: RotaShift) => Promise<unknown>,
  ): Promise<void> {
    const refused = (errors: readonly FieldError[]) =>
      this.form(from, unit, before, { typed, version, errors }, reply.status(422));
    const read = readShift(unit, typed, from.zone, before);
    if ('errors' in read) return refused(read.errors);
    const { contacts } = read.shift;
    const offered = new Set(contactChoices(from, unit, before).map(({ value }) => value));
    if (!contacts.every((id) => offered.has(id)))
      return refused([{ field: 'contact-1', text: 'Choose the contacts from the lists' }]);
    try {
      await save(read.shift);
    } catch (error) {
      if (error instanceof ChangedMeanwhile && before?.id) return this.changedMeanwhile(from, before.id, typed, reply);
      return refused(refusedFields(error, SHIFT_FIELDS));
    }
    this.words.leave(reply, {
      title: before ? 'The shift is saved' : 'The shift was added',
      text: isDated(read.shift)
        ? `It counts on ${sayDate(read.shift.date, from.zone)} alone. Who stands on it is asked before those of every week.`
        : 'It counts from now on, every week.',
      warnings: await this.lookAfter(from, unit, [read.shift, ...(before ? [before] : [])], contacts),
    });
    await reply.redirect(hrefOfChanged(read.shift), 303);
  }

  private async lookAfter(from: Standpoint, unit: string, shifts: readonly RotaShift[], contacts: readonly string[]) {
    const [now, optedOut] = await Promise.all([this.officeNow.look(), this.numbers.optedOut()]);
    return afterChange({ unit, shifts, contacts, at: now.at }, from.directory, { ...now, optedOut });
  }

  /** The later of two: their own words where they had any, and what is there now. */
  private async changedMeanwhile(
    from: Standpoint,
    id: string,
    typed: Typed | null,
    reply: FastifyReply,
  ): Promise<void> {
    const now = { ...from, ...(await this.officeNow.look()) };
    const shift = this.theirs(now, id);
    const entries = await this.record.changesOf({ unit: shift.unit }, 20);
    const form = {
      typed: typed ?? shiftFields(shift),
      version: versionOf(shift),
      meanwhile: meanwhile(entries, 'Rota shift was changed', now),
    };
    await this.form(now, shift.unit, shift, form, reply.status(409));
  }

  private mayChange(from: Standpoint, unit: string): void {
    unitHere(from, unit);
    refuseUnless(mayIn(from, 'change_rota', unit), 'change the rota');
  }

  private theirs(from: Standpoint, id: string): RotaShift {
    const shift = from.directory.organisation.rota.find((one) => one.id === id);
    if (!shift) throw new Refusal('not_found', 'There is no such shift any more: somebody may have taken it out.');
    this.mayChange(from, shift.unit);
    return shift;
  }

  private async form(from: Standpoint, unit: string, shift: RotaShift | null, form: Form, reply: FastifyReply) {
    const { typed, version, errors = [] } = form;
    await reply.view('shift-form.njk', {
      unit: { id: unit, name: from.directory.unit(unit)?.name ?? unit, href: hrefOfRota(unit) },
      shift: shift && { ...shiftRow(shift, from), version: versionOf(shift) },
      isSingle: isSingle(typed),
      action: shift ? `/office/rota/shifts/${shift.id}` : '/office/rota/shifts/-/add',
      typed,
      version,
      meanwhile: form.meanwhile ?? null,
      changedMeanwhile: form.meanwhile !== undefined,
      contacts: contactFields(typed),
      choices: contactChoices(from, unit, shift),
      days: WEEKDAYS.map((day) => ({ day, text: DAYS[day], checked: typed[`day-${day}`] === 'yes' })),
      errors: byField(errors),
      errorList: errorList(errors),
    });
  }
}

/** The week or month in which the change shows. */
const hrefOfChanged = (shift: RotaShift): string =>
  `${hrefOfRota(shift.unit)}${isDated(shift) ? `&date=${shift.date}` : ''}`;
