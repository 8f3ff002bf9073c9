import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { CLOCK, type Clock } from '../../application/ports/clock.js';
import { DIRECTORIES, type Directories } from '../../application/ports/directories.js';
import { FOLLOW_UP_READER, type FollowUpReader } from '../../application/ports/follow-ups.js';
import { READER, type IncidentView, type Reader } from '../../application/ports/reader.js';
import { Refusal } from '../../application/refusal.js';
import type { Access } from '../../domain/permission/access.js';
import { concernedByIncident } from '../../domain/permission/concerned.js';
import type { Right } from '../../domain/permission/rights.js';
import { incidentWithEntriesJson } from './incident-json.js';
import type { incidentWithEntriesSchema } from './incident.schemas.js';

/** One incident with all that the API says of it, for those who have the right to it. */
@Injectable()
export class ShownIncidents {
  constructor(
    @Inject(READER) private readonly reader: Reader,
    @Inject(FOLLOW_UP_READER) private readonly followUps: FollowUpReader,
    @Inject(DIRECTORIES) private readonly directories: Directories,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** For others there is none. */
  async view(id: string, access: Access, right: Right): Promise<IncidentView> {
    const view = await this.reader.incident(id);
    if (!view || !access.may(right, concernedByIncident(view.visit, view.incident)))
      throw new Refusal('not_found', 'There is no incident with this id.');
    return view;
  }

  async whole(id: string, access: Access, right: Right): Promise<z.output<typeof incidentWithEntriesSchema>> {
    const view = await this.view(id, access, right);
    const concerned = concernedByIncident(view.visit, view.incident);
    const [entries, followUps, directory, at] = await Promise.all([
      this.reader.entriesOf(view),
      this.followUps.of(id),
      this.directories.directory(),
      this.clock.now(),
    ]);
    const notes = access.may('follow_up', concerned) || access.may('export_incidents', concerned);
    return incidentWithEntriesJson(view, entries, directory, { followUps, notes, at });
  }
}
