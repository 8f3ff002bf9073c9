import { Body, Controller, Get, Post, Res } from '@nestjs/common';
import type {} from '@fastify/view';
import type { FastifyReply } from 'fastify';
import { InvalidRequest } from './invalid-request.js';
import { PhonesPage, type RefusedForm } from './phones-page.js';
import { Simulator } from './simulator.js';

type Form = Readonly<Record<string, string | undefined>>;

/** The simulated phones as a page: post, redirect, get. */
@Controller('phones')
export class PhonesController {
  constructor(
    private readonly simulator: Simulator,
    private readonly page: PhonesPage,
  ) {}

  @Get()
  async show(@Res() reply: FastifyReply): Promise<void> {
    await reply.view('phones.njk', await this.page.data());
  }

  @Post('texts')
  async text(@Body() form: Form | undefined, @Res() reply: FastifyReply): Promise<void> {
    await this.act('text', form, reply, async () => {
      const { from } = await this.simulator.textFrom(form?.['from'], form?.['body']);
      return `/phones#phone-${from.slice(1)}`;
    });
  }

  @Post('faults')
  async addFault(@Body() form: Form | undefined, @Res() reply: FastifyReply): Promise<void> {
    await this.act('fault', form, reply, async () => {
      // An empty count on the page is "until removed"; left out of JSON it is once.
      await this.simulator.addFault({ ...form, count: form?.['count'] || null });
      return '/phones#faults';
    });
  }

  @Post('faults/remove')
  async removeFault(@Body() form: Form | undefined, @Res() reply: FastifyReply): Promise<void> {
    await this.act('fault', form, reply, async () => {
      await this.simulator.removeFault(form?.['id']);
      return '/phones#faults';
    });
  }

  private async act(
    name: RefusedForm['form'],
    form: Form | undefined,
    reply: FastifyReply,
    action: () => Promise<string>,
  ): Promise<void> {
    try {
      await reply.redirect(await action(), 303);
    } catch (error) {
      if (!(error instanceof InvalidRequest)) throw error;
      const data = await this.page.data({ form: name, fault: error, typed: form ?? {} });
      await reply.status(400).view('phones.njk', data);
    }
  }
}
