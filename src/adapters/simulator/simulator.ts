import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { conversations, type Conversation } from './conversations.js';
import { ECHO_NUMBER, SIMULATOR_NUMBER } from './credentials.js';
import { deliveryPlan } from './delivery-plan.js';
import { Fault } from './fault.entity.js';
import { faultRequestOf } from './fault-request.js';
import { countOff, eachKindAt, faultsFor, firstAt } from './faults.js';
import { InvalidRequest } from './invalid-request.js';
import { expectWebhooks, keepMessage } from './keep.js';
import { listPage, listRequestOf } from './message-list.js';
import { ACCOUNT_PATH, messageResource } from './message-resource.js';
import { OptedOutNumber } from './opted-out-number.entity.js';
import { writtenByAPerson } from './phone-number.js';
import { consentIn } from './reserved-words.js';
import { sendRequestOf, type SendRequest } from './send-request.js';
import { SimulatedMessage } from './simulated-message.entity.js';
import { SIMULATOR_SETTINGS, type SimulatorSettings } from './simulator-settings.js';
import { answerAfter, refusalBefore, webhooksFor, type SendAnswer } from './fault-effects.js';
import { notFound, twilioErrorFor } from './twilio-error.js';
import { Webhooks } from './webhooks.js';

/** After the text to it has been delivered. */
const ECHO_MILLISECONDS = 400;

type Form = Readonly<Record<string, unknown>>;

/** The telephone network and Twilio in one: takes texts as Twilio's API does, keeps them, and hands them on. */
@Injectable()
export class Simulator {
  constructor(
    private readonly dataSource: DataSource,
    private readonly webhooks: Webhooks,
    @Inject(SIMULATOR_SETTINGS) private readonly settings: SimulatorSettings,
  ) {}

  async send(form: Form): Promise<SendAnswer> {
    const request = sendRequestOf(form);
    const answer = await this.dataSource.transaction(async (manager): Promise<SendAnswer | Error> => {
      const faults = await faultsFor(manager, request.to);
      const fault = firstAt(faults, 'before', 'after');
      if (fault) await countOff(manager, [fault]);
      // Returned and not thrown: that the fault has been used up must be kept.
      const refusal = fault && refusalBefore(fault.kind, fault.code);
      if (refusal) return refusal;
      if (await manager.existsBy(OptedOutNumber, { number: request.to })) return twilioErrorFor(21610);
      const resource = messageResource(await this.accept(manager, request, faults));
      return fault ? answerAfter(fault.kind, resource) : { as: 'created', resource };
    });
    this.webhooks.wake();
    if (answer instanceof Error) throw answer;
    return answer;
  }

  async list(query: Form) {
    const request = listRequestOf(query);
    const messages = this.dataSource
      .getRepository(SimulatedMessage)
      .createQueryBuilder('message')
      .orderBy('message.id', 'DESC')
      .limit(request.pageSize + 1);
    if (request.to !== null) messages.andWhere('message.to = :to', request);
    if (request.from !== null) messages.andWhere('message.from = :from', request);
    if (request.sentFrom !== null) messages.andWhere('message.sentAt >= :sentFrom', request);
    if (request.sentBefore !== null) messages.andWhere('message.sentAt < :sentBefore', request);
    if (request.after === null) messages.offset(request.page * request.pageSize);
    else messages.andWhere('message.id < (SELECT id FROM simulator.message WHERE sid = :after)', request);
    const rows = await messages.getMany();
    return listPage(request, rows.slice(0, request.pageSize), rows.length > request.pageSize);
  }

  async fetch(sid: string) {
    const message = await this.dataSource.manager.findOneBy(SimulatedMessage, { sid });
    if (message === null) throw notFound(`${ACCOUNT_PATH}/Messages/${sid}.json`);
    return messageResource(message);
  }

  /** A text from somebody's phone to the service. */
  async textFrom(from: unknown, body: unknown): Promise<{ readonly sid: string; readonly from: string }> {
    const number = writtenByAPerson(from, 'from');
    if (number === SIMULATOR_NUMBER) throw new InvalidRequest('from', "This is the service's own number.");
    if (typeof body !== 'string' || body === '') throw new InvalidRequest('body', 'Write a text.');
    if (body.includes('\0')) throw new InvalidRequest('body', 'Write no NUL character: a phone cannot send it.');
    if (body.length > 1_600) throw new InvalidRequest('body', 'Write 1,600 characters at the most.');
    const sid = await this.dataSource.transaction((manager) => this.receive(manager, number, body, 0));
    this.webhooks.wake();
    return { sid, from: number };
  }

  private async receive(
    manager: EntityManager,
    number: string,
    body: string,
    afterMilliseconds: number,
  ): Promise<string> {
    const { sid } = await keepMessage(manager, {
      direction: 'inbound',
      from: number,
      to: SIMULATOR_NUMBER,
      body,
      status: 'received',
    });
    const consent = consentIn(body);
    if (consent === 'stop') await manager.upsert(OptedOutNumber, { number }, ['number']);
    if (consent === 'start') await manager.delete(OptedOutNumber, { number });
    const faults = eachKindAt(await faultsFor(manager, number), 'webhook');
    await countOff(manager, faults);
    const lane = `from ${number}`;
    await expectWebhooks(
      manager,
      webhooksFor(faults).map((kind) => ({ messageSid: sid, lane, kind, told: true, afterMilliseconds })),
    );
    return sid;
  }

  /** All phones, the one with the newest text first. */
  async phones(): Promise<Conversation[]> {
    return conversations(this.dataSource, null);
  }

  async phone(number: string): Promise<Conversation> {
    const e164 = writtenByAPerson(number, 'number');
    const [conversation] = await conversations(this.dataSource, e164);
    const optedOut = await this.dataSource.manager.existsBy(OptedOutNumber, { number: e164 });
    return conversation ?? { number: e164, optedOut, messages: [] };
  }

  async faults(): Promise<Fault[]> {
    return this.dataSource.manager.find(Fault, { order: { id: 'ASC' } });
  }

  async addFault(body: unknown): Promise<Fault> {
    return this.dataSource.manager.save(Fault, faultRequestOf(body) as Fault);
  }

  async removeFault(id: unknown): Promise<void> {
    if (!/^\d{1,9}$/.test(String(id))) throw new InvalidRequest('id', 'Give the id of a fault.');
    await this.dataSource.manager.delete(Fault, { id: Number(id) });
  }

  async removeFaults(): Promise<void> {
    await this.dataSource.manager.createQueryBuilder().delete().from(Fault).execute();
  }

  private async accept(
    manager: EntityManager,
    request: SendRequest,
    faults: readonly Fault[],
  ): Promise<SimulatedMessage> {
    const byMessagingService = request.messagingServiceSid !== null;
    const message = await keepMessage(manager, {
      ...request,
      direction: 'outbound-api',
      status: byMessagingService ? 'accepted' : 'queued',
    });
    const onTheWay = eachKindAt(faults, 'delivery');
    await countOff(manager, onTheWay);
    const { sid } = message;
    await expectWebhooks(
      manager,
      deliveryPlan(byMessagingService, onTheWay, this.settings.statusEvery).map((step) => ({
        messageSid: sid,
        lane: sid,
        kind: 'status',
        ...step,
      })),
    );
    const arrives = onTheWay.every(({ kind }) => kind !== 'undelivered' && kind !== 'failed');
    if (message.to === ECHO_NUMBER && arrives)
      await this.receive(manager, ECHO_NUMBER, message.body, ECHO_MILLISECONDS);
    return message;
  }
}
