import { Delete, Get, Inject, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { randomUUID } from 'node:crypto';
import { Office } from '../../application/office.js';
import { DIRECTORIES, type Directories } from '../../application/ports/directories.js';
import { Refusal } from '../../application/refusal.js';
import type { Absence } from '../../domain/organisation/organisation.js';
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
  async list(@Input() { query }: InputOf<typeof listAbsences>) {
    const { person, at } = query;
    const { absences } = (await this.directories.directory()).organisation;
    const found = absences.filter(
      (absence) =>
        (person === undefined || absence.person === person) &&
        (at === undefined || (absence.from <= at && at < absence.to)),
    );
    return pageJson(pageOfAll(found, pagingOf(query)), absenceJson);
  }

  @Post()
  @Operation(addAbsence)
  async add(@Input() { body, by }: InputOf<typeof addAbsence>, @Res({ passthrough: true }) reply: FastifyReply) {
    const id = randomUUID();
    const part = new Part('absences');
    const warnings = await part.changed(
      this.office.edit((file) => {
        part.standsAt(file.absences.length);
        return { ...file, absences: [...file.absences, withNewId(id, body)] };
      }, by),
    );
    reply.header('location', `/api/v1/absences/${id}`);
    return { ...absenceJson(await this.kept(id)), warnings };
  }

  @Get(':id')
  @Operation(getAbsence)
  async get(@Input() { path }: InputOf<typeof getAbsence>) {
    return absenceJson(await this.kept(path.id));
  }

  @Delete(':id')
  @Operation(removeAbsence)
  async remove(@Input() { path, by }: InputOf<typeof removeAbsence>): Promise<void> {
    await this.kept(path.id);
    await removing(
      this.office.edit((file) => ({ ...file, absences: file.absences.filter(({ id }) => id !== path.id) }), by),
    );
  }

  private async kept(id: string): Promise<Absence> {
    const absence = (await this.directories.directory()).organisation.absences.find((one) => one.id === id);
    if (!absence) throw new Refusal('not_found', 'There is no absence with this id.');
    return absence;
  }
}

const absenceJson = ({ id, person, from, to }: Absence) => ({ id, person, from: iso(from), to: iso(to) });
