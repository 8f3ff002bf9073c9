/** The items under their keys, each list in the order given; those without a key are left out. */
export function grouped<T>(items: Iterable<T>, keyOf: (item: T) => string | null): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === null) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

/** Each item under its key. Of two with one key the first counts. The organisation file refuses them; the rules must not depend on that. */
export function firstBy<T>(items: Iterable<T>, keyOf: (item: T) => string | null): Map<string, T> {
  const found = new Map<string, T>();
  for (const item of items) {
    const key = keyOf(item);
    if (key !== null && !found.has(key)) found.set(key, item);
  }
  return found;
}
