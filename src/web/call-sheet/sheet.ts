import type { CallSheet } from '../../application/call-sheet.js';
import { dialled } from '../../domain/texting/wording.js';
import { showDayTime } from '../../domain/time/local.js';
import { INCIDENT_KINDS } from '../visit-words.js';

/** A call sheet for eyes: the times local, the number as one dials it. */
export interface Sheet {
  readonly reference: string;
  readonly kind: string;
  readonly prepared: string;
  readonly force: string | null;
  readonly controlRoom: string | null;
  /** Practised: `wordsToSay` says not to ring. */
  readonly drill: boolean;
  readonly wordsToSay: string;
  readonly doNotCall: boolean;
  readonly staff: CallSheet['staff'];
  /** Null: to be shown to those who are signed in. */
  readonly visited: readonly { readonly name: string; readonly value: string }[] | null;
  readonly visit: { readonly reference: string; readonly unit: string };
  readonly times: readonly { readonly name: string; readonly value: string }[];
  readonly timeline: CallSheet['timeline'];
  readonly answer: CallSheet['answer'];
}

/** @param shown where it is withheld who is visited and where: false */
export function sheetOf(sheet: CallSheet, visit: Sheet['visit'], zone: string, shown = true): Sheet {
  const local = (iso: string): string => showDayTime(Date.parse(iso), zone);
  return {
    reference: sheet.reference,
    kind: `${sheet.drill ? 'Exercise: ' : ''}${INCIDENT_KINDS[sheet.kind as keyof typeof INCIDENT_KINDS]}`,
    prepared: local(sheet.preparedAt),
    force: sheet.police?.force ?? null,
    controlRoom: sheet.police ? dialled(sheet.police.controlRoom) : null,
    drill: sheet.drill,
    wordsToSay: sheet.wordsToSay,
    doNotCall: sheet.doNotCallStaff,
    staff: sheet.staff,
    visit,
    visited: shown ? visitedOn(sheet) : null,
    times: [
      { name: 'Planned start', value: local(sheet.plannedStart) },
      { name: 'Expected out', value: local(sheet.expectedEnd) },
    ],
    timeline: sheet.timeline,
    answer: sheet.answer,
  };
}

const visitedOn = ({ address, personVisited }: CallSheet): Sheet['visited'] => [
  { name: 'Address', value: address ?? 'Not in the diary' },
  { name: 'Person visited', value: personVisited?.name ?? 'Not in the diary' },
  { name: 'Our reference for them', value: personVisited?.reference ?? 'Not in the diary' },
  {
    name: 'Risk of serious harm',
    value: personVisited?.riskOfSeriousHarm.replaceAll('_', ' ') ?? 'Not in the diary',
  },
];
