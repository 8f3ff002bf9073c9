import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { InvalidRequest } from './invalid-request.js';

/** Problem details (RFC 9457) that name the field and the mend. */
@Catch(InvalidRequest)
export class InvalidRequestFilter implements ExceptionFilter {
  catch({ field, message }: InvalidRequest, host: ArgumentsHost): void {
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    reply
      .status(400)
      .type('application/problem+json')
      .send({ type: 'about:blank', title: 'Bad Request', status: 400, detail: message, errors: [{ field, message }] });
  }
}
