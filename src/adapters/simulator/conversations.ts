import type { DataSource } from 'typeorm';
import { SimulatedMessage } from './simulated-message.entity.js';

/** One phone of the simulation and what it wrote and was sent, oldest first. */
export interface Conversation {
  readonly number: string;
  readonly optedOut: boolean;
  readonly messages: readonly SimulatedMessage[];
}

const SHOWN_PER_PHONE = 50;

/** Every phone's conversation, or one's, the one with the newest text first. */
export async function conversations(dataSource: DataSource, number: string | null): Promise<Conversation[]> {
  const rows = await dataSource.query<{ phone: string; id: string; opted_out: boolean }[]>(
    `SELECT phone, id, opted_out
     FROM (
       SELECT phone, message.id, row_number() OVER (PARTITION BY phone ORDER BY message.id DESC) AS place,
              max(message.id) OVER (PARTITION BY phone) AS newest,
              EXISTS (SELECT FROM simulator.opted_out WHERE opted_out.number = phone) AS opted_out
       FROM simulator.message
       CROSS JOIN LATERAL (SELECT CASE direction WHEN 'inbound' THEN from_number ELSE to_number END) AS other (phone)
       WHERE $1::text IS NULL OR phone = $1
     ) AS texts
     WHERE place <= $2
     ORDER BY newest DESC, id`,
    [number, SHOWN_PER_PHONE],
  );
  const messages = await dataSource
    .getRepository(SimulatedMessage)
    .createQueryBuilder('message')
    .where('message.id = ANY(:ids)', { ids: rows.map(({ id }) => id) })
    .getMany();
  const byId = new Map(messages.map((message) => [message.id, message]));
  const byPhone = new Map<string, { optedOut: boolean; messages: SimulatedMessage[] }>();
  for (const { phone, id, opted_out: optedOut } of rows) {
    const conversation = byPhone.get(phone) ?? { optedOut, messages: [] };
    const message = byId.get(id);
    if (message) conversation.messages.push(message);
    byPhone.set(phone, conversation);
  }
  return [...byPhone].map(([number, conversation]) => ({ number, ...conversation }));
}
