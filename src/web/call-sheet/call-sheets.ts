import { Inject, Injectable } from '@nestjs/common';
import { callSheetOf } from '../../application/call-sheet.js';
import { Incidents } from '../../application/incidents.js';
import { READER, type IncidentView, type Reader } from '../../application/ports/reader.js';
import { OfficeNow } from '../frame/office-now.js';
import { sheetOf, type Sheet } from './sheet.js';

/** Opens a call sheet for somebody, and has it recorded that they saw it. */
@Injectable()
export class CallSheets {
  constructor(
    @Inject(READER) private readonly reader: Reader,
    private readonly incidents: Incidents,
    private readonly officeNow: OfficeNow,
  ) {}

  /** `link`: by the link that was sent to them. */
  async open(view: IncidentView, person: string, link = false): Promise<Sheet> {
    // Recorded first: what cannot be recorded is not shown.
    await this.incidents.callSheetViewed(view.visit.id, view.incident.id, { by: person }, link);
    const [entries, { at, directory, zone }] = await Promise.all([this.reader.entriesOf(view), this.officeNow.look()]);
    return sheetOf(callSheetOf(view, entries, directory, at, zone), zone);
  }
}
