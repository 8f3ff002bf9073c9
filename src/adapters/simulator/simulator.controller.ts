import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, UseFilters } from '@nestjs/common';
import { conversationView } from './conversation-view.js';
import { FAULT_KINDS } from './fault-kinds.js';
import { InvalidRequestFilter } from './invalid-request.filter.js';
import { PHONE_NAMES, type PhoneNames } from './simulator-settings.js';
import { Simulator } from './simulator.js';

/** The simulation for machines: text as anybody, read every phone, make things go wrong. */
@Controller('simulator')
@UseFilters(InvalidRequestFilter)
export class SimulatorController {
  constructor(
    private readonly simulator: Simulator,
    @Inject(PHONE_NAMES) private readonly nameOf: PhoneNames,
  ) {}

  @Post('texts')
  async text(@Body() body: { from?: unknown; body?: unknown } | undefined) {
    return this.simulator.textFrom(body?.from, body?.body);
  }

  @Get('phones')
  async phones() {
    return (await this.simulator.phones()).map((conversation) => conversationView(conversation, this.nameOf));
  }

  @Get('phones/:number')
  async phone(@Param('number') number: string) {
    return conversationView(await this.simulator.phone(number), this.nameOf);
  }

  @Get('faults')
  async faults() {
    return { faults: await this.simulator.faults(), kinds: FAULT_KINDS };
  }

  @Post('faults')
  async addFault(@Body() body: unknown) {
    return this.simulator.addFault(body);
  }

  @Delete('faults')
  @HttpCode(204)
  async removeFaults(): Promise<void> {
    await this.simulator.removeFaults();
  }

  @Delete('faults/:id')
  @HttpCode(204)
  async removeFault(@Param('id') id: string): Promise<void> {
    await this.simulator.removeFault(id);
  }
}
