import { Body, Controller, Get, HttpCode, Inject, NotFoundException, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { PolicyFault } from '../../../application/policy/policy-file.js';
import { KNOWN_PHONES, type KnownPhones } from '../../../application/ports/known-phones.js';
import { POLICY_HISTORY, type PolicyHistory, type PolicyPeriod } from '../../../application/ports/policies.js';
import { SURROUNDINGS, type Surroundings } from '../../../application/surroundings.js';
import { byField, errorList } from '../../form/errors.js';
import type { FieldError, Typed } from '../../form/typed.js';
import { From, Needs, Page, type Standpoint } from '../../guard.js';
import { historyOf } from './history.js';
import { policyParts } from './policy-words.js';
import { timetableOf, type Timetable } from './timetable.js';
import { readTrial, sentIn } from './trial-form.js';

interface Shown {
  readonly typed?: Typed;
  readonly yaml?: string;
  readonly errors?: readonly FieldError[];
  readonly faults?: readonly PolicyFault[];
  readonly timetable?: Timetable;
}

/** An ordinary visit, to begin with. */
const USUAL: Typed = { with: '', start: '14:00', end: '14:45', arrives: 'yes' };

/** The rules in force in words, those that were, and what another policy would do. Nothing here changes anything. */
@Controller('office/policy')
@Page()
export class PolicyPageController {
  constructor(
    @Inject(POLICY_HISTORY) private readonly history: PolicyHistory,
    @Inject(KNOWN_PHONES) private readonly phones: KnownPhones,
    @Inject(SURROUNDINGS) private readonly surroundings: Surroundings,
  ) {}

  @Get()
  @Needs('see_policy')
  async page(
    @From() from: Standpoint,
    @Query() query: Record<string, unknown>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const periods = await this.history.periods();
    const chosen = periods.find(({ number }) => String(number) === query['with']);
    const typed = { ...USUAL, with: chosen ? String(chosen.number) : '' };
    await this.show(from, periods, { typed }, reply);
  }

  /** The words of a policy that was in force, as the rules then were: for whoever asks afterwards what held at the time. */
  @Get('history/:number')
  @Needs('see_policy')
  async former(@From() from: Standpoint, @Param('number') number: string, @Res() reply: FastifyReply): Promise<void> {
    const periods = await this.history.periods();
    const found = periods.find((one) => String(one.number) === number);
    if (!found) throw new NotFoundException('No policy of this number has been in force.');
    await reply.view('office-policy-former.njk', {
      title: found.policy.title,
      period: historyOf(periods, from.zone).find((one) => one.number === found.number),
      parts: policyParts(found.policy),
    });
  }

  /** Answered with the page itself: there is nothing that was done, and nothing to come back to. */
  @Post('trial')
  @HttpCode(200)
  @Needs('see_policy')
  async trial(@From() from: Standpoint, @Body() body: unknown, @Res() reply: FastifyReply): Promise<void> {
    const periods = await this.history.periods();
    const sent = sentIn(body);
    const { at, zone, directory } = from;
    const yaml = sent.file.trim() === '' ? sent.yaml : sent.file;
    const read = readTrial(sent, { people: peopleFor(from), periods, at, zone });
    if ('errors' in read) return this.show(from, periods, { typed: sent.typed, yaml, ...read }, reply.status(422));
    const optedOut = await this.phones.optedOut();
    const timetable = timetableOf(read.trial, this.surroundings.policyInForce, { directory, zone, optedOut });
    await this.show(from, periods, { typed: sent.typed, yaml, timetable }, reply);
  }

  private async show(
    from: Standpoint,
    periods: readonly PolicyPeriod[],
    { typed = USUAL, yaml = '', errors = [], faults = [], timetable }: Shown,
    reply: FastifyReply,
  ): Promise<void> {
    const { policyInForce } = this.surroundings;
    const people = peopleFor(from);
    const history = historyOf(periods, from.zone);
    const isInForce = ({ name, version }: { readonly name: string; readonly version: string }): boolean =>
      name === policyInForce.name && version === policyInForce.version;
    await reply.view('office-policy.njk', {
      policy: policyInForce,
      since: history.find(isInForce)?.since ?? null,
      // For as long as the processes are started anew one after the other, or where one was given another file.
      mixed: history[0] !== undefined && !isInForce(history[0]),
      parts: policyParts(policyInForce),
      history,
      practitioners: people.map(({ id, name, unit }) => ({
        value: id,
        text: `${name}, ${from.directory.unit(unit)?.name ?? unit}`,
      })),
      choices: [
        { value: 'file', text: 'The file below' },
        ...history
          .filter((one) => !isInForce(one))
          .map(({ number, version, since }) => ({
            value: String(number),
            text: `Number ${number}, ${version}, in force from ${since}`,
          })),
      ],
      typed: {
        ...typed,
        person: typed['person'] ?? ownOrFirst(people, from.visitor.person),
        with: typed['with'] || 'file',
      },
      yaml,
      faults,
      timetable,
      errors: byField(errors),
      errorList: errorList(errors),
    });
  }
}

/** Those who visit, among the people whom whoever looks may see: the policy itself is everybody's to see. */
function peopleFor({ access, directory }: Standpoint) {
  return directory.organisation.people
    .filter(({ id, unit, roles }) => roles.includes('practitioner') && access.may('see_office', { unit, people: [id] }))
    .sort((a, b) => a.name.localeCompare(b.name));
}

const ownOrFirst = (people: readonly { readonly id: string }[], visitor: string): string =>
  (people.find(({ id }) => id === visitor) ?? people[0])?.id ?? '';
