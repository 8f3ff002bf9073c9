import { Body, Controller, Get, Param, Post, Query, Res, UseFilters, UseGuards } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { AccountGuard } from './account.guard.js';
import { Answers } from './answers.js';
import { accountResource } from './message-resource.js';
import { Simulator } from './simulator.js';
import { TwilioErrorFilter } from './twilio-error.filter.js';

/** The part of Twilio's API that a service which texts needs ("Message resource", "Account resource"). */
@Controller('2010-04-01/Accounts')
@UseGuards(AccountGuard)
@UseFilters(TwilioErrorFilter)
export class TwilioApiController {
  constructor(
    private readonly simulator: Simulator,
    private readonly answers: Answers,
  ) {}

  @Post(':account/Messages.json')
  async send(@Body() form: Record<string, unknown> | undefined, @Res() reply: FastifyReply): Promise<void> {
    this.answers.give(reply, await this.simulator.send(form ?? {}));
  }

  @Get(':account/Messages.json')
  list(@Query() query: Record<string, unknown>) {
    return this.simulator.list(query);
  }

  @Get(':account/Messages/:message.json')
  fetch(@Param('message') sid: string) {
    return this.simulator.fetch(sid);
  }

  @Get(':account.json')
  account() {
    return accountResource();
  }
}
