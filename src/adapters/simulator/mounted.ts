import type { DynamicModule } from '@nestjs/common';
import type { Settings } from '../../config/settings.js';
import { PostgresOrganisations } from '../postgres/organisations.js';
import { KNOWN_PHONES, PHONE_NAMES, SIMULATOR_SETTINGS } from './simulator-settings.js';
import { SimulatorModule } from './simulator.module.js';

/** The simulator with the office's people behind its numbers. */
export class PhoneSimulator {
  static register(settings: Settings): DynamicModule {
    return SimulatorModule.register({
      providers: [
        { provide: SIMULATOR_SETTINGS, useValue: settings },
        {
          provide: PHONE_NAMES,
          useFactory: (organisations: PostgresOrganisations) => (number: string) =>
            organisations.lastKnown?.personByMobile(number)?.name,
          inject: [PostgresOrganisations],
        },
        {
          provide: KNOWN_PHONES,
          useFactory: (organisations: PostgresOrganisations) => async () =>
            (await organisations.directory()).organisation.people.flatMap(({ mobile }) => mobile ?? []),
          inject: [PostgresOrganisations],
        },
      ],
    });
  }
}
