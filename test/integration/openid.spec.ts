import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { MINUTE } from '../../src/domain/time/instant.js';
import { freePort } from '../support/free-port.js';
import { NOON_ZONE } from '../support/noon.js';
import { CLIENT, TestProvider } from '../support/openid-provider.js';
import { startTestService, type TestService } from '../support/service.js';
import { OFFICE_WITH_ADMINISTRATORS, opened } from '../support/signing-in.js';
import { Traveller } from '../support/traveller.js';
import { Visitor } from '../support/visitor.js';

/** Signing in with a provider: a certified one (oidc-provider), which knows nothing of us but our address. */

let provider: TestProvider;
let service: TestService;

async function start(environment: Record<string, string> = {}): Promise<void> {
  provider = await TestProvider.reserve();
  const port = await freePort();
  service = await startTestService({
    environment: {
      TIME_ZONE: NOON_ZONE,
      PORT: String(port),
      PUBLIC_URL: `http://127.0.0.1:${port}`,
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: CLIENT.id,
      OIDC_CLIENT_SECRET: CLIENT.secret,
      ...environment,
    },
    office: OFFICE_WITH_ADMINISTRATORS,
  });
}

const refusals = async (): Promise<string[]> =>
  (await service.query<{ text: string }>(`SELECT text FROM entry WHERE kind = 'sign_in_refused' ORDER BY seq`)).map(
    ({ text }) => text,
  );

describe('with a provider', () => {
  beforeAll(async () => {
    await start();
  }, 60_000);
  afterAll(async () => {
    await service?.stop();
    await provider?.stop();
  });
  beforeEach(() => {
    provider.declines = false;
    provider.person = { user_name: 'MANAGER-1' };
  });

  it('that is away the service starts, and says so to whoever signs in; later it is there', async () => {
    const traveller = new Traveller();
    const page = await traveller.get(`${service.url}/itinerary`);
    expect(page.html).toContain('Sign in with your organisation’s account');
    expect(await traveller.get(`${service.url}/sign-in/openid?back=%2F`)).toMatchObject({
      status: 503,
      text: expect.stringContaining('does not answer'),
    });
    await provider.start(service.url);
    expect((await traveller.get(`${service.url}/sign-in/openid?back=%2F`)).text).toContain('Signed in as Manager One');
  });

  it('a person of the organisation comes back to the page that they wanted', async () => {
    const traveller = new Traveller();
    const shown = await traveller.get(`${service.url}/sign-in/openid?back=%2Fitinerary`);
    expect(shown).toMatchObject({ status: 200, url: `${service.url}/itinerary` });
    expect(shown.text).toContain('Signed in as Manager One');
    const account = await traveller.get(`${service.url}/account`);
    expect(account.text).toContain('You signed in with your organisation’s account');
    expect(account.text).not.toContain('Change your password');
    const [entry] = await service.query<{ by: string; data: object }>(
      `SELECT by, data FROM entry WHERE kind = 'signed_in' ORDER BY seq DESC LIMIT 1`,
    );
    expect(entry).toMatchObject({ by: 'manager-1', data: { with: 'OpenID Connect' } });
  });

  it('goes back to no other site', async () => {
    const shown = await new Traveller().get(
      `${service.url}/sign-in/openid?back=${encodeURIComponent('//example.com')}`,
    );
    expect(shown.url).toBe(`${service.url}/`);
  });

  it('somebody whom the organisation does not know is told so, and gets no further', async () => {
    provider.person = { user_name: 'stranger' };
    const traveller = new Traveller();
    const shown = await traveller.get(`${service.url}/sign-in/openid?back=%2F`);
    expect(shown).toMatchObject({
      status: 403,
      text: expect.stringContaining('Your organisation knows you as stranger'),
    });
    expect((await traveller.get(`${service.url}/itinerary`)).url).toContain('/sign-in?');
    expect((await refusals()).at(-1)).toContain('the organisation does not');
  });

  it('somebody about whom the provider says nothing is nobody', async () => {
    provider.person = { preferred_username: 7 };
    const shown = await new Traveller().get(`${service.url}/sign-in/openid?back=%2F`);
    expect(shown).toMatchObject({ status: 403, text: expect.stringContaining('did not say who you are') });
  });

  it('somebody who says no there is not signed in', async () => {
    provider.declines = true;
    const shown = await new Traveller().get(`${service.url}/sign-in/openid?back=%2F`);
    expect(shown).toMatchObject({ status: 403, text: expect.stringContaining('You are not signed in') });
  });

  describe('what comes back is believed', () => {
    /** Up to the moment in which the browser is sent back to us. */
    const sentBack = async () => {
      const traveller = new Traveller();
      const address = await traveller.until(`${service.url}/sign-in/openid?back=%2F`, /\/sign-in\/openid\/return\?/);
      return { traveller, address };
    };

    it('once', async () => {
      const { traveller, address } = await sentBack();
      expect((await traveller.get(address)).status).toBe(200);
      const replayed = await traveller.get(address);
      expect(replayed).toMatchObject({ status: 403, text: expect.stringContaining('had been used before') });
    });

    it('from the browser that went, and from no other', async () => {
      const { address } = await sentBack();
      expect((await new Traveller().get(address)).status).toBe(403);
      const other = await sentBack();
      expect((await other.traveller.get(address)).status).toBe(403);
    });

    it('with its own state and code', async () => {
      for (const name of ['state', 'code']) {
        const { traveller, address } = await sentBack();
        const forged = new URL(address);
        forged.searchParams.set(name, 'made-up');
        expect([name, (await traveller.get(forged.href)).status]).toEqual([name, 403]);
      }
      const { traveller } = await sentBack();
      expect((await traveller.get(`${service.url}/sign-in/openid/return`)).status).toBe(403);
    });

    it('within a quarter of an hour', async () => {
      const { traveller, address } = await sentBack();
      await service.advance(16 * MINUTE);
      expect((await traveller.get(address)).status).toBe(403);
    });
  });

  it('signing out ends the session here, and there', async () => {
    const traveller = new Traveller();
    const page = await traveller.get(`${service.url}/sign-in/openid?back=%2F`);
    const csrf = /name="_csrf" value="([^"]*)"/.exec(page.html)?.[1] ?? '';
    const out = await traveller.post(`${service.url}/sign-out`, { _csrf: csrf });
    expect(out.text).toContain('You are signed out');
    const elsewhere = new URL(out.headers.get('refresh')!.replace('0; url=', ''));
    expect(elsewhere.origin).toBe(provider.issuer);
    expect(elsewhere.searchParams.get('post_logout_redirect_uri')).toBe(`${service.url}/signed-out`);
    expect((await traveller.get(elsewhere.href)).status).toBe(200);
    expect((await traveller.get(`${service.url}/itinerary`)).url).toContain('/sign-in?');
  });

  it('whose account an administrator closed is not let in, until they are let in again', async () => {
    const administrator = (await opened(service, 'administrator-1')).visitor;
    await administrator.get('/accounts');
    expect((await administrator.send('/accounts/manager-1/close')).text).toContain('is closed');
    const traveller = new Traveller();
    expect((await traveller.get(`${service.url}/sign-in/openid?back=%2F`)).text).toContain('You are not let in');
    await administrator.get('/accounts');
    expect((await administrator.send('/accounts/manager-1/reopen')).text).toContain('may sign in again');
    expect((await traveller.get(`${service.url}/sign-in/openid?back=%2F`)).text).toContain('Signed in as Manager One');
  });

  it('the demonstration does not stand beside it', async () => {
    expect((await new Visitor(service).get('/')).path).toMatch(/^\/sign-in\?/);
  });
});

