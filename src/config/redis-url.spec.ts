import { describe, expect, it } from '@jest/globals';
import { readRedisUrl } from './redis-url.js';

const common = { tls: false, username: null, password: null, database: 0 };

describe('REDIS_URL', () => {
  it.each([
    ['redis://localhost', { kind: 'single', nodes: [{ host: 'localhost', port: 6379 }] }],
    ['redis://localhost:6380/2', { kind: 'single', nodes: [{ host: 'localhost', port: 6380 }], database: 2 }],
    ['redis://[::1]:6380', { kind: 'single', nodes: [{ host: '::1', port: 6380 }] }],
    [
      'rediss://me:p%40ss@redis.example.org/',
      {
        kind: 'single',
        nodes: [{ host: 'redis.example.org', port: 6379 }],
        tls: true,
        username: 'me',
        password: 'p@ss',
      },
    ],
    ['redis://:secret@a', { kind: 'single', nodes: [{ host: 'a', port: 6379 }], password: 'secret' }],
    [
      'redis+sentinel://me:secret@a:26380,b/the-master/1',
      {
        kind: 'sentinel',
        nodes: [
          { host: 'a', port: 26380 },
          { host: 'b', port: 26379 },
        ],
        master: 'the-master',
        username: 'me',
        password: 'secret',
        database: 1,
      },
    ],
    [
      'rediss+cluster://a:7000,b:7001',
      {
        kind: 'cluster',
        nodes: [
          { host: 'a', port: 7000 },
          { host: 'b', port: 7001 },
        ],
        tls: true,
      },
    ],
  ])('%s is understood', (url, expected) => {
    expect(readRedisUrl(url)).toEqual({ ...common, ...expected });
  });

  it.each([
    'localhost:6379',
    'http://localhost',
    'redis://',
    'redis://a,b',
    'redis://a:99999',
    'redis://a/b',
    'redis://a/1/2',
    'redis://100%@a',
    'redis+sentinel://a:26379',
    'redis+sentinel://a,/the-master',
    'redis+cluster://a/1',
    'redis+ring://a',
  ])('%s is refused', (url) => {
    expect(readRedisUrl(url)).toBeNull();
  });
});
