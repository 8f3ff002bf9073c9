import Provider, { type Configuration } from 'oidc-provider';
import { createServer, type Server } from 'node:http';
import { freePort } from './free-port.js';

export const CLIENT = { id: 'allswell', secret: 'a secret of the test that is long enough' };

/** A real OpenID provider on a port of this machine, whose people sign in as soon as they are asked to. */
export class TestProvider {
  /** Who sits at the browser. */
  person: Readonly<Record<string, unknown>> = {};
  /** They press "no". */
  declines = false;
  private server: Server | null = null;

  private constructor(readonly port: number) {}

  get issuer(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  static async reserve(): Promise<TestProvider> {
    return new TestProvider(await freePort());
  }

  async start(publicUrl: string): Promise<void> {
    const configuration: Configuration = {
      clients: [
        {
          client_id: CLIENT.id,
          client_secret: CLIENT.secret,
          redirect_uris: [`${publicUrl}/sign-in/openid/return`],
          post_logout_redirect_uris: [`${publicUrl}/signed-out`],
        },
      ],
      claims: { openid: ['sub'], profile: ['user_name', 'preferred_username', 'authorities'] },
      findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ ...this.person, sub }) }),
      features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: true } },
      interactions: { url: (_, { uid }) => `/interaction/${uid}` },
      pkce: { required: () => true },
      cookies: { keys: ['a key of the test'] },
    };
    const provider = new Provider(this.issuer, configuration);
    const callback = provider.callback();
    this.server = createServer((request, response) => {
      if (!request.url?.startsWith('/interaction/')) return void callback(request, response);
      void this.interact(provider, request, response);
    });
    await new Promise<void>((listening) => this.server!.listen(this.port, '127.0.0.1', listening));
  }

  async stop(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise<void>((closed) => (this.server ? this.server.close(() => closed()) : closed()));
    this.server = null;
  }

  private async interact(
    provider: Provider,
    ...[request, response]: Parameters<Provider['interactionDetails']>
  ): Promise<void> {
    const { prompt, params, session, grantId } = await provider.interactionDetails(request, response);
    if (this.declines) {
      const no = { error: 'access_denied', error_description: 'They pressed no.' };
      return provider.interactionFinished(request, response, no);
    }
    if (prompt.name === 'login') {
      const login = { login: { accountId: 'a-subject-of-the-provider' } };
      return provider.interactionFinished(request, response, login, { mergeWithLastSubmission: false });
    }
    const grant =
      (grantId && (await provider.Grant.find(grantId))) ||
      new provider.Grant({ accountId: session!.accountId, clientId: String(params['client_id']) });
    grant.addOIDCScope(String(params['scope']));
    const consent = { consent: { grantId: await grant.save() } };
    return provider.interactionFinished(request, response, consent, { mergeWithLastSubmission: true });
  }
}
