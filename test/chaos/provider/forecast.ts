import { Dice } from '../dice.js';
import { personOf } from '../office.js';
import type { ProviderFault, Weather } from '../schedule.js';

/** What goes wrong at the provider, and when: decided beforehand, and thrown dice for each request that it may hit. */
export class Forecast {
  private readonly dice: Dice;
  private began: number | null = null;

  constructor(
    private readonly faults: readonly ProviderFault[],
    seed: number,
  ) {
    this.dice = new Dice(seed ^ 0x5eed);
  }

  /** From now on the schedule's times count. */
  begin(at: number): void {
    this.began = at;
  }

  /** The fault of one of these kinds that hits something about this phone now, if any. */
  hits(phone: string, ...kinds: Weather[]): (ProviderFault & { readonly until: number }) | null {
    if (this.began === null) return null;
    const now = Date.now() - this.began;
    const fault = this.faults.find(
      (one) =>
        kinds.includes(one.kind) &&
        one.at <= now &&
        now < one.at + one.lasts &&
        (one.phone === null || personOf(one.phone).mobile === phone),
    );
    if (!fault || !this.dice.chance(fault.share)) return null;
    return { ...fault, until: this.began + fault.at + fault.lasts };
  }

  between(least: number, most: number): number {
    return this.dice.between(least, most);
  }

  chance(probability: number): boolean {
    return this.dice.chance(probability);
  }
}
