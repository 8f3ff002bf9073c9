import { Controller, Get, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { From, Needs, Page, type Standpoint } from '../guard.js';
import { IncidentDesk } from '../incidents/incident-desk.js';
import { CallSheets } from './call-sheets.js';
import type { Sheet } from './sheet.js';

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
    const sheet = await this.sheet(id, from);
    await reply.view('call-sheet.njk', { sheet, back: `/incidents/${id}` });
  }

  private async sheet(id: string, from: Standpoint): Promise<Sheet> {
    try {
      return await this.callSheets.open(await this.desk.known(id), from.visitor.person);
    } catch (refused) {
      // It is on the record by now. For whom the incident is hidden from, there is none (P8).
      await this.desk.find(id, from);
      throw refused;
    }
  }
}
