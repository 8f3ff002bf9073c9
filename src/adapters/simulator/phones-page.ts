import { Inject, Injectable, Optional } from '@nestjs/common';
import { conversationView } from './conversation-view.js';
import { SIMULATOR_NUMBER } from './credentials.js';
import { FAULT_KINDS } from './fault-kinds.js';
import type { InvalidRequest } from './invalid-request.js';
import {
  KNOWN_PHONES,
  PHONE_NAMES,
  SIMULATOR_SETTINGS,
  type KnownPhones,
  type PhoneNames,
  type SimulatorSettings,
} from './simulator-settings.js';
import { Simulator } from './simulator.js';

/** A form that was refused: what was typed stays, beside what is wrong with it. */
export interface RefusedForm {
  readonly form: 'text' | 'fault';
  readonly fault: InvalidRequest;
  readonly typed: Readonly<Record<string, unknown>>;
}

/** All that the page of phones shows. */
@Injectable()
export class PhonesPage {
  constructor(
    private readonly simulator: Simulator,
    @Inject(SIMULATOR_SETTINGS) private readonly settings: SimulatorSettings,
    @Inject(PHONE_NAMES) private readonly nameOf: PhoneNames,
    @Optional() @Inject(KNOWN_PHONES) private readonly knownPhones?: KnownPhones,
  ) {}

  async data(refused: RefusedForm | null = null) {
    const withTexts = await this.simulator.phones();
    const seen = new Set(withTexts.map(({ number }) => number));
    const silent = [...new Set((await this.knownPhones?.()) ?? [])]
      .filter((number) => !seen.has(number))
      .map((number) => ({ number, optedOut: false, messages: [] }));
    const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium', timeZone: this.settings.timeZone });
    return {
      serviceNumber: SIMULATOR_NUMBER,
      phones: [...withTexts, ...silent].map((conversation) => {
        const view = conversationView(conversation, this.nameOf);
        return {
          ...view,
          id: `phone-${view.number.replace(/\D/g, '')}`,
          messages: view.messages.map((message) => ({ ...message, time: clock.format(new Date(message.at)) })),
        };
      }),
      faults: (await this.simulator.faults()).map((fault) => ({ ...fault, says: FAULT_KINDS[fault.kind].says })),
      faultKinds: Object.entries(FAULT_KINDS).map(([kind, { says }]) => ({ kind, says })),
      refused: refused && {
        form: refused.form,
        field: refused.fault.field,
        message: refused.fault.message,
        typed: refused.typed,
      },
    };
  }
}
