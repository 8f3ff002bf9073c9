import { Inject, Injectable } from '@nestjs/common';
import { LEDGER, type Ledger } from '../../application/ports/ledger.js';
import { READER, type AnswerLink, type IncidentView, type Reader } from '../../application/ports/reader.js';
import { circumstancesOf, SURROUNDINGS, type Surroundings } from '../../application/surroundings.js';
import { isHiddenFrom } from '../../domain/incident/hidden.js';
import { offersTo, type Offers } from '../../domain/incident/offers.js';
import { Turn } from '../../domain/turn.js';
import { OfficeNow, type Office } from '../frame/office-now.js';

/** What lies behind the link of one responder, as it is at this moment. */
export interface Asked extends Office {
  readonly link: AnswerLink;
  readonly view: IncidentView;
  /** Null once it is over. */
  readonly offers: Offers | null;
  /** Of their own call sheet, where the rules gave them one. */
  readonly callSheet: string | null;
}

@Injectable()
export class AnswerDesk {
  constructor(
    @Inject(READER) private readonly reader: Reader,
    @Inject(LEDGER) private readonly ledger: Ledger,
    @Inject(SURROUNDINGS) private readonly surroundings: Surroundings,
    private readonly officeNow: OfficeNow,
  ) {}

  /** Null for a link that is none, or none any more; and for somebody on the visit, once it is an alert code (P8). */
  async open(token: string): Promise<Asked | null> {
    const link = await this.reader.answerLink(token);
    const view = link && (await this.reader.incident(link.incidentId));
    if (!link || !view || isHiddenFrom(link.person, view.visit, view.incident)) return null;
    const [office, offers] = await Promise.all([this.officeNow.look(), this.offers(view, link.person)]);
    const callSheet = await this.callSheet(link, office.directory.person(link.person)?.mobile ?? null);
    return { ...office, link, view, offers, callSheet: offers && callSheet };
  }

  private offers({ visit, incident }: IncidentView, person: string): Promise<Offers | null> {
    return this.ledger.transaction(async (page) =>
      offersTo(new Turn(visit, await circumstancesOf(page, visit, this.surroundings, '')), incident, person),
    );
  }

  private async callSheet({ incidentId, person }: AnswerLink, mobile: string | null): Promise<string | null> {
    const { token } = this.surroundings.callSheet(incidentId, person, mobile);
    return (await this.reader.link(token)) ? token : null;
  }
}
