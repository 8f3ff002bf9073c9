import { Inject, Injectable } from '@nestjs/common';
import { LEDGER, type Ledger } from '../../application/ports/ledger.js';
import { SURROUNDINGS, type Surroundings } from '../../application/surroundings.js';
import type { Directory } from '../../domain/organisation/directory.js';
import type { Instant } from '../../domain/time/instant.js';

/** Who is who, and what time it is, as one page shows them. */
export interface Office {
  readonly at: Instant;
  readonly directory: Directory;
  readonly zone: string;
}

/** Looks up the office at this moment. */
@Injectable()
export class OfficeNow {
  constructor(
    @Inject(LEDGER) private readonly ledger: Ledger,
    @Inject(SURROUNDINGS) private readonly surroundings: Surroundings,
  ) {}

  look(): Promise<Office> {
    const { zone } = this.surroundings;
    return this.ledger.transaction((page) => Promise.resolve({ at: page.now, directory: page.directory, zone }));
  }
}
