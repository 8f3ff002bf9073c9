import type { DynamicModule } from '@nestjs/common';
import type { Settings } from '../../config/settings.js';
import { PostgresOrganisations } from '../postgres/organisations.js';
import { KNOWN_PHONES, PHONE_NAMES, SIMULATOR_SETTINGS } from './simulator-settings.js';
import { SimulatorModule } from './simulator.module.js';

/** The simulator with the office's people behind its numbers. */
export class PhoneSimulator {
  static register(settings: Settings): DynamicModule {
    const names = new Map<string, string>();
    return SimulatorModule.register({
      providers: [
        { provide: SIMULATOR_SETTINGS, useValue: settings },
        { provide: PHONE_NAMES, useValue: (number: string) => names.get(number) },
        {
          provide: KNOWN_PHONES,
          useFactory: (organisations: PostgresOrganisations) => async () => {
            const { people } = (await organisations.directory()).organisation;
            names.clear();
            for (const { mobile, name } of people) if (mobile) names.set(mobile, name);
            return [...names.keys()];
          },
          inject: [PostgresOrganisations],
        },
      ],
    });
  }
}
