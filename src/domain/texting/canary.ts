/** What a canary says: enough for whoever holds the test phone to know it, and a token by which it is known again. */
export const canaryText = (token: string): string => `Allswell canary ${token}`;

/** The token in a text that may be a canary's return, whatever was put around it; null where there is none. */
export const canaryToken = (body: string): string | null =>
  /\bcanary ([0-9a-f]{16})\b/i.exec(body)?.[1]?.toLowerCase() ?? null;