describe('with a role that is asked for', () => {
  beforeAll(async () => {
    await start({
      OIDC_ROLES_CLAIM: 'authorities',
      OIDC_ROLE: 'ROLE_ALLSWELL',
      OIDC_ROLES: 'manager=ROLE_SPO,practitioner=ROLE_STAFF,auditor=ROLE_AUDIT',
      DEMONSTRATION_SIGN_IN: 'yes',
    });
    await provider.start(service.url);
  }, 60_000);
  afterAll(async () => {
    await service?.stop();
    await provider?.stop();
  });

  it.each([
    [['ROLE_OTHER', 'ROLE_ALLSWELL', 'ROLE_SPO'], 200],
    ['ROLE_ALLSWELL ROLE_SPO', 200],
    [['ROLE_OTHER', 'ROLE_SPO'], 403],
    [['ROLE_ALLSWELL'], 403],
    [['ROLE_ALLSWELL', 'ROLE_BOSS'], 403],
    ['ROLE_ALLSWELL_NOT', 403],
    [undefined, 403],
  ])('%j answers %d', async (authorities, status) => {
    provider.person = { user_name: 'manager-1', authorities };
    expect((await new Traveller().get(`${service.url}/sign-in/openid?back=%2F`)).status).toBe(status);
  });

  it('what the provider states opens pages, and what the organisation has does not', async () => {
    const as = async (...roles: string[]): Promise<Traveller> => {
      provider.person = { user_name: 'manager-1', authorities: ['ROLE_ALLSWELL', ...roles] };
      const traveller = new Traveller();
      await traveller.get(`${service.url}/sign-in/openid?back=%2F`);
      return traveller;
    };
    const opens = async (traveller: Traveller): Promise<number[]> => {
      const pages = ['/', '/itinerary/import', '/figures', '/accounts'].map((page) =>
        traveller.get(service.url + page),
      );
      return (await Promise.all(pages)).map(({ status }) => status);
    };
    expect(await opens(await as('ROLE_SPO'))).toEqual([200, 200, 200, 403]);
    expect(await opens(await as('ROLE_STAFF'))).toEqual([200, 200, 403, 403]);
    expect(await opens(await as('ROLE_AUDIT'))).toEqual([200, 403, 200, 403]);
    expect(await opens(await as('ROLE_AUDIT', 'ROLE_STAFF'))).toEqual([200, 200, 200, 403]);
  });

  it('the demonstration stands beside it where the settings say so', async () => {
    expect(await new Visitor(service).get('/')).toMatchObject({ path: '/', html: expect.stringContaining('You are') });
  });
});
