import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { READER, type Reader } from '../../src/application/ports/reader.js';
import { PHONES, story, type Story } from '../support/story.js';

/** The record as the database keeps it (P10). */

let told: Story;

beforeAll(async () => {
  told = await story();
  await told.service.phone(PHONES.practitioner).texts('ARRIVED 45');
  await told.service.phone(PHONES.practitioner).texts('LEFT');
});
afterAll(() => told.end());

async function breaks(): Promise<string[]> {
  const found: string[] = [];
  for await (const { head, fault } of told.service.app.get<Reader>(READER).verifyRecord()) {
    if (fault) found.push(`${head.chain}: ${fault.what}`);
  }
  return found;
}

describe('The record', () => {
  it('holds what happened, by whom and under which clause', async () => {
    const { body } = await told.service.api('GET', `/api/v1/visits/${told.visitId}/entries`);
    expect(body.items).toMatchObject([
      { kind: 'visit_planned', by: 'api', clause: 'HVPF 8.2.1' },
      { kind: 'arrival_confirmed', by: 'practitioner-1', clause: 'HVPF 8.3.1' },
      { kind: 'departure_confirmed', by: 'practitioner-1', clause: 'HVPF 8.4.1' },
    ]);
  });

  it.each([
    ['an entry changed', `UPDATE entry SET text = 'nothing happened'`],
    ['an entry taken out', `DELETE FROM entry`],
    ['everything emptied', `TRUNCATE entry`],
    ['the head of a chain set back', `UPDATE record_head SET seq = seq - 1`],
    ['the head of a chain taken out', `DELETE FROM record_head`],
  ])('is kept by the database itself from %s', async (_what, sql) => {
    await expect(told.service.query(sql)).rejects.toThrow('append-only');
    expect(await breaks()).toEqual([]);
  });

  it('is whole while it is being written to: what is added between two looks is no break', async () => {
    const looked: [string, unknown][] = [];
    for await (const { head, fault } of told.service.app.get<Reader>(READER).verifyRecord()) {
      // The heads have been read, and the visit's entries have not.
      if (head.chain === 'office') await told.service.phone(PHONES.practitioner).texts('ARRIVED 30');
      looked.push([head.chain, fault]);
    }
    expect(looked).toEqual([
      ['office', null],
      [`visit:${told.visitId}`, null],
    ]);
    await told.service.phone(PHONES.practitioner).texts('LEFT');
  });

  it('names the break when someone with the owner’s rights has been at it', async () => {
    const owner = told.service.app.get(DataSource);
    const chain = `visit:${told.visitId}`;
    await owner.query('ALTER TABLE entry DISABLE TRIGGER entry_append_only');
    await owner.query(`UPDATE entry SET text = 'left at once' WHERE chain = $1 AND seq = 3`, [chain]);
    expect(await breaks()).toEqual([`${chain}: entry 3 was changed after it was written`]);
    await owner.query(`DELETE FROM entry WHERE chain = $1 AND seq = 3`, [chain]);
    expect(await breaks()).toEqual([`${chain}: entry 3 is missing`]);
    await owner.query('ALTER TABLE entry ENABLE TRIGGER entry_append_only');
  });
});
