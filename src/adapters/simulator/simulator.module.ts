import { Module, type DynamicModule, type ModuleMetadata, type Provider } from '@nestjs/common';
import { AccountGuard } from './account.guard.js';
import { Answers } from './answers.js';
import { PhonesPage } from './phones-page.js';
import { PhonesController } from './phones.controller.js';
import { SimulatorController } from './simulator.controller.js';
import { Simulator } from './simulator.js';
import { TwilioApiController } from './twilio-api.controller.js';
import { Webhooks } from './webhooks.js';

/**
 * The phone simulator, mounted only where Twilio's settings are absent: whoever reaches it may text as anybody.
 * `providers` give SIMULATOR_SETTINGS, PHONE_NAMES and, if the phones of the office are to be seen from the start,
 * KNOWN_PHONES; the DataSource is global or comes with `imports`.
 */
@Module({})
export class SimulatorModule {
  static register(options: { imports?: ModuleMetadata['imports']; providers: Provider[] }): DynamicModule {
    return {
      module: SimulatorModule,
      imports: options.imports ?? [],
      controllers: [TwilioApiController, SimulatorController, PhonesController],
      providers: [...options.providers, Simulator, Webhooks, Answers, PhonesPage, AccountGuard],
      exports: [Simulator],
    };
  }
}
