import { FAULTS as OF_THE_RULES, type PlantedFault } from '../../planted/faults.js';

const ACT = 'src/application/act-on-deadlines.ts';
const LEDGER = 'src/adapters/postgres/ledger.ts';

/** What chaos plants: the faults of the rules, and those that live in the adapters or show in real time alone. */
export const FAULTS: readonly PlantedFault[] = [
  ...OF_THE_RULES,
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
    name: 'skip the outbox',
    what: 'Texts are written beside the change that they tell of, a moment later and on a connection of their own.',
    edits: [
      {
        file: 'src/adapters/postgres/message-rows.ts',
        find: 'await manager.query(\n    `INSERT INTO message (',
        replace: 'setTimeout(() => void manager.connection.query(\n    `INSERT INTO message (',
      },
      {
        file: 'src/adapters/postgres/message-rows.ts',
        find: '    [JSON.stringify(rows), new Date(now)],\n  );',
        replace: '    [JSON.stringify(rows), new Date(now)],\n  ).catch(() => undefined), 150);',
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
        find: 'await this.arrivals.do(one);\n    if (one.failure) throw one.failure;\n    return one.isNew;',
        replace: 'void this.arrivals.do(one).catch(() => undefined);\n    return true;',
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
    name: 'lost texts are not looked for',
    what: "What never came by a webhook stays in the provider's list.",
    edits: [
      {
        file: 'src/application/find-lost-texts.ts',
        find: 'texts.map(({ at, ...text })',
        replace: 'texts.slice(0, 0).map(({ at, ...text })',
      },
    ],
  },
];
