import { Inject, Injectable } from '@nestjs/common';
import { FOLLOW_UP_READER, type FollowUpReader } from '../../application/ports/follow-ups.js';
import { LEDGER, type Ledger } from '../../application/ports/ledger.js';
import { READER, type IncidentView, type Reader } from '../../application/ports/reader.js';
import { Refusal } from '../../application/refusal.js';
import { Viewings } from '../../application/viewings.js';
import { circumstancesOf, SURROUNDINGS, type Surroundings } from '../../application/surroundings.js';
import { entriesFor } from '../../domain/incident/entries-for.js';
import { offersTo } from '../../domain/incident/offers.js';
import { Turn } from '../../domain/turn.js';
import { concernedByIncident } from '../../domain/permission/concerned.js';
import type { ChainedEntry } from '../../domain/record/chain.js';
import type { Standpoint } from '../guard.js';
import { isId } from '../is-id.js';
import { isHiddenFrom } from '../../domain/incident/hidden.js';
import { visitedFacts } from '../itinerary/visit-page.js';
import { MOST_TEXTS, type IncidentDetail, type IncidentPage } from './incident-page.js';

/** Gathers what the pages of one incident show. */
@Injectable()
export class IncidentDesk {
  constructor(
    @Inject(READER) private readonly reader: Reader,
    @Inject(LEDGER) private readonly ledger: Ledger,
    @Inject(SURROUNDINGS) private readonly surroundings: Surroundings,
    private readonly viewings: Viewings,
    @Inject(FOLLOW_UP_READER) private readonly followUps: FollowUpReader,
  ) {}

  /** The incident, for those who may know of it. */
  async find(id: string, from: Standpoint): Promise<IncidentView> {
    const view = await this.known(id);
    if (!isShownTo(view, from)) throw nothingHere();
    return view;
  }

  /** Whether there is a page of this incident for whoever looks: where there is none no link must lead to it. */
  async isThereFor(id: string, from: Standpoint): Promise<boolean> {
    const view = await this.reader.incident(id);
    return view !== null && isShownTo(view, from);
  }

  /** The incident, whoever asks: for what is refused and recorded further in. */
  async known(id: string): Promise<IncidentView> {
    const view = isId(id) ? await this.reader.incident(id) : null;
    if (!view) throw nothingHere();
    return view;
  }

  /** Does what is refused and recorded further in. For whom there is no incident here there is still none then (P8). */
  async refusedAsIfNone<T>(id: string, from: Standpoint, work: (view: IncidentView) => Promise<T>): Promise<T> {
    const view = await this.known(id);
    try {
      return await work(view);
    } catch (refused) {
      await this.find(id, from);
      throw refused;
    }
  }

  /** Who is visited and where, for those who may know; that they looked is recorded first (P11). */
  async visited(view: IncidentView, { visitor, access }: Standpoint): Promise<IncidentPage['facts']> {
    const { visit, details } = view;
    const may = access.may('see_person_visited', concernedByIncident(visit, view.incident));
    if (!may || !details.personVisited) return [];
    await this.viewings.ofVisit(visit.id, { by: visitor.person });
    return visitedFacts(details.personVisited);
  }

  async detail(view: IncidentView, person: string): Promise<IncidentDetail> {
    const [entries, { items, total, more }, followUps, standing] = await Promise.all([
      this.entries(view, person),
      this.reader.messages({ incidentId: view.incident.id, page: 1, perPage: MOST_TEXTS }),
      this.followUps.of(view.incident.id),
      this.standing(view, person),
    ]);
    return { view, entries, messages: items, sent: { total, more }, followUps, ...standing };
  }

  /** Its story, as far as it is told to this person (P8). */
  async entries(view: IncidentView, person: string): Promise<readonly ChainedEntry[]> {
    return entriesFor(person, view.visit, view.incident, await this.reader.entriesOf(view));
  }

  /** What this person may say of it now, by the rules that take their report. */
  private standing(
    { visit, incident }: IncidentView,
    person: string,
  ): Promise<Pick<IncidentDetail, 'policy' | 'offers'>> {
    return this.ledger.transaction(async (page) => {
      const turn = new Turn(visit, await circumstancesOf(page, visit, this.surroundings, ''));
      return { policy: turn.now.policy, offers: offersTo(turn, incident, person) };
    });
  }
}

const isShownTo = ({ visit, incident }: IncidentView, { visitor, access }: Standpoint): boolean =>
  !isHiddenFrom(visitor.person, visit, incident) && access.may('see_incidents', concernedByIncident(visit, incident));

const nothingHere = (): Refusal =>
  new Refusal('not_found', 'There is no incident here. It may be that the address was cut short.');
