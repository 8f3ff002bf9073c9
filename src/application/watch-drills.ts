import { decide } from '../domain/decide.js';
import { realVisitOf } from '../domain/drill/drill.js';
import { stepTimes } from '../domain/drill/step-times.js';
import type { DrillInput } from '../domain/input.js';
import { openIncident, type Visit } from '../domain/visit/visit.js';
import { endOf } from './drills.js';
import type { DrillReader, DrillView } from './ports/drills.js';
import type { Ledger, Page } from './ports/ledger.js';
import type { Reader } from './ports/reader.js';
import { circumstancesOf, type Surroundings } from './surroundings.js';

/**
 * Keeps drills out of the way of what is real, and their times. A drill gives way as soon as a real incident is open in its
 * unit or with its people, or its practitioner is on a real visit; when it has ended, its steps are written down.
 */
export class WatchDrills {
  constructor(
    private readonly ledger: Ledger,
    private readonly surroundings: Surroundings,
    private readonly drills: DrillReader,
    private readonly reader: Reader,
  ) {}

  /** Call it often: it costs one look where no drill runs. In several processes at once it does each thing once. */
  async once(): Promise<void> {
    for (const drill of await this.drills.running()) {
      await this.ledger.transaction((page) => this.giveWay(page, drill));
      await this.keepTimes(drill);
    }
  }

  private async giveWay(page: Page, drill: DrillView): Promise<void> {
    const own = await page.visitIdsOf(drill.practitioner, page.now);
    const visits = await page.lockVisits([...new Set([...own, drill.visitId])]);
    const visit = visits.find(({ id }) => id === drill.visitId);
    const input = visit && (await this.whatIsReal(page, visit, visits, drill));
    if (!visit || !input) return;
    await page.write([decide(visit, input, await circumstancesOf(page, visit, this.surroundings, ''))]);
  }

  private async whatIsReal(
    page: Page,
    visit: Visit,
    visits: readonly Visit[],
    { practitioner, unit }: DrillView,
  ): Promise<DrillInput | null> {
    const incident = openIncident(visit);
    if (!incident) return null;
    const people = incident.alerted.map(({ person }) => person);
    const alarm = await page.drills.openIncident('real', unit, people);
    if (alarm) {
      // Whoever it is about hears nothing, for it may be an alert code.
      const quietTo = alarm.about.includes(practitioner) ? practitioner : null;
      return { kind: 'drill_overtaken', why: 'a real alarm has begun', quietTo };
    }
    return realVisitOf(visits, practitioner, page.now)
      ? { kind: 'drill_overtaken', why: 'a real visit has begun', quietTo: null }
      : null;
  }

  private async keepTimes(drill: DrillView): Promise<void> {
    const entries = await this.reader.entriesOfVisit(drill.visitId);
    const ended = endOf(entries);
    if (!ended) return;
    await this.ledger.transaction((page) => page.drills.end(drill.id, { ...ended, steps: stepTimes(entries) }));
  }
}
