import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { z } from 'zod';
import { isEmergencyNumber } from '../domain/organisation/emergency-number.js';
import { ROLES as PERSON_ROLES, type Role as PersonRole } from '../domain/organisation/organisation.js';
import type { RoleMap } from '../domain/sign-in/claimed-roles.js';
import { readDuration } from '../domain/time/duration.js';
import { DAY, MINUTE } from '../domain/time/instant.js';
import { readRedisUrl, type RedisAddress } from './redis-url.js';

/** The environment, read once. What each means and what "unset" means is in `.env.example`. */
export interface Settings {
  /** What this process does: doors only, rounds only, or both. */
  readonly role: Role;
  readonly port: number;
  readonly host: string;
  /** Without a trailing slash. Webhook signatures are checked against it, never against a request's header. */
  readonly publicUrl: string;
  readonly dataDir: string;
  /** Null: Postgres embedded, in `dataDir`. */
  readonly databaseUrl: string | null;
  /** Null: BullMQ keeps its jobs in Postgres. */
  readonly redis: RedisAddress | null;
  /** Null: the phone simulator. */
  readonly twilio: TwilioSettings | null;
  readonly policyFile: string;
  readonly adminToken: string | null;
  readonly timeZone: string;
  /** The first encrypts; all of them decrypt. Empty: a key file in `dataDir`. */
  readonly encryptionKeys: readonly string[];
  /** Null: nobody outside is told that the service is well. */
  readonly heartbeatUrl: string | null;
  /** Null: what the operator must hear is in the log alone. */
  readonly operatorUrl: string | null;
  readonly canary: CanarySettings;
  /** Null: local accounts alone. */
  readonly openId: OpenIdSettings | null;
  /** Whether anybody is believed who they say they are. Null: with the simulator, until there is another way to sign in. */
  readonly demonstrationSignIn: boolean | null;
  /** Whether the call sheet's link shows who was visited and where to whoever holds it. */
  readonly callSheetWithoutSignIn: boolean;
  /** Whose word is taken of where a request comes from. Empty: the connection's own address counts. */
  readonly trustedProxies: readonly string[];
  readonly logLevel: string;
}

export type Role = (typeof ROLES)[number];
export const ROLES = ['all', 'web', 'worker'] as const;

export interface OpenIdSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scope: string;
  /** The first of these that the provider states is the person's id in the organisation. */
  readonly personClaims: readonly string[];
  /** Only whoever has this role is let in. Null: everybody of the organisation. */
  readonly required: { readonly claim: string; readonly role: string } | null;
  /** What the provider's roles open here. Null: what somebody may do is the organisation's to say. */
  readonly roles: { readonly claim: string; readonly map: RoleMap } | null;
}

export interface CanarySettings {
  /** E.164: a number whose texts come back. Null: no canary. */
  readonly number: string | null;
  /** Milliseconds. */
  readonly every: number;
}

export interface TwilioSettings {
  readonly accountSid: string;
  /** The first signs in; webhooks may be signed with any of them, so that a token can be rotated. */
  readonly authTokens: readonly string[];
  readonly from: string | null;
  readonly messagingServiceSid: string | null;
  readonly apiUrl: string | null;
}

export const SETTINGS = Symbol('Settings');

export class SettingsFault extends Error {}

