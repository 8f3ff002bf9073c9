import { Delete, Get, Inject, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { randomUUID } from 'node:crypto';
import { Office } from '../../application/office.js';
import { DIRECTORIES, type Directories } from '../../application/ports/directories.js';
import { Refusal } from '../../application/refusal.js';
import type { Directory } from '../../domain/organisation/directory.js';
import type { Absence } from '../../domain/organisation/organisation.js';
import type { Access } from '../../domain/permission/access.js';
import { iso } from '../../domain/time/instant.js';
import { ApiController } from '../door/api-controller.js';
import { Input } from '../door/input.js';
import { Operation, type InputOf } from '../door/operation.js';
import { pageJson, pageOfAll, pagingOf } from '../door/paging.js';
import { withNewId } from './fields-of.js';
import { addAbsence, getAbsence, listAbsences, removeAbsence } from './organisation.operations.js';
import { Part } from './part.js';
import { removing } from './removing.js';

@ApiController('absences')
export class AbsencesController {
  constructor(
    private readonly office: Office,
    @Inject(DIRECTORIES) private readonly directories: Directories,
  ) {}

  @Get()
  @Operation(listAbsences)
  async list(@Input() { query, access }: InputOf<typeof listAbsences>) {
    const { person, at } = query;
    const directory = await this.directories.directory();
    const { absences } = directory.organisation;
    const found = absences.filter(
      (absence) =>
        isTheirs(absence, access, directory) &&
        (person === undefined || absence.person === person) &&
        (at === undefined || (absence.from <= at && at < absence.to)),
    );
    return pageJson(pageOfAll(found, pagingOf(query)), absenceJson);
  }

  @Post()
  @Operation(addAbsence)
  async add(
    @Input() { body, by, access }: InputOf<typeof addAbsence>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const id = randomUUID();
    const part = new Part('absences');
    const warnings = await part.changed(
      this.office.edit(
        (file) => {
          part.standsAt(file.absences.length);
          return { ...file, absences: [...file.absences, withNewId(id, body)] };
        },
        by,
        access,
      ),
    );
    reply.header('location', `/api/v1/absences/${id}`);
    return { ...absenceJson(await this.kept(id)), warnings };
  }

  @Get(':id')
  @Operation(getAbsence)
  async get(@Input() { path, access }: InputOf<typeof getAbsence>) {
    return absenceJson(await this.kept(path.id, access));
  }

  @Delete(':id')
  @Operation(removeAbsence)
  async remove(@Input() { path, by, access }: InputOf<typeof removeAbsence>): Promise<void> {
    await this.kept(path.id, access);
    await removing(
      this.office.edit((file) => ({ ...file, absences: file.absences.filter(({ id }) => id !== path.id) }), by, access),
    );
  }

  private async kept(id: string, access?: Access): Promise<Absence> {
    const directory = await this.directories.directory();
    const absence = directory.organisation.absences.find((one) => one.id === id);
    if (!absence || (access && !isTheirs(absence, access, directory)))
      throw new Refusal('not_found', 'There is no absence with this id.');
    return absence;
  }
}

const isTheirs = ({ person }: Absence, access: Access, directory: Directory): boolean =>
  access.may('see_office', { unit: directory.person(person)?.unit ?? '', people: [person] });

const absenceJson = ({ id, person, from, to, reason }: Absence) => ({
  id,
  person,
  from: iso(from),
  to: iso(to),
  ...(reason && { reason }),
});
