import { Gauge, Registry } from 'prom-client';
import type { Changes } from '../../application/ports/changes.js';
import type { Pulse } from '../../application/ports/pulse.js';
import { within } from '../../application/patience.js';
import { SECOND } from '../../domain/time/instant.js';
import type { Log } from '../../application/watchman.js';
import type { ClockWatch } from '../clock-watch.js';
import type { PostgresCensus } from '../postgres/census.js';
import { gaugesOf } from './gauges.js';
import type { PrometheusMeters } from './prometheus-meters.js';

/** A database that has not answered by now is away; Prometheus itself waits ten seconds. */
const PATIENCE = 3 * SECOND;

/** `/metrics`: what this process counted, and what the database says of the whole service. Away, it leaves the second part out. */
export class Metrics {
  static readonly TYPE = Registry.PROMETHEUS_CONTENT_TYPE;

  private reading: Promise<string> | null = null;

  constructor(
    private readonly meters: PrometheusMeters,
    private readonly pulse: Pulse,
    private readonly census: PostgresCensus,
    private readonly clockWatch: ClockWatch,
    private readonly changes: Changes,
    private readonly log: Log,
  ) {}

  async text(): Promise<string> {
    // Whoever asks while an answer is being made gets the same: no crowd of scrapers can pile up on the database.
    this.reading ??= this.gauges().finally(() => (this.reading = null));
    const gauges = await within(PATIENCE, this.reading);
    // One that hangs is not waited for by the next.
    if (gauges === null) this.reading = null;
    const parts = [await this.meters.registry.metrics(), await this.ofThisProcess(gauges !== null), gauges ?? ''];
    return parts.map((part) => (part === '' || part.endsWith('\n') ? part : `${part}\n`)).join('');
  }

  private async gauges(): Promise<string> {
    try {
      const [readings, census] = await Promise.all([this.pulse.read(), this.census.read()]);
      return await gaugesOf(readings, census);
    } catch (error) {
      this.log.warn({ error: error instanceof Error ? error.message : String(error) }, 'The metrics could not be read');
      throw error;
    }
  }

  private ofThisProcess(databaseIsUp: boolean): Promise<string> {
    const registry = new Registry();
    const gauge = (name: string, help: string, value: number): void =>
      new Gauge({ name: `allswell_${name}`, help, registers: [registry] }).set(value);
    gauge('database_up', 'Whether Postgres answers this process', databaseIsUp ? 1 : 0);
    gauge(
      'clock_ahead_seconds',
      "How far this process's clock is ahead of Postgres's; negative when behind",
      this.clockWatch.ahead / SECOND,
    );
    const { isHeard } = this.changes;
    if (isHeard !== null)
      gauge('changes_heard', 'Whether Postgres tells this process of changes at once (LISTEN)', isHeard ? 1 : 0);
    return registry.metrics();
  }
}
