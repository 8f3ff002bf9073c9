import { DAY, HOUR, MINUTE, SECOND, type Milliseconds } from './instant.js';

/** ISO 8601 durations of days, hours, minutes and seconds ("PT10M", "P1DT2H", "PT0.5S"): what policy files use. */
const SHAPE = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

/** The duration in milliseconds, or null where the text is not one. */
export function readDuration(text: string): Milliseconds | null {
  const match = SHAPE.exec(text);
  if (!match || text === 'P' || text.endsWith('T')) return null;
  const [, days = '0', hours = '0', minutes = '0', seconds = '0'] = match;
  return Number(days) * DAY + Number(hours) * HOUR + Number(minutes) * MINUTE + Math.round(Number(seconds) * SECOND);
}

export function toDuration(length: Milliseconds): string {
  const hours = Math.floor(length / HOUR);
  const minutes = Math.floor((length % HOUR) / MINUTE);
  const seconds = (length % MINUTE) / SECOND;
  const text = `${hours ? `${hours}H` : ''}${minutes ? `${minutes}M` : ''}${seconds ? `${seconds}S` : ''}`;
  return `PT${text || '0S'}`;
}

/** As a person says it: "45 minutes", "1 hour 5 minutes", "20 seconds". */
export function sayDuration(length: Milliseconds): string {
  const seconds = Math.max(0, Math.round(length / SECOND));
  if (seconds < 60) return plural(seconds, 'second');
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return plural(minutes, 'minute');
  const rest = minutes % 60;
  return plural(Math.floor(minutes / 60), 'hour') + (rest ? ` ${plural(rest, 'minute')}` : '');
}

/** "1 minute", "2 minutes". */
export const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
