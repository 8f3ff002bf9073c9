import type { NewEntry } from '../../../src/domain/decision.js';
import { SECOND, type Instant } from '../../../src/domain/time/instant.js';
import type { Commit, MessageRow } from '../memory/rows.js';
import type { Carried } from '../story/provider.js';
import type { Played } from '../story/played.js';
import { Grace } from './grace.js';

/** A line of the record, with the moment at which it became part of it. */
export interface Written {
  readonly at: Instant;
  readonly entry: NewEntry;
  readonly commit: Commit;
}

/** What the judge goes by, laid out: the record chain by chain, incident by incident, and what each phone was sent. */
export class Evidence {
  readonly grace: Grace;
  readonly chains = new Map<string, Written[]>();
  readonly incidents = new Map<string, Written[]>();
  readonly rows: { readonly at: Instant; readonly row: MessageRow }[] = [];
  readonly copies = new Map<string, Carried[]>();
  /** Which visit an incident belongs to. */
  readonly visitOf = new Map<string, string>();

  constructor(readonly played: Played) {
    this.grace = new Grace(played);
    for (const commit of played.commits) {
      const { at } = commit;
      for (const { chain, entry } of commit.lines) {
        const written = { at, entry, commit };
        push(this.chains, chain, written);
        if (entry.incidentId === null) continue;
        push(this.incidents, entry.incidentId, written);
        this.visitOf.set(entry.incidentId, chain);
      }
      for (const row of commit.messages) this.rows.push({ at, row });
    }
    for (const carried of played.carried) push(this.copies, carried.id, carried);
  }

  /** What the provider took of it. Of two texts of the same words, and neither answered for, nobody can tell which is which. */
  copiesOf({ id, mobile, body }: MessageRow): readonly Carried[] {
    const own = this.copies.get(id);
    if (own) return own;
    const words = (text: string): string => text.replace('AGAIN: ', '');
    return this.played.carried.filter((one) => one.to === mobile && words(one.body) === words(body)).slice(0, 1);
  }

  /** A process that stood still between its last look and its sending: nothing can be looked at any later. */
  wasFrozenUntil(at: Instant): boolean {
    return this.played.freezes.some(({ to }) => to <= at && to > at - 12 * SECOND);
  }

  chain(id: string): readonly Written[] {
    return this.chains.get(id) ?? [];
  }

  get office(): readonly Written[] {
    return this.chain('office');
  }

  get ends(): Instant {
    return this.played.schedule.ends;
  }

  /** Everyone whom the record ever names on this visit. */
  attendees(visitId: string): Set<string> {
    const people = new Set<string>();
    for (const { entry } of this.chain(visitId)) {
      const named = entry.data['attendees'] ?? entry.data['subjects'];
      if (Array.isArray(named)) for (const person of named as readonly string[]) people.add(person);
      else if (entry.kind === 'arrival_confirmed') people.add(entry.by);
    }
    return people;
  }

  mobile(person: string): string | null {
    return this.played.office.organisation.people.find(({ id }) => id === person)?.mobile ?? null;
  }

  isAbsent(person: string): boolean {
    return this.played.schedule.office.absent.includes(person);
  }

  poisonedFrom(visitId: string): Instant {
    return this.played.visits.find(({ id }) => id === visitId)?.poisonedFrom ?? Infinity;
  }

  get isPoisoned(): boolean {
    return this.played.visits.some(({ poisonedFrom }) => poisonedFrom < Infinity);
  }
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/** The times of a story are read by people. */
export const clock = (at: Instant): string => new Date(at).toISOString().slice(11, 23);
