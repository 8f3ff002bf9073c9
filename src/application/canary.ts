import { randomBytes } from 'node:crypto';
import { canaryText } from '../domain/texting/canary.js';
import { SECOND, type Instant, type Milliseconds } from '../domain/time/instant.js';
import { faultEntry } from './fault-entry.js';
import type { CanaryReader } from './ports/canaries.js';
import type { Clock } from './ports/clock.js';
import type { Ledger, Page } from './ports/ledger.js';
import type { Operator } from './ports/operator.js';

/** A canary that is not back by then is lost. */
const MUST_BE_BACK_WITHIN: Milliseconds = 60 * SECOND;

export interface CanarySettings {
  /** E.164: a number whose texts come back. Null: no canary. */
  readonly number: string | null;
  readonly every: Milliseconds;
}

/**
 * A text that goes out to a test number and has to come back: by the outbox, the provider, its webhook and the inbox, the
 * whole way of an alert and of its answer (P12). It goes in the alerts' own lane, so that it takes what an alert takes, and
 * only while no alert waits there, so that it costs none its place.
 */
export class Canary {
  constructor(
    private readonly settings: CanarySettings,
    private readonly ledger: Ledger,
    private readonly reader: CanaryReader,
    private readonly clock: Clock,
    private readonly operator: Operator,
  ) {}

  /** Sends this period's canary unless some process has, and gives up those that did not come back. Call it often. */
  async once(): Promise<void> {
    const { number, every } = this.settings;
    if (number === null) return;
    const now = await this.clock.now();
    const { send, giveUp } = await this.reader.toDo(periodOf(now, every), now);
    if (send) await this.ledger.transaction((page) => this.send(page, number));
    if (giveUp) await this.giveUp();
  }

  private async send(page: Page, number: string): Promise<void> {
    if (await page.canaries.isAlertWaiting()) return;
    const token = randomBytes(8).toString('hex');
    const due = page.now + MUST_BE_BACK_WITHIN;
    const period = periodOf(page.now, this.settings.every);
    if (!(await page.canaries.take({ period, token, number, sentAt: page.now, due }))) return;
    await page.send([
      { to: 'canary', mobile: number, body: canaryText(token), urgency: 'alert', purpose: 'notice', incidentId: null },
    ]);
  }

  /** The operator is told of each; the record takes down when it began. */
  private async giveUp(): Promise<void> {
    const lost = await this.ledger.transaction(async (page) => {
      const given = await page.canaries.giveUp(page.now);
      const [first] = given;
      if (first && (await page.canaries.lastOutcome(first.sentAt)) !== 'lost')
        await page.writeOffice([faultEntry(page.now, NOT_BACK)]);
      return given.length;
    });
    if (lost > 0) this.operator.alarm('provider', LOST);
  }
}

const NOT_BACK = 'The canary did not come back within a minute: texts may not be getting through.';

const LOST =
  'A canary did not come back within a minute: a text to the test number, or its answer, was lost on the way. See whether the provider takes and hands over texts, and whether the phone behind CANARY_NUMBER answers.';

const periodOf = (at: Instant, every: Milliseconds): Instant => Math.floor(at / every) * every;
