import type { Access } from '../../domain/permission/access.js';
import type { Right } from '../../domain/permission/rights.js';

interface Place {
  readonly text: string;
  readonly href: string;
  readonly right: Right;
  /** For those whose right is to themselves alone there is nothing on it. */
  readonly ofUnits?: true;
}

/** The pages from which an office is run, in the order of their tabs. */
const PLACES: readonly Place[] = [
  { text: 'Readiness', href: '/office/readiness', right: 'see_figures' },
  { text: 'People', href: '/office/people', right: 'see_office' },
  { text: 'Units', href: '/office/units', right: 'see_office', ofUnits: true },
  { text: 'Rota', href: '/office/rota', right: 'see_office', ofUnits: true },
  { text: 'Policy', href: '/office/policy', right: 'see_policy' },
  { text: 'Drills', href: '/office/drills', right: 'see_drills' },
  { text: 'API tokens', href: '/office/tokens', right: 'manage_tokens' },
  { text: 'Messages', href: '/office/messages', right: 'see_messages' },
];

/** Those of them that somebody may open; `here` is the path of the page that is shown. */
export const officePlaces = (access: Access, here = ''): readonly (Place & { readonly active: boolean })[] =>
  PLACES.filter(({ right, ofUnits }) => access.has(right) && !(ofUnits && access.scope(right).units?.length === 0)).map(
    (place) => ({
      ...place,
      active: here === place.href || here.startsWith(`${place.href}/`),
    }),
  );
