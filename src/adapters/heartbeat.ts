import { within } from '../application/patience.js';
import { isKeepingUp, type Pulse } from '../application/ports/pulse.js';
import type { Log } from '../application/watchman.js';
import { MINUTE, SECOND } from '../domain/time/instant.js';
import { whyFetchFailed } from './why-fetch-failed.js';

/**
 * Tells someone outside, every minute, that the service does its work, and only while it does: the silence is the alarm
 * (P12). Any service that expects a ping and raises the alarm without it will do. Each process pings: what it tells of is
 * read from the database, so it is the same whoever tells it.
 */
export class Heartbeat {
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly url: string | null,
    private readonly pulse: Pulse,
    private readonly log: Log,
  ) {}

  start(): void {
    if (this.url === null) return;
    void this.beat();
    this.timer = setInterval(() => void this.beat(), MINUTE);
  }

  stop(): void {
    if (this.timer) clearInterval(this.timer);
  }

  /** One ping, if the service keeps up. Never throws. */
  async beat(): Promise<void> {
    const readings = await within(10 * SECOND, this.pulse.read());
    if (!readings || !isKeepingUp(readings))
      return this.log.error({ ...readings }, 'The service is not keeping up: no heartbeat was sent');
    try {
      const { ok, status } = await fetch(this.url ?? '', { signal: AbortSignal.timeout(10 * SECOND) });
      if (!ok) this.log.warn({ status }, 'HEARTBEAT_URL did not take the heartbeat');
    } catch (error) {
      this.log.warn({ error: whyFetchFailed(error) }, 'The heartbeat could not be sent');
    }
  }
}
