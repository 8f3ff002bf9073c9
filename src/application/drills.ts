import { randomUUID } from 'node:crypto';
import { decide } from '../domain/decide.js';
import { compareSteps, type StepComparison } from '../domain/drill/compare.js';
import { newDrill, realVisitOf, type DrillKind, type DrillOutcome } from '../domain/drill/drill.js';
import { stepTimes } from '../domain/drill/step-times.js';
import type { Person } from '../domain/organisation/organisation.js';
import type { ChainedEntry } from '../domain/record/chain.js';
import type { Instant } from '../domain/time/instant.js';
import { localParts, showDayTime } from '../domain/time/local.js';
import { openIncident } from '../domain/visit/visit.js';
import type { DrillQuery, DrillReader, DrillView } from './ports/drills.js';
import type { Ledger, Page } from './ports/ledger.js';
import type { PageOf, Reader } from './ports/reader.js';
import { Refusal } from './refusal.js';
import { circumstancesOf, type Surroundings } from './surroundings.js';

export interface DrillRequest {
  readonly unit: string;
  /** Null: someone of the unit who is not out. */
  readonly practitioner: string | null;
  readonly kind: DrillKind;
  /** A person's id, or "api". */
  readonly by: string;
}

export interface ComparedDrill {
  readonly drill: DrillView;
  readonly comparison: StepComparison[];
}

/** With so many earlier drills one is compared, the newest of them. */
const COMPARED_WITH = 50;

/** The chain run for practice: begin a drill, look at drills and at how long their steps took. */
export class Drills {
  constructor(
    private readonly ledger: Ledger,
    private readonly surroundings: Surroundings,
    private readonly drills: DrillReader,
    private readonly reader: Reader,
  ) {}

  /** Begins at once. Refused while something real is going on there: practice never competes with an alarm. */
  start(request: DrillRequest): Promise<{ id: string; warnings: string[] }> {
    return this.ledger.transaction(async (page) => {
      mustMakeSense(page, request);
      await page.drills.alone();
      await this.mustBeQuiet(page, request, []);
      const person = await this.practitionerOf(page, request);
      const policy = this.surroundings.policyInForce;
      const plan = { id: randomUUID(), reference: await page.freshVisitReference(), unit: request.unit };
      const visit = newDrill(plan, person.id, policy, page.now);
      const [reference = ''] = await page.freshIncidentReferences(1);
      const now = await circumstancesOf(page, visit, this.surroundings, reference);
      const decision = decide(visit, { kind: 'drill_started', by: request.by, as: request.kind }, now);
      const incident = openIncident(decision.visit);
      if (!incident) throw new Error('A drill opened no incident.');
      await this.mustBeQuiet(
        page,
        request,
        incident.alerted.map((one) => one.person),
      );
      await page.addVisit(visit, { purpose: 'Exercise', personVisited: null });
      await page.write([decision]);
      const id = randomUUID();
      await page.drills.add({
        id,
        unit: request.unit,
        kind: request.kind,
        visitId: visit.id,
        incidentId: incident.id,
        startedAt: page.now,
        startedBy: request.by,
      });
      return { id, warnings: this.warnings(page, person) };
    });
  }

  /** Ends a drill that runs. False when it was over already. */
  stop(drill: Pick<DrillView, 'visitId'>, by: string): Promise<boolean> {
    return this.ledger.transaction(async (page) => {
      const [visit] = await page.lockVisits([drill.visitId]);
      if (!visit?.drill || !openIncident(visit)) return false;
      await page.write([
        decide(visit, { kind: 'drill_stopped', by }, await circumstancesOf(page, visit, this.surroundings, '')),
      ]);
      return true;
    });
  }

  /** The newest first. Of one that runs, what has happened so far. */
  async page(query: DrillQuery): Promise<PageOf<DrillView>> {
    const page = await this.drills.page(query);
    return { ...page, items: await Promise.all(page.items.map((view) => this.asItStands(view))) };
  }

  async find(id: string): Promise<ComparedDrill> {
    const view = await this.drills.find(id);
    if (!view) throw new Refusal('not_found', 'There is no drill with this id.');
    return this.compared(await this.asItStands(view));
  }

  /** Beside earlier ones of its unit and kind. */
  async compared(drill: DrillView): Promise<ComparedDrill> {
    const before = await this.drills.before(drill, COMPARED_WITH);
    return {
      drill,
      comparison: compareSteps(
        drill.steps,
        before.map(({ steps }) => steps),
      ),
    };
  }

