import type { Person } from '../../domain/organisation/organisation.js';
import { DAY, type Instant } from '../../domain/time/instant.js';
import type { Accounts } from '../ports/accounts.js';
import { signInEntry } from './entry.js';
import { digestOf, newToken } from '../tokens.js';

/** Long enough for somebody who is off for a weekend. */
const INVITATION_SERVES = 3 * DAY;

/**
 * A token for one person, to be passed on to them: it opens an account, or opens theirs anew where password or phone are
 * lost. What they had stays as it is until it is used.
 */
export async function inviteFrom(
  accounts: Pick<Accounts, 'invite'>,
  { id }: Person,
  by: string,
  now: Instant,
): Promise<{ readonly token: string; readonly expiresAt: Instant }> {
  const token = newToken();
  const expiresAt = now + INVITATION_SERVES;
  await accounts.invite({ person: id, madeAt: now, madeBy: by, expiresAt }, digestOf(token), [
    signInEntry(now, 'account_changed', by, `${id} was invited to sign in.`),
  ]);
  return { token, expiresAt };
}
