import { tellOfGap, WORTH_TELLING } from '../domain/monitoring-gap.js';
import type { FindLostTexts } from './find-lost-texts.js';
import type { Ledger } from './ports/ledger.js';
import type { Operator } from './ports/operator.js';
import type { Surroundings } from './surroundings.js';

/**
 * Sees that nobody has watched for a while, in whatever way that came about, before what fell due meanwhile is acted on
 * (P3): the provider is asked first for what people texted in that time, for it may say LEFT.
 */
export class MindTheGap {
  constructor(
    private readonly ledger: Ledger,
    private readonly findLostTexts: FindLostTexts,
    private readonly surroundings: Surroundings,
    private readonly operator: Operator,
  ) {}

  async once(): Promise<void> {
    await this.findLostTexts.afresh();
    const told = await this.ledger.transaction(async (page) => {
      const closed = await page.closeGap(page.now - WORTH_TELLING);
      if (!closed) return null;
      const { entry, messages } = tellOfGap(closed.gap, closed.affected, page.directory, this.surroundings.zone);
      await page.writeOffice([entry]);
      await page.send(messages);
      return entry;
    });
    if (told) this.operator.alarm('monitoring_gap', told.text);
  }
}
