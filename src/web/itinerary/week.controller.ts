import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { READER, type Reader } from '../../application/ports/reader.js';
import { Viewings } from '../../application/viewings.js';
import { isoWeek, plusDays, startOfWeek, weekNamed } from '../../domain/time/week.js';
import { Words } from '../frame/word.js';
import { typedOf, type Typed } from '../form/typed.js';
import { From, Needs, Page, type Standpoint } from '../guard.js';
import { staffOf, unitsOf } from './choices.js';
import { weekOf } from './week.js';
import { recordLook, visitsOf, whoseOf } from './whose.js';

/** A week of the itinerary diary: a unit's, or a person's. */
@Controller('itinerary/week')
@Page()
export class WeekController {
  constructor(
    @Inject(READER) private readonly reader: Reader,
    private readonly viewings: Viewings,
    private readonly words: Words,
  ) {}

  @Get()
  @Needs('see_visits')
  async page(
    @From() from: Standpoint,
    @Query() query: Typed,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { at, zone, directory, visitor, access } = from;
    const asked = typedOf(query);
    const start = weekNamed(asked['week'] ?? asked['date'] ?? '', zone) ?? startOfWeek(at, zone);
    const whose = whoseOf(asked, from);
    const { visits, cut } = await visitsOf(this.reader, whose, from, { start, end: plusDays(start, 7, zone) });
    await recordLook(this.viewings, visits, from, `week ${isoWeek(start, zone)}`);
    await reply.view('week.njk', {
      // How many each has, and who has none, is not known where there are more.
      week: weekOf(visits, cut ? [] : whose.people, { start, at, zone, directory, person: visitor.person }),
      cut,
      whose,
      mayPlan: access.has('plan_visits'),
      units: unitsOf(from),
      staff: staffOf(from),
      word: this.words.take(request, reply),
    });
  }
}
