import { Module, type DynamicModule } from '@nestjs/common';
import { ApiModule } from './api/api.module.js';
import { CoreModule, type Overrides } from './core.module.js';
import type { Settings } from './config/settings.js';
import { PhoneSimulator } from './adapters/simulator/mounted.js';
import { CalendarsModule } from './calendars.module.js';
import { SignInModule } from './sign-in.module.js';
import { WebModule } from './web/web.module.js';

/** The map of modules: the core, the doors for machines, the doors for people, and the simulator where Twilio is not set. */
@Module({})
export class AppModule {
  static register(settings: Settings, databaseUrl: string, overrides: Overrides = {}): DynamicModule {
    return {
      module: AppModule,
      imports: [
        CoreModule.register(settings, databaseUrl, overrides),
        ApiModule,
        SignInModule.register(settings),
        CalendarsModule.register(settings),
        WebModule,
        ...(settings.twilio ? [] : [PhoneSimulator.register(settings)]),
      ],
    };
  }
}
