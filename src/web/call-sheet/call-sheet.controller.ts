import { Controller, Get, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Refusal } from '../../application/refusal.js';
import { From, Page, type Standpoint } from '../guard.js';
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
  async page(@From() { visitor }: Standpoint, @Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    const view = await this.desk.find(id, visitor.person);
    const { standing } = await this.desk.standing(view, visitor.person);
    // It names who is visited and where: for those who may have to ring the police, and nobody else (P11).
    if (standing !== 'contact' && standing !== 'manager') {
      throw new Refusal('forbidden', 'The call sheet is for the contact and the managers of this incident.');
    }
    await reply.view('call-sheet.njk', {
      sheet: await this.callSheets.open(view, visitor.person),
      back: `/incidents/${id}`,
    });
  }
}
