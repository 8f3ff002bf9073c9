import type { z } from 'zod';
import { API_CONTROLLERS } from '../../src/api/controllers.js';
import { describedRoutes } from '../../src/api/openapi/routes.js';
import { PROBLEM_TYPE, problemSchema } from '../../src/api/door/problem.js';

const routes = describedRoutes(API_CONTROLLERS).map((route) => ({
  ...route,
  pattern: new RegExp(`^${route.path.replace(/\{[^}]+\}/g, '[^/]+')}$`),
  fixed: !route.path.includes('{'),
}));

/** Holds an answer of the API against its own description: what it says and what it does must not differ. */
export function checkContract(method: string, path: string, status: number, type: string, body: unknown): void {
  const [bare = ''] = path.split('?');
  if (!bare.startsWith('/api/v1')) return;
  const where = `${method} ${bare} answered ${status}`;
  if (status >= 400) {
    if (!type.startsWith(PROBLEM_TYPE)) throw new Error(`${where} without problem details, but ${type}`);
    fits(problemSchema, body, where);
  }
  const route = routes
    .filter((one) => one.method === method.toLowerCase() && one.pattern.test(bare))
    .sort((a, b) => Number(b.fixed) - Number(a.fixed))[0];
  if (!route || status >= 400) return;
  const answer = route.operation.answers[status];
  if (!answer) throw new Error(`${where}, which its description does not have`);
  if (answer.schema && type.includes('json')) fits(answer.schema, body, where);
}

function fits(schema: z.ZodType, body: unknown, where: string): void {
  const read = schema.safeParse(body);
  if (!read.success) throw new Error(`${where} unlike its description: ${JSON.stringify(read.error.issues)}`);
  const extra = undescribed(body, read.data, '');
  if (extra.length > 0) throw new Error(`${where} with what its description does not have: ${extra.join(', ')}`);
}

/** Keys that are in the body and that the schema let fall. */
function undescribed(body: unknown, described: unknown, at: string): string[] {
  if (typeof body !== 'object' || body === null || typeof described !== 'object' || described === null) return [];
  return Object.entries(body).flatMap(([key, value]) =>
    key in described
      ? undescribed(value, (described as Record<string, unknown>)[key], `${at}.${key}`)
      : [`${at}.${key}`],
  );
}
