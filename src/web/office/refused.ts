import { Refusal } from '../../application/refusal.js';
import type { FieldError } from '../form/typed.js';

export interface FieldNames {
  /** The form's field for one of the item's: "car.registration" is typed into "registration". */
  readonly fields: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  /** What stands for the whole. */
  readonly first: string;
}

/** What the office refused, said beside the field that it means. What is no refusal of the form's contents goes on. */
export function refusedFields(error: unknown, { fields, labels, first }: FieldNames): FieldError[] {
  if (!(error instanceof Refusal) || error.kind === 'not_found' || error.kind === 'forbidden') throw error;
  if (error.faults.length === 0) return [{ field: first, text: error.message }];
  return error.faults.map(({ field, message, mend }) => {
    const name = fieldOf(field, fields);
    const label = name === null ? 'This' : (labels[name] ?? 'This');
    // Whose it is, is not told: it may be somebody whom whoever asks has nothing to do with.
    const said = message.replace(/ at people\[\d+\]\.mobile$/, ' of somebody else');
    return { field: name ?? first, text: `${label} ${said}. ${mend}` };
  });
}

/** A fault may be found at another of its kind: of two with one number it is the later that is told of. */
function fieldOf(path: string, fields: FieldNames['fields']): string | null {
  const plain = path.replace(/^(?:people|units|rota|absences)\[\d+\]\./, '').replace(/\[\d+\]/g, '');
  const [root = ''] = plain.split('.');
  return fields[plain] ?? fields[root] ?? null;
}
