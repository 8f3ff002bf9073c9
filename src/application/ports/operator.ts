/** Whoever keeps the service running: told at once of what they must mend (P12). Never a name, a number or a text's body (P11). */
export interface Operator {
  /**
   * Tells the operator, at most once in ten minutes for the same kind and text, and writes the same to the log. Never throws,
   * and is never waited for. `text` is one plain sentence or two: what is wrong, and the mend.
   */
  alarm(kind: OperatorAlarm, text: string): void;
}

export type OperatorAlarm =
  /** A row that the rules could not work out. */
  | 'set_aside'
  /** The provider refuses our settings, or takes nothing. */
  | 'provider'
  /** The database is away. */
  | 'database'
  /** Nobody watched for a while. */
  | 'monitoring_gap'
  /** Redis is set so that it may lose what it is given. */
  | 'queue'
  /** A clock is off. */
  | 'clock'
  /** The service went DOWN, or is UP again. */
  | 'health';

export const OPERATOR = Symbol('Operator');
