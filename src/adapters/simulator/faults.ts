import type { EntityManager } from 'typeorm';
import { Fault } from './fault.entity.js';
import { FAULT_KINDS, type FaultMoment } from './fault-kinds.js';

/**
 * What is to go wrong with this number, oldest first. The rows stay locked to the end of the transaction, so that of two
 * texts at once a fault for one text meets one.
 */
export async function faultsFor(manager: EntityManager, number: string): Promise<Fault[]> {
  return manager
    .getRepository(Fault)
    .createQueryBuilder('fault')
    .where(`fault.number IN (:number, '*')`, { number })
    .orderBy('fault.id')
    .setLock('pessimistic_write')
    .getMany();
}

/** An answer can go wrong in one way only: the oldest fault that touches it. */
export function firstAt(faults: readonly Fault[], ...moments: readonly FaultMoment[]): Fault | undefined {
  return faults.find(({ kind }) => moments.includes(FAULT_KINDS[kind].at));
}

/** On its way a text can meet several: the oldest of each kind. */
export function eachKindAt(faults: readonly Fault[], moment: FaultMoment): Fault[] {
  const seen = new Set<string>();
  return faults.filter(({ kind }) => FAULT_KINDS[kind].at === moment && !seen.has(kind) && seen.add(kind));
}

export async function countOff(manager: EntityManager, faults: readonly Fault[]): Promise<void> {
  for (const { id, remaining } of faults) {
    if (remaining === 1) await manager.delete(Fault, { id });
    else if (remaining !== null) await manager.decrement(Fault, { id }, 'remaining', 1);
  }
}
