import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Drills, type ComparedDrill } from '../../../application/drills.js';
import { KNOWN_PHONES, type KnownPhones } from '../../../application/ports/known-phones.js';
import { Refusal } from '../../../application/refusal.js';
import { SURROUNDINGS, type Surroundings } from '../../../application/surroundings.js';
import { DRILL_KINDS } from '../../../domain/drill/drill.js';
import { rehearseDrill } from '../../../domain/rehearsal/rehearse.js';
import { byField, errorList } from '../../form/errors.js';
import { typedOf, type FieldError, type Typed } from '../../form/typed.js';
import { counted } from '../../frame/counted.js';
import { unitsInReach } from '../../frame/units-in-reach.js';
import { Words } from '../../frame/word.js';
import { From, Needs, Page, type Standpoint } from '../../guard.js';
import { IncidentDesk } from '../../incidents/incident-desk.js';
import { isId } from '../../is-id.js';
import { nameOf } from '../../visit-words.js';
import { unitAsked } from '../unit-asked.js';
import { drillPage } from './page.js';
import { drillChoices, readDrill, type DrillAsked } from './start-form.js';
import { KIND_WORDS } from './words.js';

const PER_PAGE = 20;
const LAST_PAGE = 100_000;

/** The chain run for practice: what was practised and how long it took, and a way to begin. */
@Controller('office/drills')
@Page()
export class DrillsPageController {
  constructor(
    private readonly drills: Drills,
    private readonly desk: IncidentDesk,
    private readonly words: Words,
    @Inject(KNOWN_PHONES) private readonly phones: KnownPhones,
    @Inject(SURROUNDINGS) private readonly surroundings: Surroundings,
  ) {}

  @Get()
  @Needs('see_drills')
  async list(
    @From() from: Standpoint,
    @Query() query: Typed,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.showList(from, typedOf(query), {}, reply, this.words.take(request, reply));
  }

  /** What would happen, before anybody's phone rings. Nothing is begun by looking. */
  @Get('start')
  @Needs('run_drills')
  async confirm(@From() from: Standpoint, @Query() query: Typed, @Res() reply: FastifyReply): Promise<void> {
    const typed = typedOf(query);
    const read = readDrill(typed, choicesFor(from));
    if ('errors' in read) return this.showList(from, {}, { typed, errors: read.errors }, reply.status(422));
    await this.showConfirm(from, read.asked, reply, null);
  }

  @Post()
  @HttpCode(303)
  @Needs('run_drills')
  async start(@From() from: Standpoint, @Body() body: unknown, @Res() reply: FastifyReply): Promise<void> {
    const typed = typedOf(body);
    const read = readDrill(typed, choicesFor(from));
    if ('errors' in read) return this.showList(from, {}, { typed, errors: read.errors }, reply.status(422));
    const { unit, person, kind } = read.asked;
    let begun: { id: string; warnings: string[] };
    try {
      begun = await this.drills.start({ unit, practitioner: person, kind, by: from.visitor.person });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const why = error.faults.map(({ message, mend }) => `${message}: ${mend}`).join('; ');
      return this.showConfirm(from, read.asked, reply.status(422), why || error.message);
    }
    this.words.leave(reply, {
      title: 'The drill has begun',
      text: 'Texts are on their way. Each begins with EXERCISE.',
      warnings: begun.warnings,
    });
    await reply.redirect(`/office/drills/${begun.id}`, 303);
  }

  @Get(':id')
  @Needs('see_drills')
  async page(
    @From() from: Standpoint,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const found = await this.find(id, from);
    await reply.view('office-drill.njk', {
      drill: drillPage(found, from),
      seesIncident: await this.desk.isThereFor(found.drill.incidentId, from),
      mayStop: found.drill.endedAt === null && mayStop(found.drill, from),
      word: this.words.take(request, reply),
    });
  }

  @Post(':id/stop')
  @HttpCode(303)
  @Needs('run_drills')
  async stop(@From() from: Standpoint, @Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    const { drill } = await this.find(id, from);
    if (!mayStop(drill, from)) throw nothingHere();
    const stopped = await this.drills.stop(drill, from.visitor.person);
    this.words.leave(
      reply,
      stopped
        ? { title: 'The drill is stopped', text: 'Everybody who was asked is told that it is over.' }
        : { title: 'The drill was over already', text: 'Nothing was changed.' },
    );
    await reply.redirect(`/office/drills/${drill.id}`, 303);
  }

