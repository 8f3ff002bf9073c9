/** Something that was asked for and cannot be done, with the field and the mend. Doors turn it into their own form. */
export class Refusal extends Error {
  constructor(
    readonly kind: 'invalid' | 'not_found' | 'conflict' | 'forbidden',
    message: string,
    readonly faults: readonly RefusalFault[] = [],
  ) {
    super(message);
  }
}

export interface RefusalFault {
  /** "attendees[1]", "plannedEnd". */
  readonly field: string;
  readonly message: string;
  readonly mend: string;
  /** In a file, the line from 1. */
  readonly line?: number | null;
}
