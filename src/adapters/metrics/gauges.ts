import { Gauge, Registry } from 'prom-client';
import { MESSAGE_STATES } from '../../application/ports/ledger.js';
import type { Readings } from '../../application/ports/pulse.js';
import type { Census } from '../postgres/census.js';

/** What the database says at this moment, of the whole service: in a registry of its own, so that nothing old is told for new. */
export function gaugesOf(readings: Readings, census: Census): Promise<string> {
  const registry = new Registry();
  const gauge = (name: string, help: string, value: number): void =>
    new Gauge({ name: `allswell_${name}`, help, registers: [registry] }).set(value);

  gauge('oldest_unhandled_deadline_seconds', 'Age of the oldest deadline not acted on', readings.latestDeadline);
  gauge(
    'oldest_waiting_alert_seconds',
    'Age of the oldest alert that the provider has not taken',
    readings.oldestAlert,
  );
  gauge('oldest_unhandled_text_seconds', 'Age of the oldest text taken in and not handled', readings.oldestText);
  gauge(
    'provider_list_age_seconds',
    "Since up to when the provider's list was read for texts whose webhooks never came",
    readings.listAge,
  );
  gauge('sweeper_age_seconds', 'Since any process last went round the deadlines', readings.sweeperAge);
  gauge('processes', 'Processes seen in the last minute', readings.processes.length);
  // Not by kind: that a covert alarm runs is nobody's business out there (P8).
  gauge('open_incidents', 'Incidents that nobody has stood down', census.openIncidents);
  gauge('visits_under_way', 'Visits in progress or overdue', census.visitsUnderWay);

  const labelNames = ['state'] as const;
  const count = new Gauge({
    name: 'allswell_messages',
    help: 'Messages by state; settled ones of the last 15 minutes',
    labelNames,
    registers: [registry],
  });
  const oldest = new Gauge({
    name: 'allswell_oldest_message_seconds',
    help: 'Age of the oldest of these messages',
    labelNames,
    registers: [registry],
  });
  for (const state of MESSAGE_STATES) {
    const found = census.messages.find((one) => one.state === state);
    count.set({ state }, found?.count ?? 0);
    oldest.set({ state }, found?.oldest ?? 0);
  }
  return registry.metrics();
}
