import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derived = promisify<string, Buffer, number, Buffer>(scrypt);

/**
 * Departure PINs are short, so what is kept is slow to try: scrypt with a salt of its own. In a thread beside, or those who
 * leave at five o'clock would hold up the watch over all others, each for a twentieth of a second.
 */
export async function hashPin(pin: string): Promise<string> {
  const salt = randomBytes(16);
  return `${salt.toString('hex')}:${(await derived(pin, salt, 32)).toString('hex')}`;
}

export async function isPin(pin: string, hash: string): Promise<boolean> {
  const [salt = '', expected = ''] = hash.split(':');
  if (expected === '') return false;
  const wanted = Buffer.from(expected, 'hex');
  return timingSafeEqual(await derived(pin, Buffer.from(salt, 'hex'), wanted.length), wanted);
}

/** Of each person's PIN the hash that is held, where it is that PIN's; else a new one. */
export async function hashesOf(
  pins: ReadonlyMap<string, string>,
  held: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, string>> {
  const hashes = new Map<string, string>();
  for (const [person, pin] of pins) {
    const before = held.get(person);
    // One after the other: the threads beside are few, and the way to the provider needs them too.
    hashes.set(person, before !== undefined && (await isPin(pin, before)) ? before : await hashPin(pin));
  }
  return hashes;
}
