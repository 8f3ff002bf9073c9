import { Body, Controller, HttpCode, NotFoundException, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Calendars } from '../../../application/calendars.js';
import { diaryIn } from '../../calendar/feeds-page.js';
import { typedOf } from '../../form/typed.js';
import { Words } from '../../frame/word.js';
import { From, Needs, Page, type Standpoint } from '../../guard.js';
import { hrefOfPerson, mayIn, personHere, refuseUnless } from '../reach.js';

const ALL = 'all';

/** Calendars of somebody whose phone is lost, or who should see no visits any more, are stopped by whoever manages their account. */
@Controller('office/people/:id/feeds')
@Page()
export class PersonFeedsController {
  constructor(
    private readonly calendars: Calendars,
    private readonly words: Words,
  ) {}

  @Post('stop')
  @HttpCode(200)
  @Needs('manage_accounts')
  async stop(
    @From() from: Standpoint,
    @Param('id') id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const person = personHere(from, id);
    refuseUnless(mayIn(from, 'manage_accounts', person.unit), 'stop calendar feeds');
    let stopped = 0;
    for (const unit of await this.asked(id, typedOf(body)['diary'] ?? ''))
      if (await this.calendars.stop({ person: id, unit }, from.directory, from.visitor.person)) stopped += 1;
    this.words.leave(
      reply,
      stopped > 0
        ? {
            title: stopped === 1 ? 'The calendar feed is stopped' : `${stopped} calendar feeds are stopped`,
            text: 'Nothing new is shown at that address from now on. What a calendar fetched before may still be in it. Somebody who can sign in may make another.',
          }
        : { title: 'It had stopped before', text: 'There was no such feed any more. Nothing was changed.' },
    );
    await reply.redirect(hrefOfPerson(id), 303);
  }

  private async asked(person: string, diary: string): Promise<readonly (string | null)[]> {
    if (diary === ALL) return (await this.calendars.of(person)).map(({ unit }) => unit);
    const unit = diaryIn(diary);
    if (unit === undefined) throw new NotFoundException('There is no such calendar.');
    return [unit];
  }
}
