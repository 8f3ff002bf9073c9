import { dialled } from '../../../domain/texting/wording.js';
import type { IncidentView, MessageView } from '../../../application/ports/reader.js';
import type { FollowUp } from '../../../domain/follow-up/follow-up.js';
import type { Directory } from '../../../domain/organisation/directory.js';
import { firstFault, hashedText, type ChainedEntry, type Head } from '../../../domain/record/chain.js';
import { showDay, stateMoment } from '../../../domain/time/dated.js';
import { iso, type Instant } from '../../../domain/time/instant.js';
import { INCIDENT_KINDS, KINDS, nameOf } from '../../visit-words.js';
import { HARM_WORDS } from '../follow-ups/words.js';
import { stepTitle } from '../steps.js';
import { textRows } from '../texts.js';
import { LABELS } from '../timeline.js';
import { HOW_TO_VERIFY, WHAT_IT_SHOWS } from './verifying.js';

/** The record of one incident as a document that can be handed to an inquest: everything in it is words, laid out elsewhere. */
export interface RecordDocument {
  readonly title: string;
  readonly subtitle: string;
  readonly drill: boolean;
  readonly made: readonly Fact[];
  readonly sections: readonly { readonly title: string; readonly facts: readonly Fact[] }[];
  readonly verdict: { readonly holds: boolean; readonly text: string };
  readonly verifying: readonly string[];
  readonly entries: readonly DocumentedEntry[];
  readonly texts: readonly DocumentedText[];
  /** One line for each entry, to be hashed as it stands. */
  readonly chainFile: string;
}

export interface Fact {
  readonly name: string;
  readonly lines: readonly string[];
}

export interface DocumentedEntry {
  readonly heading: string;
  readonly text: string;
  /** All that the hash covers and the lines above do not say in full. */
  readonly facts: readonly (readonly [name: string, value: string])[];
}

export interface DocumentedText {
  readonly heading: string;
  readonly body: string;
  readonly delivery: string;
}

export interface RecordMade {
  readonly view: IncidentView;
  readonly entries: readonly ChainedEntry[];
  readonly head: Head;
  readonly messages: readonly MessageView[];
  readonly followUps: readonly FollowUp[];
  readonly madeBy: string;
  readonly at: Instant;
  readonly zone: string;
  readonly directory: Directory;
  /** Whether whoever makes it may see who is visited, and where. */
  readonly names: boolean;
}

export function recordDocumentOf(made: RecordMade): RecordDocument {
  const { view, entries, head, directory, zone, at, madeBy } = made;
  const { incident, visit } = view;
  const drill = visit.drill === true;
  const named = (id: string): string => called(id, directory);
  return {
    title: `Record of incident ${incident.reference}`,
    subtitle: `${drill ? 'EXERCISE. ' : ''}${INCIDENT_KINDS[incident.kind]}, ${incident.subjects.map((id) => nameOf(directory, id)).join(' and ')}`,
    drill,
    made: [
      {
        name: 'What this is',
        lines: [
          `The whole record of one visit and of the incident on it, as Allswell wrote it while it happened: ${entries.length} entries, none left out.`,
          ...(drill ? ['The incident was an exercise: nobody was out, and the police were not rung.'] : []),
        ],
      },
      { name: 'Made', lines: [`${stateMoment(at, zone)}, by ${named(madeBy)}`] },
      { name: 'Times', lines: [`By the clock in ${zone}; UTC+1 means one hour ahead of UTC.`] },
    ],
    sections: [
      { title: 'The incident', facts: incidentFacts(made, named) },
      { title: 'The visit', facts: visitFacts(made, named) },
      { title: 'People', facts: peopleFacts(made) },
      ...(drill || incident.status === 'open' ? [] : [{ title: 'Afterwards', facts: afterFacts(made, named) }]),
    ],
    verdict: verdictOf(entries, head),
    verifying: [...HOW_TO_VERIFY, ...WHAT_IT_SHOWS],
    entries: entries.map((entry) => documented(entry, zone, named)),
    texts: textsOf(made),
    chainFile: entries.map((entry) => `${hashedText(entry)}\n`).join(''),
  };
}

