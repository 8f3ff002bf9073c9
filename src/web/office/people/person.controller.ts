import { Body, Controller, Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Calendars } from '../../../application/calendars.js';
import { OfficeDesk } from '../../../application/office-desk.js';
import { NUMBERS, type Numbers } from '../../../application/ports/number-book.js';
import { OFFICE_RECORD, type OfficeRecord } from '../../../application/ports/office-record.js';
import { READER, type Reader } from '../../../application/ports/reader.js';
import { Refusal } from '../../../application/refusal.js';
import { VerifyNumbers } from '../../../application/verify-numbers.js';
import { hangsOnPerson, nothingHangs } from '../../../domain/organisation/hangs-on.js';
import type { Person } from '../../../domain/organisation/organisation.js';
import { showTime } from '../../../domain/time/local.js';
import { feedsOn } from '../../calendar/feeds-page.js';
import { Words, type Word } from '../../frame/word.js';
import { byField, errorList } from '../../form/errors.js';
import { typedOf, type FieldError, type Typed } from '../../form/typed.js';
import { askerOf, From, Needs, Page, type Standpoint } from '../../guard.js';
import { hrefOfPerson, mayIn, personHere, refuseUnless } from '../reach.js';
import { refusedFields } from '../refused.js';
import { ABSENCE_FIELDS, readAbsence } from './absence-form.js';
import { absenceRows } from './absence-rows.js';
import { personPage } from './person-page.js';

interface Forms {
  readonly absence?: Typed;
  readonly errors?: readonly FieldError[];
}

const MOST_CHANGES = 20;

/** One person's page: what is known of them, their number, their absences; and taking them out. */
@Controller('office/people/:id')
@Page()
export class PersonController {
  constructor(
    private readonly desk: OfficeDesk,
    private readonly verifying: VerifyNumbers,
    @Inject(NUMBERS) private readonly numbers: Numbers,
    @Inject(OFFICE_RECORD) private readonly record: OfficeRecord,
    @Inject(READER) private readonly reader: Reader,
    private readonly calendars: Calendars,
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
    await this.show(from, personHere(from, id), {}, reply, this.words.take(request, reply));
  }

  @Post('code')
  @Needs('see_office')
  async sendCode(@From() from: Standpoint, @Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    const person = personHere(from, id);
    try {
      const until = await this.verifying.sendCode(id, from.visitor.person, from.access);
      this.words.leave(reply, {
        title: 'A code is on its way',
        text: `${person.name}’s phone gets 6 digits. Type them in here before ${showTime(until, from.zone)}.`,
      });
    } catch (error) {
      if (!(error instanceof Refusal) || error.kind !== 'conflict') throw error;
      return this.show(from, person, { errors: [{ field: 'code', text: error.message }] }, reply.status(422));
    }
    await reply.redirect(`${hrefOfPerson(id)}#number`, 303);
  }

  @Post('verify')
  @Needs('see_office')
  async verify(
    @From() from: Standpoint,
    @Param('id') id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const person = personHere(from, id);
    const refused = (text: string) => this.show(from, person, { errors: [{ field: 'code', text }] }, reply.status(422));
    try {
      const right = await this.verifying.tryCode(id, typedOf(body)['code'] ?? '', from.visitor.person, from.access);
      if (!right)
        return refused('That code is not right, or is no longer good. Look at the newest text, or send another code');
    } catch (error) {
      if (!(error instanceof Refusal) || error.kind !== 'invalid') throw error;
      return refused('Enter the 6 digits of the newest text');
    }
    this.words.leave(reply, { title: 'The number is verified', text: `Texts to it reach ${person.name}.` });
    await reply.redirect(hrefOfPerson(id), 303);
  }

  @Post('absences')
  @Needs('change_rota')
  async addAbsence(
    @From() from: Standpoint,
    @Param('id') id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const person = personHere(from, id);
    refuseUnless(mayIn(from, 'change_rota', person.unit), 'enter absences');
    const absence = typedOf(body);
    const refused = (errors: readonly FieldError[]) => this.show(from, person, { absence, errors }, reply.status(422));
    const read = readAbsence(id, absence, from.at, from.zone);
    if ('errors' in read) return refused(read.errors);
    try {
      await this.desk.add('absences', read.absence, askerOf(from));
    } catch (error) {
      return refused(refusedFields(error, ABSENCE_FIELDS));
    }
    const text = 'Below is what it takes away from the rota, and which of their visits fall into it.';
    this.words.leave(reply, { title: `${person.name}’s absence is entered`, text });
    await reply.redirect(`${hrefOfPerson(id)}#absences`, 303);
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
    const person = this.theirs(from, id);
    if (id === from.visitor.person)
      return this.showRemoval(
        from,
        person,
        'You cannot take yourself out: another administrator does it.',
        reply.status(422),
      );
    try {
      await this.desk.remove('people', id, typedOf(body)['version'] ?? '', askerOf(from));
    } catch (error) {
      if (!(error instanceof Refusal) || error.kind !== 'conflict') throw error;
      return this.showRemoval(from, person, `Nothing was changed. ${error.message}`, reply.status(409));
    }
    this.words.leave(reply, {
      title: `${person.name} was taken out`,
      text: 'Their account is closed, their absences went with them. The record keeps what was known of them.',
    });
    await reply.redirect('/office/people', 303);
  }

  private theirs(from: Standpoint, id: string): Person {
    const person = personHere(from, id);
    refuseUnless(mayIn(from, 'change_office', person.unit), 'take people out');
    return person;
  }

  private async showRemoval(from: Standpoint, person: Person, problem: string | null, reply: FastifyReply) {
    const hangs = hangsOnPerson(person.id, from.directory.organisation, from);
    const visits = await this.reader.visits({
      person: person.id,
      status: ['planned', 'in_progress', 'overdue'],
      page: 1,
      perPage: 1,
    });
    const isSelf = person.id === from.visitor.person;
    await reply.view('person-remove.njk', {
      person: personPage(person, undefined, [], from),
      visits: visits.total,
      isSelf,
      problem,
      free: nothingHangs(hangs) && visits.total === 0 && !isSelf,
    });
  }

  private async show(from: Standpoint, person: Person, forms: Forms, reply: FastifyReply, word: Word | null = null) {
    const { directory, zone } = from;
    const mayStopFeeds = mayIn(from, 'manage_accounts', person.unit);
    const [standings, changes, optedOut, feeds] = await Promise.all([
      this.numbers.standings([person]),
      this.record.changesOf({ person: person.id }, MOST_CHANGES),
      this.numbers.optedOut(),
      mayStopFeeds ? this.calendars.of(person.id) : [],
    ]);
    const errors = forms.errors ?? [];
    await reply.view('person.njk', {
      person: personPage(person, standings.get(person.id), changes, from),
      absences: await absenceRows(person, from, { directory, zone, optedOut }, this.reader),
      feeds: mayStopFeeds ? feedsOn(feeds, person, from) : null,
      absence: forms.absence ?? {},
      errors: byField(errors),
      errorList: errorList(errors),
      word,
    });
  }
}
