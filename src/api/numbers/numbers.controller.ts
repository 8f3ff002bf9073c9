import { Get, Inject, Post } from '@nestjs/common';
import { DIRECTORIES, type Directories } from '../../application/ports/directories.js';
import { NUMBERS, type Numbers } from '../../application/ports/number-book.js';
import { Refusal } from '../../application/refusal.js';
import { VerifyNumbers } from '../../application/verify-numbers.js';
import { numberState, type NumberStanding } from '../../domain/organisation/number-standing.js';
import type { Person } from '../../domain/organisation/organisation.js';
import type { Access } from '../../domain/permission/access.js';
import { iso, type Instant } from '../../domain/time/instant.js';
import { ApiController } from '../door/api-controller.js';
import { Input } from '../door/input.js';
import { Operation, type AnswerOf, type InputOf } from '../door/operation.js';
import { pageJson, pageOfAll, pagingOf } from '../door/paging.js';
import { unitsBelow } from '../organisation/units-below.js';
import { getNumber, listNumbers, sendNumberCode, verifyNumber } from './numbers.operations.js';

/** Which phones are known to be whose, and the text with a code that shows it: the same use case as on the pages. */
@ApiController('')
export class NumbersController {
  constructor(
    private readonly verifying: VerifyNumbers,
    @Inject(NUMBERS) private readonly numbers: Numbers,
    @Inject(DIRECTORIES) private readonly directories: Directories,
  ) {}

  @Get('numbers')
  @Operation(listNumbers)
  async list(@Input() { query, access }: InputOf<typeof listNumbers>): Promise<AnswerOf<typeof listNumbers>> {
    const directory = await this.directories.directory();
    const units = unitsBelow(directory, query.unit);
    const people = directory.organisation.people.filter(
      (person) => isTheirs(person, access) && (units?.includes(person.unit) ?? true),
    );
    const standings = await this.numbers.standings(people);
    const found = people
      .map((person) => numberJson(person, standings.get(person.id)))
      .filter(({ state }) => query.state === undefined || state === query.state);
    return pageJson(pageOfAll(found, pagingOf(query)), (one) => one);
  }

  @Get('people/:id/number')
  @Operation(getNumber)
  get(@Input() { path, access }: InputOf<typeof getNumber>): Promise<AnswerOf<typeof getNumber>> {
    return this.shown(path.id, access);
  }

  @Post('people/:id/number/code')
  @Operation(sendNumberCode)
  async send(@Input() { path, by, access }: InputOf<typeof sendNumberCode>): Promise<AnswerOf<typeof sendNumberCode>> {
    return { until: iso(await this.verifying.sendCode(path.id, by, access)) };
  }

  @Post('people/:id/number/verify')
  @Operation(verifyNumber)
  async verify(
    @Input() { path, body, by, access }: InputOf<typeof verifyNumber>,
  ): Promise<AnswerOf<typeof verifyNumber>> {
    const right = await this.verifying.tryCode(path.id, body.code, by, access);
    if (right) return this.shown(path.id, access);
    throw new Refusal('invalid', 'The number was not verified.', [
      {
        field: 'code',
        message: 'is not right, or is no longer good',
        mend: 'look at the newest text, or send another code',
      },
    ]);
  }

  private async shown(id: string, access: Access) {
    const person = (await this.directories.directory()).person(id);
    if (!person || !isTheirs(person, access)) throw new Refusal('not_found', 'There is no person with this id.');
    return numberJson(person, (await this.numbers.standings([person])).get(id));
  }
}

const isTheirs = ({ id, unit }: Person, access: Access): boolean => access.may('see_office', { unit, people: [id] });

const numberJson = ({ id, mobile }: Person, standing: NumberStanding | undefined) => ({
  person: id,
  mobile,
  state: numberState(mobile, standing),
  verifiedAt: moment(standing?.verified?.at ?? null),
  verifiedBy: standing?.verified?.by ?? null,
  optedOutSince: moment(standing?.optedOutSince ?? null),
  failedAt: moment(standing?.failedAt ?? null),
});

const moment = (at: Instant | null): string | null => (at === null ? null : iso(at));
