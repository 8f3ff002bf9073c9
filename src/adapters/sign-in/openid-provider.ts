import * as client from 'openid-client';
import type { Clock } from '../../application/ports/clock.js';
import { ProviderAway, ProviderRefused, type Identity, type OpenId } from '../../application/ports/openid.js';
import type { Log } from '../../application/watchman.js';
import type { OpenIdSettings } from '../../config/settings.js';
import { MINUTE } from '../../domain/time/instant.js';
import type { Sealer } from '../postgres/sealed.js';

/** What the browser keeps while it is at the provider. */
interface Kept {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly back: string;
  readonly until: number;
}

const MAY_TAKE = 15 * MINUTE;
const ANSWER_WITHIN_SECONDS = 5;
const TRIES = 2;

/**
 * OpenID Connect with whatever provider there is: discovery, authorisation code with PKCE, state and nonce. The provider is first
 * asked when somebody signs in, and again at the next attempt where it did not answer: the service starts without it.
 */
export class OpenIdProvider implements OpenId {
  private known: Promise<client.Configuration> | null = null;
  private readonly redirectUri: string;

  constructor(
    private readonly settings: OpenIdSettings,
    private readonly publicUrl: string,
    private readonly sealer: Sealer,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {
    this.redirectUri = `${publicUrl}/sign-in/openid/return`;
  }

  async begin(back: string): Promise<{ readonly url: string; readonly keep: string }> {
    const provider = await this.provider();
    const kept: Kept = {
      state: client.randomState(),
      nonce: client.randomNonce(),
      verifier: client.randomPKCECodeVerifier(),
      back,
      until: (await this.clock.now()) + MAY_TAKE,
    };
    const url = client.buildAuthorizationUrl(provider, {
      redirect_uri: this.redirectUri,
      scope: this.settings.scope,
      state: kept.state,
      nonce: kept.nonce,
      code_challenge: await client.calculatePKCECodeChallenge(kept.verifier),
      code_challenge_method: 'S256',
    });
    return { url: url.href, keep: this.sealer.seal(JSON.stringify(kept)) };
  }

  async finish(query: string, keep: string): Promise<Identity> {
    const kept = this.opened(keep);
    if (!kept || kept.until < (await this.clock.now())) throw new ProviderRefused('Nothing was begun here.');
    const provider = await this.provider();
    const tokens = await this.answerTo('The provider refused a sign-in', () =>
      client.authorizationCodeGrant(provider, new URL(`${this.redirectUri}?${query}`), {
        expectedState: kept.state,
        expectedNonce: kept.nonce,
        pkceCodeVerifier: kept.verifier,
        idTokenExpected: true,
      }),
    );
    const stated = tokens.claims();
    if (!stated || !tokens.id_token) throw new ProviderRefused('No ID token.');
    const claims = {
      ...payloadOf(tokens.access_token),
      ...(await this.userInfo(provider, tokens.access_token, stated.sub)),
      ...stated,
    };
    return { claims, idToken: tokens.id_token, back: kept.back };
  }

  async endUrl(idToken: string): Promise<string | null> {
    try {
      const provider = await this.provider();
      if (!provider.serverMetadata().end_session_endpoint) return null;
      return client.buildEndSessionUrl(provider, {
        id_token_hint: idToken,
        post_logout_redirect_uri: `${this.publicUrl}/signed-out`,
      }).href;
    } catch (error) {
      if (error instanceof ProviderAway) return null;
      throw error;
    }
  }

  private provider(): Promise<client.Configuration> {
    this.known ??= this.discover().catch((error: unknown) => {
      this.known = null;
      throw error;
    });
    return this.known;
  }

  private async discover(): Promise<client.Configuration> {
    const { issuer, clientId, clientSecret } = this.settings;
    const insecure = issuer.startsWith('http:') ? [client.allowInsecureRequests] : [];
    for (let attempt = 1; ; attempt++) {
      try {
        const found = await client.discovery(new URL(issuer), clientId, clientSecret, undefined, {
          execute: insecure,
          timeout: ANSWER_WITHIN_SECONDS,
        });
        const metadata = found.serverMetadata();
        // Basic is what a provider takes that names none (OpenID Connect Discovery 1.0, section 3).
        const named = metadata.token_endpoint_auth_methods_supported;
        const basic = !named || named.includes('client_secret_basic');
        const provider = new client.Configuration(
          metadata,
          clientId,
          clientSecret,
          basic ? client.ClientSecretBasic(clientSecret) : client.ClientSecretPost(clientSecret),
        );
        provider.timeout = ANSWER_WITHIN_SECONDS;
        for (const execute of insecure) execute(provider);
        client.enableNonRepudiationChecks(provider);
        return provider;
      } catch (error) {
        this.log.warn({ attempt, reason: reasonOf(error) }, 'The OpenID provider does not answer');
        if (attempt === TRIES) throw new ProviderAway(reasonOf(error));
      }
    }
  }

  /** Some state who somebody is here only. Without it what the ID token says is all there is. */
  private async userInfo(provider: client.Configuration, accessToken: string, subject: string): Promise<object> {
    if (!provider.serverMetadata().userinfo_endpoint) return {};
    try {
      return await client.fetchUserInfo(provider, accessToken, subject);
    } catch (error) {
      this.log.warn({ reason: reasonOf(error) }, "The OpenID provider's user information cannot be read");
      return {};
    }
  }

  private async answerTo<T>(what: string, question: () => Promise<T>): Promise<T> {
    try {
      return await question();
    } catch (error) {
      this.log.warn({ reason: reasonOf(error) }, what);
      if (isAway(error)) throw new ProviderAway(reasonOf(error));
      throw new ProviderRefused(reasonOf(error));
    }
  }

  private opened(keep: string): Kept | null {
    try {
      return JSON.parse(this.sealer.open(keep)) as Kept;
    } catch {
      return null;
    }
  }
}

/**
 * HMPPS Auth names roles in its access token. It came straight from the provider over TLS, which vouches for it as it does for
 * the ID token (OpenID Connect Core 1.0, 3.1.3.7); one that is no JWT says nothing.
 */
function payloadOf(accessToken: string): object {
  try {
    const payload: unknown = JSON.parse(Buffer.from(accessToken.split('.')[1] ?? '', 'base64url').toString());
    return typeof payload === 'object' && payload !== null ? payload : {};
  } catch {
    return {};
  }
}

/** A code of the library or of the protocol: nothing that a person or a provider wrote. */
function reasonOf(error: unknown): string {
  const { code, error: protocol, cause } = error as { code?: unknown; error?: unknown; cause?: { code?: unknown } };
  return [code, protocol, cause?.code].filter((part) => typeof part === 'string').join(' ') || 'unknown';
}

function isAway(error: unknown): boolean {
  const { code, name, status } = error as { code?: unknown; name?: unknown; status?: unknown };
  if (typeof status === 'number' && status >= 500) return true;
  return name === 'TypeError' || name === 'TimeoutError' || code === 'OAUTH_TIMEOUT';
}
