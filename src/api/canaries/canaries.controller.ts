import { Get, Inject } from '@nestjs/common';
import { CANARY_READER, type CanaryReader } from '../../application/ports/canaries.js';
import { iso } from '../../domain/time/instant.js';
import { ApiController } from '../door/api-controller.js';
import { Input } from '../door/input.js';
import { Operation, type AnswerOf, type InputOf } from '../door/operation.js';
import { pageJson, pagingOf } from '../door/paging.js';
import { listCanaries } from './canaries.operations.js';

@ApiController('canaries')
export class CanariesController {
  constructor(@Inject(CANARY_READER) private readonly canaries: CanaryReader) {}

  @Get()
  @Operation(listCanaries)
  async list(@Input() { query }: InputOf<typeof listCanaries>): Promise<AnswerOf<typeof listCanaries>> {
    const page = await this.canaries.page(pagingOf(query));
    return pageJson(page, ({ sentAt, due, backAt, ...rest }) => ({
      ...rest,
      sentAt: iso(sentAt),
      due: iso(due),
      backAt: backAt === null ? null : iso(backAt),
    }));
  }
}
