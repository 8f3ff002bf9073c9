import { Controller, Get, Inject, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Incidents } from '../../../application/incidents.js';
import { FOLLOW_UP_READER, type FollowUpReader } from '../../../application/ports/follow-ups.js';
import { READER, type MessageView, type Reader } from '../../../application/ports/reader.js';
import { withoutLink } from '../../../domain/texting/without-link.js';
import { concernedByIncident } from '../../../domain/permission/concerned.js';
import { Refusal } from '../../../application/refusal.js';
import { localDate } from '../../../domain/time/local.js';
import { OfficeNow } from '../../frame/office-now.js';
import { From, Needs, Page, type Standpoint } from '../../guard.js';
import { IncidentDesk } from '../incident-desk.js';

import { recordDocumentOf } from './record-document.js';
import { recordPdf } from './record-pdf.js';

const TEXTS_AT_ONCE = 500;

/** One incident's record as a document that can be handed to an inquest. */
@Controller('incidents/:id/record.pdf')
@Page()
export class RecordController {
  constructor(
    @Inject(READER) private readonly reader: Reader,
    @Inject(FOLLOW_UP_READER) private readonly followUps: FollowUpReader,
    private readonly incidents: Incidents,
    private readonly desk: IncidentDesk,
    private readonly officeNow: OfficeNow,
  ) {}

  @Get()
  @Needs('export_incidents')
  async make(@From() from: Standpoint, @Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    const { visitor, access } = from;
    const view = await this.desk.find(id, from);
    const concerned = concernedByIncident(view.visit, view.incident);
    if (!access.may('export_incidents', concerned)) throw notTheirs();
    const names = access.may('see_person_visited', concerned);
    // Recorded first: what cannot be recorded is not made. The document holds the entry of its own making.
    await this.incidents.recordMade(view.visit.id, id, visitor.person, names);
    const [{ entries, head }, messages, followUps, office] = await Promise.all([
      this.reader.recordOf(view.visit.id),
      this.textsOf(view.visit.id),
      this.followUps.of(id),
      this.officeNow.look(),
    ]);
    const { directory, zone, at } = office;
    const made = { view, entries, head, messages, followUps, names, madeBy: visitor.person, at, zone, directory };
    const pdf = await recordPdf(recordDocumentOf(made), at);
    const name = `incident-${view.incident.reference}-${localDate(view.incident.openedAt, zone)}.pdf`;
    await reply.type('application/pdf').header('content-disposition', `attachment; filename="${name}"`).send(pdf);
  }

  /** All of them, the newest first. */
  private async textsOf(visitId: string): Promise<MessageView[]> {
    const all: MessageView[] = [];
    for (let page = 1; ; page += 1) {
      const { items, total, more } = await this.reader.messages({ visitId, page, perPage: TEXTS_AT_ONCE });
      all.push(...items.map((text) => ({ ...text, body: withoutLink(text.body) })));
      if (items.length === 0 || (!more && all.length >= total)) return all;
    }
  }
}

const notTheirs = (): Refusal =>
  new Refusal('not_found', 'There is no incident here. It may be that the address was cut short.');
