import { Inject, Patch, Post, Put } from '@nestjs/common';
import { FollowUps } from '../../application/follow-ups.js';
import { CLOCK, type Clock } from '../../application/ports/clock.js';
import { SETTINGS, type Settings } from '../../config/settings.js';
import { endOfDayOf } from '../../domain/follow-up/due.js';
import { instantOf } from '../../domain/time/local.js';
import { ApiController } from '../door/api-controller.js';
import { Input } from '../door/input.js';
import { Operation, type AnswerOf, type InputOf } from '../door/operation.js';
import { ShownIncidents } from '../incidents/shown-incidents.js';
import { followUpJson } from './follow-up-json.js';
import { addFollowUp, changeFollowUp, closeIncident, reopenIncident, writeReview } from './follow-ups.operations.js';

/** What follows an incident, for machines: the same use cases as the pages. */
@ApiController('incidents')
export class FollowUpsController {
  constructor(
    private readonly followUps: FollowUps,
    private readonly shown: ShownIncidents,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Post(':id/follow-ups')
  @Operation(addFollowUp)
  async add(@Input() { path, body, by, access }: InputOf<typeof addFollowUp>): Promise<AnswerOf<typeof addFollowUp>> {
    const { what, owner, due, required = false } = body;
    const own = { what, owner, dueAt: this.endOf(due), required };
    const added = await this.followUps.add(path.id, own, { by, access });
    return followUpJson(added, { notes: true, at: await this.clock.now() });
  }

  @Put(':id/review')
  @Operation(writeReview)
  async review(
    @Input() { path, body, by, access }: InputOf<typeof writeReview>,
  ): Promise<AnswerOf<typeof writeReview>> {
    const { harm, account, learned, seen } = body;
    const text = { harm, account, learned, ...(seen !== undefined && { seen }) };
    await this.followUps.review(path.id, text, { by, access });
    return this.shown.whole(path.id, access, 'follow_up');
  }

  @Patch(':id/follow-ups/:number')
  @Operation(changeFollowUp)
  async change(
    @Input() { path, body, by, access }: InputOf<typeof changeFollowUp>,
  ): Promise<AnswerOf<typeof changeFollowUp>> {
    const { state, note, owner, due, version } = body;
    const change = {
      ...(state !== undefined && { state }),
      ...(note !== undefined && { note }),
      ...(owner !== undefined && { owner }),
      ...(due !== undefined && { dueAt: this.endOf(due) }),
      ...(version !== undefined && { seen: version }),
    };
    const changed = await this.followUps.change(path.id, path.number, change, { by, access });
    return followUpJson(changed, { notes: true, at: await this.clock.now() });
  }

  @Post(':id/close')
  @Operation(closeIncident)
  async close(
    @Input() { path, body, by, access }: InputOf<typeof closeIncident>,
  ): Promise<AnswerOf<typeof closeIncident>> {
    await this.followUps.close(path.id, body.reason, { by, access });
    return this.shown.whole(path.id, access, 'follow_up');
  }

  @Post(':id/reopen')
  @Operation(reopenIncident)
  async reopen(
    @Input() { path, body, by, access }: InputOf<typeof reopenIncident>,
  ): Promise<AnswerOf<typeof reopenIncident>> {
    await this.followUps.reopen(path.id, body.reason, { by, access });
    return this.shown.whole(path.id, access, 'follow_up');
  }

  private endOf(day: string): number {
    const { timeZone } = this.settings;
    const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
    return endOfDayOf(instantOf({ year, month, day: date, hour: 12, minute: 0 }, timeZone), timeZone);
  }
}
