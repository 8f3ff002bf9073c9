import { Module, type DynamicModule } from '@nestjs/common';
import { HealthController } from './api/health/health.controller.js';
import { MetricsController } from './api/metrics/metrics.controller.js';
import type { Settings } from './config/settings.js';
import { CoreModule, type Overrides } from './core.module.js';

/** A process that only makes the rounds: the core, and the doors for whoever watches it. */
@Module({})
export class WorkerModule {
  static register(settings: Settings, databaseUrl: string, overrides: Overrides = {}): DynamicModule {
    return {
      module: WorkerModule,
      imports: [CoreModule.register(settings, databaseUrl, overrides)],
      controllers: [HealthController, MetricsController],
    };
  }
}
