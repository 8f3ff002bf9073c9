import { Body, Controller, HttpCode, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ChangedMeanwhile, OfficeDesk } from '../../../application/office-desk.js';
import { Refusal } from '../../../application/refusal.js';
import type { Absence } from '../../../domain/organisation/organisation.js';
import { iso, SECOND } from '../../../domain/time/instant.js';
import { Words, type Word } from '../../frame/word.js';
import { typedOf } from '../../form/typed.js';
import { askerOf, From, Needs, Page, type Standpoint } from '../../guard.js';
import { hrefOfPerson, mayIn, personHere, refuseUnless } from '../reach.js';

/** An absence that was entered: ended when somebody is back early, cancelled when they do not go. */
@Controller('office/people/:id/absences/:absence')
@Page()
export class AbsencesPageController {
  constructor(
    private readonly desk: OfficeDesk,
    private readonly words: Words,
  ) {}

  @Post('end')
  @HttpCode(200)
  @Needs('change_rota')
  async end(
    @From() from: Standpoint,
    @Param('id') id: string,
    @Param('absence') absenceId: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const absence = this.find(from, id, absenceId);
    if (absence.to <= from.at || absence.from > from.at) throw new Refusal('conflict', 'They are not away now.');
    const version = typedOf(body)['version'] ?? '';
    const { person, reason } = absence;
    // To the second, and never of no length.
    const to = Math.max(Math.floor(from.at / SECOND) * SECOND, absence.from + SECOND);
    const ended = { person, from: iso(absence.from), to: iso(to), ...(reason && { reason }) };
    await this.done(id, reply, this.desk.change('absences', absenceId, version, ended, askerOf(from)), {
      title: 'The absence is ended',
      text: 'From now on they are asked again.',
    });
  }

  @Post('cancel')
  @HttpCode(200)
  @Needs('change_rota')
  async cancel(
    @From() from: Standpoint,
    @Param('id') id: string,
    @Param('absence') absenceId: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    this.find(from, id, absenceId);
    const removed = this.desk.remove('absences', absenceId, typedOf(body)['version'] ?? '', askerOf(from));
    await this.done(id, reply, removed, {
      title: 'The absence is cancelled',
      text: 'The record keeps that it was entered.',
    });
  }

  private async done(id: string, reply: FastifyReply, change: Promise<unknown>, word: Word): Promise<void> {
    await change.catch((error: unknown) => {
      throw error instanceof ChangedMeanwhile ? new Refusal('conflict', MEANWHILE) : error;
    });
    this.words.leave(reply, word);
    await reply.redirect(`${hrefOfPerson(id)}#absences`, 303);
  }

  private find(from: Standpoint, id: string, absenceId: string): Absence {
    const person = personHere(from, id);
    refuseUnless(mayIn(from, 'change_rota', person.unit), 'change absences');
    const absence = from.directory.organisation.absences.find((one) => one.id === absenceId && one.person === id);
    if (!absence) throw new Refusal('not_found', 'There is no such absence any more.');
    return absence;
  }
}

const MEANWHILE =
  'Somebody changed this absence while you had it open. Nothing of yours was saved: open the page again to see what is there now.';
