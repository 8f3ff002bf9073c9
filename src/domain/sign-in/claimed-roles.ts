import { ROLES, type Role } from '../organisation/organisation.js';

/** By which of a provider's roles somebody has one of ours. */
export type RoleMap = ReadonlyMap<string, readonly Role[]>;

/**
 * The roles that a provider states in a claim: a list, or words with spaces or commas between them (OpenID Connect knows no one
 * form; HMPPS Auth has a list).
 */
export const statedRoles = (claim: unknown): readonly string[] =>
  Array.isArray(claim)
    ? claim.filter((role): role is string => typeof role === 'string')
    : typeof claim === 'string'
      ? claim.split(/[\s,]+/).filter((role) => role !== '')
      : [];

/** Ours that go with them, in the order of the table; none where the provider states nothing that is on the map. */
export function claimedRoles(stated: readonly string[], map: RoleMap): readonly Role[] {
  const found = new Set(stated.flatMap((role) => map.get(role) ?? []));
  return ROLES.filter((role) => found.has(role));
}
