import { Body, Controller, NotFoundException, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { typedOf } from './form/typed.js';
import { DemonstrationSignIn } from './sign-in.js';
import { From, Needs, Page, type Standpoint } from './guard.js';

/** Acting as another person, where nothing is real. */
@Controller('demonstration')
@Page()
export class SignInController {
  constructor(private readonly signIn: DemonstrationSignIn) {}

  @Post('sign-in')
  @Needs('nothing')
  async actAs(@From() { directory }: Standpoint, @Body() body: unknown, @Res() reply: FastifyReply): Promise<void> {
    const typed = typedOf(body);
    const person = directory.person(typed['person'] ?? '');
    if (!this.signIn.stands || !person) throw new NotFoundException('There is nobody of this name in the office.');
    this.signIn.signIn(reply, person);
    await reply.redirect(ownPath(typed['back']), 303);
  }
}

/** Back to the page one came from, and to nowhere else. */
const ownPath = (path = '/'): string => (/^\/(?![/\\])[\w/?&=%.-]*$/.test(path) ? path : '/');
