import { Body, Controller, Get, Inject, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ChangedMeanwhile, OfficeDesk } from '../../../application/office-desk.js';
import { versionOf } from '../../../application/organisation/version.js';
import { NUMBERS, type Numbers } from '../../../application/ports/number-book.js';
import { Refusal } from '../../../application/refusal.js';
import type { WeeklyShift } from '../../../domain/organisation/organisation.js';
import { isDated } from '../../../domain/organisation/shift.js';
import { isOnDate, roundOf } from '../../../domain/organisation/strike-out.js';
import { dayNamed } from '../../../domain/time/week.js';
import { OfficeNow } from '../../frame/office-now.js';
import { Words } from '../../frame/word.js';
import { byField, errorList } from '../../form/errors.js';
import { FormReading, typedOf, type FieldError, type Typed } from '../../form/typed.js';
import { askerOf, From, Needs, Page, type Standpoint } from '../../guard.js';
import { hrefOfRota, hrefOfRotaDay, mayIn, refuseUnless, unitHere } from '../reach.js';
import { refusedFields } from '../refused.js';
import { afterChange } from './after-change.js';
import { contactChoices } from './contact-choices.js';
import { dayPage } from './day-page.js';
import { contactFields, contactsTyped, peopleFields, SHIFT_FIELDS } from './shift-form.js';
import { sayDate, sayTimes } from './shift-row.js';

/** One coming round of a weekly shift: given to others, struck out, put back. */
@Controller('office/rota/shifts/:id/on/:date')
@Page()
export class RoundController {
  constructor(
    private readonly desk: OfficeDesk,
    @Inject(NUMBERS) private readonly numbers: Numbers,
    private readonly officeNow: OfficeNow,
    private readonly words: Words,
  ) {}

  @Get()
  @Needs('change_rota')
  async giving(
    @From() from: Standpoint,
    @Param('id') id: string,
    @Param('date') date: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const shift = theirs(from, id, date);
    await this.form(from, shift, date, peopleFields(shift.contacts), [], reply);
  }

  @Post()
  @Needs('change_rota')
  async give(
    @From() from: Standpoint,
    @Param('id') id: string,
    @Param('date') date: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const shift = theirs(from, id, date);
    const { version = '', ...typed } = typedOf(body);
    const reading = new FormReading(typed);
    const contacts = contactsTyped(reading);
    const offered = new Set(contactChoices(from, shift.unit, shift).map(({ value }) => value));
    if (!contacts.every((one) => offered.has(one))) reading.error('contact-1', 'Choose the contacts from the lists');
    else if (contacts.join() === shift.contacts.join())
      reading.error('contact-1', 'Choose somebody else: these stand on it already');
    const refused = (errors: readonly FieldError[], status = 422) =>
      this.form(from, shift, date, typed, errors, reply.status(status));
    if (reading.errors.length > 0) return refused(reading.errors);
    try {
      await this.desk.give(id, version, date, contacts, askerOf(from));
    } catch (error) {
      if (error instanceof ChangedMeanwhile) return this.later(from, id, date, typed, reply);
      return refused(refusedFields(error, { ...SHIFT_FIELDS, fields: { contacts: 'contact-1' } }));
    }
    const names = contacts.map((one) => from.directory.person(one)?.name ?? one);
    const text = `${sayTimes(shift)}: ${names.join(', then ')}. Every other week it is as it was.`;
    await this.done(from, shift, date, contacts, `Given to others on ${sayDate(date, from.zone)}`, text, reply);
  }

  @Post('strike-out')
  @Needs('change_rota')
  async strikeOut(
    @From() from: Standpoint,
    @Param('id') id: string,
    @Param('date') date: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const shift = theirs(from, id, date);
    const change = () => this.desk.strikeOut(id, typedOf(body)['version'] ?? '', date, askerOf(from));
    if (!(await this.wasFirst(change, from, shift.unit, date, reply))) return;
    const text = `${sayTimes(shift)}. Every other week it is as it was.`;
    await this.done(from, shift, date, [], `Struck out on ${sayDate(date, from.zone)}`, text, reply);
  }

