/** The provider with which people of the organisation sign in. */
export interface OpenId {
  /** Where the browser goes, and what it keeps until it comes back: sealed. Throws {@link ProviderAway}. */
  begin(back: string): Promise<{ readonly url: string; readonly keep: string }>;
  /**
   * What the provider says of whoever came back. `query`: of the address that it sent the browser to.
   * Throws {@link ProviderAway} or {@link ProviderRefused}.
   */
  finish(query: string, keep: string): Promise<Identity>;
  /** Where signing out here ends the provider's session too; null: the provider offers none, or does not answer. */
  endUrl(idToken: string): Promise<string | null>;
}

export interface Identity {
  /** Everything that was stated, by claim; a claim that several say is the ID token's. */
  readonly claims: Readonly<Record<string, unknown>>;
  readonly idToken: string;
  /** An address of ours, as {@link OpenId.begin} was given it. */
  readonly back: string;
}

/** It cannot be reached, or does not answer as a provider does. */
export class ProviderAway extends Error {}

/** It said no, or what came back is not what was asked for: forged, too old, or used before. */
export class ProviderRefused extends Error {}

export const OPEN_ID = Symbol('OpenId');
