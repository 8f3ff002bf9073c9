import { Delete, Get, Inject, Post, Put, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { randomUUID } from 'node:crypto';
import { Office } from '../../application/office.js';
import { ChangedMeanwhile } from '../../application/office-desk.js';
import { versionOf } from '../../application/organisation/version.js';
import { Refusal } from '../../application/refusal.js';
import { CLOCK, type Clock } from '../../application/ports/clock.js';
import { DIRECTORIES, type Directories } from '../../application/ports/directories.js';
import { NUMBERS, type Numbers } from '../../application/ports/number-book.js';
import type { RotaShift } from '../../domain/organisation/organisation.js';
import type { Access } from '../../domain/permission/access.js';
import { ApiController } from '../door/api-controller.js';
import { Input } from '../door/input.js';
import { Operation, type InputOf } from '../door/operation.js';
import { pageJson, pageOfAll, pagingOf } from '../door/paging.js';
import { fieldsOf, named, withNewId } from './fields-of.js';
import { gapWarnings } from './gap-warnings.js';
import { addShift, getShift, listRota, putShift, removeShift } from './organisation.operations.js';
import { Part } from './part.js';
import { removing } from './removing.js';
import { shiftJson, shiftShown, unknownShift } from './shift-json.js';
import { unitsBelow } from './units-below.js';

const noVersion = (): Refusal =>
  new Refusal('invalid', 'The request was not taken.', [
    { field: 'version', message: 'must be text', mend: 'Give it as it was answered, or leave it out.' },
  ]);

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
    return pageJson(pageOfAll(found, pagingOf(query)), shiftJson);
  }

  @Post()
  @Operation(addShift)
  async add(@Input() { body, by, access }: InputOf<typeof addShift>, @Res({ passthrough: true }) reply: FastifyReply) {
    const id = randomUUID();
    const warnings = await this.put(id, withNewId(id, body), by, access, ({ length }) => length);
    reply.header('location', `/api/v1/rota/${id}`);
    return { ...shiftJson(await this.shown(id)), warnings };
  }

  @Get(':id')
  @Operation(getShift)
  async get(@Input() { path, access }: InputOf<typeof getShift>) {
    return shiftJson(await this.shown(path.id, access));
  }

  @Put(':id')
  @Operation(putShift)
  async replace(@Input() { path, body, by, access }: InputOf<typeof putShift>) {
    await this.shown(path.id, access);
    const { version, ...shift } = fieldsOf(body);
    const asked = fieldsOf(body) === body ? shift : body;
    if (version !== undefined && typeof version !== 'string') throw noVersion();
    const warnings = await this.put(path.id, named(path.id, asked), by, access, (rota) => {
      const index = rota.findIndex(({ id }) => id === path.id);
      const kept = rota[index];
      if (version !== undefined && kept && versionOf(kept) !== version) throw new ChangedMeanwhile();
      return index;
    });
    return { ...shiftJson(await this.shown(path.id)), warnings };
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
    place: (rota: readonly RotaShift[]) => number,
  ) {
    const part = new Part('rota');
    const before = await this.directories.directory();
    const warnings = await part.changed(
      this.office.edit(
        (file, { organisation }) => {
          const index = place(organisation.rota);
          if (index < 0) throw unknownShift();
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
    return shiftShown(await this.directories.directory(), id, access);
  }
}
