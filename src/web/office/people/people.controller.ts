import { Body, Controller, Get, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ChangedMeanwhile, OfficeDesk } from '../../../application/office-desk.js';
import { NUMBERS, type Numbers } from '../../../application/ports/number-book.js';
import { OFFICE_RECORD, type OfficeRecord } from '../../../application/ports/office-record.js';
import { versionOf } from '../../../application/organisation/version.js';
import { ROLES, type Person } from '../../../domain/organisation/organisation.js';
import { OfficeNow } from '../../frame/office-now.js';
import { Words } from '../../frame/word.js';
import { unitsInReach } from '../../frame/units-in-reach.js';
import { byField, errorList } from '../../form/errors.js';
import { typedOf, type FieldError, type Typed } from '../../form/typed.js';
import { askerOf, From, Needs, Page, type Standpoint } from '../../guard.js';
import { meanwhile, type Meanwhile } from '../meanwhile.js';
import { choicesOfPeople, hrefOfPerson, mayIn, maySee, personHere, refuseUnless } from '../reach.js';
import { refusedFields } from '../refused.js';
import { ROLE_WORDS } from '../words.js';
import { PERSON_FIELDS, personFields, readPerson } from './person-form.js';
import { NUMBER_CHOICES, peopleFound, peoplePage, readPeopleFilter } from './people-list.js';

interface Form {
  readonly typed: Typed;
  readonly version: string;
  readonly errors?: readonly FieldError[];
  readonly meanwhile?: Meanwhile | null;
}

/** The people of the office: the list, and the forms that add and change them. */
@Controller('office/people')
@Page()
export class PeopleController {
  constructor(
    private readonly desk: OfficeDesk,
    @Inject(NUMBERS) private readonly numbers: Numbers,
    @Inject(OFFICE_RECORD) private readonly record: OfficeRecord,
    private readonly officeNow: OfficeNow,
    private readonly words: Words,
  ) {}

  @Get()
  @Needs('see_office')
  async list(
    @From() from: Standpoint,
    @Query() query: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const filter = readPeopleFilter(typedOf(query), from);
    const found = peopleFound(filter, from);
    const standings = await this.numbers.standings(found);
    await reply.view('people.njk', {
      ...peoplePage(found, standings, filter, from),
      filter,
      units: unitsInReach(from, 'see_office').map(({ id, name }) => ({ value: id, text: name })),
      numbers: NUMBER_CHOICES,
      mayAdd: unitsInReach(from, 'change_office').length > 0,
      word: this.words.take(request, reply),
    });
  }

  @Get('-/add')
  @Needs('change_office')
  async blank(@From() from: Standpoint, @Query() query: unknown, @Res() reply: FastifyReply): Promise<void> {
    await this.form(from, null, { typed: { unit: typedOf(query)['unit'] ?? '' }, version: '' }, reply);
  }

  @Post('-/add')
  @Needs('change_office')
  async add(@From() from: Standpoint, @Body() body: unknown, @Res() reply: FastifyReply): Promise<void> {
    const typed = typedOf(body);
    const refused = (errors: readonly FieldError[]) =>
      this.form(from, null, { typed, version: '', errors }, reply.status(422));
    const read = readPerson(typed, (id) => from.directory.person(id) !== undefined);
    const errors = 'errors' in read ? read.errors : [...faultsOfReach(typed, null, from), ...namesakes(typed, from)];
    if ('errors' in read || errors.length > 0) return refused(errors);
    const { id, name } = read.person as Person;
    try {
      const warnings = await this.desk.add('people', read.person, askerOf(from));
      this.words.leave(reply, { title: `${name} was added`, text: 'The record says what was entered.', warnings });
    } catch (error) {
      return refused(refusedFields(error, PERSON_FIELDS));
    }
    await reply.redirect(hrefOfPerson(id), 303);
  }

  @Get(':id/change')
  @Needs('change_office')
  async changing(@From() from: Standpoint, @Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    const person = this.theirs(from, id);
    await this.form(from, person, { typed: personFields(person), version: versionOf(person) }, reply);
  }

