import { Inject, Injectable } from '@nestjs/common';
import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SIGN, type Sign } from '../../application/ports/signer.js';
import type { Whence } from '../../application/sign-in/gate.js';
import type { KnownDevice } from '../../application/sign-in/sign-in.js';
import { SETTINGS, type Settings } from '../../config/settings.js';
import { cookieRules } from '../frame/cookies.js';
import { agentOf } from './agent.js';

const YEAR_SECONDS = 365 * 24 * 3600;
const AT_THE_PROVIDER_SECONDS = 15 * 60;
/** People who share a device. */
const ACCOUNTS_ON_A_DEVICE = 4;

/** What a browser keeps for us: the token of its session, that an account has signed in on it before, and what it takes along to a provider. */
@Injectable()
export class Browser {
  private readonly rules: ReturnType<typeof cookieRules>;
  private readonly prefix: string;

  constructor(
    @Inject(SETTINGS) settings: Settings,
    @Inject(SIGN) private readonly sign: Sign,
  ) {
    this.rules = cookieRules(settings);
    // By this name a browser vouches that no neighbour on the domain has written it.
    this.prefix = this.rules.secure ? '__Host-' : '';
  }

  token(request: FastifyRequest): string | null {
    return request.cookies[`${this.prefix}session`] || null;
  }

  /** Without a date: gone when the browser is closed. */
  keepToken(reply: FastifyReply, token: string): void {
    reply.setCookie(`${this.prefix}session`, token, this.rules);
  }

  dropToken(reply: FastifyReply): void {
    reply.clearCookie(`${this.prefix}session`, this.rules);
  }

  whence({ ip, headers }: FastifyRequest): Omit<Whence, 'device'> {
    return { address: ip, agent: agentOf(headers['user-agent']) };
  }

  /** Whether an account has signed in here before, and since it was last opened: then this device has its own allowance. */
  knownDevice(request: FastifyRequest): KnownDevice {
    const [device, ...signatures] = this.device(request);
    return (epoch) => {
      if (!device) return null;
      const expected = Buffer.from(this.sign('device', device, epoch));
      const known = signatures.some(
        (one) => one.length === expected.length && timingSafeEqual(Buffer.from(one), expected),
      );
      return known ? device : null;
    };
  }

  remember(request: FastifyRequest, reply: FastifyReply, epoch: string): void {
    const [device = randomBytes(16).toString('base64url'), ...signatures] = this.device(request);
    const signature = this.sign('device', device, epoch);
    const kept = [signature, ...signatures.filter((one) => one !== signature)].slice(0, ACCOUNTS_ON_A_DEVICE);
    reply.setCookie(`${this.prefix}device`, [device, ...kept].join('.'), { ...this.rules, maxAge: YEAR_SECONDS });
  }

  keepForProvider(reply: FastifyReply, kept: string): void {
    // Lax is what lets it come back with the browser.
    reply.setCookie(`${this.prefix}provider`, kept, { ...this.rules, maxAge: AT_THE_PROVIDER_SECONDS });
  }

  /** Once: who comes back with the same address again finds nothing. */
  takeForProvider(request: FastifyRequest, reply: FastifyReply): string {
    reply.clearCookie(`${this.prefix}provider`, this.rules);
    return request.cookies[`${this.prefix}provider`] ?? '';
  }

  private device(request: FastifyRequest): string[] {
    const kept = request.cookies[`${this.prefix}device`] ?? '';
    return /^[\w-]{22}(\.[\w-]{16}){0,4}$/.test(kept) ? kept.split('.') : [];
  }
}
