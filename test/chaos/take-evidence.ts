import { execFile } from 'node:child_process';
import { dirname, join } from 'node:path';
import type { Api } from './api.js';
import type { Entry, Evidence, Incident, Link, Message, Visit } from './evidence.js';

/** What the API says when all is over: visits with their records, incidents with their hashes, and texts. */
export async function takeEvidence(api: Api): Promise<Pick<Evidence, 'visits' | 'incidents' | 'messages'>> {
  const visits: Visit[] = [];
  for (const one of await api.all<Dated<Visit>>('/visits')) {
    const entries = await api.all<Dated<Entry>>(`/visits/${one.id}/entries`);
    visits.push({
      ...one,
      plannedStart: Date.parse(one.plannedStart),
      plannedEnd: Date.parse(one.plannedEnd),
      expectedEnd: Date.parse(one.expectedEnd),
      entries: entries.map((entry) => ({ ...entry, at: Date.parse(entry.at) })),
    });
  }
  const incidents: Incident[] = [];
  for (const one of await api.all<Dated<Omit<Incident, 'subjects'>> & { subjects: { person: string }[] }>(
    '/incidents',
  )) {
    const exported = await api.call<{ chain: string; entries: Link[] }>('GET', `/incidents/${one.id}/export`);
    incidents.push({
      ...one,
      subjects: one.subjects.map(({ person }) => person),
      openedAt: Date.parse(one.openedAt),
      closedAt: one.closedAt === null ? null : Date.parse(one.closedAt),
      chain: exported.chain,
      links: exported.entries,
    });
  }
  const messages = await api.all<Dated<Message>>('/messages');
  return { visits, incidents, messages: messages.map((one) => ({ ...one, at: Date.parse(one.at) })) };
}

/** The same with its moments as they are written in JSON. */
type Dated<T> = {
  readonly [K in keyof T]: T[K] extends number
    ? K extends 'seq'
      ? number
      : string
    : T[K] extends number | null
      ? string | null
      : T[K];
};

/** The service's own command that walks every chain of the record. */
export function verifyRecord(
  main: string,
  folder: string,
  environment: Readonly<Record<string, string>>,
): Promise<Evidence['verification']> {
  const command = join(dirname(main), 'commands', 'verify-record.js');
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [command],
      { cwd: folder, env: { PATH: process.env['PATH'], ...environment }, timeout: 60_000 },
      (error, out, err) =>
        resolve({
          code: error === null ? 0 : typeof error.code === 'number' ? error.code : null,
          words: (out + err).trim(),
        }),
    );
  });
}
