import type { NewEntry } from '../decision.js';
import type { Directory } from '../organisation/directory.js';
import { showDay } from '../time/dated.js';
import { iso, type Instant } from '../time/instant.js';
import { nextReminder } from './due.js';
import type { FollowUp, FollowUpState } from './follow-up.js';

/** What somebody changes of one; what is left out stays as it is. */
export interface FollowUpChange {
  readonly state?: FollowUpState;
  readonly note?: string | null;
  readonly owner?: string;
  readonly dueAt?: Instant;
}

interface Scene {
  readonly by: string;
  readonly at: Instant;
  readonly zone: string;
  readonly directory: Directory;
}

/** The follow-up as it is after that, and its line in the record; null where nothing would be different. */
export function changed(
  before: FollowUp,
  change: FollowUpChange,
  scene: Scene,
): { readonly after: FollowUp; readonly entry: NewEntry } | null {
  const { by, at, zone } = scene;
  const owner = change.owner ?? before.owner;
  const dueAt = change.dueAt ?? before.dueAt;
  const state = change.state ?? before.state;
  const note = change.note === undefined ? before.note : change.note;
  if (owner === before.owner && dueAt === before.dueAt && state === before.state && note === before.note) return null;
  const settledNow = state !== 'open' && (state !== before.state || note !== before.note);
  // Somebody new has not been reminded of it; nor has anybody of a day that is to come.
  const reminded = owner !== before.owner || (dueAt !== before.dueAt && dueAt > at) ? 'never' : before.reminded;
  const next: FollowUp = {
    ...before,
    owner,
    dueAt,
    state,
    note,
    settledBy: state === 'open' ? null : settledNow ? by : before.settledBy,
    settledAt: state === 'open' ? null : settledNow ? at : before.settledAt,
    reminded,
    version: before.version + 1,
  };
  const after = { ...next, remindAt: nextReminder(next, at, zone) };
  return { after, entry: entryOf(before, after, scene) };
}

const STATES: Readonly<Record<FollowUpState, string>> = {
  open: 'to be done after all',
  done: 'done',
  not_needed: 'not needed',
};

/** The note is among the facts and not in the text: what stands in a timeline is read by more people. */
function entryOf(before: FollowUp, after: FollowUp, { by, at, zone, directory }: Scene): NewEntry {
  const name = (id: string | null): string => (id === null ? 'nobody' : (directory.person(id)?.name ?? id));
  const moved = after.owner !== before.owner || after.dueAt !== before.dueAt;
  const parts = [
    ...(after.state !== before.state ? [STATES[after.state]] : []),
    ...(moved ? [`${name(after.owner)} sees to it, by ${showDay(after.dueAt, zone)}`] : []),
    ...(after.state === before.state && !moved ? ['what is written about it was changed'] : []),
  ];
  return {
    at,
    kind: 'follow_up_changed',
    clause: after.clause,
    by,
    text: `${after.what}: ${parts.join('; ')}.`,
    incidentId: after.incidentId,
    data: {
      followUp: after.number,
      stateBefore: before.state,
      state: after.state,
      ownerBefore: before.owner,
      owner: after.owner,
      dueBefore: iso(before.dueAt),
      dueAt: iso(after.dueAt),
      noteBefore: before.note,
      note: after.note,
    },
  };
}
