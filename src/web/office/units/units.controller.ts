import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { OfficeDesk } from '../../../application/office-desk.js';
import type { Unit } from '../../../domain/organisation/organisation.js';
import { unitsInReach } from '../../frame/units-in-reach.js';
import { Words } from '../../frame/word.js';
import { typedOf, type FieldError } from '../../form/typed.js';
import { askerOf, From, Needs, Page, type Standpoint } from '../../guard.js';
import { hrefOfUnit } from '../reach.js';
import { refusedFields } from '../refused.js';
import { readUnit, UNIT_FIELDS } from './unit-form.js';
import { faultsOfReach, unitFormView } from './unit-form-view.js';
import { unitNodes } from './unit-tree-rows.js';

/** The tree of units, and the form that adds one. */
@Controller('office/units')
@Page()
export class UnitsPageController {
  constructor(
    private readonly desk: OfficeDesk,
    private readonly words: Words,
  ) {}

  @Get()
  @Needs('see_office')
  async tree(@From() from: Standpoint, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await reply.view('units.njk', {
      nodes: unitNodes(unitsInReach(from, 'see_office'), from),
      mayAdd: from.access.has('change_office'),
      word: this.words.take(request, reply),
    });
  }

  @Get('-/add')
  @Needs('change_office')
  async blank(@From() from: Standpoint, @Query() query: unknown, @Res() reply: FastifyReply): Promise<void> {
    const typed = { parent: typedOf(query)['parent'] ?? '', kind: 'team' };
    await reply.view('unit-form.njk', unitFormView(from, null, { typed, version: '' }));
  }

  @Post('-/add')
  @Needs('change_office')
  async add(@From() from: Standpoint, @Body() body: unknown, @Res() reply: FastifyReply): Promise<void> {
    const typed = typedOf(body);
    const refused = (errors: readonly FieldError[]) =>
      reply.status(422).view('unit-form.njk', unitFormView(from, null, { typed, version: '', errors }));
    const read = readUnit(typed, (id) => from.directory.unit(id) !== undefined);
    const errors = 'errors' in read ? read.errors : faultsOfReach(typed, null, from);
    if ('errors' in read || errors.length > 0) return refused(errors);
    const { id, name } = read.unit as Unit;
    try {
      const warnings = await this.desk.add('units', read.unit, askerOf(from));
      this.words.leave(reply, { title: `${name} was added`, text: 'Now give it people and a rota.', warnings });
    } catch (error) {
      return refused(refusedFields(error, UNIT_FIELDS));
    }
    await reply.redirect(hrefOfUnit(id), 303);
  }
}
