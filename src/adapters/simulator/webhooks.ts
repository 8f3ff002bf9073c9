import { Inject, Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { setMaxListeners } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Subscription } from 'rxjs';
import { DataSource } from 'typeorm';
import { DELIVERY_STATUSES } from '../../application/ports/phones.js';
import { PendingWebhook } from './pending-webhook.entity.js';
import { repeatOf } from './repeat-of.js';
import { signedPost, type PostOutcome } from './signed-post.js';
import { SimulatedMessage } from './simulated-message.entity.js';
import { SIMULATOR_SETTINGS, type SimulatorSettings } from './simulator-settings.js';
import { fallbackForm, incomingForm, statusForm, type WebhookForm } from './webhook-form.js';

const LANES_AT_ONCE = 20;
const LONGEST_SLEEP_MILLISECONDS = 60_000;
const AFTER_TROUBLE_MILLISECONDS = 1_000;

/**
 * Calls the service as Twilio does: delivery statuses and texts from the phones. What is to be called is rows, so it
 * goes on after a restart from where it was; whatever was in flight then is called again, as may happen with Twilio.
 */
@Injectable()
export class Webhooks implements OnModuleInit, OnModuleDestroy {
  private readonly log = new Logger(Webhooks.name);
  private readonly stopped = new AbortController();
  private readonly lanes = new Map<string, Promise<void>>();
  private listening: Subscription | undefined;
  private started = false;
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> | undefined;
  private lookAgain = false;

  constructor(
    private readonly dataSource: DataSource,
    private readonly server: HttpAdapterHost,
    @Inject(SIMULATOR_SETTINGS) private readonly settings: SimulatorSettings,
  ) {
    // Every call that is under way listens for the end.
    setMaxListeners(2 * LANES_AT_ONCE, this.stopped.signal);
  }

  /** Not before the service can be reached: a text kept from before a restart would find nobody and be given up. */
  onModuleInit(): void {
    const start = () => {
      this.started = true;
      this.wake();
    };
    this.listening = this.server.listen$.subscribe(start);
    if (this.server.listening) start();
  }

  async onModuleDestroy(): Promise<void> {
    this.stopped.abort();
    this.listening?.unsubscribe();
    clearTimeout(this.timer);
    await this.looking;
    await Promise.all(this.lanes.values());
  }

  /** Something new may be due. */
  wake(): void {
    if (!this.started || this.stopped.signal.aborted) return;
    if (this.looking) {
      this.lookAgain = true;
      return;
    }
    clearTimeout(this.timer);
    this.looking = this.look().finally(() => {
      this.looking = undefined;
      if (!this.lookAgain) return;
      this.lookAgain = false;
      this.wake();
    });
  }

  private async look(): Promise<void> {
    try {
      for (const [lane, webhooks] of await this.due()) {
        const done = this.run(webhooks).finally(() => {
          this.lanes.delete(lane);
          this.wake();
        });
        this.lanes.set(lane, done);
      }
      if (this.lanes.size < LANES_AT_ONCE) this.sleep(await this.untilNext());
    } catch (error) {
      this.trouble(error);
      this.sleep(AFTER_TROUBLE_MILLISECONDS);
    }
  }

  private sleep(milliseconds: number): void {
    if (this.stopped.signal.aborted) return;
    this.timer = setTimeout(() => this.wake(), Math.min(milliseconds, LONGEST_SLEEP_MILLISECONDS)).unref();
  }

  private async due(): Promise<Map<string, PendingWebhook[]>> {
    const byLane = new Map<string, PendingWebhook[]>();
    const free = LANES_AT_ONCE - this.lanes.size;
    if (free <= 0) return byLane;
    const rows = await this.dataSource
      .getRepository(PendingWebhook)
      .createQueryBuilder('pending')
      .where('pending.dueAt <= now()')
      .andWhere('NOT (pending.lane = ANY(:busy))', { busy: [...this.lanes.keys()] })
      .orderBy('pending.dueAt')
      .addOrderBy('pending.id')
      .take(free * 4)
      .getMany();
    for (const row of rows) {
      const lane = byLane.get(row.lane);
      if (lane) lane.push(row);
      else if (byLane.size < free) byLane.set(row.lane, [row]);
    }
    return byLane;
  }

