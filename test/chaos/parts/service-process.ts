import { spawn, type ChildProcess } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { ProcessPlan } from '../schedule.js';
import { gone, isRunning, own } from './children.js';
import { skewedClock } from './skewed-clock.js';

/** A process of the service that ended though nobody ended it. */
export interface Death {
  readonly process: string;
  readonly at: number;
  readonly how: string;
  readonly lastWords: string;
}

export interface ServiceSettings {
  /** The service's main.js. */
  readonly main: string;
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
}

type State = 'starting' | 'ready' | 'down';

/** How long after its end a supervisor starts it again. */
const RESTART_AFTER = 300;
/** One that never came up, so often, never will: its settings are wrong, or its build. */
const TRIES = 5;

/** One real process of the service, and the supervisor that a server would have for it: it is started again when it ends. */
export class ServiceProcess {
  state: State = 'down';
  frozen = false;
  readonly deaths: Death[] = [];
  private child: ChildProcess | null = null;
  private wanted = false;
  private heldDown = false;
  private lastWords = '';
  private failures = 0;
  private whenReady: { resolve: () => void; reject: (why: Error) => void }[] = [];

  constructor(
    readonly name: string,
    readonly plan: ProcessPlan,
    readonly port: number,
    private readonly settings: ServiceSettings,
  ) {}

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get takesRequests(): boolean {
    return this.state === 'ready' && this.plan.role !== 'worker';
  }

  get actsOnDeadlines(): boolean {
    return this.state === 'ready' && !this.frozen && this.plan.role !== 'web';
  }

  start(): Promise<void> {
    this.wanted = true;
    this.heldDown = false;
    if (!this.child || !isRunning(this.child)) this.spawn();
    return this.ready();
  }

  ready(): Promise<void> {
    if (this.state === 'ready') return Promise.resolve();
    return new Promise((resolve, reject) => this.whenReady.push({ resolve, reject }));
  }

  /** Without a word, and held down until it is started again. */
  async kill(): Promise<void> {
    this.heldDown = true;
    await this.end('SIGKILL');
  }

  /** In order, and held down until it is started again. How it ended. */
  async terminate(patience = 20_000): Promise<string> {
    this.heldDown = true;
    const stopped = this.end('SIGTERM').then(() => 'in time');
    const child = this.child;
    const how = await Promise.race([stopped, pause(patience, 'not in time', { ref: false })]);
    if (how === 'not in time') await this.end('SIGKILL');
    return how === 'in time' ? (child?.signalCode ?? `exit code ${child?.exitCode}`) : how;
  }

  freeze(): void {
    this.frozen = true;
    this.child?.kill('SIGSTOP');
  }

  thaw(): void {
    this.frozen = false;
    this.child?.kill('SIGCONT');
  }

  /** For good. */
  async stop(): Promise<string> {
    this.wanted = false;
    this.thaw();
    return this.child && isRunning(this.child) ? this.terminate() : 'had ended';
  }

  private async end(name: NodeJS.Signals): Promise<void> {
    const child = this.child;
    if (!child || !isRunning(child)) return;
    child.kill(name);
    await gone(child);
  }

  private spawn(): void {
    const { flags, environment } = skewedClock(this.plan.skew);
    const child = own(
      spawn(process.execPath, [...flags, '--enable-source-maps', this.settings.main], {
        // A folder of its own, so that no .env of the project is read.
        cwd: this.settings.folder,
        stdio: ['ignore', 'pipe', 'pipe'],
        env: {
          PATH: process.env['PATH'],
          ...this.settings.environment,
          ...environment,
          PORT: String(this.port),
          ROLE: this.plan.role,
        },
      }),
    );
    this.child = child;
    this.state = 'starting';
    this.lastWords = '';
    child.stdout?.on('data', (chunk: Buffer) => this.hear(chunk));
    child.stderr?.on('data', (chunk: Buffer) => this.hear(chunk));
    child.once('exit', (code, signalled) => this.ended(child, signalled ?? `exit code ${code}`));
  }

  private hear(chunk: Buffer): void {
    const words = chunk.toString();
    appendFileSync(join(this.settings.folder, `${this.name}.log`), words);
    this.lastWords = (this.lastWords + words).slice(-2_000);
    if (this.state !== 'starting' || !/\bis ready\b/.test(this.lastWords)) return;
    this.state = 'ready';
    this.failures = -Infinity;
    for (const { resolve } of this.whenReady.splice(0)) resolve();
  }

  private ended(child: ChildProcess, how: string): void {
    if (child !== this.child) return;
    const wasReady = this.state === 'ready';
    this.state = 'down';
    this.frozen = false;
    if (this.heldDown || !this.wanted) return;
    // A start without a database fails, and is tried again; one that was ready and ends by itself is a fault.
    if (wasReady) this.deaths.push({ process: this.name, at: Date.now(), how, lastWords: this.lastWords });
    this.failures += 1;
    if (this.failures >= TRIES) {
      const why = new Error(`${this.name} does not start (${how}): ${this.lastWords}`);
      for (const { reject } of this.whenReady.splice(0)) reject(why);
      return;
    }
    setTimeout(() => {
      if (this.wanted && !this.heldDown && this.state === 'down') this.spawn();
    }, RESTART_AFTER);
  }
}
