import { Controller, Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Metrics } from '../../adapters/metrics/metrics.js';

/** For Prometheus (P12). No personal data is in it; docs/operations.md says how to fence it all the same. */
@Controller()
export class MetricsController {
  constructor(private readonly metrics: Metrics) {}

  @Get('metrics')
  async all(@Res() reply: FastifyReply): Promise<void> {
    const text = await this.metrics.text();
    await reply.type(Metrics.TYPE).header('cache-control', 'no-store').send(text);
  }
}
