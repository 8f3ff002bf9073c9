import type { PersonVisited } from '../domain/visit/visit-plan.js';

const WITHHELD = '[shown to those who are signed in]';

/** What somebody texted is quoted word for word, and may name whom they visit and where: here it does not (P11). */
export function textWithout(visited: PersonVisited | null): (text: string) => string {
  if (!visited) return (text) => text;
  const { name, reference, address } = visited;
  // A line such as "2" says nothing by itself, and stands in the record for much else.
  const parts = [name, reference, ...address.lines, address.postcode].map((one) => one.trim()).filter(isTelling);
  if (parts.length === 0) return (text) => text;
  const any = parts.map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&').replaceAll(/\s+/g, '\\s*')).join('|');
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${any})(?![\\p{L}\\p{N}])`, 'giu');
  return (text) => text.replaceAll(pattern, WITHHELD);
}

const isTelling = (part: string): boolean => part.length > 2;
