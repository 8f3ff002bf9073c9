import { expect, it } from '@jest/globals';
import { PrometheusMeters } from './prometheus-meters.js';

it.each([
  'allswell_deadline_lateness_seconds_count{urgency="alarm"} 0',
  'allswell_deadline_lateness_seconds_count{urgency="reminder"} 0',
  'allswell_message_acceptance_seconds_count{lane="alert"} 0',
  'allswell_message_acceptance_seconds_count{lane="other"} 0',
  'allswell_provider_errors_total{kind="settings"} 0',
  'allswell_provider_errors_total{kind="try_again"} 0',
  'allswell_provider_errors_total{kind="unknown"} 0',
  'allswell_webhooks_refused_total 0',
])(
  'What has never happened is there as nothing, so that a rule about it has something to look at: %s',
  async (line) => {
    expect((await new PrometheusMeters().registry.metrics()).split('\n')).toContain(line);
  },
);
