import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { callSheetOf } from '../../application/call-sheet.js';
import { Incidents } from '../../application/incidents.js';
import { READER, type IncidentView, type Reader } from '../../application/ports/reader.js';
import { SETTINGS, type Settings } from '../../config/settings.js';
import { OfficeNow } from '../frame/office-now.js';
import { Doorway } from '../sign-in/doorway.js';
import { sheetOf, type Sheet } from './sheet.js';

/** Opens a call sheet for somebody, and has it recorded that they saw it. */
@Injectable()
export class CallSheets {
  constructor(
    @Inject(READER) private readonly reader: Reader,
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly incidents: Incidents,
    private readonly officeNow: OfficeNow,
    private readonly doorway: Doorway,
  ) {}

  async open(view: IncidentView, person: string): Promise<Sheet> {
    // Recorded first: what cannot be recorded is not shown.
    await this.incidents.callSheetViewed(view.visit.id, view.incident.id, { by: person });
    return this.sheet(view, true);
  }

  /**
   * By the link that was sent to a person. Who is visited and where stands on it for whoever is signed in and may know it;
   * for whoever holds the link where the organisation wants that, and where nobody could sign in.
   */
  async openByLink(view: IncidentView, sentTo: string, request: FastifyRequest): Promise<Sheet> {
    const { standpoint } = request;
    const signedIn = this.doorway.hasSaidWho(request)
      ? { person: standpoint?.visitor.person ?? '', right: standpoint?.access.has('see_call_sheet') === true }
      : null;
    const withoutSignIn = !view.details.personVisited || !(await this.asksForSignIn());
    const who = { sentTo, signedIn, withoutSignIn };
    const whole = await this.incidents.callSheetByLink(view.visit.id, view.incident.id, who);
    return this.sheet(view, whole);
  }

  /** Whether a link alone does not show who is visited and where. */
  async asksForSignIn(): Promise<boolean> {
    return !this.settings.callSheetWithoutSignIn && (await this.doorway.isOpenToSomebody());
  }

  private async sheet(view: IncidentView, whole: boolean): Promise<Sheet> {
    const [entries, { at, directory, zone }] = await Promise.all([this.reader.entriesOf(view), this.officeNow.look()]);
    const { reference, unit } = view.visit;
    const visit = { reference, unit: directory.unit(unit)?.name ?? unit };
    return sheetOf(callSheetOf(view, entries, directory, at, zone, !whole), visit, zone, whole);
  }
}
