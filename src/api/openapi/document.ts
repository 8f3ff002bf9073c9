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
    description:
      'A token that was given for some rights, in some units (POST /api/v1/tokens); or ADMIN_TOKEN, as it is set where the service runs, which opens everything.',
  });
  for (const [status, { name, description }] of Object.entries(COMMON)) {
    registry.registerComponent('responses', name, { ...refusal(description), ...(status === '401' ? CHALLENGE : {}) });
  }
  for (const { method, path, operation } of describedRoutes(controllers)) {
    registry.registerPath({ method, path, ...described(operation) });
  }
  return new OpenApiGeneratorV31([{ type: 'schema', schema: problemSchema }, ...registry.definitions], {
    sortComponents: 'alphabetically',
  }).generateDocument({
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

function described(operation: OperationSpec): Omit<RouteConfig, 'method' | 'path'> {
  const { id, needs, tag, summary, description, path, query, body, answers, refusals } = operation;
  const headers = headersOf(operation);
  return {
    operationId: id,
    tags: [tag],
    summary,
    description: [description, `Needs the right \`${needs}\`.`].filter(Boolean).join(' '),
    request: {
      ...(path ? { params: path } : {}),
      ...(query ? { query } : {}),
      ...(body ? { body: requestBody(body) } : {}),
      ...(headers ? { headers } : {}),
    },
    responses: {
      ...Object.fromEntries(Object.entries(answers).map(([status, answer]) => [status, response(answer)])),
      ...Object.fromEntries(
        commonTo(operation).map((status) => [status, { $ref: `#/components/responses/${COMMON[status].name}` }]),
      ),
      ...Object.fromEntries(Object.entries(refusals ?? {}).map(([status, why]) => [status, refusal(why)])),
    },
  };
}

const onBehalfOf = {
  'On-Behalf-Of': z.string().optional().meta({
    description: 'Id of the person for whom the caller acts: the record names them. Left out, it names "api".',
    example: 'olive-turner',
  }),
};

const idempotencyKey = {
  'Idempotency-Key': z.string().optional().meta({
    description:
      'Made by the caller for each thing that is to be done once, 1 to 200 characters, such as a UUID. The same request with the same key of the same token is done once, and answered again with what it did, as that is by now; another request with that key is refused. Left out, each request is done.',
    example: '7c1f3d52-5d5e-4c1b-9a55-0e9f1b7c2d10',
  }),
};

function headersOf({ namesCaller, once }: OperationSpec): z.ZodObject | null {
  const headers = { ...(namesCaller ? onBehalfOf : {}), ...(once ? idempotencyKey : {}) };
  return Object.keys(headers).length > 0 ? z.object(headers) : null;
}

const requestBody = ({ content }: BodySpec) => ({
  required: true,
  content: Object.fromEntries(
    Object.entries(content).map(([type, { schema, example }]) => [type, { schema, example }]),
  ),
});

function response({ description, schema, content, location }: AnswerSpec) {
  const forms = { ...(schema ? { 'application/json': { schema } } : {}), ...content };
  return {
    description,
    ...(location
      ? { headers: { Location: { description: 'Where it is to be found', schema: { type: 'string' as const } } } }
      : {}),
    ...(Object.keys(forms).length > 0 ? { content: forms } : {}),
  };
}

/** Refusals that are the same everywhere. */
const COMMON = {
  400: { name: 'Unreadable', description: 'There is no body, or it cannot be read at all' },
  401: {
    name: 'Unauthorised',
    description: 'The token is missing or wrong, has expired or was revoked',
  },
  403: { name: 'Forbidden', description: 'The token does not have the right that the operation needs, or not there' },
  404: { name: 'NotFound', description: 'There is nothing with this id' },
  413: { name: 'TooLarge', description: 'The body is larger than 2 MB' },
  415: { name: 'WrongType', description: 'The body is of a type that is not taken' },
  422: { name: 'Invalid', description: 'Something is wrong with what was sent: each fault is named, with its mend' },
  429: {
    name: 'TooOften',
    description: 'Too many wrong tokens came from this address: a right one is taken all the same',
  },
  503: { name: 'Unavailable', description: 'The database cannot be reached: nothing was changed, try again' },
} as const;

/** What follows from what the operation takes. */
const commonTo = ({ path, query, body }: OperationSpec): (keyof typeof COMMON)[] => [
  ...(body ? ([400, 413, 415] as const) : []),
  401,
  403,
  ...(path ? ([404] as const) : []),
  ...(query || body ? ([422] as const) : []),
  429,
  503,
];

const CHALLENGE = { headers: { 'WWW-Authenticate': { description: 'Bearer', schema: { type: 'string' as const } } } };

const refusal = (description: string) => ({
  description,
  content: { [PROBLEM_TYPE]: { schema: { $ref: '#/components/schemas/Problem' } } },
});
