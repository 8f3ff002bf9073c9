import type { Finding } from './checker/finding.js';
import type { Evidence } from './evidence.js';
import { share } from './machine.js';
import type { Fault, Schedule } from './schedule.js';

const seconds = (milliseconds: number): string => `${(milliseconds / 1_000).toFixed(1)} s`;

const many = (count: number, noun: string, plural = `${noun}s`): string => `${count} ${count === 1 ? noun : plural}`;

export const title = ({ seed, engine, processes, visits, faults }: Schedule): string =>
  `seed ${seed} on ${engine}, ${processes.map(({ role }) => role).join('+')}, ${many(visits.length, 'visit')}, ${many(faults.length, 'fault')}`;

/** What came of a run, in one line. */
export const resultLine = (
  schedule: Schedule,
  took: number,
  evidence: Evidence,
  findings: readonly Finding[],
): string =>
  `${findings.length === 0 ? 'held  ' : 'BROKEN'} ${title(schedule)} (${seconds(took)}; ${many(evidence.incidents.length, 'incident')}, ${many(evidence.heard.length, 'text')}${slow(evidence)})`;

/** On a machine that is too slow the checker has more patience, and the run says less. */
function slow({ troubles, began, judgedUntil }: Evidence): string {
  const busy = share(troubles, began, judgedUntil);
  return busy > 0.2
    ? `; THE MACHINE HAD TOO MUCH TO DO for ${Math.round(busy * 100)} % of it: up to 15 s were let pass`
    : '';
}

/** Each thing that must not be; moments count from the beginning of the run. */
export const findingLines = (findings: readonly Finding[], began: number): string =>
  findings
    .map(({ law, what, at }) => `  ${law}: ${what}${at === undefined ? '' : ` [at ${seconds(at - began)}]`}`)
    .join('\n');

/** The schedule, to be read by a person. */
export function scheduleLines(schedule: Schedule): string {
  const { processes, absent, withoutPhone, visits, texts, replies, faults } = schedule;
  const lines = [
    `processes: ${processes.map(({ role, skew }) => role + (skew ? ` (clock ${seconds(skew)} off)` : '')).join(', ')}`,
    ...(absent.length > 0 ? [`absent: ${absent.join(', ')}`] : []),
    ...(withoutPhone.length > 0 ? [`without a phone: ${withoutPhone.join(', ')}`] : []),
    ...visits.flatMap((visit) => [
      `${seconds(visit.at)}: visit ${visit.id} of ${visit.attendees.join(' and ')} is planned, to start in ${seconds(visit.startsIn)} and take ${seconds(visit.lasts)}`,
      ...texts
        .filter((text) => text.visit === visit.id)
        .map((text) => `  ${seconds(text.after)} after that ${text.from} texts ${text.say}`),
    ]),
    ...replies.map(
      ({ person, nth, after, say }) => `asked the ${nth}. time, ${person} answers ${say} after ${seconds(after)}`,
    ),
    ...faults.map((fault) => `${seconds(fault.at)}: ${inWords(fault)}`),
  ];
  return lines.map((line) => `    ${line}`).join('\n');
}

function inWords(fault: Fault): string {
  const during = `for ${seconds(fault.lasts)}`;
  if ('process' in fault) return `${fault.kind} of process ${fault.process + 1} (modulo their number), ${during}`;
  if (!('share' in fault)) return `${fault.kind}, ${during}`;
  const whose = fault.phone === null ? 'for everybody' : `for ${fault.phone}`;
  return `at the provider: ${fault.kind}, ${during}, ${whose}, ${fault.share * 100} of 100`;
}

/** What happened, moment by moment: what people texted, what phones received, what the record says, what was broken. */
export function chronicle({ began, said, heard, visits, troubles }: Evidence): string {
  const lines: (readonly [number, string])[] = [
    ...troubles.flatMap(({ what, from, to }) => [
      [from, `-- ${what}`] as const,
      [to, `-- ${what}: mended, or no excuse any more`] as const,
    ]),
    ...said.map(
      ({ at, phone, body, calledAt, acceptedAt, tries }) =>
        [
          at,
          `<- ${phone} texts "${body}" (called ${calledAt === null ? 'never' : seconds(calledAt - began)}, taken ${acceptedAt === null ? `never: ${tries.join(', ')}` : seconds(acceptedAt - began)})`,
        ] as const,
    ),
    ...heard.map(({ at, phone, body }) => [at, `-> ${phone} "${body}"`] as const),
    ...visits.flatMap(({ reference, entries }) =>
      entries.map(({ at, kind, text }) => [at, `   ${reference} ${kind}: ${text}`] as const),
    ),
  ];
  return lines
    .sort(([a], [b]) => a - b)
    .map(([at, what]) => `${((at - began) / 1_000).toFixed(3).padStart(8)}  ${what}`)
    .join('\n');
}
