import { Body, Controller, NotFoundException, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { typedOf } from '../form/typed.js';
import { From, Needs, Page, type Standpoint } from '../guard.js';
import { DemonstrationSignIn } from './demonstration.js';
import { Doorway } from './doorway.js';
import { ownPath } from './own-path.js';

/** Acting as another person, where nothing is real. */
@Controller('demonstration')
@Page()
export class DemonstrationController {
  constructor(
    private readonly signIn: DemonstrationSignIn,
    private readonly doorway: Doorway,
  ) {}

  @Post('sign-in')
  @Needs('nothing')
  async actAs(@From() { directory }: Standpoint, @Body() body: unknown, @Res() reply: FastifyReply): Promise<void> {
    const typed = typedOf(body);
    const person = directory.person(typed['person'] ?? '');
    if (!(await this.doorway.believesAnybody()) || !person)
      throw new NotFoundException('There is nobody of this name in the office.');
    this.signIn.signIn(reply, person);
    await reply.redirect(ownPath(typed['back']), 303);
  }
}
