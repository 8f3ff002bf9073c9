import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { API_CONTROLLERS } from '../../src/api/controllers.js';
import { describedRoutes } from '../../src/api/openapi/routes.js';
import { startTestService, TOKEN, type TestService } from '../support/service.js';

/** Every operation of the API as somebody hostile calls it: a problem document with field and mend, and never a failure. */

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
}, 60_000);
afterAll(() => service?.stop());

const json = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' };
const call = async (method: string, path: string, headers: Record<string, string>, body?: string) => {
  const response = await fetch(service.url + path, { method, headers, ...(body === undefined ? {} : { body }) });
  return { status: response.status, headers: response.headers, text: await response.text() };
};

describe('whatever comes, in whatever field', () => {
  /** Of any type, and what Postgres or JSON cannot keep: a NUL, half a letter. */
  const HOSTILE = [5, null, 'x'.repeat(5_000), 'a\u0000b', 'a\ud800b', [{}], '9999-12-31T23:59:59Z'];
  const ID = '00000000-0000-4000-8000-000000000000';
  const send = async (method: string, path: string, body?: unknown) => {
    const answer = await call(method, path, json, body === undefined ? undefined : JSON.stringify(body));
    const said = answer.text === '' ? {} : (JSON.parse(answer.text) as { detail?: string; errors?: object[] });
    const what = `${method} ${path} ${JSON.stringify(body)?.slice(0, 200)}: ${answer.status} ${said.detail}`;
    expect([what, answer.status < 500]).toEqual([what, true]);
    if (answer.status < 400) return;
    expect([what, answer.headers.get('content-type')]).toEqual([what, expect.stringContaining('problem+json')]);
    expect([what, said.detail]).toEqual([what, expect.stringMatching(/./)]);
    if (answer.status !== 422) return;
    expect([what, (said.errors ?? []).length > 0]).toEqual([what, true]);
    for (const error of said.errors ?? [])
      expect([what, error]).toEqual([
        what,
        expect.objectContaining({ message: expect.stringMatching(/./), mend: expect.stringMatching(/./) }),
      ]);
  };
  const withKey = (value: unknown, at: readonly string[], hostile: unknown): unknown => {
    const [key, ...rest] = at;
    if (key === undefined) return hostile;
    return { ...(value as object), [key]: withKey((value as Record<string, unknown>)[key], rest, hostile) };
  };
  const keysOf = (value: unknown): string[][] =>
    typeof value !== 'object' || value === null || Array.isArray(value)
      ? []
      : Object.entries(value).flatMap(([key, inner]) => [[key], ...keysOf(inner).map((rest) => [key, ...rest])]);
  const operations = describedRoutes(API_CONTROLLERS).map(({ method, path, operation }) => ({
    name: `${method.toUpperCase()} ${path}`,
    method: method.toUpperCase(),
    path: path.replace('{id}', path.includes('people/') ? 'practitioner-2' : ID).replace('{number}', '1'),
    operation,
  }));

  it.each(operations.filter(({ operation }) => operation.body).map((one) => [one.name, one] as const))(
    'is taken or refused, and fails nowhere: %s',
    async (_name, { method, path, operation }) => {
      const example = operation.body?.content['application/json']?.example;
      for (const body of [5, [], {}, 'x']) await send(method, path, body);
      for (const at of keysOf(example))
        for (const hostile of HOSTILE) await send(method, path, withKey(example, at, hostile));
    },
    60_000,
  );

  it.each(operations.filter(({ operation }) => operation.query).map((one) => [one.name, one] as const))(
    'is taken or refused, and fails nowhere in a query: %s',
    async (_name, { method, path, operation }) => {
      for (const key of [...Object.keys(operation.query?.shape ?? {}), 'unknown'])
        for (const hostile of [
          '',
          '%00',
          '%ED%A0%80',
          '1e9',
          '-1',
          'x'.repeat(3_000),
          '0000-01-01T00:00:00Z',
          `a&${key}=b`,
        ])
          await send(method, `${path}?${key}=${hostile}`);
    },
  );

  it.each(operations.filter(({ operation }) => operation.path).map((one) => [one.name, one] as const))(
    'is taken or refused, and fails nowhere in an address: %s',
    async (_name, { method, path, operation }) => {
      for (const hostile of ['%00', '%ED%A0%80', '-', '..%2f..', "'%20OR%201=1", 'x'.repeat(190)])
        await send(
          method,
          path.replace(/practitioner-2|00000000-[-0-9]{27}/, hostile),
          operation.body?.content['application/json']?.example,
        );
    },
  );
});