  private async asItStands(view: DrillView): Promise<DrillView> {
    if (view.endedAt !== null) return view;
    const entries = await this.reader.entriesOfVisit(view.visitId);
    const ended = endOf(entries);
    return { ...view, steps: stepTimes(entries), endedAt: ended?.at ?? null, outcome: ended?.outcome ?? null };
  }

  private async mustBeQuiet(page: Page, { unit, by }: DrillRequest, people: readonly string[]): Promise<void> {
    const real = await page.drills.openIncident('real', unit, people);
    // It may be an alert code: whoever it is about learns nothing of it by asking for a drill (P8).
    if (real?.about.includes(by)) throw new Refusal('conflict', NOBODY_FREE);
    if (real)
      throw new Refusal(
        'conflict',
        `A real incident, ${real.reference}, is open in this unit or with these people: practise when it is over.`,
      );
    const drill = await page.drills.openIncident('drill', unit, people);
    if (drill)
      throw new Refusal('conflict', `Another drill, ${drill.reference}, is running in this unit or with these people.`);
  }

  private async practitionerOf(page: Page, { unit, practitioner }: DrillRequest): Promise<Person> {
    const { people } = page.directory.organisation;
    const candidates = people.filter((person) =>
      practitioner === null
        ? person.unit === unit &&
          person.roles.includes('practitioner') &&
          whyUntold(page, person) === null &&
          !page.directory.isAbsent(person.id, page.now)
        : person.id === practitioner,
    );
    if (practitioner !== null) {
      const [person] = candidates;
      const untold = person && whyUntold(page, person);
      if (person && untold)
        throw new Refusal('conflict', `${person.name} ${untold}: they could not be told that it is a drill.`);
    }
    const ids = new Set<string>();
    for (const { id } of candidates) for (const visit of await page.visitIdsOf(id, page.now)) ids.add(visit);
    // All in one go: one after the other, somebody could wait for us and we for them.
    const visits = await page.lockVisits([...ids]);
    const free = candidates.find(({ id }) => !realVisitOf(visits, id, page.now));
    if (free) return free;
    const visit = practitioner === null ? undefined : realVisitOf(visits, practitioner, page.now);
    throw new Refusal(
      'conflict',
      visit
        ? `${page.directory.person(practitioner ?? '')?.name} is on visit ${visit.reference}, which is watched: ask somebody else.`
        : NOBODY_FREE,
    );
  }

  /** The office's hours are in no setting: weekdays from eight to six. */
  private warnings(page: Page, person: Person): string[] {
    const { zone } = this.surroundings;
    const { weekday, hour } = localParts(page.now, zone);
    const inHours = weekday !== 'sat' && weekday !== 'sun' && hour >= 8 && hour < 18;
    return [
      ...(inHours
        ? []
        : [`It is ${showDayTime(page.now, zone)}, out of office hours: everybody who is asked is disturbed at home.`]),
      ...(page.directory.isAbsent(person.id, page.now) ? [`${person.name} is entered as absent.`] : []),
    ];
  }
}

const NOBODY_FREE = 'Nobody of this unit can be in a drill now: everyone is out, absent or without a phone.';

function mustMakeSense(page: Page, { unit, practitioner, by }: DrillRequest): void {
  const { directory } = page;
  const fault = (field: string, message: string, mend: string): never => {
    throw new Refusal('invalid', 'The drill was not begun.', [{ field, message, mend }]);
  };
  if (!directory.unit(unit))
    fault('unit', 'is no unit of the organisation', 'give the id of a team with practitioners');
  if (by !== 'api' && !directory.person(by))
    fault('by', `"${by}" is nobody in the organisation`, 'give the id of the person who runs the drill');
  if (practitioner === null) return;
  const person = directory.person(practitioner);
  if (!person)
    return fault('practitioner', `"${practitioner}" is nobody in the organisation`, 'give the id of a person');
  if (person.unit !== unit)
    fault('practitioner', 'is of another unit', 'name their unit, or somebody of this one: the chain is the unit’s');
}

/** Nobody is drilled who does not know it: they could take it for real, or be rung about it unprepared. */
function whyUntold(page: Page, { mobile }: Person): string | null {
  if (!mobile) return 'has no mobile number';
  return page.optedOut.has(mobile) ? 'has a phone that has opted out of texts' : null;
}

/** When and how a drill ended, as its record has it; null while it runs. */
export function endOf(entries: readonly ChainedEntry[]): { at: Instant; outcome: DrillOutcome } | null {
  const ended = entries.find(({ kind }) => kind === 'drill_ended');
  return ended ? { at: ended.at, outcome: ended.data['outcome'] as DrillOutcome } : null;
}
