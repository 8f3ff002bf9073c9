import { MINUTE, SECOND, type Instant } from './instant.js';
import { localParts, showDayTime } from './local.js';

/** "Tue 1 Dec 2026 15:30", for lists and documents that reach over years. */
export function showDated(at: Instant, zone: string): string {
  const shown = showDayTime(at, zone);
  return `${shown.slice(0, -5)}${localParts(at, zone).year} ${shown.slice(-5)}`;
}

/** "Tue 1 Dec 2026 15:30:07 UTC+0", which says by itself what moment it is, also in the hour that comes twice. */
export function stateMoment(at: Instant, zone: string): string {
  const { year, month, day, hour, minute } = localParts(at, zone);
  const ahead = Math.round(Date.UTC(year, month - 1, day, hour, minute) / MINUTE) - Math.floor(at / MINUTE);
  const size = Math.abs(ahead);
  const minutes = size % 60 === 0 ? '' : `:${String(size % 60).padStart(2, '0')}`;
  const seconds = String(Math.floor(at / SECOND) % 60).padStart(2, '0');
  return `${showDated(at, zone)}:${seconds} UTC${ahead < 0 ? '-' : '+'}${Math.floor(size / 60)}${minutes}`;
}
