/** A moment, in milliseconds since 1970-01-01T00:00:00Z. State and rules use only this; people see local time. */
export type Instant = number;

/** A length of time in milliseconds. */
export type Milliseconds = number;

export const SECOND: Milliseconds = 1_000;
export const MINUTE: Milliseconds = 60 * SECOND;
export const HOUR: Milliseconds = 60 * MINUTE;
export const DAY: Milliseconds = 24 * HOUR;

/** The instant as an ISO 8601 string in UTC, as stored in the record and shown by the API. */
export const iso = (at: Instant): string => new Date(at).toISOString();
