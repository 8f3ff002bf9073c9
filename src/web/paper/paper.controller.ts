import { Controller, Get, Inject, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { READER, type Reader, type VisitView } from '../../application/ports/reader.js';
import { SURROUNDINGS, type Surroundings } from '../../application/surroundings.js';
import { Viewings } from '../../application/viewings.js';
import { daysOfWeek, isoWeek, weekNamed } from '../../domain/time/week.js';
import { localDate, showDayTime } from '../../domain/time/local.js';
import { typedOf, type Typed } from '../form/typed.js';
import { From, Needs, Page, type Standpoint } from '../guard.js';
import { dayAsked } from '../itinerary/when.js';
import { visitsOf, whoseOf, type Whose } from '../itinerary/whose.js';
import { escalationWords, type EscalationWords } from './escalation-words.js';
import { paperDay } from './paper.js';
import { whomToRing } from './whom-to-ring.js';

/** The paper diary: a day or a week to print, and to go on with by hand on the day the system is down. */
@Controller('itinerary/paper')
@Page()
export class PaperController {
  private readonly escalations: readonly EscalationWords[];
  private readonly policy: string;

  constructor(
    @Inject(READER) private readonly reader: Reader,
    @Inject(SURROUNDINGS) { policyInForce }: Surroundings,
    private readonly viewings: Viewings,
  ) {
    this.escalations = escalationWords(policyInForce);
    this.policy = `${policyInForce.title} (${policyInForce.name} ${policyInForce.version})`;
  }

  @Get()
  @Needs('see_visits')
  async page(@From() from: Standpoint, @Query() query: Typed, @Res() reply: FastifyReply): Promise<void> {
    const { at, zone, directory, visitor, access } = from;
    const asked = typedOf(query);
    const monday = asked['week'] === undefined ? null : weekNamed(asked['week'], zone);
    const day = dayAsked(asked['date'] ?? asked['day'], at, zone);
    const days = monday === null ? [day] : daysOfWeek(monday, zone);
    const span = { start: days[0]?.start ?? day.start, end: days.at(-1)?.end ?? day.end };
    const whose = whoseOf(asked, from);
    const { visits, cut } = await visitsOf(this.reader, whose, from, span);
    const sheets = days.map(({ start }) =>
      paperDay(visits, { start, at, zone, directory, person: visitor.person }, access),
    );
    const title = titleOf(sheets);
    // Printing who is visited, and where, is looking at it.
    const shown = sheets.flatMap(({ rows }) => rows.filter(({ shows }) => shows).map(({ reference }) => reference));
    await this.viewings.ofCopy({ by: visitor.person }, `opened the paper diary of ${title}`, shown);
    await reply.view('paper.njk', {
      title,
      sheets,
      cut,
      whose: sayWhose(whose),
      printed: showDayTime(at, zone),
      by: visitor.name,
      back:
        monday === null
          ? `/itinerary?date=${localDate(span.start, zone)}${whose.query}`
          : `/itinerary/week?week=${isoWeek(monday, zone)}${whose.query}`,
      policy: this.policy,
      escalations: this.escalations,
      units: whomToRing(unitsOn(visits, whose), directory, access),
    });
  }
}

const titleOf = (sheets: readonly { readonly title: string }[]): string =>
  sheets.length > 1 ? `${sheets[0]?.title} to ${sheets.at(-1)?.title}` : (sheets[0]?.title ?? '');

const sayWhose = ({ unit, person }: Whose): string => person?.name ?? (unit ? `${unit.name} and below` : 'All visits');

/** Those that somebody on the paper is visiting for; without visits, those whose paper it is. */
const unitsOn = (visits: readonly VisitView[], { people }: Whose): string[] =>
  visits.length > 0 ? visits.map(({ visit }) => visit.unit) : people.map(({ unit }) => unit);
