import { FAULTS as OF_THE_RULES } from '../../planted/faults.js';

const SEND = 'src/application/send-messages.ts';
const ACT = 'src/application/act-on-deadlines.ts';

/** What the simulation plants: the faults of the rules, and more of its own. Those of the adapters are for chaos (test/chaos/planted). */
export const FAULTS = [
  ...OF_THE_RULES,
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
    name: 'the police by passed time',
    what: 'Time that passed in an outage brings the police step before anybody could answer.',
    edits: [
      {
        file: 'src/domain/escalation/catch-up.ts',
        find: "if (next?.kind !== 'ask' || !canBeAsked(turn, incident, next)) return;",
        replace:
          "if (!next) return;\nif (next.kind !== 'ask') return startNextStep(turn, incident);\nif (!canBeAsked(turn, incident, next)) return;",
      },
    ],
  },
  {
    name: 'no fallback for poison',
    what: 'A visit that the rules cannot work out is put off, and nobody is told.',
    edits: [{ file: ACT, find: 'await this.watchman.spoilt(page, visit);', replace: '' }],
  },
  {
    name: 'a reference for two',
    what: 'Two alarms of one batch get the same number.',
    edits: [{ file: ACT, find: "(references.pop() ?? '')", replace: "(references[0] ?? '')" }],
  },
  {
    name: 'a text counts twice',
    what: "What is found in the provider's list is taken for another text than the webhook's.",
    edits: [
      {
        file: 'src/application/find-lost-texts.ts',
        find: '({ ...text, receivedAt',
        replace: '({ ...text, sid: `${text.sid} found`, receivedAt',
      },
    ],
  },
  {
    name: 'set aside twice',
    what: 'Two processes that fail at the same text both tell people of it.',
    edits: [
      {
        file: 'src/application/handle-texts.ts',
        find: 'if (!(await page.textHandled(text.sid, person?.id ?? null))) return false;',
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
        find: 'return repeats.find((repeat) => gsm7Length(repeat) <= SEGMENT) ?? body;',
        replace: 'return repeats.length > 0 ? body : body;',
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
    edits: [{ file: 'src/application/mind-the-gap.ts', find: 'await this.findLostTexts.afresh();', replace: '' }],
  },
  {
    name: 'a gap swept over',
    what: 'A gap that could not be told at the first try is forgotten.',
    edits: [
      {
        file: ACT,
        find: 'if (this.isInGap(page)) return page.lastSweep;',
        replace: '',
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
