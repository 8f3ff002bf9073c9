import type { Access } from '../../../domain/permission/access.js';
import { groupsOf, type Finding, type FindingKind, type Place } from '../../../domain/readiness/finding.js';
import type { Instant } from '../../../domain/time/instant.js';
import { showDayTime } from '../../../domain/time/local.js';

/** Of these the message log says more. */
const ABOUT_A_PHONE: ReadonlySet<FindingKind> = new Set(['number', 'opted_out', 'unreachable']);

interface Link {
  readonly href: string;
  readonly text: string;
}

export interface ReadinessPage {
  readonly total: number;
  readonly asAt: string;
  readonly groups: readonly {
    readonly kind: string;
    readonly title: string;
    readonly why: string;
    readonly clause: string | null;
    readonly findings: readonly { readonly says: string; readonly links: readonly Link[] }[];
  }[];
}

export function readinessPage(
  findings: readonly Finding[],
  { at, zone, access }: { readonly at: Instant; readonly zone: string; readonly access: Access },
): ReadinessPage {
  return {
    total: findings.length,
    asAt: showDayTime(at, zone),
    groups: groupsOf(findings).map(({ kind, title, why, clause, place, findings: found }) => ({
      kind,
      title,
      why,
      clause,
      findings: found.map((finding) => ({
        says: finding.says,
        links: [
          ...(finding.visit && access.has('see_visits')
            ? [{ href: `/itinerary/visits/${finding.visit}`, text: 'See the visit' }]
            : []),
          ...(ABOUT_A_PHONE.has(kind) && finding.person && access.has('see_messages')
            ? [{ href: `/office/messages?person=${encodeURIComponent(finding.person)}`, text: 'See their texts' }]
            : []),
          ...whereMended(place, finding),
        ],
      })),
    })),
  };
}

/** The page on which somebody puts it right; of the service itself there is none: what is to be told, and to whom, is in its words. */
function whereMended(place: Place, { unit, person }: Finding): Link[] {
  const ofUnit = unit === null ? '' : `?unit=${encodeURIComponent(unit)}`;
  switch (place) {
    case 'service':
      return [];
    case 'rota':
      return [{ href: `/office/rota${ofUnit}`, text: 'Mend the rota' }];
    case 'people':
      // Somebody from elsewhere, whose page may not be theirs to open.
      return person === null
        ? []
        : [{ href: `/office/people/${encodeURIComponent(person)}`, text: 'Mend it on their page' }];
    case 'units':
      return [{ href: `/office/units/${encodeURIComponent(unit ?? '')}`, text: 'Mend the unit' }];
    case 'drills':
      return [{ href: `/office/drills${ofUnit}`, text: 'Run a drill' }];
  }
}