  @Post(':id/change')
  @Needs('change_office')
  async change(
    @From() from: Standpoint,
    @Param('id') id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const person = this.theirs(from, id);
    const { version = '', ...rest } = typedOf(body);
    const typed = { ...rest, id };
    const refused = (errors: readonly FieldError[]) =>
      this.form(from, person, { typed, version, errors }, reply.status(422));
    const read = readPerson(typed, () => false);
    const errors = 'errors' in read ? read.errors : faultsOfReach(typed, person, from);
    if ('errors' in read || errors.length > 0) return refused(errors);
    try {
      const warnings = await this.desk.change('people', id, version, read.person, askerOf(from));
      const text = 'The record has what it was before, and what it is now.';
      this.words.leave(reply, { title: `${(read.person as Person).name} is saved`, text, warnings });
    } catch (error) {
      if (error instanceof ChangedMeanwhile) return this.changedMeanwhile(from, id, typed, reply);
      return refused(refusedFields(error, PERSON_FIELDS));
    }
    const goesOn = maySee(from, { id, unit: (read.person as Person).unit });
    await reply.redirect(goesOn ? hrefOfPerson(id) : '/office/people', 303);
  }

  /** The later of two: what is there now beside what they typed, and sending it again is a decision. */
  private async changedMeanwhile(from: Standpoint, id: string, typed: Typed, reply: FastifyReply): Promise<void> {
    const now = { ...from, ...(await this.officeNow.look()) };
    const person = this.theirs(now, id);
    const entries = await this.record.changesOf({ person: id }, 20);
    const form = { typed, version: versionOf(person), meanwhile: meanwhile(entries, `Person ${id} `, now) };
    await this.form(now, person, form, reply.status(409));
  }

  private theirs(from: Standpoint, id: string): Person {
    const person = personHere(from, id);
    refuseUnless(mayIn(from, 'change_office', person.unit), 'change people');
    return person;
  }

  private async form(from: Standpoint, person: Person | null, form: Form, reply: FastifyReply): Promise<void> {
    const { typed, version, errors = [] } = form;
    await reply.view('person-form.njk', {
      person: person && { id: person.id, name: person.name, href: hrefOfPerson(person.id) },
      action: person ? `${hrefOfPerson(person.id)}/change` : '/office/people/-/add',
      // A secret that was typed is typed again.
      typed: { ...typed, pin: '' },
      version,
      meanwhile: form.meanwhile ?? null,
      changedMeanwhile: form.meanwhile !== undefined,
      units: unitsInReach(from, 'change_office').map(({ id, name }) => ({ value: id, text: name })),
      managers: choicesOfPeople(from, [person?.lineManager]).filter(({ value }) => value !== person?.id),
      roles: ROLES.map((role) => ({ role, text: ROLE_WORDS[role], checked: typed[`role-${role}`] === 'yes' })),
      errors: byField(errors),
      errorList: errorList(errors),
    });
  }
}

/** The same button pressed twice, or the same person entered by two: a second of the name has an id of their own. */
function namesakes({ id = '', name, unit }: Typed, { directory }: Standpoint): FieldError[] {
  if (id !== '' || !directory.organisation.people.some((one) => one.name === name && one.unit === unit)) return [];
  const text = 'There is somebody of this name in this unit. If this is another, give them an id of their own';
  return [{ field: 'id', text }];
}

/** What the form does not offer is not taken from it either; and nobody takes their own key away by a slip. */
function faultsOfReach(typed: Typed, before: Person | null, from: Standpoint): FieldError[] {
  const errors: FieldError[] = [];
  if (!unitsInReach(from, 'change_office').some(({ id }) => id === typed['unit']))
    errors.push({ field: 'unit', text: 'Choose a unit from the list' });
  const manager = typed['lineManager'] ?? '';
  if (manager !== '' && !choicesOfPeople(from, [before?.lineManager]).some(({ value }) => value === manager))
    errors.push({ field: 'lineManager', text: 'Choose the line manager from the list' });
  if (
    before?.id === from.visitor.person &&
    before.roles.includes('administrator') &&
    typed['role-administrator'] !== 'yes'
  )
    errors.push({
      field: 'role-administrator',
      text: 'You cannot stop being an administrator yourself: another administrator takes it from you',
    });
  return errors;
}
