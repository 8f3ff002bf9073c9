import { randomBytes, scryptSync, timingSafeEqual } from 'node:crypto';

/** Departure PINs are short, so what is kept is slow to try: scrypt with a salt of its own. */
export function hashPin(pin: string): string {
  const salt = randomBytes(16);
  return `${salt.toString('hex')}:${scryptSync(pin, salt, 32).toString('hex')}`;
}

export function isPin(pin: string, hash: string): boolean {
  const [salt = '', expected = ''] = hash.split(':');
  if (expected === '') return false;
  const wanted = Buffer.from(expected, 'hex');
  return timingSafeEqual(scryptSync(pin, Buffer.from(salt, 'hex'), wanted.length), wanted);
}
