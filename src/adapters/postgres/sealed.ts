import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { SettingsFault } from '../../config/settings.js';

/**
 * Personal data of persons visited, encrypted in its column (P11): AES-256-GCM, with the key's fingerprint in front so
 * that keys can be rotated. The first key seals; all of them open.
 */
export class Sealer {
  private readonly keys: ReadonlyMap<string, Buffer>;
  private readonly current: string;
  /** Derived once: every ask of a rush has a link. */
  private readonly linkSecret: Buffer;

  constructor(keys: readonly Buffer[]) {
    const [first] = keys;
    if (!first) throw new Error('No encryption key.');
    this.keys = new Map(keys.map((key) => [fingerprint(key), key]));
    this.current = fingerprint(first);
    this.linkSecret = Buffer.from(hkdfSync('sha256', first, '', 'allswell links', 32));
  }

  seal(text: string): string {
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.key(this.current), iv);
    const sealed = Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    return `${this.current}:${sealed.toString('base64')}`;
  }

  open(sealed: string): string {
    const [name = '', content = ''] = sealed.split(':');
    const bytes = Buffer.from(content, 'base64');
    const decipher = createDecipheriv('aes-256-gcm', this.key(name), bytes.subarray(0, 12));
    decipher.setAuthTag(bytes.subarray(-16));
    return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString('utf8');
  }

  /** A link's token: unguessable, and the same for the same responder and incident. */
  token(...parts: readonly string[]): string {
    return this.mac(parts).toString('base64url').slice(0, 16);
  }

  /** The same for a text with no room: 12 letters and digits, one of 58^12 (70 bits). None that a phone leaves out of a link. */
  shortToken(...parts: readonly string[]): string {
    let rest = BigInt(`0x${this.mac(parts).toString('hex')}`);
    let token = '';
    for (; token.length < SHORT; rest /= 58n) token += LETTERS[Number(rest % 58n)];
    return token;
  }

  private mac(parts: readonly string[]): Buffer {
    return createHmac('sha256', this.linkSecret).update(parts.join('\n')).digest();
  }

  private key(name: string): Buffer {
    const key = this.keys.get(name);
    if (!key) throw new Error(`The key ${name} that this was encrypted with is not among ENCRYPTION_KEYS.`);
    return key;
  }
}

const SHORT = 12;
/** Without 0, O, I and l, for whoever has to read one out. */
const LETTERS = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

export const isShortToken = (text: string): boolean => /^[1-9A-HJ-NP-Za-km-z]{12}$/.test(text);

const fingerprint = (key: Buffer): string => createHash('sha256').update(key).digest('hex').slice(0, 8);

/** The keys of the settings, or one kept in the data folder, made at the first start. */
export function sealerFor(keys: readonly string[], dataDir: string): Sealer {
  if (keys.length > 0) return new Sealer(keys.map((key) => Buffer.from(key, 'base64')));
  const file = join(dataDir, 'encryption-key');
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(file, randomBytes(32).toString('base64'), { mode: 0o600, flag: 'wx' });
  }
  return new Sealer([Buffer.from(readFileSync(file, 'utf8').trim(), 'base64')]);
}

/** A key that does not open what is kept would show at the worst moment: when a call sheet is needed. */
export async function refuseWrongKeys(dataSource: DataSource, sealer: Sealer): Promise<void> {
  const rows = await dataSource.query<{ person_visited: string }[]>(
    `SELECT DISTINCT ON (split_part(person_visited, ':', 1)) person_visited FROM visit_details WHERE person_visited IS NOT NULL`,
  );
  try {
    for (const row of rows) sealer.open(row.person_visited);
  } catch {
    throw new SettingsFault(
      'ENCRYPTION_KEYS (or the key file in DATA_DIR) does not open what this database holds: give the keys that it was written with.',
    );
  }
}
