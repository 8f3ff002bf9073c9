import { Delete, Get, Inject, Patch, Post, Put, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Office, type OfficeFile } from '../../application/office.js';
import { DIRECTORIES, type Directories } from '../../application/ports/directories.js';
import { Refusal } from '../../application/refusal.js';
import { withoutLeavers } from '../../domain/organisation/strike-out.js';
import type { Person } from '../../domain/organisation/organisation.js';
import type { Access } from '../../domain/permission/access.js';
import { ApiController } from '../door/api-controller.js';
import { Input } from '../door/input.js';
import { Operation, type InputOf } from '../door/operation.js';
import { pageJson, pageOfAll, pagingOf } from '../door/paging.js';
import { fieldsOf, named } from './fields-of.js';
import { addPerson, changePerson, getPerson, listPeople, putPerson, removePerson } from './organisation.operations.js';
import { Part } from './part.js';
import { removing } from './removing.js';
import { unitsBelow } from './units-below.js';

@ApiController('people')
export class PeopleController {
  constructor(
    private readonly office: Office,
    @Inject(DIRECTORIES) private readonly directories: Directories,
  ) {}

  @Get()
  @Operation(listPeople)
  async list(@Input() { query, access }: InputOf<typeof listPeople>) {
    const directory = await this.directories.directory();
    const units = unitsBelow(directory, query.unit);
    const found = directory.organisation.people.filter(
      (person) =>
        isTheirs(person, access) &&
        (units?.includes(person.unit) ?? true) &&
        (query.role === undefined || person.roles.includes(query.role)),
    );
    return pageJson(pageOfAll(found, pagingOf(query)), (person) => person);
  }

  @Post()
  @Operation(addPerson)
  async add(@Input() { body, by, access }: InputOf<typeof addPerson>, @Res({ passthrough: true }) reply: FastifyReply) {
    const id = fieldsOf(body)['id'];
    const warnings = await this.put(by, access, (people) => {
      if (people.some((person) => person.id === id))
        throw new Refusal('conflict', 'There is a person with this id already.');
      return [people.length, body];
    });
    reply.header('location', `/api/v1/people/${encodeURIComponent(String(id))}`);
    return { ...(await this.shown(String(id))), warnings };
  }

  @Get(':id')
  @Operation(getPerson)
  get(@Input() { path, access }: InputOf<typeof getPerson>): Promise<Person> {
    return this.shown(path.id, access);
  }

  @Put(':id')
  @Operation(putPerson)
  async replace(@Input() { path, body, by, access }: InputOf<typeof putPerson>) {
    if ((await this.directories.directory()).person(path.id)) await this.shown(path.id, access);
    const warnings = await this.put(by, access, (people) => {
      const index = people.findIndex((person) => person.id === path.id);
      return [index < 0 ? people.length : index, named(path.id, body)];
    });
    return { ...(await this.shown(path.id)), warnings };
  }

  @Patch(':id')
  @Operation(changePerson)
  async change(@Input() { path, body, by, access }: InputOf<typeof changePerson>) {
    await this.shown(path.id, access);
    const warnings = await this.put(by, access, (people) => {
      const index = people.findIndex((person) => person.id === path.id);
      if (index < 0) throw unknown();
      return [index, { ...people[index], ...fieldsOf(named(path.id, body)) }];
    });
    return { ...(await this.shown(path.id)), warnings };
  }

  @Delete(':id')
  @Operation(removePerson)
  async remove(@Input() { path, by, access }: InputOf<typeof removePerson>): Promise<void> {
    await this.shown(path.id, access);
    await removing(
      this.office.edit(
        (file, { now }) => {
          const people = file.people.filter(({ id }) => id !== path.id);
          const left = { people: new Set(people.map(({ id }) => id)), units: new Set(file.units.map(({ id }) => id)) };
          return { ...file, people, rota: withoutLeavers(file.rota, left, now, this.office.zone) };
        },
        by,
        access,
      ),
    );
  }

  private put(by: string, access: Access, place: (people: OfficeFile['people']) => readonly [number, unknown]) {
    const part = new Part('people');
    return part.changed(
      this.office.edit(
        (file) => {
          const [index, person] = place(file.people);
          part.standsAt(index);
          return { ...file, people: [...file.people.slice(0, index), person, ...file.people.slice(index + 1)] };
        },
        by,
        access,
      ),
    );
  }

  private async shown(id: string, access?: Access): Promise<Person> {
    const person = (await this.directories.directory()).person(id);
    if (!person || (access && !isTheirs(person, access))) throw unknown();
    return person;
  }
}

const isTheirs = ({ id, unit }: Person, access: Access): boolean => access.may('see_office', { unit, people: [id] });

const unknown = (): Refusal => new Refusal('not_found', 'There is no person with this id.');
