import { Refusal } from '../../application/refusal.js';

/** What would be left hanging when something is taken out stands in its way: it is not what was sent that is wrong. */
export async function removing(change: Promise<unknown>): Promise<void> {
  try {
    await change;
  } catch (error) {
    if (error instanceof Refusal && error.kind === 'invalid')
      throw new Refusal('conflict', 'It cannot be taken out: others depend on it.', error.faults);
    throw error;
  }
}
