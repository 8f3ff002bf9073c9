import { setTimeout as pause } from 'node:timers/promises';
import { ApiRefusal, type Api } from './api.js';
import type { Heard, PlannedVisit } from './evidence.js';
import { personAt, personOf, PHRASE } from './office.js';
import type { Provider } from './provider/provider.js';
import type { PractitionerWord, Schedule, TextPlan, VisitPlan } from './schedule.js';

/** What they write on their phones. */
const WRITTEN: Readonly<Record<PractitionerWord, string>> = {
  ARRIVED: 'ARRIVED',
  LEFT: 'LEFT',
  'EXTEND 1': 'EXTEND 1',
  'NO ACCESS': 'NO ACCESS',
  ABANDON: 'ABANDON',
  SOS: 'SOS',
  PHRASE: `Please ${PHRASE}`,
  CHAT: 'The weather is lovely here',
};

export const wordIn = (body: string): PractitionerWord | undefined =>
  (Object.keys(WRITTEN) as PractitionerWord[]).find((word) => WRITTEN[word] === body);

/** A text that asks its reader for an answer, and the reference to answer with. */
export const asksFor = (body: string): string | undefined =>
  /Reply \d{4,5}\b/i.test(body) ? /^(?:AGAIN: )?(\d{4,5})\b/.exec(body)?.[1] : undefined;

/**
 * The people of a run. Those who plan put visits into the diary and, if that fails, try again; practitioners text what the
 * schedule says; responders answer what their phone shows, and know nothing else.
 */
export class People {
  readonly planned: PlannedVisit[] = [];
  private readonly asked = new Map<string, number>();
  private stopped = false;

  constructor(
    private readonly schedule: Schedule,
    private readonly api: Api,
    private readonly provider: () => Provider,
  ) {}

  /** Everything that they do of their own accord; resolves when the last of it is done. */
  async act(): Promise<void> {
    await Promise.all(this.schedule.visits.map((visit) => this.goOn(visit)));
  }

  stop(): void {
    this.stopped = true;
  }

  /** A phone rings. */
  hear(text: Heard): void {
    const person = personAt(text.phone);
    const reference = asksFor(text.body);
    if (!person || reference === undefined) return;
    const nth = (this.asked.get(person.id) ?? 0) + 1;
    this.asked.set(person.id, nth);
    const reply = this.schedule.replies.find((one) => one.person === person.id && one.nth === nth);
    if (!reply) return;
    const words = reply.say === 'POLICE' ? `POLICE CAD ${100 + nth}` : reply.say;
    void this.text(person.id, `${reference} ${words}`, reply.after);
  }

  private async goOn(visit: VisitPlan): Promise<void> {
    await pause(visit.at);
    const at = await this.plan(visit);
    if (at === null) return;
    const texts = this.schedule.texts.filter((text) => text.visit === visit.id);
    await Promise.all(
      texts.map((text: TextPlan) => this.text(text.from, WRITTEN[text.say], at + text.after - Date.now())),
    );
  }

  private async text(from: string, body: string, wait: number): Promise<void> {
    await pause(Math.max(0, wait));
    if (!this.stopped) this.provider().textFrom(personOf(from).mobile, body);
  }

  /** When the visit was taken into the diary; null when it never could be. */
  private async plan(visit: VisitPlan): Promise<number | null> {
    const purpose = `chaos visit ${visit.id}`;
    for (let tries = 0; !this.stopped; tries += 1) {
      let end = Infinity;
      try {
        // After a failure nobody knows whether it was taken: a person would look into the diary.
        if (tries > 0) {
          const [known] = (await this.api.all<{ id: string; purpose: string }>('/visits')).filter(
            (one) => one.purpose === purpose,
          );
          if (known) return this.taken(visit, known.id);
        }
        const start = Date.now() + visit.startsIn;
        end = start + visit.lasts;
        const { id } = await this.api.call<{ id: string }>('POST', '/visits', {
          attendees: visit.attendees,
          kind: visit.attendees.length > 1 ? 'in_pairs' : 'alone',
          purpose,
          plannedStart: new Date(start).toISOString(),
          plannedEnd: new Date(end).toISOString(),
          personVisited: {
            reference: `X${visit.id}`,
            name: 'Example Name',
            address: { lines: ['1 Example Street'], postcode: 'ZZ1 1ZZ' },
            riskOfSeriousHarm: 'low',
          },
        });
        return this.taken(visit, id);
      } catch (error) {
        // A plan whose time had passed before anybody looked at it is made afresh.
        if (error instanceof ApiRefusal && error.status < 500 && Date.now() < end) throw error;
        await pause(250);
      }
    }
    return null;
  }

  private taken(visit: VisitPlan, id: string): number {
    const at = Date.now();
    this.planned.push({ plan: visit.id, id, at });
    return at;
  }
}
