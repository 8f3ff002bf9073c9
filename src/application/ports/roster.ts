/** Who must hear of it when the service cannot do its work; kept in memory, for the moment when the database is away. */
export interface Rosters {
  /** Throws, or does not come back, when the database is away. */
  read(): Promise<Roster>;
}

export interface Roster {
  /** Everyone on a visit that is under way, and the contacts on duty for them. */
  readonly phones: readonly { readonly person: string; readonly mobile: string }[];
  /** This process among those that live: 0 speaks first, the others only where it has not. */
  readonly rank: number;
}
