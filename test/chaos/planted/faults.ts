/**
 * Faults planted by hand, to know that chaos bites: each is a small edit of a source, on its way into a copy. `find` must stand
 * in the file exactly once, so that a fault whose place has changed is not quietly left out.
 */
export interface PlantedFault {
  readonly name: string;
  readonly what: string;
  readonly edits: readonly { readonly file: string; readonly find: string; readonly replace: string }[];
}

const SEND = 'src/application/send-messages.ts';
const ACT = 'src/application/act-on-deadlines.ts';
const LEDGER = 'src/adapters/postgres/ledger.ts';

export const FAULTS: readonly PlantedFault[] = [
  {
    name: 'no loop',
    what: 'No round is made but when something wakes it, and wake-ups may be lost.',
    edits: [
      {
        file: 'src/adapters/jobs/night-watch.ts',
        find: 'new Round(name, every, ',
        replace: "new Round(name, name === 'heart' ? every : 86_400_000, ",
      },
    ],
  },
  {
    name: 'mark before send',
    what: 'A text is marked as accepted before it is given to the provider.',
    edits: [
      {
        file: SEND,
        find: 'const outcome = await this.phones.send(toText(message));',
        replace:
          'await this.outbox.accepted(message.id, `before ${message.id}`);\nconst outcome = await this.phones.send(toText(message));',
      },
    ],
  },
  {
    name: 'no re-check of state at send',
    what: 'Whatever was written is sent, whether or not it still holds.',
    edits: [
      { file: SEND, find: 'const why = this.whyNoLonger(message);', replace: 'const why = null as string | null;' },
    ],
  },
  {
    name: "due by the worker's clock",
    what: 'What time it is, is asked of the machine.',
    edits: [
      {
        file: 'src/adapters/postgres/clock.ts',
        find: 'return row.now.getTime();',
        replace: 'return row.now ? Date.now() : 0;',
      },
    ],
  },
  {
    name: 'one attempt',
    what: 'A text that the provider could not take just now is given up.',
    edits: [
      {
        file: SEND,
        find: "case 'try_again': {",
        replace: "case 'try_again': {\nreturn this.failed(message.id, 'failed', 'other', null, outcome.detail);",
      },
    ],
  },
  {
    name: 'trust "delivered"',
    what: 'A phone that has received the question counts as a person who has taken it.',
    edits: [
      {
        file: SEND,
        find: 'await this.outbox.reported(message, sid, status);',
        replace: `await this.outbox.reported(message, sid, status);
          if (status === 'delivered') await this.ledger.transaction(async (page) => {
            const sent = await page.settleMessage(message, ['delivered'], { state: null, failure: null, errorCode: null, detail: null });
            const [visit] = sent?.visitId ? await page.lockVisits([sent.visitId]) : [];
            if (!sent || !visit || sent.purpose !== 'ask') return;
            const input = { kind: 'reported', person: sent.person, incidentId: sent.incidentId, report: { kind: 'ack' }, byText: false } as const;
            await page.write([decide(visit, input, await circumstancesOf(page, visit, this.surroundings, ''))]);
          });`,
      },
    ],
  },
  {
    name: 'skip the outbox',
    what: 'Texts are written beside the change that they tell of, a moment later and on a connection of their own.',
    edits: [
      {
        file: LEDGER,
        find: 'await this.manager.query(\n      `INSERT INTO message (',
        replace: 'setTimeout(() => void this.manager.connection.query(\n      `INSERT INTO message (',
      },
      {
        file: LEDGER,
        find: '      [JSON.stringify(rows), new Date(this.now)],\n    );',
        replace: '      [JSON.stringify(rows), new Date(this.now)],\n    ).catch(() => undefined), 150);',
      },
    ],
  },
  {
    name: 'forget a substitute',
    what: "In the manager's absence the senior person on site is passed over without a word.",
    edits: [
      {
        file: 'src/domain/escalation/responders.ts',
        find: 'for (const role of roles) {',
        replace: "for (const role of roles.filter((one) => one !== 'senior_on_site')) {",
      },
    ],
  },
  {
    name: 'answer a covert alarm',
    what: 'Whoever texts the covert phrase is told that the alert code is being acted on.',
    edits: [
      {
        file: 'src/domain/visit/distress.ts',
        find: 'turn.reply(input.person, wording.appointmentCancelled());',
        replace: "turn.reply(input.person, 'Your alert code was received. The police are being called.');",
      },
    ],
  },
  {
    name: 'drop a catch-up level',
    what: 'After an outage the contact is asked alone, as if nothing had passed.',
    edits: [
      {
        file: 'src/domain/visit/clockwork.ts',
        find: 'sayLate(turn, dueAt, incident.id);\n  catchUp(turn, incident, dueAt);',
        replace: 'sayLate(turn, dueAt, incident.id);',
      },
    ],
  },
  {
    name: 'visits are not locked',
    what: 'Two processes take the same visit, and both act on it.',
    edits: [{ file: LEDGER, find: 'FOR UPDATE OF visit SKIP LOCKED', replace: '' }],
  },
  {
    name: 'answered before it is kept',
    what: 'The webhook is answered while its text is still on its way into the table.',
    edits: [
      {
        file: 'src/adapters/postgres/inbox.ts',
        find: 'const rows = await this.dataSource.query<unknown[]>(',
        replace: 'const rows = [1];\n    void this.dataSource.query<unknown[]>(',
      },
      {
        file: 'src/adapters/postgres/inbox.ts',
        find: '      ],\n    );\n    return rows.length > 0;',
        replace: '      ],\n    ).catch(() => undefined);\n    return rows.length > 0;',
      },
    ],
  },
  {
    name: 'LEFT in the inbox is not heard',
    what: 'After a time in which nobody read texts, alarms go out before it is known what people texted meanwhile.',
    edits: [
      {
        file: ACT,
        find: 'return (hasJustBegun ? this.steady.before : now) - TEXTS_GO_FIRST;',
        replace: 'return now - TEXTS_GO_FIRST + (hasJustBegun ? 0 : 0);',
      },
    ],
  },
  {
    name: 'LEFT ends an alert code',
    what: "The practitioner's own phone stands down what only a manager may.",
    edits: [
      {
        file: 'src/domain/incident/standing.ts',
        find: 'return standing !== null && allowed.includes(standing);',
        replace: "return standing !== null && (standing === 'practitioner' || allowed.includes(standing));",
      },
    ],
  },
  {
    name: 'lost texts are not looked for',
    what: "What never came by a webhook stays in the provider's list.",
    edits: [
      {
        file: 'src/application/find-lost-texts.ts',
        find: 'for (const { at, ...text } of texts) {',
        replace: 'for (const { at, ...text } of texts.slice(0, 0)) {',
      },
    ],
  },
  {
    name: 'send again without asking',
    what: 'A text whose fate is unknown is sent again at once; the provider is not asked.',
    edits: [
      {
        file: SEND,
        find: 'return this.outbox.unknown(message.id, outcome.detail);',
        replace: 'return this.outbox.tryAgain(message.id, await this.clock.now(), outcome.detail);',
      },
    ],
  },
];
