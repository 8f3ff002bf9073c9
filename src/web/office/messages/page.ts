import { addressesWith } from '../../form/address.js';
import { byField, errorList } from '../../form/errors.js';
import type { Typed } from '../../form/typed.js';
import type { Counted } from '../../frame/counted.js';
import { DIRECTIONS, STATES, type MessageAsked } from './filter.js';
import { tagOf, type MessageRow } from './rows.js';

export interface Named {
  readonly id: string;
  readonly name: string;
}

const PATH = '/office/messages';
export const addressOf = addressesWith(['unit', 'person', 'phone', 'direction', 'state', 'from', 'to', 'page']);

const DIRECTION_WORDS = { outbound: 'Sent', inbound: 'Received' } as const;

const stateWord = (state: (typeof STATES)[number]): string =>
  state === 'trouble' ? 'Not arrived, or not known' : tagOf({ state }).word;

/** The page of the log: what is shown, what it was asked for, and the ways on from here. */
export function messagePage(
  rows: readonly MessageRow[],
  list: Counted,
  typed: Typed,
  asked: MessageAsked,
  choices: { readonly units: readonly Named[]; readonly people: readonly Named[] },
) {
  const options = (chosen: string | null, first: string, all: readonly (readonly [string, string])[]) =>
    [['', first] as const, ...all].map(([value, text]) => ({ value, text, selected: value === (chosen ?? '') }));
  const called = (all: readonly Named[]) => all.map(({ id, name }) => [id, name] as const);
  const fields = {
    unit: options(asked.unit, 'All your units', called(choices.units)),
    person: options(asked.person, 'Everybody', called(choices.people)),
    direction: options(
      asked.direction,
      'Sent and received',
      DIRECTIONS.map((way) => [way, DIRECTION_WORDS[way]]),
    ),
    state: options(
      asked.state,
      'Every state',
      STATES.map((state) => [state, stateWord(state)]),
    ),
  };
  const at = (change: Record<string, string>): string => addressOf(PATH, typed, asked, { page: '', ...change });
  const word = (field: keyof typeof fields): string =>
    fields[field].find(({ selected, value }) => selected && value !== '')?.text ?? '';
  const chosen = [
    { name: 'Unit', field: 'unit', text: word('unit') },
    { name: 'Person', field: 'person', text: word('person') },
    { name: 'Phone', field: 'phone', text: asked.phoneEnds === null ? '' : (typed['phone'] ?? '') },
    { name: 'Direction', field: 'direction', text: word('direction') },
    { name: 'State', field: 'state', text: word('state') },
    { name: 'From', field: 'from', text: asked.from === null ? '' : (typed['from'] ?? '') },
    { name: 'To', field: 'to', text: asked.to === null ? '' : (typed['to'] ?? '') },
  ].filter(({ text }) => text !== '');
  return {
    rows,
    list,
    typed,
    fields,
    errors: byField(asked.errors),
    errorList: errorList(asked.errors),
    chosen: chosen.map((one) => ({ ...one, without: at({ [one.field]: '' }) })),
    opened: chosen.length > 0 || asked.errors.length > 0,
    previous: asked.page > 1 ? at({ page: String(Math.min(asked.page - 1, list.pages)) }) : null,
    next: asked.page < list.pages ? at({ page: String(asked.page + 1) }) : null,
    exportAt: addressOf(`${PATH}/export.csv`, typed, asked, { page: '' }),
  };
}
