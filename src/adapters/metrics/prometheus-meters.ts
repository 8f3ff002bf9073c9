import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';
import type { Meters } from '../../application/ports/meters.js';
import type { FailureClass } from '../../application/ports/phones.js';
import { SECOND, type Milliseconds } from '../../domain/time/instant.js';

/** In seconds: from what nobody notices to an outage of hours. */
const LATENESS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3_600, 14_400, 43_200];

/** What the provider may say instead of taking a text. */
const ERRORS: readonly (FailureClass | 'try_again' | 'unknown')[] = [
  'settings',
  'bad_number',
  'opted_out',
  'queue',
  'unreachable',
  'filtered',
  'other',
  'try_again',
  'unknown',
];

/** What this process has counted since it started. Its registry is its own: two services in one process do not mix. */
export class PrometheusMeters implements Meters {
  readonly registry = new Registry();

  private readonly lateness = this.histogram(
    'allswell_deadline_lateness_seconds',
    'From when a deadline was due until it was acted on',
    'urgency',
  );
  private readonly acceptance = this.histogram(
    'allswell_message_acceptance_seconds',
    'From when a message was written until the provider took it',
    'lane',
  );
  private readonly errors = this.counter(
    'allswell_provider_errors_total',
    'Messages that the provider did not take, by what it said',
    'kind',
  );
  private readonly repeated = this.counter(
    'allswell_messages_repeated_total',
    'Messages sent again because their fate was unknown',
  );
  private readonly dropped = this.counter(
    'allswell_messages_dropped_total',
    'Messages not sent because what they say no longer holds',
  );
  private readonly refused = this.counter(
    'allswell_webhooks_refused_total',
    'Webhooks answered with 403 because their signature does not fit PUBLIC_URL and the auth tokens',
  );
  private readonly texts = this.counter('allswell_texts_taken_in_total', 'Texts that came in, by how', 'how');
  private readonly unanswered = this.counter(
    'allswell_steps_unanswered_total',
    'Askings that nobody answered in time, by step of the policy',
    'step',
  );
  private readonly aside = this.counter(
    'allswell_set_aside_total',
    'Rows set aside because the rules could not work them out',
    'what',
  );

  constructor() {
    collectDefaultMetrics({ register: this.registry });
    // A rate needs a first point: what has never happened is 0, not absent.
    for (const how of ['webhook', 'poll']) this.texts.inc({ how }, 0);
    for (const what of ['visit', 'text', 'message']) this.aside.inc({ what }, 0);
    for (const kind of ERRORS) this.errors.inc({ kind }, 0);
    for (const urgency of ['alarm', 'reminder']) this.lateness.zero({ urgency });
    for (const lane of ['alert', 'other']) this.acceptance.zero({ lane });
  }

  deadlineActedOn(late: Milliseconds, urgency: 'alarm' | 'reminder'): void {
    this.lateness.observe({ urgency }, Math.max(0, late) / SECOND);
  }

  messageAccepted(after: Milliseconds, lane: 'alert' | 'other'): void {
    this.acceptance.observe({ lane }, Math.max(0, after) / SECOND);
  }

  providerError(kind: string): void {
    this.errors.inc({ kind });
  }

  messageRepeated(): void {
    this.repeated.inc();
  }

  messageDropped(): void {
    this.dropped.inc();
  }

  webhookRefused(): void {
    this.refused.inc();
  }

  textTakenIn(how: 'webhook' | 'poll'): void {
    this.texts.inc({ how });
  }

  stepUnanswered(step: string): void {
    this.unanswered.inc({ step });
  }

  setAside(what: 'visit' | 'text' | 'message'): void {
    this.aside.inc({ what });
  }

  private histogram<Label extends string>(name: string, help: string, label: Label): Histogram<Label> {
    return new Histogram({ name, help, labelNames: [label], buckets: LATENESS, registers: [this.registry] });
  }

  private counter<Label extends string>(name: string, help: string, ...labelNames: Label[]): Counter<Label> {
    return new Counter({ name, help, labelNames, registers: [this.registry] });
  }
}
