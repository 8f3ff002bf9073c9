import { Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { BUILD } from '../config/build.js';
import { API_CONTROLLERS } from './controllers.js';
import { MediaTypes } from './door/media-types.js';
import { ProblemFilter } from './door/problem.filter.js';
import { HealthController } from './health/health.controller.js';
import { MetricsController } from './metrics/metrics.controller.js';
import { DocsController } from './openapi/docs.controller.js';
import { openApiDocument } from './openapi/document.js';
import { OPENAPI_DOCUMENT } from './openapi/openapi-document.js';
import { StatusController } from './twilio/status.controller.js';
import { TextsController } from './twilio/texts.controller.js';

/** The doors for machines: Twilio's webhooks, the REST API and its description, and the health of the service. */
@Module({
  controllers: [
    TextsController,
    StatusController,
    ...API_CONTROLLERS,
    DocsController,
    HealthController,
    MetricsController,
  ],
  providers: [
    MediaTypes,
    { provide: APP_FILTER, useClass: ProblemFilter },
    { provide: OPENAPI_DOCUMENT, useValue: () => openApiDocument(API_CONTROLLERS, BUILD.version) },
  ],
})
export class ApiModule {}