function verdictOf(entries: readonly ChainedEntry[], head: Head): RecordDocument['verdict'] {
  const fault = firstFault(entries, head);
  if (fault)
    return {
      holds: false,
      text: `THE CHAIN DOES NOT HOLD: ${fault.what}. The record was changed outside Allswell, or is damaged; what follows is what was found.`,
    };
  return {
    holds: true,
    text: `When this document was made the whole chain was checked: all ${entries.length} entries hold, each follows from the one before, and the last is the last that was ever written. Its hash is ${head.hash}.`,
  };
}

/** "Grace Okafor (grace-okafor)": the name as it is today, and the id that the record keeps. */
const called = (id: string, directory: Directory): string =>
  id === 'allswell' ? 'Allswell' : id === 'api' ? 'another program (api)' : `${nameOf(directory, id)} (${id})`;

type Named = (id: string) => string;

function incidentFacts({ view: { incident }, zone }: RecordMade, named: Named): Fact[] {
  const { closedAt, closedBy, outcome, police } = incident;
  return [
    { name: 'Reference', lines: [`${incident.reference} (${incident.id})`] },
    { name: 'Kind', lines: [INCIDENT_KINDS[incident.kind]] },
    { name: 'About', lines: incident.subjects.map(named) },
    { name: 'Opened', lines: [stateMoment(incident.openedAt, zone)] },
    { name: 'Step reached', lines: [`${stepTitle(incident.step)}, ${stateMoment(incident.stepAt, zone)}`] },
    {
      name: 'Police told',
      lines:
        police.length === 0
          ? ['No report of it']
          : police.map(({ by, at, operator, reference }) =>
              [
                stateMoment(at, zone),
                `by ${named(by)}`,
                operator ? `spoke to ${operator}` : 'whom they spoke to is not recorded',
                reference ? `reference ${reference}` : 'no reference',
              ].join(', '),
            ),
    },
    {
      name: 'Ended',
      lines:
        closedAt === null
          ? ['It is open: what follows is the record so far']
          : [`${stateMoment(closedAt, zone)}, by ${named(closedBy ?? '')}: ${outcome ?? 'no reason recorded'}`],
    },
  ];
}

function visitFacts({ view: { visit, details }, zone, directory, names }: RecordMade, named: Named): Fact[] {
  const when = (at: Instant | null): string => (at === null ? 'not confirmed' : stateMoment(at, zone));
  const visited = details.personVisited;
  return [
    { name: 'Reference', lines: [`${visit.reference} (${visit.id})`] },
    { name: 'Unit', lines: [directory.unit(visit.unit)?.name ?? visit.unit] },
    { name: 'How', lines: [KINDS[visit.kind]] },
    { name: 'Planned', lines: [`${stateMoment(visit.plannedStart, zone)} to ${stateMoment(visit.plannedEnd, zone)}`] },
    { name: 'Expected out', lines: [stateMoment(visit.expectedEnd, zone)] },
    { name: 'Policy', lines: [`${visit.policy.name}, version ${visit.policy.version}`] },
    ...visit.attendees.map((one) => ({
      name: 'On the visit',
      lines: [
        named(one.person),
        `Arrival: ${when(one.arrivedAt)}`,
        `Departure: ${when(one.leftAt)}${one.leftSaidBy ? `, said by ${named(one.leftSaidBy)}` : ''}`,
      ],
    })),
    {
      name: 'Person visited',
      lines: !names
        ? ['Left out: whoever made this document may not see who is visited.']
        : visited
          ? [
              `${visited.name}, our reference ${visited.reference}`,
              [...visited.address.lines, visited.address.postcode].join(', '),
              `Risk of serious harm: ${visited.riskOfSeriousHarm.replaceAll('_', ' ')}`,
            ]
          : ['Not in the diary'],
    },
  ];
}

