import { Secret, TOTP } from 'otpauth';
import type { Codes } from '../../application/ports/proofs.js';
import type { Instant } from '../../domain/time/instant.js';

const STEP_SECONDS = 30;

/** RFC 6238 as every authenticator app has it: SHA-1, six digits, thirty seconds. */
export class TotpCodes implements Codes {
  newSecret(): string {
    return new Secret({ size: 20 }).base32;
  }

  uri(secret: string, person: string): string {
    return totp(secret, person).toString();
  }

  stepOf(secret: string, code: string, now: Instant): number | null {
    if (!/^\d{6}$/.test(code)) return null;
    const delta = totp(secret, '').validate({ token: code, timestamp: now, window: 1 });
    return delta === null ? null : Math.floor(now / 1_000 / STEP_SECONDS) + delta;
  }
}

const totp = (secret: string, label: string): TOTP =>
  new TOTP({
    issuer: 'Allswell',
    label,
    secret: Secret.fromBase32(secret),
    algorithm: 'SHA1',
    digits: 6,
    period: STEP_SECONDS,
  });
