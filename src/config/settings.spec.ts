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
    ['OIDC_ISSUER', 'http://sign-in.example.org'],
    ['DEMONSTRATION_SIGN_IN', 'perhaps'],
    ['CALL_SHEET_WITHOUT_SIGN_IN', 'perhaps'],
    ['TRUSTED_PROXIES', 'proxy.example.org'],
    ['TRUSTED_PROXIES', '0.0.0.0/0'],
    ['TRUSTED_PROXIES', '10.0.0.0/33'],
    ['CANARY_EVERY', 'PT1S'],
    ['CANARY_EVERY', 'PT99999999H'],
  ])('refuse %s=%s with one line that names it', (name, value) => {
    const read = () => readSettings({ [name]: value });
    expect(read).toThrow(SettingsFault);
    expect(read).toThrow(new RegExp(`^${name} must be .*$`));
  });

  it.each([
    ['PUBLIC_URL', 'https://allswell.example.org/?a=1'],
    ['PUBLIC_URL', 'https://allswell.example.org/#a'],
    ['PUBLIC_URL', 'https://somebody:secret@allswell.example.org'],
    ['ADMIN_TOKEN', 'too short'],
    ['ADMIN_TOKEN', 'long enough but with blanks in it'],
    ['ADMIN_TOKEN', 'long-enough-but-not-for-a-header-\u00e9'],
  ])('refuse %s=%s, which would never work', (name, value) => {
    const read = () => readSettings({ [name]: value });
    expect(read).toThrow(SettingsFault);
    expect(read).toThrow(new RegExp(`^${name} must have .*$`));
  });

  const provider = {
    OIDC_ISSUER: 'https://sign-in.example.org',
    OIDC_CLIENT_ID: 'allswell',
    OIDC_CLIENT_SECRET: 'a secret of the test',
  };

  it('take a provider to sign in with', () => {
    expect(readSettings({ ...provider, OIDC_ROLES_CLAIM: 'authorities', OIDC_ROLE: 'ROLE_A' }).openId).toMatchObject({
      personClaims: ['user_name', 'preferred_username'],
      required: { claim: 'authorities', role: 'ROLE_A' },
    });
  });

  it('take the roles that a provider states for ours, one for several and several for one', () => {
    const OIDC_ROLES = 'manager=ROLE_SPO, practitioner = ROLE_STAFF,contact=ROLE_STAFF,manager=urn:x:spo=1';
    const { openId } = readSettings({ ...provider, OIDC_ROLES_CLAIM: 'authorities', OIDC_ROLES });
    expect(openId?.required).toBeNull();
    expect([...(openId?.roles?.map ?? [])]).toEqual([
      ['ROLE_SPO', ['manager']],
      ['ROLE_STAFF', ['practitioner', 'contact']],
      ['urn:x:spo=1', ['manager']],
    ]);
  });

  it.each([
    [{ ...provider, OIDC_ROLES: 'manager=A' }, /OIDC_ROLES_CLAIM and OIDC_ROLE belong together/],
    [{ ...provider, OIDC_ROLES_CLAIM: 'x' }, /give the claim and one of them/],
    [{ ...provider, OIDC_ROLES_CLAIM: 'x', OIDC_ROLES: 'boss=A' }, /OIDC_ROLES has "boss=A".*Ours are practitioner/],
    [{ ...provider, OIDC_ROLES_CLAIM: 'x', OIDC_ROLES: 'manager' }, /OIDC_ROLES has "manager"/],
    [{ OIDC_ISSUER: provider.OIDC_ISSUER }, /OIDC_CLIENT_ID and OIDC_CLIENT_SECRET/],
    [{ ...provider, OIDC_ROLE: 'ROLE_A' }, /OIDC_ROLES_CLAIM and OIDC_ROLE belong together/],
    [{ ...provider, OIDC_SCOPE: 'profile' }, /OIDC_SCOPE must hold "openid"/],
    [
      {
        DEMONSTRATION_SIGN_IN: 'yes',
        TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
        TWILIO_AUTH_TOKEN: 'x',
        TWILIO_FROM: '+447700900000',
      },
      /DEMONSTRATION_SIGN_IN=yes believes anybody/,
    ],
  ])('refuse a way to sign in that is half set or believes anybody: %j', (environment, says) => {
    expect(() => readSettings(environment as Record<string, string>)).toThrow(says);
  });

  it.each([
    [{}, false],
    [{ CALL_SHEET_WITHOUT_SIGN_IN: 'no' }, false],
    [{ CALL_SHEET_WITHOUT_SIGN_IN: 'yes' }, true],
    [{ CALL_SHEET_WITHOUT_SIGN_IN: 'true' }, true],
  ])('keep who is visited from whoever only holds a link, unless it is said: %j', (environment, shown) => {
    expect(readSettings(environment as Record<string, string>).callSheetWithoutSignIn).toBe(shown);
  });

  it('trust no proxy unless it is named', () => {
    expect(readSettings({}).trustedProxies).toEqual([]);
    expect(readSettings({ TRUSTED_PROXIES: '10.0.0.0/8, 2001:db8::1' }).trustedProxies).toEqual([
      '10.0.0.0/8',
      '2001:db8::1',
    ]);
  });
});