/** What came of it, and each thing that was owed, with what was done (HVPF 8.5). */
function afterFacts({ view: { incident }, followUps, zone }: RecordMade, named: Named): Fact[] {
  const { review, closing, reopening } = incident;
  return [
    ...(review
      ? [
          {
            name: 'What came of it',
            lines: [
              HARM_WORDS[review.harm],
              review.account,
              `Learned: ${review.learned}`,
              `Written ${stateMoment(review.at, zone)}, by ${named(review.by)}`,
            ],
          },
        ]
      : [{ name: 'What came of it', lines: ['Not written down'] }]),
    ...followUps.map((one) => ({
      name: one.what,
      lines: [
        one.settledAt === null
          ? `To do, by ${showDay(one.dueAt, zone)}, ${one.owner === null ? 'nobody sees to it' : named(one.owner)}`
          : `${one.state === 'done' ? 'Done' : 'Not needed'} ${stateMoment(one.settledAt, zone)}, by ${named(one.settledBy ?? '')}`,
        ...(one.note ? [one.note] : []),
      ],
    })),
    ...(followUps.length === 0 ? [{ name: 'Follow-ups', lines: ['None are owed by the rules'] }] : []),
    ...(reopening
      ? [
          {
            name: 'Reopened',
            lines: [`${stateMoment(reopening.at, zone)}, by ${named(reopening.by)}: ${reopening.reason}`],
          },
        ]
      : []),
    {
      name: 'Closed',
      lines: closing
        ? [`${stateMoment(closing.at, zone)}, by ${named(closing.by)}: ${closing.reason}`]
        : ['Not closed'],
    },
  ];
}

const STANDINGS = { contact: 'as contact', manager: 'as manager' } as const;

function peopleFacts({ view: { incident }, directory }: RecordMade): Fact[] {
  const line = (id: string): string => {
    const person = directory.person(id);
    return person ? `${person.name} (${id}), ${dialled(person.mobile)}` : id;
  };
  return [
    { name: 'About', lines: incident.subjects.map(line) },
    {
      name: 'Asked or told',
      lines:
        incident.alerted.length === 0
          ? ['Nobody']
          : incident.alerted.map(({ person, standing }) => `${line(person)}, ${STANDINGS[standing]}`),
    },
  ];
}

function documented(entry: ChainedEntry, zone: string, named: Named): DocumentedEntry {
  const { seq, at, kind, clause, by, text, incidentId, data, previousHash, hash } = entry;
  return {
    heading: `${seq}. ${stateMoment(at, zone)} ${LABELS[kind] ?? kind}, by ${named(by)}${clause === null ? '' : `, ${clause}`}`,
    text,
    facts: [
      ['UTC', iso(at)],
      ['Kind', kind],
      ['By', by],
      ['Clause', clause ?? 'none'],
      ['Incident', incidentId ?? 'none'],
      ['Data', JSON.stringify(data)],
      ['Previous hash', previousHash === '' ? 'none: the first entry' : previousHash],
      ['Hash', hash],
    ],
  };
}

/** The oldest first. Each with how far it came: delivered is not answered (P5). */
function textsOf({ messages, directory, zone }: RecordMade): DocumentedText[] {
  const sent = messages.filter(({ direction }) => direction === 'outbound').reverse();
  return textRows(sent, directory).map((row, index) => {
    const { attempts, sid } = sent[index]!;
    const tries = attempts > 1 ? `, ${attempts} attempts` : '';
    return {
      heading: `${stateMoment(Date.parse(row.at), zone)} to ${row.to}`,
      body: row.body,
      delivery: [`${row.tag.word}${tries}`, row.detail, sid && `the provider's number for it ${sid}`]
        .filter(Boolean)
        .join('; '),
    };
  });
}
