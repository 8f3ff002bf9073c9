import { Get, Inject, Put } from '@nestjs/common';
import { Office } from '../../application/office.js';
import { organisationToFile } from '../../application/organisation/organisation-file.js';
import { Refusal } from '../../application/refusal.js';
import { mayReadAlertCodes } from '../../domain/permission/alert-codes.js';
import { DIRECTORIES, type Directories } from '../../application/ports/directories.js';
import { ApiController } from '../door/api-controller.js';
import { Input } from '../door/input.js';
import { Operation, type AnswerOf, type InputOf } from '../door/operation.js';
import { warningJson } from './fault.schema.js';
import { getOrganisation, putOrganisation } from './organisation.operations.js';
import { withoutCodes } from './unit-json.js';

@ApiController('organisation')
export class OrganisationController {
  constructor(
    private readonly office: Office,
    @Inject(DIRECTORIES) private readonly directories: Directories,
  ) {}

  @Put()
  @Operation(putOrganisation)
  async replace(
    @Input() { body, by, access }: InputOf<typeof putOrganisation>,
  ): Promise<AnswerOf<typeof putOrganisation>> {
    const taken =
      typeof body === 'string'
        ? await this.office.importYaml(body, by, access)
        : await this.office.importJson(body, by, access);
    return { ...taken, warnings: taken.warnings.map(warningJson) };
  }

  @Get()
  @Operation(getOrganisation)
  async get(@Input() { access }: InputOf<typeof getOrganisation>) {
    if (access.scope('see_office').units !== null)
      throw new Refusal(
        'forbidden',
        'This token is for one unit, and this is the whole office: ask for people, units and the rota.',
      );
    const file = organisationToFile((await this.directories.directory()).organisation);
    return { ...file, units: file.units.map((unit) => (mayReadAlertCodes(access, unit) ? unit : withoutCodes(unit))) };
  }
}
