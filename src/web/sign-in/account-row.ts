import type { AccountStanding } from '../../application/ports/accounts.js';
import type { Person } from '../../domain/organisation/organisation.js';
import { needsSecondFactor } from '../../domain/sign-in/session.js';
import { howLongAgo } from '../../domain/time/how-long-ago.js';
import { showDayTime } from '../../domain/time/local.js';
import type { Office } from '../frame/office-now.js';
import type { Tag } from '../visit-words.js';
import { feedsOf, hrefOfFeeds } from '../calendar/feeds-page.js';
import type { Visitor } from './visitor.js';

const TAGS = {
  open: { word: 'Open', symbol: '●', colour: 'green' },
  closed: { word: 'Closed', symbol: '×', colour: 'red' },
  invited: { word: 'Invited', symbol: '○', colour: 'blue' },
  none: { word: 'None', symbol: '–', colour: 'grey' },
} as const satisfies Record<string, Tag>;

/** One person in the list of accounts: how things stand, and what can be done. */
export function accountRow(
  { id, name, unit, roles }: Person,
  standing: AccountStanding | undefined,
  { at, zone, directory, visitor }: Office & { readonly visitor: Visitor },
  { openId, feeds }: { readonly openId: boolean; readonly feeds: number },
) {
  const state = standing?.state ?? 'none';
  const invitedUntil = standing?.invitedUntil ?? null;
  const invited = invitedUntil !== null && invitedUntil > at;
  const sessions = standing?.sessions ?? 0;
  return {
    id,
    name,
    action: `/accounts/${encodeURIComponent(id)}`,
    about: `${directory.unit(unit)?.name ?? unit}, ${roles.join(', ').replaceAll('_', ' ')}`,
    tag: invited && state !== 'open' ? TAGS.invited : TAGS[state],
    notes: [
      ...(invited ? [`Invitation open until ${showDayTime(invitedUntil, zone)}`] : []),
      ...(state === 'open' ? [standing?.secondFactor ? 'With a second factor' : 'Without a second factor'] : []),
      ...(state === 'open' && !standing?.secondFactor && needsSecondFactor(roles)
        ? ['sets one up at the next sign-in']
        : []),
    ],
    seen: standing?.lastSeen ? howLongAgo(standing.lastSeen, at, zone) : null,
    sessions,
    // Wherever they lie, they are fetched without a sign-in.
    feeds: feeds === 0 ? null : { text: feedsOf(feeds), href: hrefOfFeeds(id) },
    inviteSays: state === 'none' ? 'Invite' : state === 'closed' ? 'Invite again' : 'New invitation',
    canReopen: openId && state === 'closed',
    // Nobody shuts themself out by a slip.
    canClose: id !== visitor.person && (state === 'open' || invited || (openId && state === 'none')),
  };
}
