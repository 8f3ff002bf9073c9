import { existsSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { readSettings } from '../config/settings.js';

/**
 * `npm run drill -- --unit north-team [--kind overdue] [--practitioner priya-shah] [--by grace-okafor]`: runs the chain for
 * practice on the running service, prints what happens as it happens, and at its end each step beside earlier drills.
 * Stopped with Ctrl-C, the drill itself goes on.
 */

const USAGE =
  'Name the unit: npm run drill -- --unit north-team [--kind overdue|alert_code|sos] [--practitioner ID] [--by ID]';
const LOOK_EVERY_MILLISECONDS = 1_000;

interface Drill {
  readonly id: string;
  readonly reference: string;
  readonly incidentId: string;
  readonly kind: string;
  readonly practitioner: { readonly name: string };
  readonly status: 'running' | 'ended';
  readonly outcome: string | null;
  readonly warnings?: readonly string[];
  readonly comparison?: readonly {
    readonly step: string;
    readonly firstAnswer: Comparison;
    readonly whole: Comparison;
  }[];
}

interface Comparison {
  readonly seconds: number | null;
  readonly median: number | null;
  readonly best: number | null;
  readonly difference: number | null;
  readonly of: number;
}

interface Entry {
  readonly seq: number;
  readonly at: string;
  readonly text: string;
  readonly clause: string | null;
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      unit: { type: 'string' },
      kind: { type: 'string' },
      practitioner: { type: 'string' },
      by: { type: 'string' },
    },
  });
  if (!values.unit) return fault(USAGE, 2);
  if (existsSync('.env')) process.loadEnvFile('.env');
  const { publicUrl, adminToken } = readSettings(process.env);
  if (adminToken === null)
    return fault('Set ADMIN_TOKEN, in the environment or in .env, to that of the running service.', 2);
  const call = caller(publicUrl, adminToken);

  const drill = await call<Drill>('POST', '/api/v1/drills', values);
  for (const warning of drill.warnings ?? []) say(`Warning: ${warning}`);
  say(`Drill ${drill.reference}, ${drill.kind.replaceAll('_', ' ')}, about ${drill.practitioner.name}.`);
  say(`It ends with ${drill.reference} POLICE or ${drill.reference} SAFE from a manager, or by itself.\n`);

  const shown = new Set<number>();
  for (;;) {
    const [now, { entries }] = await Promise.all([
      call<Drill>('GET', `/api/v1/drills/${drill.id}`),
      call<{ entries: Entry[] }>('GET', `/api/v1/incidents/${drill.incidentId}`),
    ]);
    for (const { seq, at, text, clause } of entries) {
      if (shown.has(seq)) continue;
      shown.add(seq);
      say(`${at.slice(11, 19)} UTC  ${text.replace(/^EXERCISE: /, '')}${clause ? `  [${clause}]` : ''}`);
    }
    if (now.status === 'ended') {
      say(`\nOver: ${(now.outcome ?? '').replaceAll('_', ' ')}.\n`);
      for (const { step, firstAnswer, whole } of now.comparison ?? []) {
        say(step.replaceAll('_', ' '));
        say(`  first answer  ${beside(firstAnswer)}`);
        say(`  whole step    ${beside(whole)}`);
      }
      return 0;
    }
    await pause(LOOK_EVERY_MILLISECONDS);
  }
}

function beside({ seconds, median, best, difference, of }: Comparison): string {
  const own = seconds === null ? 'none' : `${seconds} s`;
  if (of === 0) return `${own}, the first of its kind`;
  const slower =
    difference === null
      ? ''
      : difference === 0
        ? ', as fast as that'
        : `, ${Math.abs(difference)} s ${difference > 0 ? 'slower' : 'faster'}`;
  return `${own}; median of ${of} earlier ${median} s${slower}; best ${best} s`;
}

function caller(url: string, token: string) {
  return async <T>(method: string, path: string, body?: object): Promise<T> => {
    const response = await fetch(url + path, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body ? { 'content-type': 'application/json' } : {}) },
      body: body ? JSON.stringify(body) : undefined,
    }).catch(() => {
      throw new Error(`The service does not answer at ${url}: start it, or set PUBLIC_URL to where it is.`);
    });
    const answer = (await response.json()) as T & { detail?: string; errors?: { field: string; message: string }[] };
    if (response.ok) return answer;
    const faults = (answer.errors ?? []).map(({ field, message }) => `${field} ${message}`);
    throw new Error([answer.detail ?? `It answered ${response.status}.`, ...faults].join('\n  '));
  };
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);

function fault(text: string, code: number): number {
  process.stderr.write(`${text}\n`);
  return code;
}

process.exitCode = await main().catch((error: unknown) =>
  fault(error instanceof Error ? error.message : String(error), 1),
);