  private async find(id: string, { access }: Standpoint): Promise<ComparedDrill> {
    const found = isId(id) ? await this.drills.find(id) : null;
    if (!found || !access.may('see_drills', { unit: found.drill.unit, people: [] })) throw nothingHere();
    return found;
  }

  private async showList(
    from: Standpoint,
    query: Typed,
    form: { readonly typed?: Typed; readonly errors?: readonly FieldError[] },
    reply: FastifyReply,
    word: ReturnType<Words['take']> = null,
  ): Promise<void> {
    const { unit, choices, scope } = unitAsked(from, 'see_drills', query['unit']);
    const kind = DRILL_KINDS.find((one) => one === query['kind']);
    const page = Math.max(1, Math.min(Number.parseInt(query['page'] ?? '', 10) || 1, LAST_PAGE));
    const found = await this.drills.page({ units: scope.units ?? undefined, kind, page, perPage: PER_PAGE });
    const { items } = found;
    const compared = await Promise.all(items.map((drill) => this.drills.compared(drill)));
    const list = counted(found, 'drill');
    const { pages } = list;
    const at = (to: number): string =>
      `/office/drills?${new URLSearchParams({ ...(unit && { unit: unit.id }), ...(kind && { kind }), page: String(to) }).toString()}`;
    const errors = form.errors ?? [];
    const { units, people } = choicesFor(from);
    const typed = form.typed ?? { unit: unit?.id ?? '', kind: 'overdue' };
    await reply.view('office-drills.njk', {
      drills: compared.map((one) => drillPage(one, from)),
      list,
      previous: page > 1 ? at(Math.min(page - 1, pages)) : null,
      next: page < pages ? at(page + 1) : null,
      unit,
      choices,
      kind,
      kinds: DRILL_KINDS.map((value) => ({ value, text: KIND_WORDS[value], selected: value === kind })),
      mayRun: from.access.has('run_drills') && units.length > 0,
      units: units.map(({ id, name }) => ({ value: id, text: name })),
      practitioners: people.map(({ id, name, unit: of }) => ({
        value: id,
        text: `${name}, ${from.directory.unit(of)?.name ?? of}`,
      })),
      typed,
      errors: byField(errors),
      errorList: errorList(errors, 'start-'),
      word,
    });
  }

  private async showConfirm(
    from: Standpoint,
    asked: DrillAsked,
    reply: FastifyReply,
    refused: string | null,
  ): Promise<void> {
    const { at, zone, directory, visitor } = from;
    const optedOut = await this.phones.optedOut();
    const sample = asked.person ?? someoneOf(asked.unit, from);
    const happenings = rehearseDrill(
      { unit: asked.unit, person: sample, kind: asked.kind, by: visitor.person },
      at,
      this.surroundings.policyInForce,
      { directory, zone, optedOut },
    );
    const people = [
      ...new Set(
        happenings.filter(({ kind }) => kind === 'asked' || kind === 'told').map(({ person }) => person ?? ''),
      ),
    ];
    await reply.view('office-drill-start.njk', {
      asked,
      kind: KIND_WORDS[asked.kind],
      unit: directory.unit(asked.unit)?.name ?? asked.unit,
      practitioner: asked.person === null ? null : nameOf(directory, asked.person),
      asks: people.map((id) => nameOf(directory, id)),
      refused,
      errorList: refused === null ? [] : [{ text: refused, href: '#begin' }],
    });
  }
}

const mayStop = ({ unit }: { readonly unit: string }, { access }: Standpoint): boolean =>
  access.may('run_drills', { unit, people: [] });

const choicesFor = (from: Standpoint) => drillChoices(from.directory, unitsInReach(from, 'run_drills'));

/** Whose managers are named beforehand, where nobody was chosen: those of the first of the unit. */
const someoneOf = (unit: string, { directory }: Standpoint): string =>
  directory.organisation.people.find((one) => one.unit === unit && one.roles.includes('practitioner'))?.id ?? '';

const nothingHere = (): Refusal =>
  new Refusal('not_found', 'There is no drill here. It may be that the address was cut short.');
