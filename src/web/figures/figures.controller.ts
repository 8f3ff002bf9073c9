import { Controller, Get, Inject, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { csv } from '../../application/exports/csv.js';
import { FIGURES, type FiguresReader } from '../../application/ports/figures.js';
import { SURROUNDINGS, type Surroundings } from '../../application/surroundings.js';
import { plusMonths, showMonth, startOfMonth } from '../../domain/figures/months.js';
import { stepsInOrder } from '../../domain/policy/step-order.js';
import { byField, errorList } from '../form/errors.js';
import { typedOf, type Typed } from '../form/typed.js';
import { unitsInReach } from '../frame/units-in-reach.js';
import { From, Needs, Page, type Standpoint } from '../guard.js';
import { figuresTable } from './figures-csv.js';
import { readFiguresFilter, type FiguresFilter } from './figures-filter.js';
import { figuresPage, type Counted } from './figures-page.js';

/** The figures of the units in somebody's reach, by month: as pictures and tables, and as a file. */
@Controller('figures')
@Page()
export class FiguresController {
  private readonly steps: readonly string[];

  constructor(
    @Inject(FIGURES) private readonly figures: FiguresReader,
    @Inject(SURROUNDINGS) { policyInForce }: Surroundings,
  ) {
    this.steps = stepsInOrder(policyInForce);
  }

  @Get()
  @Needs('see_figures')
  async page(@From() from: Standpoint, @Query() query: Typed, @Res() reply: FastifyReply): Promise<void> {
    const typed = typedOf(query);
    const units = unitsInReach(from, 'see_figures');
    const filter = read(typed, from);
    const unit = units.find(({ id }) => id === filter.unit) ?? null;
    if (filter.errors.length > 0) reply.status(422);
    await reply.view('figures.njk', {
      ...figuresPage(await this.count(from, filter)),
      units: units.map(({ id, name }) => ({ value: id, text: name, selected: id === filter.unit })),
      unit,
      shows: `${unit?.name ?? 'Every unit'}, ${showMonth(filter.months.at(0) ?? '')} to ${showMonth(filter.months.at(-1) ?? '')}`,
      typed: { from: shown(filter.months.at(0)), to: shown(filter.months.at(-1)), ...typed },
      errors: byField(filter.errors),
      errorList: errorList(filter.errors),
      exportAt: `/figures/export.csv?${addressOf(filter)}`,
    });
  }

  @Get('export.csv')
  @Needs('see_figures')
  async export(@From() from: Standpoint, @Query() query: Typed, @Res() reply: FastifyReply): Promise<void> {
    const typed = typedOf(query);
    const filter = read(typed, from);
    if (filter.errors.length > 0) return reply.redirect(`/figures?${new URLSearchParams(typed).toString()}`, 303);
    const { columns, rows } = figuresTable(await this.count(from, filter));
    await reply
      .type('text/csv; charset=utf-8')
      .header(
        'content-disposition',
        `attachment; filename="figures-${filter.months.at(0)}-${filter.months.at(-1)}.csv"`,
      )
      .send(csv(columns, rows));
  }

  private async count({ access, visitor, directory, zone, at }: Standpoint, filter: FiguresFilter): Promise<Counted> {
    const { months, unit } = filter;
    const asked = {
      scope: access.scope('see_figures'),
      hiddenFrom: visitor.person,
      units: unit === null ? undefined : directory.unitsBelow(unit).map(({ id }) => id),
      from: startOfMonth(months.at(0) ?? '', zone),
      to: startOfMonth(plusMonths(months.at(-1) ?? '', 1), zone),
      at,
      zone,
    };
    const [tallies, incidents] = await Promise.all([this.figures.visits(asked), this.figures.incidents(asked)]);
    return { tallies, incidents, months, steps: this.steps, directory };
  }
}

const read = (typed: Typed, from: Standpoint): FiguresFilter =>
  readFiguresFilter(
    typed,
    unitsInReach(from, 'see_figures').map(({ id }) => id),
    from.at,
    from.zone,
  );

const addressOf = ({ unit, months }: FiguresFilter): string =>
  new URLSearchParams({
    ...(unit !== null && { unit }),
    from: months.at(0) ?? '',
    to: months.at(-1) ?? '',
  }).toString();

/** "2026-06" as people type it. */
const shown = (month = ''): string => month.replace(/^(\d+)-0?(\d+)$/, '$2/$1');
