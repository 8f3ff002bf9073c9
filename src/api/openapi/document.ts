import { OpenApiGeneratorV31, OpenAPIRegistry, type RouteConfig } from '@asteasolutions/zod-to-openapi';
import type { Type } from '@nestjs/common';
import { z } from 'zod';
import { TAGS, type AnswerSpec, type BodySpec, type OperationSpec } from '../door/operation.js';
import { PROBLEM_TYPE, problemSchema } from '../door/problem.js';
import { describedRoutes } from './routes.js';

/** The OpenAPI 3.1 document of these controllers, made of what their routes are checked with. */
export function openApiDocument(controllers: readonly Type[], version: string) {
  const registry = new OpenAPIRegistry();
  registry.registerComponent('securitySchemes', 'token', {
    type: 'http',
    scheme: 'bearer',
    description: 'ADMIN_TOKEN, as it is set where the service runs. It opens everything.',
  });
  for (const { method, path, operation } of describedRoutes(controllers)) {
    registry.registerPath({ method, path, ...described(operation, method) });
  }
  return new OpenApiGeneratorV31(registry.definitions, { sortComponents: 'alphabetically' }).generateDocument({
    openapi: '3.1.0',
    info: { title: 'Allswell', version, description: ABOUT, license: { name: 'MIT', identifier: 'MIT' } },
    servers: [{ url: '/', description: 'This service' }],
    security: [{ token: [] }],
    tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
  });
}

const ABOUT = `Watches over people who visit others at home for their work.

Every moment is ISO 8601 in UTC. What is sent needs its offset or Z; unknown keys are refused, with the key that was probably
meant. Errors are problem details (RFC 9457) that name each field and its mend. Lists are paged.

Ids of units and people are the organisation's own; all others are UUIDs.`;

function described(operation: OperationSpec, method: string): Omit<RouteConfig, 'method' | 'path'> {
  const { id, tag, summary, description, path, query, body, answers } = operation;
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(description ? { description } : {}),
    request: {
      ...(path ? { params: path } : {}),
      ...(query ? { query } : {}),
      ...(body ? { body: requestBody(body) } : {}),
      ...(method === 'get' ? {} : { headers: onBehalfOf }),
    },
    responses: {
      ...Object.fromEntries(Object.entries(answers).map(([status, answer]) => [status, response(answer)])),
      ...Object.fromEntries(Object.entries(refusalsOf(operation)).map(([status, why]) => [status, refusal(why)])),
    },
  };
}

const onBehalfOf = z.object({
  'On-Behalf-Of': z.string().optional().meta({
    description: 'Id of the person for whom the caller acts: the record names them. Left out, it names "api".',
    example: 'olive-turner',
  }),
});

const requestBody = ({ content }: BodySpec) => ({
  required: true,
  content: Object.fromEntries(Object.entries(content).map(([type, { schema, example }]) => [type, { schema, example }])),
});

function response({ description, schema, content, location }: AnswerSpec) {
  const forms = { ...(schema ? { 'application/json': { schema } } : {}), ...content };
  return {
    description,
    ...(location ? { headers: { Location: { description: 'Where it is to be found', schema: { type: 'string' as const } } } } : {}),
    ...(Object.keys(forms).length > 0 ? { content: forms } : {}),
  };
}

/** What follows from what the operation takes, and what it says itself. */
function refusalsOf({ path, query, body, refusals }: OperationSpec): Readonly<Record<string, string>> {
  return {
    ...(body ? { 400: 'There is no body, or it cannot be read at all', 413: 'The body is larger than 2 MB', 415: 'The body is of a type that is not taken' } : {}),
    401: 'The token is missing or wrong, or ADMIN_TOKEN is not set where the service runs',
    ...(path ? { 404: 'There is nothing with this id' } : {}),
    ...(query || body ? { 422: 'Something is wrong with what was sent: each fault is named, with its mend' } : {}),
    ...refusals,
    503: 'The database cannot be reached: try again',
  };
}

const refusal = (description: string) => ({ description, content: { [PROBLEM_TYPE]: { schema: problemSchema } } });
