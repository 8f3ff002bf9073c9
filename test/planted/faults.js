/**
 * Faults planted by hand, to know that the harnesses bite: each is a small edit of a source, on its way into a copy. Here are those
 * of the rules and use cases, which `npm run planted` and `npm run chaos -- --planted` both plant; each has more of its own beside it.
 */
const SEND = 'src/application/send-messages.ts';

export const FAULTS = [
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

/** The source of that file with the fault in it. What is to be replaced must stand there exactly once, so that a fault whose place has changed is not quietly left out. */
export function planted({ name, edits }, path, source) {
  let text = source;
  for (const { find, replace } of edits.filter(({ file }) => file === path)) {
    const parts = text.split(find);
    if (parts.length !== 2)
      throw new Error(`"${name}" cannot be planted: its text stands ${parts.length - 1} times in ${path}.`);
    text = parts.join(replace);
  }
  return text;
}
