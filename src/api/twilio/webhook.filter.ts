import { Catch, HttpException, Inject, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { LOG } from '../../core.module.js';
import { problem, PROBLEM_TYPE } from '../door/problem.js';
import { routeOf } from '../door/route-of.js';

/** Twilio tries again at a 5xx, where it is told to: whatever goes wrong on our side must look like one (P1). */
@Catch()
export class WebhookFilter implements ExceptionFilter {
  constructor(@Inject(LOG) private readonly log: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const [path = ''] = request.url.split('?');
    const status = error instanceof HttpException ? error.getStatus() : 503;
    if (status === 403) return void reply.status(403).send();
    const detail = error instanceof HttpException ? error.message : 'It could not be kept: try again.';
    if (status === 503)
      this.log.error(
        { route: routeOf(request), error: error instanceof Error ? error.stack : String(error) },
        'A webhook could not be taken',
      );
    void reply
      .status(status)
      .type(PROBLEM_TYPE)
      .send(JSON.stringify(problem(status, detail, path)));
  }
}
