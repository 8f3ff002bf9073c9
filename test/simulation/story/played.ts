import type { Commit, InboundRow, MessageRow } from '../memory/rows.js';
import type { Head } from '../../../src/domain/record/chain.js';
import type { Instant } from '../../../src/domain/time/instant.js';
import type { OperatorAlarm } from '../../../src/application/ports/operator.js';
import type { TheOffice } from './office.js';
import type { Carried, Provider, Said } from './provider.js';
import type { Schedule } from './schedule.js';

/** What is left of a story when it is over: what phones received, what the record says, and what went wrong when. */
export interface Played {
  readonly schedule: Schedule;
  readonly office: TheOffice;
  readonly visits: readonly PlayedVisit[];
  readonly commits: readonly Commit[];
  /** Of the record's chains. */
  readonly heads: ReadonlyMap<string, Head>;
  readonly carried: readonly Carried[];
  readonly said: readonly Said[];
  readonly tries: Provider['tries'];
  readonly inbound: ReadonlyMap<string, InboundRow>;
  readonly messages: readonly MessageRow[];
  readonly troubles: readonly Trouble[];
  readonly freezes: readonly { readonly from: Instant; readonly to: Instant }[];
  readonly alarms: readonly { readonly at: Instant; readonly kind: OperatorAlarm }[];
  readonly effects: number;
}

export interface PlayedVisit {
  readonly id: string;
  readonly reference: string;
  readonly poisonedFrom: Instant;
}

/**
 * A time in which the service cannot be held to its times. `stopped`: no process lives and moves. `cut`: Postgres is away.
 * `mute`: the provider is. `mishap`: one process, or one call of it, came to grief; `frozen` likewise, until it was let go.
 */
export interface Trouble {
  readonly kind: 'stopped' | 'cut' | 'mute' | 'mishap' | 'frozen';
  readonly from: Instant;
  to: Instant;
}
