import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { get } from 'node:http';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Role } from '../../src/config/settings.js';
import { PROJECT_ROOT } from '../../src/config/project-root.js';
import { freePort } from './free-port.js';
import { processorTime } from './processor-time.js';
import { ENCRYPTION_KEY, POLICY_FILE, ZONE } from './seeding/world.js';
import { ACCOUNT } from './twilio-account.js';

/** The program that is measured, with the flags that `npm start` gives it. */
const SERVICE = process.env['BENCH_SERVICE'] ?? join(PROJECT_ROOT, 'dist', 'src', 'main.js');
const { scripts } = JSON.parse(readFileSync(join(PROJECT_ROOT, 'package.json'), 'utf8')) as {
  readonly scripts: { readonly start: string };
};
const FLAGS = scripts.start.split(' ').filter((word) => word.startsWith('--'));

export const ADMIN_TOKEN = 'a-token-for-the-bench';

const PATIENCE = 120_000;

export interface ServiceOptions {
  readonly role: Role;
  readonly databaseUrl: string;
  readonly redisUrl: string | null;
  readonly providerUrl: string;
  /** Where it leaves a CPU profile when it stops. */
  readonly profile?: string | null;
}

const running = new Set<ChildProcess>();

/** None is left behind, however the bench ends. */
export const stopServices = (): void => running.forEach((child) => child.kill('SIGKILL'));
process.on('exit', stopServices);

/** The real service, as a process of its own, in production's own settings. */
export class ServiceProcess {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
    /** From its being started to its first healthy answer, in milliseconds. */
    readonly startedIn: number,
  ) {}

  static async start(options: ServiceOptions): Promise<ServiceProcess> {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const began = performance.now();
    const profiling = options.profile ? ['--cpu-prof', `--cpu-prof-dir=${options.profile}`] : [];
    const child = spawn(process.execPath, [...FLAGS, ...profiling, SERVICE], {
      cwd: PROJECT_ROOT,
      stdio: ['ignore', 'ignore', 'inherit'],
      env: environment(options, port, url),
    });
    running.add(child);
    child.once('exit', () => running.delete(child));
    await healthy(url, child);
    return new ServiceProcess(child, url, performance.now() - began);
  }

  /** Resident memory now, and the most that it ever had, in MiB. NaN where the system does not tell. */
  memory(): { readonly now: number; readonly most: number } {
    const file = `/proc/${this.child.pid}/status`;
    const status = existsSync(file) ? readFileSync(file, 'utf8') : '';
    const mebibytes = (name: string): number => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1_024;
    return { now: mebibytes('VmRSS'), most: mebibytes('VmHWM') };
  }

  /** Milliseconds that it has had of a processor. */
  processorTime(): number {
    return processorTime(this.child.pid ?? 0);
  }

  freeze(): void {
    this.child.kill('SIGSTOP');
  }

  kill(): Promise<void> {
    return this.end('SIGKILL');
  }

  stop(): Promise<void> {
    return this.end('SIGTERM');
  }

  private async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    const { child } = this;
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    // A frozen one hears nothing until it goes on.
    child.kill('SIGCONT');
    const tooLong = setTimeout(() => child.kill('SIGKILL'), 30_000);
    await gone;
    clearTimeout(tooLong);
  }
}

const environment = (options: ServiceOptions, port: number, url: string): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  NODE_ENV: 'production',
  ROLE: options.role,
  PORT: String(port),
  HOST: '127.0.0.1',
  PUBLIC_URL: url,
  DATABASE_URL: options.databaseUrl,
  ...(options.redisUrl ? { REDIS_URL: options.redisUrl } : {}),
  TWILIO_ACCOUNT_SID: ACCOUNT.sid,
  TWILIO_AUTH_TOKEN: ACCOUNT.token,
  TWILIO_FROM: ACCOUNT.number,
  TWILIO_API_URL: options.providerUrl,
  POLICY_FILE,
  ADMIN_TOKEN,
  ENCRYPTION_KEYS: ENCRYPTION_KEY,
  TIME_ZONE: ZONE,
  LOG_LEVEL: process.env['BENCH_LOG_LEVEL'] ?? 'fatal',
});

async function healthy(url: string, child: ChildProcess): Promise<void> {
  for (const giveUp = performance.now() + PATIENCE; performance.now() < giveUp; await pause(10)) {
    if (child.exitCode !== null) throw new Error(`The service ended with code ${child.exitCode}.`);
    if ((await statusOf(`${url}/health`)) === 200) return;
  }
  throw new Error('The service did not become healthy within two minutes.');
}

const statusOf = (url: string): Promise<number> =>
  new Promise((resolve) => {
    get(url, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    }).on('error', () => resolve(0));
  });
