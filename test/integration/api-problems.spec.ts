import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RequestMethod, type Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { ModulesContainer } from '@nestjs/core';
import { API_CONTROLLERS } from '../../src/api/controllers.js';
import { describedRoutes } from '../../src/api/openapi/routes.js';
import { READER, type Reader } from '../../src/application/ports/reader.js';
import { startTestService, TOKEN, type TestService } from '../support/service.js';

/** What every door has in common: the token, problem details (RFC 9457), the description, and the health of the service. */

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
}, 60_000);
afterAll(() => service?.stop());

const call = async (method: string, path: string, headers: Record<string, string> = {}, body?: string) => {
  const response = await fetch(service.url + path, { method, headers, ...(body === undefined ? {} : { body }) });
  return { status: response.status, headers: response.headers, text: await response.text() };
};

const withToken = { authorization: `Bearer ${TOKEN}` };
const json = { ...withToken, 'content-type': 'application/json' };

describe('every route below /api/v1', () => {
  /** As Nest has them, whether they are described or not. */
  const routes = (): string[] =>
    [...service.app.get(ModulesContainer).values()].flatMap((module) =>
      [...module.controllers.values()].flatMap(({ metatype }) => {
        const controller = metatype as Type;
        const prefix = String(Reflect.getMetadata(PATH_METADATA, controller) ?? '');
        if (!prefix.startsWith('api/v1')) return [];
        return Object.getOwnPropertyNames(controller.prototype).flatMap((name) => {
          const handler = (controller.prototype as Record<string, object>)[name];
          const method: unknown = handler && Reflect.getMetadata(METHOD_METADATA, handler);
          return method === undefined ? [] : [`${RequestMethod[method as RequestMethod]} ${controller.name}.${name}`];
        });
      }),
    );

  it('is described', () => {
    expect(routes().length).toBeGreaterThan(25);
    expect(describedRoutes(API_CONTROLLERS)).toHaveLength(routes().length);
  });

  it('needs the token', async () => {
    for (const { method, path } of describedRoutes(API_CONTROLLERS)) {
      const answer = await call(method.toUpperCase(), path.replace('{id}', '00000000-0000-4000-8000-000000000000'));
      expect([method, path, answer.status]).toEqual([method, path, 401]);
      expect(answer.headers.get('www-authenticate')).toBe('Bearer realm="Allswell"');
      expect(JSON.parse(answer.text)).toMatchObject({
        type: 'about:blank',
        title: 'Unauthorized',
        status: 401,
        errors: [],
      });
    }
  });
});

describe('the token', () => {
  it.each(['', 'Bearer', 'Bearer ', `Bearer ${TOKEN}x`, `Bearer ${TOKEN.slice(1)}`, `Basic ${TOKEN}`, TOKEN])(
    'is not "%s"',
    async (authorization) => {
      expect((await call('GET', '/api/v1/policy', { authorization })).status).toBe(401);
    },
  );

  it('is not guessed without end from one address, from which the right one is taken all the same', async () => {
    const wrong = () => call('GET', '/api/v1/policy', { authorization: 'Bearer a-token-that-somebody-made-up' });
    const tries = Array.from({ length: 40 }, wrong);
    const statuses = (await Promise.all(tries)).map(({ status }) => status);
    expect(new Set(statuses)).toEqual(new Set([401, 429]));
    const late = await wrong();
    expect([late.status, late.headers.get('retry-after')]).toEqual([429, '600']);
    expect((await call('GET', '/api/v1/policy', withToken)).status).toBe(200);
  });

  it('is taken whatever the case of the scheme', async () => {
    expect((await call('GET', '/api/v1/policy', { authorization: `bearer ${TOKEN}` })).status).toBe(200);
  });

  it('must be set for anything to be let in', async () => {
    const closed = await startTestService({ environment: { ADMIN_TOKEN: '' }, office: null });
    try {
      const response = await fetch(`${closed.url}/api/v1/policy`, { headers: { authorization: 'Bearer null' } });
      expect(response.status).toBe(401);
      expect(await response.json()).toMatchObject({ detail: expect.stringContaining('ADMIN_TOKEN is not set') });
    } finally {
      await closed.stop();
    }
  });
});

