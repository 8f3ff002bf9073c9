import { Inject, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { OfficeDesk } from '../../application/office-desk.js';
import { CLOCK, type Clock } from '../../application/ports/clock.js';
import { DIRECTORIES, type Directories } from '../../application/ports/directories.js';
import { NUMBERS, type Numbers } from '../../application/ports/number-book.js';
import { SETTINGS, type Settings } from '../../config/settings.js';
import type { Directory } from '../../domain/organisation/directory.js';
import { passedBy, sayPassedBy } from '../../domain/organisation/passed-by.js';
import { isDated } from '../../domain/organisation/shift.js';
import { roundOf } from '../../domain/organisation/strike-out.js';
import type { Access } from '../../domain/permission/access.js';
import { ApiController } from '../door/api-controller.js';
import { Input } from '../door/input.js';
import { Operation, type InputOf } from '../door/operation.js';
import { gapWarnings } from './gap-warnings.js';
import { giveRound, putBackRound, strikeOutRound } from './rounds.operations.js';
import { shiftJson, shiftShown } from './shift-json.js';

/** One coming round of a weekly shift: given to others, struck out, put back, as the rota's pages do. */
@ApiController('rota/:id')
export class RoundsController {
  constructor(
    private readonly desk: OfficeDesk,
    @Inject(DIRECTORIES) private readonly directories: Directories,
    @Inject(NUMBERS) private readonly numbers: Numbers,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Post('give')
  @Operation(giveRound)
  async give(
    @Input() { path, body, by, access }: InputOf<typeof giveRound>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { date, contacts, version = null } = body;
    const before = await this.directories.directory();
    shiftShown(before, path.id, access);
    const given = await this.desk.give(path.id, version, date, contacts, { by, access });
    const warnings = await this.warnings(path.id, date, contacts, before);
    reply.header('location', `/api/v1/rota/${given}`);
    const now = await this.directories.directory();
    return { shift: shiftJson(shiftShown(now, path.id)), given: shiftJson(shiftShown(now, given)), warnings };
  }

  @Post('strike-out')
  @Operation(strikeOutRound)
  strikeOut(@Input() { path, body, by, access }: InputOf<typeof strikeOutRound>) {
    const { date, version = null } = body;
    return this.change(path.id, date, access, () => this.desk.strikeOut(path.id, version, date, { by, access }));
  }

  @Post('put-back')
  @Operation(putBackRound)
  putBack(@Input() { path, body, by, access }: InputOf<typeof putBackRound>) {
    const { date, version = null } = body;
    return this.change(path.id, date, access, () => this.desk.putBack(path.id, version, date, { by, access }));
  }

  private async change(id: string, date: string, access: Access, change: () => Promise<unknown>) {
    const before = await this.directories.directory();
    const { contacts } = shiftShown(before, id, access);
    await change();
    const warnings = await this.warnings(id, date, contacts, before);
    return { ...shiftJson(shiftShown(await this.directories.directory(), id)), warnings };
  }

  /** Times that lost their last contact, and who of these would be passed by. */
  private async warnings(id: string, date: string, contacts: readonly string[], before: Directory) {
    const [directory, optedOut, at] = await Promise.all([
      this.directories.directory(),
      this.numbers.optedOut(),
      this.clock.now(),
    ]);
    const shift = shiftShown(directory, id);
    if (isDated(shift)) return [];
    const round = roundOf(shift, date);
    const question = { directory, optedOut, zone: this.settings.timeZone };
    const passed = passedBy({ unit: shift.unit, shifts: [round], contacts, at }, question);
    return [
      ...gapWarnings(undefined, round, at, before, question),
      ...[...passed].map(([person, why]) => ({
        field: `contacts[${contacts.indexOf(person)}]`,
        message: `"${person}" ${sayPassedBy(why)}`,
        mend: 'Look whether somebody else should have it.',
        line: null,
      })),
    ];
  }
}
