export interface SimulatorSettings {
  /** Where webhooks go and what their signatures are made with: read at each use, so a test may set it once it listens. */
  readonly publicUrl: string;
  /** For the times on the page. */
  readonly timeZone: string;
  /** Milliseconds from one status of a text to the next; unset: long enough to be seen on the page. */
  readonly statusEvery?: number;
}
export const SIMULATOR_SETTINGS = Symbol('SimulatorSettings');

/** The name of whoever has this number. */
export type PhoneNames = (e164: string) => string | undefined;
export const PHONE_NAMES = Symbol('PhoneNames');

/** The numbers of the organisation, so that a phone is on the page before its first text. Optional. */
export type KnownPhones = () => readonly string[] | Promise<readonly string[]>;
export const KNOWN_PHONES = Symbol('KnownPhones');
