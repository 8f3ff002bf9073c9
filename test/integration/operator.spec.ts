import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { OperatorHook } from '../../src/adapters/operator.js';
import { MINUTE } from '../../src/domain/time/instant.js';
import { listen, type Listener } from '../support/listener.js';
import { until } from '../support/until.js';

/** What an operator must hear, at OPERATOR_URL and in the log (P12). */

let outside: Listener;
let logged: string[];
let passed: number;
let operator: OperatorHook;

beforeEach(async () => {
  outside = await listen();
  logged = [];
  passed = 0;
  const log = (_facts: object, message: string) => void logged.push(message);
  operator = new OperatorHook(outside.url, { info: log, warn: log, error: log }, () => passed);
});
afterEach(() => outside.close());

const heard = (count: number) => until(`${count} alarms`, () => outside.heard.length >= count && outside.heard);

it('An alarm is posted as JSON that a chat takes, and logged', async () => {
  operator.alarm('provider', 'The provider refuses our settings.');
  const [post] = await heard(1);
  expect(post).toMatchObject({ method: 'POST', type: 'application/json' });
  expect(JSON.parse(post?.body ?? '')).toEqual({
    kind: 'provider',
    text: 'The provider refuses our settings.',
    at: expect.any(String),
  });
  expect(logged).toEqual(['The provider refuses our settings.']);
});

it('The same alarm is told again only after ten minutes', async () => {
  operator.alarm('set_aside', 'One.');
  operator.alarm('set_aside', 'One.');
  passed += 10 * MINUTE - 1;
  operator.alarm('set_aside', 'One.');
  operator.alarm('set_aside', 'Another.');
  operator.alarm('health', 'One.');
  passed += 1;
  operator.alarm('set_aside', 'One.');
  await heard(4);
  expect(logged).toEqual(['One.', 'Another.', 'One.', 'One.']);
});

it('Without an address it is in the log', () => {
  const log = (_facts: object, message: string) => void logged.push(message);
  new OperatorHook(null, { info: log, warn: log, error: log }).alarm('clock', 'Off.');
  expect(logged).toEqual(['Off.']);
});
