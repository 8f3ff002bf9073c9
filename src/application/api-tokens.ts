import { randomUUID } from 'node:crypto';
import type { NewEntry } from '../domain/decision.js';
import type { Access } from '../domain/permission/access.js';
import { RIGHTS, type Right } from '../domain/permission/rights.js';
import { DAY, iso, type Instant } from '../domain/time/instant.js';
import type { ApiToken } from './ports/api-tokens.js';
import type { Ledger, Page } from './ports/ledger.js';
import { Refusal } from './refusal.js';
import { digestOf, newToken } from './tokens.js';

export interface TokenRequest {
  readonly name: string;
  readonly rights: readonly Right[];
  /** Null: everywhere. */
  readonly unit: string | null;
  readonly expiresAt: Instant;
  /** A form that may be sent twice says which one it is: one token is made of it. */
  readonly id?: string;
}

/** Two years, a leap day and the rest of the last day: a token that nobody remembers ends by itself. */
export const LONGEST_TOKEN = 732 * DAY;

/** Found again among logs and files by whoever looks for lost secrets. */
const PREFIX = 'allswell_';

/** Gives machines their tokens, and takes them back. Nobody gives what they do not have. */
export class GiveApiTokens {
  constructor(private readonly ledger: Ledger) {}

  /** The token is told this once. */
  give(request: TokenRequest, by: string, access: Access): Promise<{ token: string; given: ApiToken }> {
    return this.ledger.transaction(async (page) => {
      mustBeTheirs(page, request, access);
      const token = PREFIX + newToken();
      const given: ApiToken = {
        name: request.name,
        rights: request.rights,
        unit: request.unit,
        expiresAt: request.expiresAt,
        id: request.id ?? randomUUID(),
        createdBy: by,
        createdAt: page.now,
        revokedAt: null,
        lastUsedAt: null,
      };
      if (!(await page.tokens.add(given, digestOf(token))))
        throw new Refusal('conflict', 'This token was made already, and shown then.');
      await page.writeOffice([
        entry(page, by, `API token "${given.name}" was given.`, {
          token: given.id,
          rights: [...given.rights],
          unit: given.unit,
          expiresAt: iso(given.expiresAt),
        }),
      ]);
      return { token, given };
    });
  }

  /** Revoking twice changes nothing the second time. */
  revoke({ id, name }: ApiToken, by: string): Promise<void> {
    return this.ledger.transaction(async (page) => {
      if (!(await page.tokens.revoke(id, page.now))) return;
      await page.writeOffice([entry(page, by, `API token "${name}" was revoked.`, { token: id })]);
    });
  }
}

/** Whether this caller may see and revoke a token: it reaches no further than they do. */
export const isWithin = ({ unit }: Pick<ApiToken, 'unit'>, access: Access): boolean =>
  reaches(access, 'manage_tokens', unit);

/** Whether this right is theirs in all of this unit; null: everywhere. */
const reaches = (access: Access, right: Right, unit: string | null): boolean =>
  unit === null ? access.has(right) && access.scope(right).units === null : access.may(right, { unit, people: [] });

function mustBeTheirs(page: Page, { rights, unit, expiresAt }: TokenRequest, access: Access): void {
  const refuse = (field: string, message: string, mend: string): never => {
    throw new Refusal('invalid', 'No token was given.', [{ field, message, mend }]);
  };
  if (unit !== null && !page.directory.unit(unit))
    refuse('unit', 'is no unit of the organisation', 'give the id of one');
  if (!isWithin({ unit }, access)) refuse('unit', 'reaches further than you do', 'give one of your own units');
  // What one may do with oneself alone is nothing that a machine could have of them: it would reach the whole unit.
  const lacking = rights.find((right) => !reaches(access, right, unit));
  if (lacking) refuse('rights', `has ${lacking}, which you do not have: ${RIGHTS[lacking].says}`, 'leave it out');
  if (expiresAt <= page.now) refuse('expiresAt', 'has passed already', 'give a moment that is still to come');
  if (expiresAt > page.now + LONGEST_TOKEN)
    refuse('expiresAt', 'is more than two years from now', 'give a moment within two years');
}

const entry = (page: Page, by: string, text: string, data: NewEntry['data']): NewEntry => ({
  at: page.now,
  kind: 'office_changed',
  clause: null,
  by,
  text,
  incidentId: null,
  data,
});