  @Post('put-back')
  @Needs('change_rota')
  async putBack(
    @From() from: Standpoint,
    @Param('id') id: string,
    @Param('date') date: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const shift = theirs(from, id, date);
    const change = () => this.desk.putBack(id, typedOf(body)['version'] ?? '', date, askerOf(from));
    if (!(await this.wasFirst(change, from, shift.unit, date, reply))) return;
    const { rota } = from.directory.organisation;
    const instead = rota.some((one) => isDated(one) && one.unit === shift.unit && one.date === date);
    const text = `${sayTimes(shift)}, as every week.${instead ? ' A shift of that date alone is still there: look whether it should stay.' : ''}`;
    await this.done(from, shift, date, shift.contacts, `Put back on ${sayDate(date, from.zone)}`, text, reply);
  }

  /** False: somebody was quicker, and what the date is now has been shown instead. */
  private async wasFirst(
    change: () => Promise<unknown>,
    from: Standpoint,
    unit: string,
    date: string,
    reply: FastifyReply,
  ): Promise<boolean> {
    try {
      await change();
      return true;
    } catch (error) {
      if (!(error instanceof ChangedMeanwhile)) throw error;
      await this.seenAgain(from, unit, date, reply);
      return false;
    }
  }

  private async done(
    from: Standpoint,
    shift: WeeklyShift,
    date: string,
    contacts: readonly string[],
    title: string,
    text: string,
    reply: FastifyReply,
  ): Promise<void> {
    const [now, optedOut] = await Promise.all([this.officeNow.look(), this.numbers.optedOut()]);
    const changed = { unit: shift.unit, shifts: [roundOf(shift, date)], contacts, at: now.at };
    const warnings = afterChange(changed, from.directory, { ...now, optedOut });
    this.words.leave(reply, { title, text, warnings });
    await reply.redirect(hrefOfRotaDay(shift.unit, date), 303);
  }

  /** The later of two: what they chose, and the shift as it is now; sent again, it is a decision. */
  private async later(from: Standpoint, id: string, date: string, typed: Typed, reply: FastifyReply): Promise<void> {
    const now = { ...from, ...(await this.officeNow.look()) };
    const shift = theirs(now, id, date);
    if (!isOnDate(shift, date)) return this.seenAgain(from, shift.unit, date, reply);
    const names = shift.contacts.map((one) => now.directory.person(one)?.name ?? one).join(', then ');
    const text = `Somebody changed the shift while you had it open. It is ${sayTimes(shift)} now: ${names}. Look whether yours should still count, and send it again`;
    await this.form(now, shift, date, typed, [{ field: 'contact-1', text }], reply.status(409));
  }

  /** Somebody was quicker, and nothing is left to send again: the date as it is now. */
  private async seenAgain(from: Standpoint, unit: string, date: string, reply: FastifyReply): Promise<void> {
    const [office, optedOut] = await Promise.all([this.officeNow.look(), this.numbers.optedOut()]);
    const now = { ...from, ...office };
    const page = dayPage(unitHere(now, unit), dayNamed(date, from.zone) ?? now.at, now, optedOut);
    const text =
      'Somebody changed the shift while you had it open, and nothing of yours was done. This is how it is now';
    await reply.status(409).view('rota-day.njk', { ...page, errorList: [{ text, href: '#begin' }] });
  }

  private async form(
    from: Standpoint,
    shift: WeeklyShift,
    date: string,
    typed: Typed,
    errors: readonly FieldError[],
    reply: FastifyReply,
  ): Promise<void> {
    await reply.view('rota-round.njk', {
      unit: { name: from.directory.unit(shift.unit)?.name ?? shift.unit, href: hrefOfRota(shift.unit) },
      date: sayDate(date, from.zone),
      times: sayTimes(shift),
      version: versionOf(shift),
      action: `/office/rota/shifts/${shift.id}/on/${date}`,
      back: hrefOfRotaDay(shift.unit, date),
      typed,
      contacts: contactFields(typed),
      choices: contactChoices(from, shift.unit, shift),
      errors: byField(errors),
      errorList: errorList(errors),
    });
  }
}

function theirs(from: Standpoint, id: string, date: string): WeeklyShift {
  const shift = from.directory.organisation.rota.find((one) => one.id === id);
  if (!shift || isDated(shift) || dayNamed(date, from.zone) === null)
    throw new Refusal('not_found', 'There is no such shift any more: somebody may have taken it out.');
  unitHere(from, shift.unit);
  refuseUnless(mayIn(from, 'change_rota', shift.unit), 'change the rota');
  return shift;
}