describe('problem details', () => {
  it.each<[string, string, string, Record<string, string>, string | undefined, number, RegExp]>([
    ['a path that there is not', 'GET', '/api/v1/nothing', withToken, undefined, 404, /openapi/],
    ['a method that there is not', 'DELETE', '/api/v1/visits', withToken, undefined, 404, /not for this method/],
    ['a path beside the API', 'GET', '/api/nothing', {}, undefined, 404, /./],
    ['a webhook that there is not', 'POST', '/twilio/nothing', {}, undefined, 404, /./],
    ['a body that is no JSON', 'POST', '/api/v1/visits', json, '{"attendees": [', 400, /not JSON/],
    ['an empty body', 'POST', '/api/v1/visits', json, '', 400, /./],
    ['no body', 'POST', '/api/v1/visits', withToken, undefined, 400, /no body/],
    [
      'a form',
      'POST',
      '/api/v1/visits',
      { ...withToken, 'content-type': 'application/x-www-form-urlencoded' },
      'kind=alone',
      415,
      /Send application\/json/,
    ],
    [
      'a text',
      'POST',
      '/api/v1/visits',
      { ...withToken, 'content-type': 'text/plain' },
      'hello',
      415,
      /Send application\/json/,
    ],
    [
      'a spreadsheet in the wrong place',
      'POST',
      '/api/v1/visits',
      { ...withToken, 'content-type': 'text/csv' },
      'a,b',
      415,
      /application\/json/,
    ],
    [
      'a type that nobody knows',
      'POST',
      '/api/v1/visits',
      { ...withToken, 'content-type': 'application/x-unknown' },
      'x',
      415,
      /./,
    ],
    ['a body that is too large', 'PUT', '/api/v1/organisation', json, `"${'x'.repeat(2_100_000)}"`, 413, /2 MB/],
    ['a poisoned prototype', 'POST', '/api/v1/visits', json, '{"__proto__": {"admin": true}}', 400, /./],
    ['an address that cannot be decoded', 'GET', '/api/v1/people/%E0%A4%A', withToken, undefined, 400, /./],
    ['an id without end', 'GET', `/api/v1/people/${'x'.repeat(500)}`, withToken, undefined, 404, /./],
  ])('are the answer to %s', async (_what, method, path, headers, body, status, detail) => {
    const answer = await call(method, path, headers, body);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(JSON.parse(answer.text)).toEqual({
      type: 'about:blank',
      title: expect.any(String),
      status,
      detail: expect.stringMatching(detail),
      instance: path.split('?')[0],
      errors: expect.any(Array),
    });
    expect(answer.status).toBe(status);
  });

  it.each([
    ['the database is away', Object.assign(new Error('terminating connection'), { code: '57P01' }), 503],
    ['something else fails', new Error('a secret of ours: +447700900101'), 500],
  ])('say no more than they must when %s', async (_what, error, status) => {
    const reader = service.app.get<Reader>(READER);
    const visits = reader.visits.bind(reader);
    reader.visits = () => Promise.reject(error);
    try {
      const answer = await call('GET', '/api/v1/visits', withToken);
      expect([answer.status, answer.headers.get('retry-after')]).toEqual([status, status === 503 ? '5' : null]);
      expect(answer.text).not.toContain(error.message);
    } finally {
      reader.visits = visits;
    }
  });

  it('are a page for a person', async () => {
    const answer = await call('GET', '/nothing-here', { accept: 'text/html' });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([404, expect.stringContaining('text/html')]);
    const machine = await call('GET', '/nothing-here', { accept: 'application/json' });
    expect(machine.headers.get('content-type')).toContain('application/problem+json');
  });
});

describe('the description', () => {
  it('is OpenAPI 3.1, open to anybody', async () => {
    const { status, text } = await call('GET', '/api/openapi.json');
    expect(status).toBe(200);
    const document = JSON.parse(text) as { openapi: string; paths: object };
    expect(document.openapi).toBe('3.1.0');
    expect(Object.keys(document.paths)).toContain('/api/v1/incidents/{id}/reports');
  });

  it('is a page that needs nothing from elsewhere', async () => {
    const page = await call('GET', '/api/docs');
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self';");
    const files = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, file]) => file ?? '');
    expect(files.length).toBeGreaterThanOrEqual(4);
    for (const file of files) {
      expect(file).toMatch(/^\/api\//);
      expect((await call('GET', file)).status).toBe(200);
    }
    expect(page.text).not.toMatch(/<script(?![^>]*src=)|\son[a-z]+=|\sstyle=/);
    expect((await call('GET', '/api/docs/..%2fpackage.json')).status).toBe(404);
  });
});

describe('the policy', () => {
  it('is shown as its file has it', async () => {
    const { body } = await service.api('GET', '/api/v1/policy');
    expect(body).toMatchObject({
      name: 'hmpps-home-visits',
      visit: { overdue: { after: 'PT10M', clause: 'HVPF 8.4.2' } },
      escalations: { overdue: { steps: [{ id: 'nominated_contact', attempts: 1, answerWithin: 'PT3M' }, {}, {}, {}] } },
    });
  });
});

describe('the health of the service', () => {
  it('is told in the shapes of HMPPS', async () => {
    const { status, text } = await call('GET', '/health');
    expect(status).toBe(200);
    expect(JSON.parse(text)).toMatchObject({
      status: 'UP',
      components: {
        db: { status: 'UP' },
        deadlines: { status: 'UP' },
        alerts: { status: 'UP' },
        texts: { status: 'UP' },
      },
      uptime: expect.any(Number),
      build: { version: expect.any(String) },
    });
    for (const path of ['/health/liveness', '/health/readiness', '/ping']) {
      expect(JSON.parse((await call('GET', path)).text)).toEqual({ status: 'UP' });
    }
    expect(JSON.parse((await call('GET', '/info')).text)).toMatchObject({
      build: { name: 'allswell' },
      uptime: expect.any(Number),
    });
  });
});
