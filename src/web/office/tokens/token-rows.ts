import type { ApiToken } from '../../../application/ports/api-tokens.js';
import { showDated, showDay } from '../../../domain/time/dated.js';
import { howLongAgo } from '../../../domain/time/how-long-ago.js';
import { DAY, SECOND, type Instant } from '../../../domain/time/instant.js';
import { startOfLocalDay } from '../../../domain/time/local.js';
import type { Standpoint } from '../../guard.js';
import type { Tag } from '../../visit-words.js';
import { whoIs } from '../changes.js';
import { says } from './token-form.js';

/** Those that have ended are there to be looked up, not to be read: so many of them, the newest. */
const MOST_ENDED = 100;

/** So soon whoever looks after the machine has to be told. */
const SOON = 30 * DAY;

export function tokenRows(tokens: readonly ApiToken[], from: Standpoint) {
  const works = tokens.filter((token) => doesWork(token, from));
  const ended = tokens.filter((token) => !doesWork(token, from));
  return {
    rows: works.map((token) => tokenRow(token, from)),
    ended: ended.slice(0, MOST_ENDED).map((token) => tokenRow(token, from)),
    endedInAll: ended.length,
  };
}

export const doesWork = ({ revokedAt, expiresAt }: ApiToken, { at }: Standpoint): boolean =>
  revokedAt === null && expiresAt > at;

export function tokenRow(token: ApiToken, from: Standpoint) {
  const { directory, at, zone } = from;
  return {
    name: token.name,
    href: hrefOfToken(token.id),
    works: doesWork(token, from),
    unit: token.unit === null ? 'Every unit' : (directory.unit(token.unit)?.name ?? token.unit),
    rights: token.rights.map(says),
    made: howLongAgo(token.createdAt, at, zone),
    by: whoIs(directory, token.createdBy),
    used: token.lastUsedAt === null ? null : howLongAgo(token.lastUsedAt, at, zone),
    until: sayUntil(token.expiresAt, zone),
    revoked: token.revokedAt === null ? null : showDated(token.revokedAt, zone),
    tag: tagOf(token, from),
  };
}

/** Made on a page it ends with a day; the API knows any moment. */
const sayUntil = (at: Instant, zone: string): string =>
  at === startOfLocalDay(at, zone) ? `the end of ${showDay(at - SECOND, zone)}` : showDated(at, zone);

export const hrefOfToken = (id: string): string => `/office/tokens/${encodeURIComponent(id)}`;

function tagOf({ revokedAt, expiresAt }: ApiToken, { at }: Standpoint): Tag {
  if (revokedAt !== null) return { word: 'Revoked', symbol: '×', colour: 'grey' };
  if (expiresAt <= at) return { word: 'Expired', symbol: '–', colour: 'grey' };
  if (expiresAt <= at + SOON) return { word: 'Ends soon', symbol: '▲', colour: 'yellow' };
  return { word: 'Works', symbol: '✓', colour: 'green' };
}
