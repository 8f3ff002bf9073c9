/**
 * Faults planted by hand, to know that the simulation bites: each is a small edit of a source, on its way into a copy.
 * `find` must stand in the file exactly once, so that a fault whose place has changed is not quietly left out.
 */
const SEND = 'src/application/send-messages.ts';
const ACT = 'src/application/act-on-deadlines.ts';

export const FAULTS = [
  {
    name: 'no loop',
    what: 'The rounds that look at deadlines are gone: only wake-ups start them, and those may be lost.',
    // The rounds as the simulation goes them; those of src/adapters/jobs/night-watch.ts are for test/chaos.
    edits: [
      {
        file: 'test/simulation/story/service.ts',
        find: 'if (round.running || since === Infinity) return Infinity;',
        replace: "if (round.running || since === Infinity || name === 'sweep') return Infinity;",
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
      {
        file: SEND,
        find: 'const why = this.whyNoLonger(message);',
        replace: 'const why = null as string | null;',
      },
    ],
  },
  {
    name: "due by the worker's clock",
    what: 'Whether a deadline has passed is asked of the machine.',
    edits: [
      {
        file: ACT,
        find: '.filter(({ dueAt }) => dueAt <= page.now)',
        replace: '.filter(({ dueAt }) => dueAt <= Date.now())',
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
    what: 'Texts are put out as they are thought of, not with the change that they tell of.',
    // As the ledger in memory does it; the SQL of src/adapters/postgres/ledger.ts is for test/chaos.
    edits: [
      {
        file: 'test/simulation/memory/ledger.ts',
        find: `transaction.later(() => {
        store.messages.set(row.id, row);
        store.unsent.add(row);
        if (row.silentAt !== null) store.silent.add(row);
      });`,
        replace: `store.messages.set(row.id, row);
        store.unsent.add(row);
        if (row.silentAt !== null) store.silent.add(row);`,
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
    what: 'Whoever texts the covert phrase is told that help is coming.',
    edits: [
      {
        file: 'src/domain/visit/distress.ts',
        find: 'turn.reply(input.person, wording.appointmentCancelled());',
        replace: 'turn.reply(input.person, wording.helpComing());',
      },
    ],
  },
  {
    name: 'drop a catch-up level',
    what: 'After an outage the contact is asked alone, as if nothing had passed.',
    edits: [
      {
        file: 'src/domain/visit/clockwork.ts',
        find: `sayLate(turn, dueAt, incident.id);
  catchUp(turn, incident, dueAt);`,
        replace: 'sayLate(turn, dueAt, incident.id);',
      },
    ],
  },
  {
    name: 'the police by passed time',
    what: 'Time that passed in an outage brings the police step before anybody could answer.',
    edits: [
      {
        file: 'src/domain/escalation/catch-up.ts',
        find: "if (next?.kind !== 'ask') return;",
        replace: "if (!next) return;\nif (next.kind !== 'ask') return startNextStep(turn, incident);",
      },
    ],
  },
  {
    name: 'no fallback for poison',
    what: 'A visit that the rules cannot work out is put off, and nobody is told.',
    edits: [{ file: ACT, find: 'await this.watchman.poisoned(page, visit, error);', replace: '' }],
  },
  {
    name: 'a reference for two',
    what: 'Two alarms of one batch get the same number.',
    edits: [{ file: ACT, find: "(references.pop() ?? '')", replace: "(references[0] ?? '')" }],
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
    name: 'a text counts twice',
    what: "What is found in the provider's list is taken for another text than the webhook's.",
    edits: [
      {
        file: 'src/application/find-lost-texts.ts',
        find: 'this.inbox.takeIn({ ...text, ',
        replace: 'this.inbox.takeIn({ ...text, sid: `${text.sid} found`, ',
      },
    ],
  },
  {
    name: 'set aside twice',
    what: 'Two processes that fail at the same text both tell people of it.',
    edits: [
      {
        file: 'src/application/handle-texts.ts',
        find: 'if (!(await page.textHandled(text.sid, person?.id ?? null))) return;',
        replace: 'await page.textHandled(text.sid, person?.id ?? null);',
      },
      {
        file: 'test/simulation/memory/ledger.ts',
        find: 'if (!text || text.handledAt !== null) return false;',
        replace: 'if (!text) return false;',
      },
    ],
  },
  {
    name: 'repeats without their mark',
    what: 'What may have been sent before is sent again as if for the first time.',
    edits: [
      {
        file: SEND,
        find: 'return gsm7Length(repeat) <= SEGMENT ? repeat : body;',
        replace: 'return gsm7Length(repeat) <= SEGMENT ? body : body;',
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
  {
    name: 'stand-down told to one',
    what: 'Only whoever was alerted first hears that it is over.',
    edits: [
      {
        file: 'src/domain/incident/stand-down.ts',
        find: 'for (const { person } of incident.alerted) {',
        replace: 'for (const { person } of incident.alerted.slice(0, 1)) {',
      },
    ],
  },
  {
    name: 'an acknowledgement for the night',
    what: '"I\'m on it" never runs out (P7).',
    edits: [
      {
        file: 'src/domain/escalation/escalate.ts',
        find: "if (incident.wait) incident.wait = { for: incident.wait.for === 'police' ? 'police' : 'outcome', until };",
        replace:
          "if (incident.wait) incident.wait = { for: incident.wait.for === 'police' ? 'police' : 'outcome', until: until + 36_000_000 };",
      },
    ],
  },
  {
    name: 'texts do not go first',
    what: 'An alarm does not wait for a text of that person that is in the inbox already.',
    edits: [{ file: ACT, find: 'const TEXTS_GO_FIRST = 5 * SECOND;', replace: 'const TEXTS_GO_FIRST = -SECOND;' }],
  },
  {
    name: 'the provider is not asked first',
    what: 'After a gap, alarms go out before it is known what people texted meanwhile.',
    edits: [{ file: 'src/application/mind-the-gap.ts', find: 'await this.findLostTexts.once();', replace: '' }],
  },
  {
    name: 'a gap swept over',
    what: 'A gap that could not be told at the first try is forgotten.',
    edits: [
      {
        file: ACT,
        find: 'const lookedAt = (page: Page): Instant => (isInGap(page) ? page.lastSweep : page.now);',
        replace: 'const lookedAt = (page: Page): Instant => page.now;',
      },
    ],
  },
  {
    name: 'a gap told to nobody',
    what: 'The record states the gap, and managers do not hear of it.',
    edits: [{ file: 'src/application/mind-the-gap.ts', find: 'await page.send(messages);', replace: '' }],
  },
  {
    name: 'nothing is waited out in silence',
    what: 'The end of a wait is recorded, and nobody else is asked.',
    edits: [
      {
        file: 'src/domain/escalation/escalate.ts',
        find: `  askNextRound(turn, incident, step, { reserves: false });
}`,
        replace: `  incident.wait = { for: 'answer', until: turn.at + 36_000_000 };
}`,
      },
    ],
  },
  {
    name: 'SKIP LOCKED forgotten',
    what: 'Two processes take the same visit, and both act on it.',
    // As the locks in memory do it; the SQL is for test/chaos.
    edits: [
      {
        file: 'test/simulation/memory/transaction.ts',
        find: 'if (holder && holder !== this) return false;',
        replace: 'if (holder && holder !== this) return true;',
      },
    ],
  },
];

/** What lives in the adapters alone, and cannot be planted here: `npm run chaos -- --planted all` does (test/chaos/planted). */
export const FOR_CHAOS = [
  "due by the worker's clock: PostgresClock answers Date.now() (src/adapters/postgres/clock.ts)",
  'no loop: NightWatch makes no round but when woken (src/adapters/jobs/night-watch.ts)',
  'skip the outbox: the message is inserted on another connection than the visit (src/adapters/postgres/ledger.ts)',
  'visits and texts are not locked in the SQL (src/adapters/postgres/ledger.ts, outbox.ts)',
  'the inbox answers the webhook before its row is committed (src/adapters/postgres/inbox.ts)',
];
