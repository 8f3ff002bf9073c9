import type { Directory } from '../../domain/organisation/directory.js';
import type { Role } from '../../domain/organisation/organisation.js';
import { claimedRoles, statedRoles, type RoleMap } from '../../domain/sign-in/claimed-roles.js';
import type { Accounts } from '../ports/accounts.js';
import type { Clock } from '../ports/clock.js';
import { ProviderAway, ProviderRefused, type Identity, type OpenId } from '../ports/openid.js';
import type { Session } from '../ports/sessions.js';
import type { Gate, Whence } from './gate.js';
import type { SessionsDesk } from './sessions-desk.js';
import { personNamed, signedIn } from './sign-in.js';

/** How a provider's word is read. */
export interface OpenIdRules {
  readonly personClaims: readonly string[];
  readonly required: { readonly claim: string; readonly role: string } | null;
  /** What the provider's roles open here; null: the organisation says what somebody may do. */
  readonly roles: { readonly claim: string; readonly map: RoleMap } | null;
}

export type OpenIdOutcome =
  | { readonly kind: 'in'; readonly token: string; readonly back: string }
  /** `name`: as the provider has it. */
  | { readonly kind: 'unknown' | 'not_let_in'; readonly name: string }
  | { readonly kind: 'away' | 'refused' };

/**
 * Signing in with a provider. Who somebody is comes from there, and where the rules have a map of roles, what they may do; in which
 * unit, whom an alarm asks and what it takes from whom are the organisation's to say.
 */
export class OpenIdSignIn {
  constructor(
    private readonly provider: OpenId,
    private readonly rules: OpenIdRules,
    private readonly accounts: Accounts,
    private readonly sessions: SessionsDesk,
    private readonly gate: Gate,
    private readonly clock: Clock,
  ) {}

  async begin(back: string): Promise<{ readonly url: string; readonly keep: string } | null> {
    try {
      return await this.provider.begin(back);
    } catch (error) {
      if (error instanceof ProviderAway) return null;
      throw error;
    }
  }

  async finish(
    query: string,
    keep: string,
    from: Omit<Whence, 'device'>,
    directory: Directory,
  ): Promise<OpenIdOutcome> {
    const whence = { ...from, device: null };
    let identity: Identity;
    try {
      identity = await this.provider.finish(query, keep);
    } catch (error) {
      if (error instanceof ProviderAway) return { kind: 'away' };
      if (!(error instanceof ProviderRefused)) throw error;
      await this.gate.refused(
        'A sign-in was refused: the provider said no, or its answer was not to be trusted.',
        whence,
        null,
      );
      return { kind: 'refused' };
    }
    const name = this.nameIn(identity);
    const person = name === null ? null : personNamed(name, directory);
    if (!person) {
      await this.gate.refused(
        'A sign-in was refused: the provider knows them, the organisation does not.',
        whence,
        null,
      );
      return { kind: 'unknown', name: name ?? '' };
    }
    const roles = this.rolesIn(identity);
    if (!this.hasRole(identity) || roles?.length === 0 || (await this.accounts.isClosed(person.id))) {
      await this.gate.refused('A sign-in was refused: they are not let in.', whence, person.id);
      return { kind: 'not_let_in', name: person.id };
    }
    const now = await this.clock.now();
    const token = await this.sessions.start(
      {
        person: person.id,
        way: 'openid',
        stage: 'open',
        secondFactor: false,
        agent: from.agent,
        idToken: identity.idToken,
        roles,
      },
      now,
      [signedIn(now, person.id, roles ? `OpenID Connect, as ${roles.join(', ')}` : 'OpenID Connect', from)],
    );
    return { kind: 'in', token, back: identity.back };
  }

  /** Where to go to be signed out there as well. */
  async endUrl({ idToken }: Session): Promise<string | null> {
    return idToken === null ? null : this.provider.endUrl(idToken);
  }

  private nameIn({ claims }: Identity): string | null {
    for (const claim of this.rules.personClaims) {
      const value = claims[claim];
      if (typeof value === 'string' && value !== '') return value;
    }
    return null;
  }

  private hasRole({ claims }: Identity): boolean {
    const { required } = this.rules;
    if (!required) return true;
    return statedRoles(claims[required.claim]).includes(required.role);
  }

  private rolesIn({ claims }: Identity): readonly Role[] | null {
    const { roles } = this.rules;
    return roles && claimedRoles(statedRoles(claims[roles.claim]), roles.map);
  }
}