const url = (name: string, protocols: readonly string[]) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), {
    message: `${name} must be a URL that starts with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
  });

const shape = z.object({
  ROLE: z.enum(ROLES, { error: 'ROLE must be web, worker or all' }).default('all'),
  PORT: z.coerce
    .number({ error: 'PORT must be a number from 0 to 65535' })
    .int('PORT must be a whole number')
    .min(0, 'PORT must be 0 or more')
    .max(65535, 'PORT must be 65535 or less')
    .default(3000),
  HOST: z.string().optional(),
  PUBLIC_URL: url('PUBLIC_URL', ['http:', 'https:'])
    .refine(
      (text) => !URL.canParse(text) || isBare(new URL(text)),
      'PUBLIC_URL must have no user, question mark or hash in it: give the address alone, such as https://allswell.example.org',
    )
    .optional(),
  DATA_DIR: z.string().default('.data'),
  DATABASE_URL: url('DATABASE_URL', ['postgres:', 'postgresql:']).optional(),
  REDIS_URL: z
    .string()
    .refine((text) => readRedisUrl(text) !== null, {
      message:
        'REDIS_URL must be redis://host:6379, redis+sentinel://host:26379,host2:26379/master-name or redis+cluster://host:7000,host2:7001 (rediss for TLS)',
    })
    .optional(),
  TWILIO_ACCOUNT_SID: z
    .string()
    .regex(/^AC[0-9a-fA-F]{32}$/, 'TWILIO_ACCOUNT_SID must be AC and 32 hexadecimal digits')
    .optional(),
  TWILIO_AUTH_TOKEN: z.string().optional(),
  TWILIO_FROM: z
    .string()
    .regex(/^\+[1-9]\d{6,14}$/, 'TWILIO_FROM must be a number in E.164, such as +447700900000')
    .optional(),
  TWILIO_MESSAGING_SERVICE_SID: z
    .string()
    .regex(/^MG[0-9a-fA-F]{32}$/, 'TWILIO_MESSAGING_SERVICE_SID must be MG and 32 hexadecimal digits')
    .optional(),
  TWILIO_API_URL: url('TWILIO_API_URL', ['http:', 'https:']).optional(),
  POLICY_FILE: z.string().default('policies/hmpps-home-visits.yaml'),
  ADMIN_TOKEN: z
    .string()
    .min(16, 'ADMIN_TOKEN must have at least 16 characters: it opens everything')
    // A header carries nothing else: any other would open nothing, and nobody would know why.
    .regex(
      /^[!-~]+$/,
      'ADMIN_TOKEN must have no blanks and no characters beyond ASCII: make one with "openssl rand -hex 24"',
    )
    .optional(),
  TIME_ZONE: z
    .string()
    .refine(isTimeZone, 'TIME_ZONE must be an IANA name, such as Europe/London')
    .default('Europe/London'),
  ENCRYPTION_KEYS: z.string().optional(),
  HEARTBEAT_URL: url('HEARTBEAT_URL', ['http:', 'https:']).optional(),
  OPERATOR_URL: url('OPERATOR_URL', ['http:', 'https:']).optional(),
  CANARY_NUMBER: z
    .string()
    .regex(/^\+[1-9]\d{6,14}$/, 'CANARY_NUMBER must be a number in E.164, such as +447700900999')
    .refine((number) => !isEmergencyNumber(number), 'CANARY_NUMBER must not be an emergency number')
    .optional(),
  CANARY_EVERY: z
    .string()
    .transform((text) => readDuration(text) ?? 0)
    .refine(
      (every) => every >= MINUTE && every <= DAY,
      'CANARY_EVERY must be an ISO 8601 duration from a minute to a day, such as PT5M',
    )
    .default(5 * MINUTE),
  OIDC_ISSUER: url('OIDC_ISSUER', ['http:', 'https:'])
    .refine(
      (text) => text.startsWith('https:') || isThisMachine(text),
      'OIDC_ISSUER must be https, except on this machine',
    )
    .optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_SCOPE: z
    .string()
    .refine((text) => text.split(/\s+/).includes('openid'), 'OIDC_SCOPE must hold "openid"')
    .default('openid profile'),
  OIDC_PERSON_CLAIM: z.string().default('user_name,preferred_username'),
  OIDC_ROLES_CLAIM: z.string().optional(),
  OIDC_ROLE: z.string().optional(),
  OIDC_ROLES: z.string().optional(),
  DEMONSTRATION_SIGN_IN: z.enum(['yes', 'no'], { error: 'DEMONSTRATION_SIGN_IN must be yes or no' }).optional(),
  CALL_SHEET_WITHOUT_SIGN_IN: z
    .enum(['yes', 'no', 'true', 'false'], { error: 'CALL_SHEET_WITHOUT_SIGN_IN must be yes or no' })
    .optional(),
  TRUSTED_PROXIES: z
    .string()
    .refine((text) => list(text).every(isNetwork), 'TRUSTED_PROXIES must be addresses or networks, such as 10.0.0.0/8')
    .optional(),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], {
      error: 'LOG_LEVEL must be one of trace, debug, info, warn, error, fatal, silent',
    })
    .default('info'),
});

const isBare = ({ username, password, search, hash }: URL): boolean => `${username}${password}${search}${hash}` === '';

const isThisMachine = (text: string): boolean =>
  URL.canParse(text) && ['localhost', '127.0.0.1', '[::1]'].includes(new URL(text).hostname);

function isNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  const longest = { 4: 32, 6: 128 }[isIP(address)];
  if (longest === undefined || more.length > 0) return false;
  // "0.0.0.0/0" would let everybody say where they come from.
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= longest);
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en-GB', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** Reads the settings, or throws a {@link SettingsFault} whose message is one line: what is wrong, and the mend. */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  const read = shape.safeParse(given);
  if (!read.success) throw new SettingsFault(read.error.issues.map((issue) => issue.message).join('; '));
  const env = read.data;
  const twilio = readTwilio(env);
  return {
    role: env.ROLE,
    port: env.PORT,
    // With the simulator anybody may text as anybody: only this machine is let in unless it is said otherwise.
    host: env.HOST ?? (twilio ? '0.0.0.0' : 'localhost'),
    publicUrl: (env.PUBLIC_URL ?? `http://localhost:${env.PORT}`).replace(/\/+$/, ''),
    dataDir: resolve(env.DATA_DIR),
    databaseUrl: env.DATABASE_URL ?? null,
    redis: env.REDIS_URL ? readRedisUrl(env.REDIS_URL) : null,
    twilio,
    policyFile: env.POLICY_FILE,
    adminToken: env.ADMIN_TOKEN ?? null,
    timeZone: env.TIME_ZONE,
    encryptionKeys: readKeys(env.ENCRYPTION_KEYS),
    heartbeatUrl: env.HEARTBEAT_URL ?? null,
    operatorUrl: env.OPERATOR_URL ?? null,
    canary: { number: env.CANARY_NUMBER ?? null, every: env.CANARY_EVERY },
    openId: readOpenId(env),
    demonstrationSignIn: readDemonstration(env.DEMONSTRATION_SIGN_IN, twilio),
    callSheetWithoutSignIn: ['yes', 'true'].includes(env.CALL_SHEET_WITHOUT_SIGN_IN ?? 'no'),
    trustedProxies: list(env.TRUSTED_PROXIES),
    logLevel: env.LOG_LEVEL,
  };
}

