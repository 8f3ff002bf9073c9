/**
 * Word from process to process that visits have changed, for screens that follow them. It carries no truth: what is lost here
 * is found by whoever looks every few seconds.
 */
export interface Changes {
  /** Begins to hear, and to try whether it does. */
  start(): void;
  /** Whether a word that is said comes back at once; null while that is not known. False where a pooler swallows LISTEN. */
  readonly isHeard: boolean | null;
  /** To be called after the commit. Many calls in a moment are one word. */
  announce(): void;
  /** Until what it returns is called. */
  listen(listener: ChangeListener): () => void;
  /** Tells every listener that it is over, and says and hears no more. */
  stop(): Promise<void>;
}

export interface ChangeListener {
  /** Visits have changed in some process, or may have while nothing could be heard. */
  changed(): void;
  /** This process ends. */
  stopped(): void;
}

export const CHANGES = Symbol('Changes');
