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
}

export const PULSE = Symbol('Pulse');

/** Beyond these, in seconds, the service does not do its work. */
export const TOO_LATE: Readings = { latestDeadline: 10, oldestAlert: 15, oldestText: 15 };

export const isKeepingUp = (readings: Readings): boolean =>
  readings.latestDeadline <= TOO_LATE.latestDeadline &&
  readings.oldestAlert <= TOO_LATE.oldestAlert &&
  readings.oldestText <= TOO_LATE.oldestText;
