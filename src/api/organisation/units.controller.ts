import { Get, Inject, Put } from '@nestjs/common';
import { Office } from '../../application/office.js';
import { DIRECTORIES, type Directories } from '../../application/ports/directories.js';
import { Refusal } from '../../application/refusal.js';
import { ApiController } from '../door/api-controller.js';
import { Input } from '../door/input.js';
import { Operation, type AnswerOf, type InputOf } from '../door/operation.js';
import { pageJson, pageOfAll, pagingOf } from '../door/paging.js';
import { named } from './fields-of.js';
import { getUnit, listUnits, putUnit } from './organisation.operations.js';
import { Part } from './part.js';
import { unitJson } from './unit-json.js';

@ApiController('units')
export class UnitsController {
  constructor(
    private readonly office: Office,
    @Inject(DIRECTORIES) private readonly directories: Directories,
  ) {}

  @Get()
  @Operation(listUnits)
  async list(@Input() { query, access }: InputOf<typeof listUnits>) {
    const { organisation } = await this.directories.directory();
    return pageJson(
      pageOfAll(
        organisation.units.filter(({ id }) => access.may('see_office', { unit: id, people: [] })),
        pagingOf(query),
      ),
      (unit) => unitJson(unit, access),
    );
  }

  @Get(':id')
  @Operation(getUnit)
  async get(@Input() { path, access }: InputOf<typeof getUnit>): Promise<AnswerOf<typeof getUnit>> {
    const unit = (await this.directories.directory()).unit(path.id);
    if (!unit || !access.may('see_office', { unit: unit.id, people: [] }))
      throw new Refusal('not_found', 'There is no unit with this id.');
    return unitJson(unit, access);
  }

  @Put(':id')
  @Operation(putUnit)
  async replace(@Input() { path, body, by, access }: InputOf<typeof putUnit>) {
    const part = new Part('units');
    const change = this.office.edit(
      (file) => {
        const found = file.units.findIndex((unit) => unit.id === path.id);
        const index = found < 0 ? file.units.length : found;
        part.standsAt(index);
        return {
          ...file,
          units: [...file.units.slice(0, index), named(path.id, body), ...file.units.slice(index + 1)],
        };
      },
      by,
      access,
    );
    const warnings = await part.changed(change);
    const unit = (await this.directories.directory()).unit(path.id);
    return { ...(unit && unitJson(unit, access)), warnings };
  }
}
