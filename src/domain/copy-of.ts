/**
 * A copy that shares nothing with its original, for plain data: objects, arrays and values, as JSON has them. Done for
 * each decision, and several times as fast as structuredClone, which serves every kind of object there is.
 */
export function copyOf<T>(data: T): T {
  if (typeof data !== 'object' || data === null) return data;
  if (Array.isArray(data)) return data.map(copyOf) as T;
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(data)) copy[key] = copyOf((data as Record<string, unknown>)[key]);
  return copy as T;
}
