import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { API_CONTROLLERS } from '../controllers.js';
import { wholeExample } from '../door/input.js';
import { openApiDocument } from './document.js';
import { describedRoutes } from './routes.js';

const routes = describedRoutes(API_CONTROLLERS);
const operations = routes.map(({ operation }) => operation);
const document = openApiDocument(API_CONTROLLERS, '1.2.3');

const keysOf = (schema: z.ZodType): string[] => (schema instanceof z.ZodObject ? Object.keys(schema.shape) : []);

/** The document is also linted, with Redocly's strict rules: `npm run openapi`. */
describe('the OpenAPI document', () => {
  it('has every route under its own name', () => {
    expect(document).toMatchObject({ openapi: '3.1.0', info: { version: '1.2.3' }, security: [{ token: [] }] });
    const described = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
      Object.keys(item as object).map((method) => `${method} ${path}`),
    );
    expect(described.sort()).toEqual(routes.map(({ method, path }) => `${method} ${path}`).sort());
    const ids = operations.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('says of every operation that the token is needed, and what else it may answer', () => {
    for (const { id, path, body, query } of operations) {
      const found = routes.find(({ operation }) => operation.id === id);
      const item = document.paths?.[found?.path ?? ''] as Record<string, { responses: object }>;
      const statuses = Object.keys(item[found?.method ?? '']?.responses ?? {});
      expect(statuses).toEqual(expect.arrayContaining(['401', '503']));
      if (path) expect(statuses).toContain('404');
      if (query || body) expect(statuses).toContain('422');
    }
  });
});

describe('an example', () => {
  const bodies = operations.flatMap(({ id, body }) =>
    Object.entries(body?.content ?? {}).map(([type, { schema, example }]) => ({ id, type, schema, example })),
  );

  it.each(bodies.map((body) => [`${body.id} ${body.type}`, body] as const))(
    'is taken: %s',
    (_name, { schema, example }) => {
      expect(schema.safeParse(example).error).toBeUndefined();
    },
  );

  it.each(bodies.filter(({ schema }) => keysOf(schema).length > 0).map((body) => [body.id, body] as const))(
    'has every key, for the mend of an unknown one is found there: %s',
    (_id, { schema, example }) => {
      const written = Object.entries(wholeExample({ schema, example }) as object).filter(([, value]) => value !== '');
      expect(written.map(([key]) => key).sort()).toEqual(keysOf(schema).sort());
    },
  );

  it('is there for every query parameter', () => {
    for (const { id, query } of operations) {
      for (const [name, field] of Object.entries(query?.shape ?? {})) {
        expect([id, name, (field as z.ZodType).meta()?.['example']]).toEqual([id, name, expect.anything()]);
      }
    }
  });
});
