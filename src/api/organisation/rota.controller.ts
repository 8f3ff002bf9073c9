import { Delete, Get, Inject, Post, Put, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { randomUUID } from 'node:crypto';
import { Office } from '../../application/office.js';
import { CLOCK, type Clock } from '../../application/ports/clock.js';
import { DIRECTORIES, type Directories } from '../../application/ports/directories.js';
import { NUMBERS, type Numbers } from '../../application/ports/number-book.js';
import { Refusal } from '../../application/refusal.js';
import type { Access } from '../../domain/permission/access.js';
import { ApiController } from '../door/api-controller.js';
import { Input } from '../door/input.js';
import { Operation, type InputOf } from '../door/operation.js';
import { pageJson, pageOfAll, pagingOf } from '../door/paging.js';
import { named, withNewId } from './fields-of.js';
import { gapWarnings } from './gap-warnings.js';
import { addShift, getShift, listRota, putShift, removeShift } from './organisation.operations.js';
import { Part } from './part.js';
import { removing } from './removing.js';
import { unitsBelow } from './units-below.js';

@ApiController('rota')
export class RotaController {
  constructor(
    private readonly office: Office,
    @Inject(DIRECTORIES) private readonly directories: Directories,
    @Inject(NUMBERS) private readonly numbers: Numbers,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @Operation(listRota)
  async list(@Input() { query, access }: InputOf<typeof listRota>) {
    const directory = await this.directories.directory();
    const units = unitsBelow(directory, query.unit);
    const found = directory.organisation.rota.filter(
      ({ unit }) => access.may('see_office', { unit, people: [] }) && (units?.includes(unit) ?? true),
    );
    return pageJson(pageOfAll(found, pagingOf(query)), (shift) => shift);
  }

  @Post()
  @Operation(addShift)
  async add(@Input() { body, by, access }: InputOf<typeof addShift>, @Res({ passthrough: true }) reply: FastifyReply) {
    const id = randomUUID();
    const warnings = await this.put(id, withNewId(id, body), by, access, (rota) => rota.length);
    reply.header('location', `/api/v1/rota/${id}`);
    return { ...(await this.shown(id)), warnings };
  }

  @Get(':id')
  @Operation(getShift)
  get(@Input() { path, access }: InputOf<typeof getShift>) {
    return this.shown(path.id, access);
  }

  @Put(':id')
  @Operation(putShift)
  async replace(@Input() { path, body, by, access }: InputOf<typeof putShift>) {
    await this.shown(path.id, access);
    const warnings = await this.put(path.id, named(path.id, body), by, access, (rota) =>
      rota.findIndex(({ id }) => id === path.id),
    );
    return { ...(await this.shown(path.id)), warnings };
  }

  @Delete(':id')
  @Operation(removeShift)
  async remove(@Input() { path, by, access }: InputOf<typeof removeShift>): Promise<void> {
    await this.shown(path.id, access);
    await removing(
      this.office.edit((file) => ({ ...file, rota: file.rota.filter(({ id }) => id !== path.id) }), by, access),
    );
  }

  private async put(
    id: string,
    shift: unknown,
    by: string,
    access: Access,
    place: (rota: readonly { readonly id?: string }[]) => number,
  ) {
    const part = new Part('rota');
    const before = await this.directories.directory();
    const warnings = await part.changed(
      this.office.edit(
        (file) => {
          const index = place(file.rota);
          if (index < 0) throw unknown();
          part.standsAt(index);
          return { ...file, rota: [...file.rota.slice(0, index), shift, ...file.rota.slice(index + 1)] };
        },
        by,
        access,
      ),
    );
    const [directory, optedOut, at, now] = await Promise.all([
      this.directories.directory(),
      this.numbers.optedOut(),
      this.clock.now(),
      this.shown(id),
    ]);
    const was = before.organisation.rota.find((one) => one.id === id);
    return [...warnings, ...gapWarnings(was, now, at, before, { directory, optedOut, zone: this.office.zone })];
  }

  private async shown(id: string, access?: Access) {
    const shift = (await this.directories.directory()).organisation.rota.find((one) => one.id === id);
    if (!shift || (access && !access.may('see_office', { unit: shift.unit, people: [] }))) throw unknown();
    return shift;
  }
}

const unknown = (): Refusal => new Refusal('not_found', 'There is no shift with this id.');
