import pg from 'pg';
import { policyFileInForce } from '../../../src/adapters/policy-in-force.js';
import { connect, migrate } from '../../../src/adapters/postgres/data-source.js';
import { PostgresOrganisations } from '../../../src/adapters/postgres/organisations.js';
import { PostgresPolicies } from '../../../src/adapters/postgres/policies.js';
import { Sealer } from '../../../src/adapters/postgres/sealed.js';
import { directoryOf } from '../../../src/domain/organisation/directory-of.js';
import type { Organisation, Person } from '../../../src/domain/organisation/organisation.js';
import type { Instant } from '../../../src/domain/time/instant.js';
import type { Cluster } from '../cluster.js';
import { officeOf } from './office.js';
import { Storyteller, type Story } from './stories.js';
import { write } from './write.js';

export const ZONE = 'Europe/London';
export const POLICY_FILE = 'policies/hmpps-home-visits.yaml';

/** Only ever opens what the bench itself has sealed. */
export const ENCRYPTION_KEY = Buffer.alloc(32, 'bench').toString('base64');

/** Visits each, in a day's diary: one under way, four to come. */
const VISITS_EACH = 5;

/** Databases full of open visits. One of each size is made, and copied for each measurement. */
export class Worlds {
  private readonly templates = new Map<number, Promise<void>>();

  constructor(private readonly cluster: Cluster) {}

  /** A database of its own with so many open visits. */
  async make(name: string, openVisits: number): Promise<World> {
    let template = this.templates.get(openVisits);
    if (!template) {
      template = this.makeTemplate(openVisits);
      this.templates.set(openVisits, template);
    }
    await template;
    const url = await this.cluster.create(name, templateOf(openVisits));
    return new World(url, openVisits, () => this.cluster.drop(name));
  }

  private async makeTemplate(openVisits: number): Promise<void> {
    const url = await this.cluster.create(templateOf(openVisits));
    const world = new World(url, openVisits, () => Promise.resolve());
    await world.furnish();
    await world.close();
  }
}

const templateOf = (openVisits: number): string => `with_${openVisits}`;

/** One database: an office and its open visits. */
export class World {
  readonly office: Organisation;
  readonly db: pg.Pool;
  private readonly policy = policyFileInForce(POLICY_FILE).policy;
  private readonly sealer = new Sealer([Buffer.from(ENCRYPTION_KEY, 'base64')]);
  private readonly storyteller: Storyteller;

  constructor(
    readonly url: string,
    readonly openVisits: number,
    private readonly drop: () => Promise<void>,
  ) {
    const practitioners = Math.max(2_000, Math.ceil(openVisits / VISITS_EACH));
    this.office = officeOf(practitioners);
    this.storyteller = new Storyteller(this.policy, directoryOf(this.office, ZONE), practitioners, ZONE);
    this.db = new pg.Pool({ connectionString: url, max: 4 });
    this.db.on('error', () => undefined);
  }

  /** Everything that is there before anything falls due. */
  async furnish(): Promise<void> {
    const dataSource = await connect(this.url);
    try {
      await migrate(dataSource);
      await PostgresPolicies.start(dataSource, this.policy);
      await new PostgresOrganisations(dataSource, ZONE).replace(dataSource.manager, this.office, new Map(), Date.now());
    } finally {
      await dataSource.destroy();
    }
    await write(this.db, this.open(Date.now()), this.policy, this.sealer);
    // What autovacuum would have done long ago in an office that has been at work all day.
    await this.db.query('VACUUM (ANALYZE)');
  }

  /** Adds visits that are overdue at these moments; a visit's id leads to its moment. */
  async addOverdue(moments: readonly Instant[]): Promise<Map<string, Instant>> {
    const due = new Map<string, Instant>();
    const { storyteller } = this;
    // References and people go on behind those of the open visits.
    storyteller.skip(this.openVisits);
    const stories = function* (): Generator<Story> {
      for (const moment of moments) {
        const story = storyteller.overdueAt(moment);
        due.set(story.visit.id, moment);
        yield story;
      }
    };
    await write(this.db, stories(), this.policy, this.sealer);
    return due;
  }

  /** Before any service runs on it. */
  async employ(people: readonly Person[]): Promise<void> {
    const dataSource = await connect(this.url);
    try {
      const office = { ...this.office, people: [...this.office.people, ...people] };
      await new PostgresOrganisations(dataSource, ZONE).replace(dataSource.manager, office, new Map(), Date.now());
    } finally {
      await dataSource.destroy();
    }
  }

  /** As if some process had watched until then, and none since. */
  async lastWatched(at: Instant): Promise<void> {
    await this.db.query('UPDATE watch SET swept_at = $1, inbound_read_to = $1', [new Date(at)]);
  }

  async close(): Promise<void> {
    await this.db.end();
    await this.drop();
  }

  private *open(now: Instant): Generator<Story> {
    for (let made = 0; made < this.openVisits; made += 1) yield this.storyteller.open(now);
  }
}
