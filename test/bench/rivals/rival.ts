/** One row that is due at a moment, and one job for it. */
export interface Due {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

export interface Place {
  readonly databaseUrl: string;
  readonly redisUrl: string | null;
  /** The UPDATE that all of them do, of one row or of several at once. */
  readonly done: (ids: readonly string[]) => Promise<void>;
}

/** What timers could have been built on. */
export interface Rival {
  /** Takes in jobs; those with only a loop look at the rows themselves. */
  add(jobs: readonly Due[]): Promise<void>;
  stop(): Promise<void>;
}

export type StartRival = (place: Place) => Promise<Rival>;

/** Side by side, in each of them. */
export const AT_ONCE = 20;

export const TABLE = `
  CREATE TABLE timer (
    id uuid PRIMARY KEY,
    due_at timestamptz NOT NULL,
    status text NOT NULL DEFAULT 'in_progress'
  );
  CREATE INDEX timer_due ON timer (due_at) WHERE status = 'in_progress';`;

export const UPDATE = `UPDATE timer SET status = 'overdue' WHERE id = ANY($1::uuid[])`;