  private async untilNext(): Promise<number> {
    const [row] = await this.dataSource.query<{ wait: number | null }[]>(
      `SELECT extract(epoch FROM min(due_at) - now())::float8 * 1000 AS wait
       FROM simulator.pending_webhook WHERE NOT (lane = ANY($1))`,
      [[...this.lanes.keys()]],
    );
    return Math.max(row?.wait ?? LONGEST_SLEEP_MILLISECONDS, 0);
  }

  private async run(webhooks: readonly PendingWebhook[]): Promise<void> {
    try {
      for (const webhook of webhooks) {
        if (this.stopped.signal.aborted) return;
        if (!(await this.call(webhook))) return;
      }
    } catch (error) {
      this.trouble(error);
      // The lane stays taken meanwhile, or it would try without end.
      await pause(AFTER_TROUBLE_MILLISECONDS, undefined, { signal: this.stopped.signal }).catch(() => undefined);
    }
  }

  /** Whether the lane may go on: a repeat of this one keeps its place before the next. */
  private async call(webhook: PendingWebhook): Promise<boolean> {
    const pending = this.dataSource.getRepository(PendingWebhook);
    const messages = this.dataSource.getRepository(SimulatedMessage);
    if (webhook.kind === 'status') await this.takeOnStatus(webhook);
    const message = await messages.findOneBy({ sid: webhook.messageSid });
    const request = message && this.requestOf(webhook, message);
    const outcome = request && (await this.post(request.url, request.form, webhook.attempts > 0));
    // Cut off by our own stopping: it says nothing, and the row makes it happen again at the next start.
    if (this.stopped.signal.aborted && outcome !== 'taken') return false;
    const repeated = repeatOf(webhook, outcome ?? 'taken');
    if (repeated === null) {
      await pending.delete({ id: webhook.id });
      return true;
    }
    await pending.update({ id: webhook.id }, repeated);
    return false;
  }

  private requestOf(webhook: PendingWebhook, message: SimulatedMessage): { url: string; form: WebhookForm } | null {
    const sms = `${this.publicUrl}/twilio/sms`;
    switch (webhook.kind) {
      case 'sms':
        return { url: sms, form: incomingForm(message) };
      case 'fallback':
        return { url: `${sms}/fallback`, form: fallbackForm(message, sms) };
      case 'status':
        if (!webhook.told || message.statusCallback === null || webhook.status === null) return null;
        return { url: message.statusCallback, form: statusForm(message, webhook.status, webhook.errorCode) };
    }
  }

  /**
   * The repeat after a failed connection goes to this very server, under the signature for PUBLIC_URL: in a container
   * that address may be known only outside.
   */
  private async post(url: string, form: WebhookForm, isRepeat: boolean): Promise<PostOutcome> {
    const own = isRepeat && url.startsWith(`${this.publicUrl}/`) ? this.ownAddress() : null;
    const through = own === null ? url : own + url.slice(this.publicUrl.length);
    const outcome = await signedPost(url, form, this.stopped.signal, through);
    if (outcome !== 'taken' && !this.stopped.signal.aborted) {
      this.log.warn(`webhook ${new URL(url).pathname}: ${outcome === 'failed' ? 'no 2xx' : 'no connection'}`);
    }
    return outcome;
  }

  private ownAddress(): string | null {
    const server = this.server.httpAdapter.getHttpServer() as { address(): AddressInfo | string | null };
    const address = server.address();
    if (address === null || typeof address === 'string') return null;
    const host = address.family === 'IPv6' ? `[${address.address}]` : address.address;
    return `http://${['[::]', '0.0.0.0'].includes(host) ? '127.0.0.1' : host}:${address.port}`;
  }

  private get publicUrl(): string {
    return this.settings.publicUrl.replace(/\/+$/, '');
  }

  /** A status never goes back, in whatever order the callbacks are made to come. */
  private async takeOnStatus({ messageSid, status, errorCode }: PendingWebhook): Promise<void> {
    await this.dataSource.query(
      `UPDATE simulator.message
       SET status = $2, error_code = $3, updated_at = now(),
           sent_at = CASE WHEN $2 IN ('sent', 'delivered', 'undelivered') THEN coalesce(sent_at, now()) ELSE sent_at END
       WHERE sid = $1 AND array_position($4::text[], status) < array_position($4::text[], $2)`,
      [messageSid, status, errorCode, DELIVERY_STATUSES],
    );
  }

  private trouble(error: unknown): void {
    if (this.stopped.signal.aborted) return;
    this.log.error(`webhooks wait: ${error instanceof Error ? error.message : 'unknown'}`);
  }
}
