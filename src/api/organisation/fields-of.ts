import { Refusal } from '../../application/refusal.js';

/** The fields of a body that is still to be checked; of what is no object, none. */
export const fieldsOf = (body: unknown): Readonly<Record<string, unknown>> =>
  typeof body === 'object' && body !== null && !Array.isArray(body) ? (body as Record<string, unknown>) : {};

/** The body with the id of its path. An id of its own must be the same: nobody is renamed by accident. */
export function named(id: string, body: unknown): unknown {
  const own = fieldsOf(body)['id'];
  if (own !== undefined && own !== id) {
    throw new Refusal('invalid', 'The request was not taken.', [
      { field: 'id', message: 'is not the id in the path', mend: `Leave it out, or give ${id}.` },
    ]);
  }
  return fieldsOf(body) === body ? { ...fieldsOf(body), id } : body;
}

/** The body with the id that it is given. One that it brings itself is refused. */
export function withNewId(id: string, body: unknown): unknown {
  if ('id' in fieldsOf(body)) {
    throw new Refusal('invalid', 'The request was not taken.', [
      { field: 'id', message: 'is given by Allswell', mend: 'Leave it out.' },
    ]);
  }
  return named(id, body);
}
