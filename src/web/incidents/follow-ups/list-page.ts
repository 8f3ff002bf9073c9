import type { ListedFollowUp, OpenFollowUps } from '../../../application/ports/follow-ups.js';
import type { PageOf } from '../../../application/ports/reader.js';
import type { Typed } from '../../form/typed.js';
import { counted } from '../../frame/counted.js';
import { unitsInReach } from '../../frame/units-in-reach.js';
import type { Standpoint } from '../../guard.js';
import { INCIDENT_KINDS } from '../../visit-words.js';
import { names } from '../incident-page.js';
import { sayDue, sayOwner, stateTag } from './words.js';

const PER_PAGE = 50;

export interface ListAsked {
  readonly whose: 'mine' | 'units';
  readonly unit: string;
  readonly query: OpenFollowUps;
}

/** Their own first; all that they answer for when they ask for it, of one unit and those below it if they choose one. */
export function readList(typed: Typed, from: Standpoint): ListAsked {
  const whose = typed['whose'] === 'units' ? 'units' : 'mine';
  const chosen = unitsInReach(from, 'follow_up').find(({ id }) => whose === 'units' && id === typed['unit']);
  const page = Math.max(1, Math.min(Number.parseInt(typed['page'] ?? '', 10) || 1, 10_000));
  return {
    whose,
    unit: chosen?.id ?? '',
    query: {
      scope: from.access.scope('follow_up'),
      hiddenFrom: from.visitor.person,
      ...(whose === 'mine' && { owner: from.visitor.person }),
      ...(chosen && { units: from.directory.unitsBelow(chosen.id).map(({ id }) => id) }),
      page,
      perPage: PER_PAGE,
    },
  };
}

export function followUpList({ items, ...found }: PageOf<ListedFollowUp>, asked: ListAsked, from: Standpoint) {
  const { directory } = from;
  const list = counted(found, 'to do', 'to do');
  const { page, pages } = list;
  const address = (whose: string, to = 1): string => {
    const query = new URLSearchParams({ whose, ...(asked.unit && { unit: asked.unit }) });
    if (to > 1) query.set('page', String(to));
    return `/incidents/follow-ups?${query.toString()}`;
  };
  return {
    whose: asked.whose,
    tabs: [
      { text: 'Mine', href: '/incidents/follow-ups', active: asked.whose === 'mine' },
      { text: 'All in my units', href: '/incidents/follow-ups?whose=units', active: asked.whose === 'units' },
    ],
    units: [
      { value: '', text: 'All that you answer for', selected: asked.unit === '' },
      ...unitsInReach(from, 'follow_up').map(({ id, name }) => ({
        value: id,
        text: name,
        selected: id === asked.unit,
      })),
    ],
    rows: items.map(({ followUp, incident, visit }) => ({
      what: followUp.what,
      href: `/incidents/${incident.id}/follow-ups/${followUp.number}`,
      incident: `${INCIDENT_KINDS[incident.kind]} ${incident.reference}`,
      incidentHref: `/incidents/${incident.id}/follow-ups`,
      about: names(incident, from),
      unit: directory.unit(visit.unit)?.name ?? visit.unit,
      owner: sayOwner(followUp.owner, directory),
      due: sayDue(followUp.dueAt, from).replace(/^by /, ''),
      tag: stateTag(followUp, from.at),
    })),
    list,
    overdue: items.filter(({ followUp }) => followUp.dueAt < from.at).length,
    previous: page > 1 ? address(asked.whose, Math.min(page - 1, pages)) : null,
    next: page < pages ? address(asked.whose, page + 1) : null,
  };
}
