/** How well the service keeps up, read from the database: what `/health` and the heartbeat go by (P12). Ages in seconds, 0 where nothing waits. */
export interface Pulse {
  read(): Promise<Readings>;
}

export interface Readings {
  /** The oldest deadline that has passed and was not acted on. */
  readonly latestDeadline: number;
  /** The oldest alert that the provider has not accepted. */
  readonly oldestAlert: number;
  /** The oldest text that was taken in and not handled. */
  readonly oldestText: number;
  /** Up to how long ago the provider's list was read for texts whose webhooks never came. */
  readonly listAge: number;
  /** Since any process last went all the way round the deadlines. */
  readonly sweeperAge: number;
  readonly provider: ProviderReading;
  /** Every process that was seen lately, this one too. */
  readonly processes: readonly ProcessReading[];
}

export interface ProviderReading {
  /** It took a message in the last minute. */
  readonly takesMessages: boolean;
  /** How often messages that still wait were tried, where the last try was within the last minute. */
  readonly triedInVain: number;
  /** It refused our settings within the last hour, and has taken nothing since. */
  readonly refusesSettings: boolean;
}

export interface ProcessReading {
  /** The first eight digits of its id: enough to find it in the log, and no name of a machine for the Internet. */
  readonly id: string;
  readonly role: string;
  /** Since it last said that it lives. */
  readonly silentFor: number;
  /** How far its own clock is ahead of Postgres's; negative when it is behind. */
  readonly clockAhead: number;
}

export const PULSE = Symbol('Pulse');

/** Beyond these, in seconds, the service does not do its work. */
export const TOO_LATE = { latestDeadline: 10, oldestAlert: 15, oldestText: 15, sweeperAge: 15 } as const;

/** In seconds: beyond this a text whose webhook never came has long been waiting to be found. It is looked for every 15 seconds. */
export const LIST_UNREAD_FOR = 300;

/** Somebody looks, and acts on what has passed. */
export const isWatching = ({ latestDeadline, sweeperAge }: Readings): boolean =>
  latestDeadline <= TOO_LATE.latestDeadline && sweeperAge <= TOO_LATE.sweeperAge;

/** What an outside service is told of every minute: texts, deadlines and alerts are on time, and somebody looks. */
export const isKeepingUp = (readings: Readings): boolean =>
  isWatching(readings) && readings.oldestAlert <= TOO_LATE.oldestAlert && readings.oldestText <= TOO_LATE.oldestText;
