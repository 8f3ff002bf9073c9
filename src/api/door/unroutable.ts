import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { problem, PROBLEM_TYPE } from './problem.js';

/** An address that the router itself cannot read: no controller, and so no filter, ever sees it. */
export function unroutable(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const [path = ''] = request.url.split('?');
  const [status, detail] =
    error.code === 'FST_ERR_BAD_URL'
      ? [400, 'The address cannot be read: check its % signs.']
      : [404, 'There is nothing at this address.'];
  void reply
    .status(status)
    .type(PROBLEM_TYPE)
    .send(JSON.stringify(problem(status, detail, path)));
}