function readTwilio(env: z.infer<typeof shape>): TwilioSettings | null {
  const authTokens = list(env.TWILIO_AUTH_TOKEN);
  const any =
    env.TWILIO_ACCOUNT_SID ??
    env.TWILIO_AUTH_TOKEN ??
    env.TWILIO_FROM ??
    env.TWILIO_MESSAGING_SERVICE_SID ??
    env.TWILIO_API_URL;
  if (!any) return null;
  const missing = [
    env.TWILIO_ACCOUNT_SID ? null : 'TWILIO_ACCOUNT_SID',
    authTokens.length > 0 ? null : 'TWILIO_AUTH_TOKEN',
    env.TWILIO_FROM || env.TWILIO_MESSAGING_SERVICE_SID ? null : 'TWILIO_FROM or TWILIO_MESSAGING_SERVICE_SID',
  ].filter((name) => name !== null);
  if (missing.length > 0) {
    throw new SettingsFault(
      `Twilio is half set: give ${missing.join(' and ')} too, or none of TWILIO_* for the phone simulator`,
    );
  }
  return {
    accountSid: env.TWILIO_ACCOUNT_SID ?? '',
    authTokens,
    from: env.TWILIO_FROM ?? null,
    messagingServiceSid: env.TWILIO_MESSAGING_SERVICE_SID ?? null,
    apiUrl: env.TWILIO_API_URL?.replace(/\/+$/, '') ?? null,
  };
}

function readOpenId(env: z.infer<typeof shape>): OpenIdSettings | null {
  if (!env.OIDC_ISSUER && !env.OIDC_CLIENT_ID && !env.OIDC_CLIENT_SECRET) return null;
  const missing = (['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'] as const).filter((name) => !env[name]);
  if (missing.length > 0)
    throw new SettingsFault(`OpenID Connect is half set: give ${missing.join(' and ')} too, or none of OIDC_*`);
  const claim = env.OIDC_ROLES_CLAIM;
  if (!claim !== !(env.OIDC_ROLE ?? env.OIDC_ROLES))
    throw new SettingsFault(
      'OIDC_ROLES_CLAIM and OIDC_ROLE belong together, or OIDC_ROLES in its place: give the claim and one of them, or none',
    );
  return {
    issuer: env.OIDC_ISSUER ?? '',
    clientId: env.OIDC_CLIENT_ID ?? '',
    clientSecret: env.OIDC_CLIENT_SECRET ?? '',
    scope: env.OIDC_SCOPE,
    personClaims: list(env.OIDC_PERSON_CLAIM),
    required: claim && env.OIDC_ROLE ? { claim, role: env.OIDC_ROLE } : null,
    roles: claim && env.OIDC_ROLES ? { claim, map: readRoleMap(env.OIDC_ROLES) } : null,
  };
}

/** "manager=ROLE_SPO,practitioner=ROLE_STAFF": ours, and the provider's. One may stand there several times. */
function readRoleMap(text: string): RoleMap {
  const map = new Map<string, PersonRole[]>();
  for (const pair of list(text)) {
    const [, ours, theirs] = /^(\w+)\s*=\s*(\S+)$/.exec(pair) ?? [];
    const role = PERSON_ROLES.find((one) => one === ours);
    if (role === undefined || theirs === undefined)
      throw new SettingsFault(
        `OIDC_ROLES has "${pair}": write a role of ours, =, and the provider's, such as manager=ROLE_SPO. Ours are ${PERSON_ROLES.join(', ')}`,
      );
    map.set(theirs, [...(map.get(theirs) ?? []), role]);
  }
  return map;
}

function readDemonstration(said: 'yes' | 'no' | undefined, twilio: TwilioSettings | null): boolean | null {
  if (said === 'yes' && twilio)
    throw new SettingsFault(
      'DEMONSTRATION_SIGN_IN=yes believes anybody, and is for the phone simulator alone: take it out, or take out TWILIO_*',
    );
  return said === undefined ? null : said === 'yes';
}

function readKeys(text: string | undefined): string[] {
  const keys = list(text);
  if (keys.some((key) => Buffer.from(key, 'base64').length !== 32)) {
    throw new SettingsFault(
      'ENCRYPTION_KEYS must be keys of 32 bytes in base64, separated by commas: make one with "openssl rand -base64 32"',
    );
  }
  return keys;
}

const list = (text: string | undefined): string[] =>
  (text ?? '')
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
