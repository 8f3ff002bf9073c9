import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../config/project-root.js';

/**
 * `npm run demo`: an overdue visit, from arrival to the police step and to its stand-down, on the real service with the
 * short times of policies/demo.yaml and simulated phones. Stopped halfway and started again, it goes on where it was.
 */

const POLICY = 'policies/demo.yaml';
const PRACTITIONER = 'priya-shah';

interface Told {
  readonly at: string;
  readonly line: string;
}

class Demo {
  private readonly shown = new Set<string>();
  private readonly started = Date.now();
  private names = new Map<string, string>();

  constructor(
    private readonly url: string,
    private readonly token: string,
  ) {}

  async play(): Promise<void> {
    const people = await this.get<{ items: { id: string; name: string; mobile: string }[] }>(
      '/api/v1/people?perPage=200',
    );
    this.names = new Map(people.items.map((person) => [person.mobile, person.name]));
    const mobile = people.items.find((person) => person.id === PRACTITIONER)?.mobile ?? '';

    let visit = await this.unfinishedVisit();
    if (visit) this.say('A story was cut off; it goes on.');
    else {
      visit = await this.planVisit();
      this.say(`A visit is in the diary: ${visit.reference}, Priya Shah, for a few seconds.`);
      await this.text(mobile, 'ARRIVED');
    }
    const incident = await this.until(async () => {
      const { items } = await this.get<{ items: { id: string; step: string; status: string; reference: string }[] }>(
        `/api/v1/incidents?visitId=${visit.id}`,
      );
      return items.find((one) => one.step === 'police' || one.status !== 'open') ?? null;
    });
    if (incident.status !== 'open') return this.say('The story is over.');
    this.say(`The police step is reached. ${this.url}/incidents/${incident.id}`);
    const manager = await this.until(async () => this.whoWasAskedToRing());
    await this.text(manager, `${incident.reference} POLICE CAD 1234`);
    await this.until(async () => ((await this.incident(incident.id)).step === 'senior_leaders' ? true : null));
    await this.text(manager, `${incident.reference} SAFE`);
    await this.until(async () => ((await this.incident(incident.id)).status === 'open' ? null : true));
    await this.show();
    this.say('Everyone who was alerted has been told that it is over.');
  }

  private async planVisit(): Promise<{ id: string; reference: string }> {
    const start = Date.now();
    return this.post('/api/v1/visits', {
      attendees: [PRACTITIONER],
      kind: 'alone',
      purpose: 'Demonstration',
      personVisited: {
        reference: 'X123456',
        name: 'Example Name',
        address: { lines: ['1 Example Street', 'Exampleton'], postcode: 'ZZ1 1ZZ' },
        riskOfSeriousHarm: 'low',
      },
      plannedStart: new Date(start).toISOString(),
      plannedEnd: new Date(start + 5_000).toISOString(),
    });
  }

  private async unfinishedVisit(): Promise<{ id: string; reference: string } | null> {
    const { items } = await this.get<{ items: { id: string; reference: string }[] }>(
      `/api/v1/visits?person=${PRACTITIONER}&status=in_progress,overdue`,
    );
    return items[0] ?? null;
  }

  private incident(id: string): Promise<{ step: string; status: string }> {
    return this.get(`/api/v1/incidents/${id}`);
  }

  private async whoWasAskedToRing(): Promise<string | null> {
    const { items } = await this.get<{ items: { direction: string; mobile: string; body: string; state: string }[] }>(
      '/api/v1/messages?perPage=50',
    );
    return (
      items.find((message) => message.direction === 'outbound' && message.body.includes('RING THE POLICE'))?.mobile ??
      null
    );
  }

  private async text(from: string, body: string): Promise<void> {
    await this.show();
    await this.post('/simulator/texts', { from, body });
  }

  /** Everything that the phones and the record have not been heard to say before. */
  private async show(): Promise<void> {
    const told: Told[] = [];
    const { items } = await this.get<{
      items: { id: string; direction: string; mobile: string; body: string; at: string }[];
    }>('/api/v1/messages?perPage=100');
    for (const message of items) {
      const name = this.names.get(message.mobile) ?? message.mobile;
      const line =
        message.direction === 'outbound' ? `  to ${name}:  ${message.body}` : `  ${name} texts:  ${message.body}`;
      this.collect(told, message.id, message.at, line);
    }
    const incidents = await this.get<{ items: { id: string }[] }>('/api/v1/incidents?perPage=5');
    for (const { id } of incidents.items) {
      const { entries } = await this.get<{
        entries: { seq: number; at: string; clause: string | null; kind: string; text: string }[];
      }>(`/api/v1/incidents/${id}`);
      for (const entry of entries) {
        if (entry.kind === 'asked') continue;
        this.collect(
          told,
          `${id} ${entry.seq}`,
          entry.at,
          `* ${entry.text}${entry.clause ? `  [${entry.clause}]` : ''}`,
        );
      }
    }
    for (const { line } of told.sort((a, b) => a.at.localeCompare(b.at))) this.say(line);
  }

  private collect(told: Told[], key: string, at: string, line: string): void {
    if (this.shown.has(key) || Date.parse(at) < this.started - 120_000) return;
    this.shown.add(key);
    told.push({ at, line });
  }

  private async until<T>(look: () => Promise<T | null>): Promise<T> {
    for (const end = Date.now() + 90_000; Date.now() < end;) {
      await this.show();
      const found = await look();
      if (found !== null) return found;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    throw new Error('The story did not go on within 90 seconds.');
  }

  private say(line: string): void {
    const seconds = ((Date.now() - this.started) / 1_000).toFixed(1).padStart(5);
    process.stdout.write(`${seconds} s  ${line}\n`);
  }

  private get<T>(path: string): Promise<T> {
    return this.call<T>('GET', path);
  }

  private post<T>(path: string, body: unknown): Promise<T> {
    return this.call<T>('POST', path, body);
  }

  private async call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(this.url + path, {
      method,
      headers: { authorization: `Bearer ${this.token}`, ...(body ? { 'content-type': 'application/json' } : {}) },
      body: body ? JSON.stringify(body) : undefined,
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return (text === '' ? {} : JSON.parse(text)) as T;
  }
}

async function startService(port: number, token: string): Promise<ChildProcess> {
  const service = spawn(process.execPath, [join(PROJECT_ROOT, 'dist', 'src', 'main.js')], {
    cwd: PROJECT_ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      PORT: String(port),
      PUBLIC_URL: `http://localhost:${port}`,
      ADMIN_TOKEN: token,
      POLICY_FILE: POLICY,
      DATA_DIR: join(PROJECT_ROOT, '.data', 'demo'),
      LOG_LEVEL: 'error',
      DATABASE_URL: '',
      TWILIO_ACCOUNT_SID: '',
      TWILIO_AUTH_TOKEN: '',
      TWILIO_FROM: '',
      TWILIO_MESSAGING_SERVICE_SID: '',
      TWILIO_API_URL: '',
    },
  });
  await new Promise<void>((resolve, reject) => {
    service.stdout.on('data', (chunk: Buffer) => chunk.toString().includes('is ready') && resolve());
    service.once('exit', (code) => reject(new Error(`The service ended with code ${code}.`)));
  });
  return service;
}

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

const token = randomBytes(24).toString('hex');
const port = await freePort();
const service = await startService(port, token);
let code = 0;
try {
  process.stdout.write(`The real service is running at http://localhost:${port}; its phones are at /phones.\n\n`);
  await new Demo(`http://localhost:${port}`, token).play();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  code = 1;
}
service.once('exit', () => process.exit(code));
service.kill('SIGTERM');
