import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../../application/ports/clock.js';
import { DIRECTORIES, type Directories } from '../../application/ports/directories.js';
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
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(DIRECTORIES) private readonly directories: Directories,
    @Inject(SURROUNDINGS) private readonly surroundings: Surroundings,
  ) {}

  async look(): Promise<Office> {
    const [at, directory] = await Promise.all([this.clock.now(), this.directories.directory()]);
    return { at, directory, zone: this.surroundings.zone };
  }
}
