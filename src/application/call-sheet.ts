import type { Directory } from '../domain/organisation/directory.js';
import { dialled } from '../domain/texting/wording.js';
import { showDayTime, showTime } from '../domain/time/local.js';
import { iso, type Instant } from '../domain/time/instant.js';
import type { ChainedEntry } from '../domain/record/chain.js';
import type { IncidentView } from './ports/reader.js';
import { textWithout } from './text-without.js';

/**
 * What a manager reads to the police control room (HVPF 8.3.6, 8.4.3): the words, who, where, car, description, what has
 * happened, and blanks for what the police answer. A person makes the call; the software never does.
 */
export interface CallSheet {
  readonly incidentId: string;
  readonly reference: string;
  readonly kind: string;
  /** Practised: no words to say, and no number to ring. */
  readonly drill: boolean;
  readonly preparedAt: string;
  readonly police: { readonly force: string; readonly controlRoom: string } | null;
  readonly wordsToSay: string;
  readonly staff: readonly Missing[];
  readonly personVisited: {
    readonly name: string;
    readonly reference: string;
    readonly riskOfSeriousHarm: string;
  } | null;
  readonly address: string | null;
  readonly plannedStart: string;
  readonly expectedEnd: string;
  readonly timeline: readonly {
    readonly at: string;
    readonly time: string;
    readonly text: string;
    readonly clause: string | null;
  }[];
  /** Filled in from the report once there is one; blank until then. */
  readonly answer: { readonly operator: string; readonly time: string; readonly reference: string };
  readonly doNotCallStaff: boolean;
}

export interface Missing {
  readonly id: string;
  readonly name: string;
  readonly mobile: string;
  readonly description: string;
  readonly car: string;
}

/** @param withheld without who is visited and where (P11): for whoever holds its link and is not signed in */
export function callSheetOf(
  view: IncidentView,
  entries: readonly ChainedEntry[],
  directory: Directory,
  at: Instant,
  zone: string,
  withheld = false,
): CallSheet {
  const { incident, visit, details } = view;
  const staff = incident.subjects.map((id): Missing => {
    const person = directory.person(id);
    return {
      id,
      name: person?.name ?? id,
      mobile: dialled(person?.mobile ?? null),
      description: person?.description || 'not recorded',
      car: person?.car ? [person.car.registration, person.car.description].filter(Boolean).join(', ') : 'not recorded',
    };
  });
  const report = incident.police.at(-1);
  const visited = withheld ? null : details.personVisited;
  const unsaid = withheld ? textWithout(details.personVisited) : (text: string) => text;
  const address = visited ? [...visited.address.lines, visited.address.postcode].join(', ') : null;
  return {
    incidentId: incident.id,
    reference: incident.reference,
    kind: incident.kind,
    drill: visit.drill === true,
    preparedAt: iso(at),
    police: visit.drill ? null : directory.police(visit.unit),
    wordsToSay: visit.drill ? DO_NOT_RING : words(view, staff, withheld ? null : placeOf(visited?.name, address), zone),
    staff,
    personVisited: visited
      ? { name: visited.name, reference: visited.reference, riskOfSeriousHarm: visited.riskOfSeriousHarm }
      : null,
    address,
    plannedStart: iso(visit.plannedStart),
    expectedEnd: iso(visit.expectedEnd),
    timeline: entries.map((entry) => ({
      at: iso(entry.at),
      time: showDayTime(entry.at, zone),
      text: unsaid(entry.text),
      clause: entry.clause,
    })),
    answer: {
      operator: report?.operator ?? '',
      time: report ? showTime(report.at, zone) : '',
      reference: report?.reference ?? '',
    },
    doNotCallStaff: incident.kind === 'alert_code',
  };
}

/** In place of the words to say, and of the number. */
export const DO_NOT_RING =
  'EXERCISE: DO NOT RING THE POLICE. In a real alarm the words to say, and the number to ring, would stand here.';

/** Whom they visit, and at which address, as one says it. */
interface Place {
  readonly whom: string;
  readonly where: string;
}

const placeOf = (name: string | undefined, address: string | null): Place => ({
  whom: name ?? 'a person whom our diary does not name',
  where: address ?? 'an address that our diary does not hold',
});

/** Nobody who reads it aloud stops short: the sheet says where to get what is missing. */
const FOLLOWS = 'I am getting the name and the address of the person whom they visit.';

function words(
  { incident, visit }: IncidentView,
  staff: readonly Missing[],
  place: Place | null,
  zone: string,
): string {
  const names = staff.map((one) => one.name).join(' and ');
  const to = place ? ` to ${place.whom} at ${place.where}` : '';
  const follows = place ? '' : ` ${FOLLOWS}`;
  if (incident.kind === 'alert_code') {
    const visiting = place ? `They are visiting ${place.whom} at ${place.where}.` : FOLLOWS;
    return `There is significant concern about a staff member, ${names}, who has used the alert code during a home visit. ${visiting} Do not telephone them: it may endanger them.`;
  }
  if (incident.kind === 'sos' || incident.kind === 'device') {
    return `There is concern for the safety of a staff member, ${names}, who has asked for help during a home visit${to}.${follows}`;
  }
  return `There is concern about the safety of a staff member, ${names}, as contact has been lost with them whilst undertaking a home visit${to}. They were expected to have left by ${showTime(visit.expectedEnd, zone)}.${follows}`;
}
