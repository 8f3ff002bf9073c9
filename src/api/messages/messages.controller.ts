import { withoutLink } from '../../domain/texting/without-link.js';
import { Get, Inject } from '@nestjs/common';
import { READER, type Reader } from '../../application/ports/reader.js';
import { iso } from '../../domain/time/instant.js';
import { ApiController } from '../door/api-controller.js';
import { Input } from '../door/input.js';
import { Operation, type AnswerOf, type InputOf } from '../door/operation.js';
import { pageJson, pagingOf } from '../door/paging.js';
import { listMessages } from './messages.operations.js';

@ApiController('messages')
export class MessagesController {
  constructor(@Inject(READER) private readonly reader: Reader) {}

  @Get()
  @Operation(listMessages)
  async list(@Input() { query, access }: InputOf<typeof listMessages>): Promise<AnswerOf<typeof listMessages>> {
    const { person, visitId, incidentId, state } = query;
    const page = await this.reader.messages({
      ...pagingOf(query),
      person,
      visitId,
      incidentId,
      state,
      scope: access.scope('see_messages'),
    });
    return pageJson(page, (message) => ({ ...message, body: withoutLink(message.body), at: iso(message.at) }));
  }
}
