import { Catch, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { serverError, TwilioError } from './twilio-error.js';

/** Every error of the imitated API looks like one of Twilio's, even our own faults. */
@Catch()
export class TwilioErrorFilter implements ExceptionFilter {
  private readonly log = new Logger(TwilioErrorFilter.name);

  catch(error: unknown, host: ArgumentsHost): void {
    if (!(error instanceof TwilioError)) this.log.error(error instanceof Error ? error.stack : 'unknown error');
    const answer = error instanceof TwilioError ? error : serverError();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    reply.status(answer.status).headers(answer.headers).send(answer.json());
  }
}
