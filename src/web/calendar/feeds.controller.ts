import { Body, Controller, Get, HttpCode, NotFoundException, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Calendars, isInReach } from '../../application/calendars.js';
import type { FeedKey } from '../../application/ports/calendar-feeds.js';
import { byField, errorList } from '../form/errors.js';
import { typedOf, type FieldError } from '../form/typed.js';
import { Words, type Word } from '../frame/word.js';
import { From, Needs, Page, type Standpoint } from '../guard.js';
import { diariesOf, diaryIn, feedRow, nameOfDiary } from './feeds-page.js';

/** The addresses by which one's own calendar program shows the itinerary: what there are, a new one, none any more. */
@Controller('itinerary/feeds')
@Page()
export class FeedsController {
  constructor(
    private readonly calendars: Calendars,
    private readonly words: Words,
  ) {}

  @Get()
  @Needs('see_visits')
  async page(@From() from: Standpoint, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.show(from, reply, { word: this.words.take(request, reply) });
  }

  /** Shows the address, this once. */
  @Post()
  @HttpCode(200)
  @Needs('see_visits')
  async make(@From() from: Standpoint, @Body() body: unknown, @Res() reply: FastifyReply): Promise<void> {
    const unit = diaryIn(typedOf(body)['diary'] ?? '');
    const person = personOf(from);
    // Of a unit that is not theirs to see it is not even said that there is one.
    if (unit === undefined || !isInReach({ unit }, from.access, from.directory))
      return this.show(from, reply, { errors: [{ field: 'diary', text: 'Choose whose visits the calendar shows' }] });
    const address = await this.calendars.make({ person, unit }, from.directory);
    await reply.view('feed-made.njk', { address, name: nameOfDiary(unit, from) });
  }

  @Post('stop')
  @HttpCode(200)
  @Needs('see_visits')
  async stop(@From() from: Standpoint, @Body() body: unknown, @Res() reply: FastifyReply): Promise<void> {
    const unit = diaryIn(typedOf(body)['diary'] ?? '');
    if (unit === undefined) throw new NotFoundException('There is no such calendar.');
    const key: FeedKey = { person: personOf(from), unit };
    const stopped = await this.calendars.stop(key, from.directory);
    this.words.leave(reply, {
      title: stopped ? 'The address is stopped' : 'It had stopped before',
      text: stopped
        ? 'Calendars that use it show nothing new from now on. Take it out of them: what they fetched before may still be in them.'
        : 'There was no such address any more. Nothing was changed.',
    });
    await reply.redirect('/itinerary/feeds', 303);
  }

  private async show(
    from: Standpoint,
    reply: FastifyReply,
    { word = null, errors = [] }: { readonly word?: Word | null; readonly errors?: readonly FieldError[] },
  ): Promise<void> {
    const feeds = await this.calendars.of(from.visitor.person);
    await reply.status(errors.length > 0 ? 422 : 200).view('feeds.njk', {
      rows: feeds.map((feed) => feedRow(feed, from)),
      diaries: diariesOf(from),
      word,
      errors: byField(errors),
      errorList: errorList(errors),
    });
  }
}

/** In an office that is still empty a demonstration is nobody's. */
function personOf({ visitor, directory }: Standpoint): string {
  const person = directory.person(visitor.person);
  if (!person) throw new NotFoundException('There is nobody in the office yet whose calendar it could be.');
  return person.id;
}
