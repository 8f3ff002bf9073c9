import { Controller, Get, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { From, Needs, Page, type Standpoint } from '../guard.js';
import { IncidentDesk } from '../incidents/incident-desk.js';
import { CallSheets } from './call-sheets.js';

/** The call sheet for whoever is signed in. */
@Controller('incidents/:id/call-sheet')
@Page()
export class CallSheetController {
  constructor(
    private readonly desk: IncidentDesk,
    private readonly callSheets: CallSheets,
  ) {}

  @Get()
  @Needs('see_call_sheet')
  async page(@From() from: Standpoint, @Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    const sheet = await this.desk.refusedAsIfNone(id, from, (view) => this.callSheets.open(view, from.visitor.person));
    await reply.view('call-sheet.njk', { sheet, back: `/incidents/${id}` });
  }
}
