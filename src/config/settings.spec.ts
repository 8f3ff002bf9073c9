import { describe, expect, it } from '@jest/globals';
import { readSettings, SettingsFault } from './settings.js';

describe('The settings', () => {
  it('are all optional', () => {
    expect(readSettings({})).toMatchObject({ port: 3000, databaseUrl: null, redis: null, operatorUrl: null });
  });

  it('may be left empty', () => {
    expect(readSettings({ REDIS_URL: '', OPERATOR_URL: ' ' })).toMatchObject({ redis: null, operatorUrl: null });
  });

  it('take a Redis that Sentinels know', () => {
    expect(readSettings({ REDIS_URL: 'redis+sentinel://a:26379,b:26379/the-master' }).redis).toMatchObject({
      kind: 'sentinel',
      master: 'the-master',
    });
  });

  it.each([
    ['REDIS_URL', 'localhost:6379'],
    ['REDIS_URL', 'redis+sentinel://a:26379'],
    ['OPERATOR_URL', 'operator@example.org'],
    ['HEARTBEAT_URL', 'ftp://example.org'],
  ])('refuse %s=%s with one line that names it', (name, value) => {
    const read = () => readSettings({ [name]: value });
    expect(read).toThrow(SettingsFault);
    expect(read).toThrow(new RegExp(`^${name} must be .*$`));
  });
});
