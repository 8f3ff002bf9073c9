import type { Fault } from '../../application/organisation/fault.js';
import type { OfficeChanged } from '../../application/office.js';
import { isWithin, seenFrom } from '../../application/organisation/within.js';
import { Refusal } from '../../application/refusal.js';
import { warningJson } from './fault.schema.js';

/**
 * One item of the office that is being changed. The whole office is checked; what concerns this item is told as a fault
 * of it: "mobile", not "people[12].mobile".
 */
export class Part {
  private at = '';

  constructor(private readonly list: 'people' | 'units' | 'rota' | 'absences') {}

  /** Where in its list it stands, as soon as that is known. */
  standsAt(index: number): void {
    this.at = `${this.list}[${index}]`;
  }

  async changed(change: Promise<OfficeChanged>) {
    try {
      const { warnings } = await change;
      return warnings
        .filter(({ path }) => isWithin(path, this.at))
        .map((warning: Fault) => warningJson({ ...warning, path: seenFrom(this.at, warning.path) }));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      throw new Refusal(
        error.kind,
        error.message,
        error.faults.map((fault) => ({
          field: seenFrom(this.at, fault.field),
          message: fault.message,
          mend: fault.mend,
        })),
      );
    }
  }
}
