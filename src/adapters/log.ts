import type { LoggerService } from '@nestjs/common';
import pino from 'pino';

/** The log: JSON lines. Only the facts that a caller names go in, and never a name, a number or a text's body (P11). */
export const logAt = (level: string): pino.Logger =>
  pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime });

/** Nest's own messages in the same log. */
export function nestLogger(log: pino.Logger): LoggerService {
  const say =
    (level: 'debug' | 'info' | 'warn' | 'error' | 'fatal') =>
    (message: unknown, ...rest: unknown[]) =>
      log[level]({ context: rest.at(-1) }, typeof message === 'string' ? message : JSON.stringify(message));
  return {
    log: say('debug'),
    debug: say('debug'),
    verbose: say('debug'),
    warn: say('warn'),
    error: say('error'),
    fatal: say('fatal'),
  };
}
