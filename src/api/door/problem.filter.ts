import { Catch, Inject, NotFoundException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type {} from '@fastify/view';
import type { Logger } from 'pino';
import { LOG } from '../../core.module.js';
import { problem, PROBLEM_TYPE } from './problem.js';
import { routeOf } from './route-of.js';
import { troubleOf } from './trouble.js';
import { Unauthorised } from './unauthorised.js';

/** Every error of the whole service: problem details for machines, the error page for people. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(@Inject(LOG) private readonly log: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const { status, detail, errors } = troubleOf(error);
    const [path = ''] = request.url.split('?');
    if (status >= 500)
      this.log.error(
        { route: routeOf(request), error: error instanceof Error ? error.stack : String(error) },
        'A request failed',
      );
    if (reply.sent) return;
    if (error instanceof Unauthorised) reply.header('www-authenticate', error.challenge);
    if (status === 503) reply.header('retry-after', '5');
    const answer = problem(status, isNoRoute(error) ? NO_ROUTE : detail, path, errors);
    reply.status(status);
    if (isForPeople(request, path) && 'view' in reply)
      void reply.view('error.njk', { status, title: answer.title, detail });
    else void reply.type(PROBLEM_TYPE).header('cache-control', 'no-store').send(JSON.stringify(answer));
  }
}

/** What Nest throws where it has no route: "Cannot DELETE /api/v1/visits". The page for people says it in its own words. */
const isNoRoute = (error: unknown): boolean =>
  error instanceof NotFoundException && /^Cannot [A-Z]+ \//.test(error.message);

const NO_ROUTE = 'There is nothing at this address, or not for this method: /api/openapi.json says what there is.';

const FOR_MACHINES = /^\/(api|twilio|health|ping|info|metrics|simulator|2010-04-01)(\/|$)/;

const isForPeople = ({ headers }: FastifyRequest, path: string): boolean =>
  !FOR_MACHINES.test(path) && (headers.accept ?? '').includes('text/html');
