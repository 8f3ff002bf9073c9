import { describe, expect, it } from '@jest/globals';
import type { FastifyReply } from 'fastify';
import type { LoggedIncident, Reader } from '../../application/ports/reader.js';
import { ALL_ACCESS } from '../../domain/permission/access.js';
import { IncidentsController } from './incidents.controller.js';

const opened = (number: number) =>
  ({
    incident: {
      id: `${number}`,
      reference: `I-${number}`,
      stepAt: 0,
      wait: null,
      subjects: [],
      openedAt: number,
      closedAt: null,
      police: [],
    },
    visit: { id: 'a visit', reference: 'V-1', unit: 'north' },
  }) as unknown as LoggedIncident;

/** A list of ten that gets a new head at each look at it. */
function growing(): Pick<Reader, 'incidents' | 'everyIncident'> {
  let list = Array.from({ length: 10 }, (_, index) => opened(10 - index));
  const grow = () => (list = [opened(list.length + 1), ...list]);
  return {
    incidents: ({ page }) => {
      grow();
      const items = list.slice((page - 1) * 5, page * 5) as never[];
      return Promise.resolve({ items, page, perPage: 5, total: list.length, more: false });
    },
    async *everyIncident() {
      for (let last = Infinity; ;) {
        const batch = list.filter(({ incident }) => incident.openedAt < last).slice(0, 5);
        if (batch.length === 0) return;
        yield await Promise.resolve(batch);
        last = batch.at(-1)!.incident.openedAt;
        grow();
      }
    },
  };
}

async function exported(): Promise<string[]> {
  const directories = { directory: () => Promise.resolve({ person: () => undefined }) };
  const [unused, reader] = [{} as never, growing() as Reader];
  const door = new IncidentsController(unused, unused, reader, directories as never, unused, unused);
  const asked = { query: { format: 'json' }, access: ALL_ACCESS } as never;
  const list = (await door.exportAll(asked, {} as FastifyReply)) as readonly { reference: string }[];
  return list.map(({ reference }) => reference);
}

describe('the export of all incidents', () => {
  it('has each once, while others are opened', async () => {
    const references = await exported();
    expect(references).toEqual(Array.from({ length: 10 }, (_, index) => `I-${10 - index}`));
  });
});
