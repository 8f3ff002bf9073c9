import { Body, Controller, Get, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FollowUps } from '../../../application/follow-ups.js';
import { FOLLOW_UP_READER, type FollowUpReader } from '../../../application/ports/follow-ups.js';
import type { IncidentView } from '../../../application/ports/reader.js';
import { Refusal } from '../../../application/refusal.js';
import type { FollowUp } from '../../../domain/follow-up/follow-up.js';
import { byField, errorList } from '../../form/errors.js';
import { typedOf, type FieldError, type Typed } from '../../form/typed.js';
import { Words, type Word } from '../../frame/word.js';
import { askerOf, From, Needs, Page, type Standpoint } from '../../guard.js';
import { IncidentDesk } from '../incident-desk.js';
import { afterPageOf, mayFollow, taskPageOf } from './after-page.js';
import { readChange, readOwn, readReason, readReview, refusedAt } from './forms.js';
import { followUpList, readList } from './list-page.js';

/** Which form of a page was refused, with what was typed into it. */
interface Refused {
  readonly form: string;
  readonly typed: Typed;
  readonly errors: readonly FieldError[];
}

const NONE: Refused = { form: '', typed: {}, errors: [] };

/** What follows incidents: the list of what is open, and all of it for one incident (HVPF 8.5). */
@Controller('incidents')
@Page()
export class FollowUpsController {
  constructor(
    @Inject(FOLLOW_UP_READER) private readonly reader: FollowUpReader,
    private readonly followUps: FollowUps,
    private readonly desk: IncidentDesk,
    private readonly words: Words,
  ) {}

  @Get('follow-ups')
  @Needs('follow_up')
  async list(@From() from: Standpoint, @Query() query: unknown, @Res() reply: FastifyReply): Promise<void> {
    const asked = readList(typedOf(query), from);
    await reply.view('follow-ups.njk', followUpList(await this.reader.open(asked.query), asked, from));
  }

  @Get(':id/follow-ups')
  @Needs('see_incidents')
  async after(
    @From() from: Standpoint,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const view = await this.ended(id, from);
    await this.showAll(from, view, reply, NONE, this.words.take(request, reply));
  }

  @Post(':id/review')
  @Needs('follow_up')
  async review(
    @From() from: Standpoint,
    @Param('id') id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const typed = typedOf(body);
    const read = readReview(typed);
    await this.take(from, id, reply, { form: 'review', typed, other: 'account' }, read, {
      work: (text) => this.followUps.review(id, text, askerOf(from)),
      word: { title: 'It is written down', text: 'What came of it and what was learned are in the record.' },
    });
  }

  @Post(':id/follow-ups')
  @Needs('follow_up')
  async add(
    @From() from: Standpoint,
    @Param('id') id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const typed = typedOf(body);
    await this.take(from, id, reply, { form: 'add', typed, other: 'what' }, readOwn(typed, from.zone), {
      work: (own) => this.followUps.add(id, own, askerOf(from)),
      word: { title: 'It is added', text: `${typed['what'] ?? ''}.` },
    });
  }

  @Post(':id/close')
  @Needs('follow_up')
  async close(
    @From() from: Standpoint,
    @Param('id') id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const typed = typedOf(body);
    const read = readReason(typed, 'Enter why it can be closed');
    await this.take(from, id, reply, { form: 'close', typed, other: 'reason' }, read, {
      work: (reason) => this.followUps.close(id, reason, askerOf(from)),
      word: { title: 'The incident is closed', text: 'You can reopen it, with a reason.' },
    });
  }

  @Post(':id/reopen')
  @Needs('follow_up')
  async reopen(
    @From() from: Standpoint,
    @Param('id') id: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const typed = typedOf(body);
    const read = readReason(typed, 'Enter why it is reopened');
    await this.take(from, id, reply, { form: 'reopen', typed, other: 'reason' }, read, {
      work: (reason) => this.followUps.reopen(id, reason, askerOf(from)),
      word: { title: 'The incident is reopened', text: 'What follows it can be changed again.' },
    });
  }

  @Get(':id/follow-ups/:number')
  @Needs('follow_up')
  async one(
    @From() from: Standpoint,
    @Param('id') id: string,
    @Param('number') number: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const [view, followUp] = await this.task(id, number, from);
    await this.showOne(from, view, followUp, reply, NONE, this.words.take(request, reply));
  }

  @Post(':id/follow-ups/:number')
  @Needs('follow_up')
  async change(
    @From() from: Standpoint,
    @Param('id') id: string,
    @Param('number') number: string,
    @Body() body: unknown,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const [view, followUp] = await this.task(id, number, from);
    const typed = typedOf(body);
    const form = typed['action'] ?? '';
    const read = readChange(typed, from.zone);
    if ('errors' in read)
      return this.showOne(from, view, followUp, reply.status(422), { form, typed, errors: read.errors });
    try {
      const { what } = await this.followUps.change(id, followUp.number, read.value, askerOf(from));
      this.words.leave(reply, { title: CHANGED[form] ?? 'It is changed', text: `${what}.` });
    } catch (refused) {
      const errors = refusedFields(refused, FIELD_OF[form] ?? 'done-note');
      const [now, fresh] = await this.task(id, number, from);
      return this.showOne(from, now, fresh, reply.status(statusOf(refused)), { form, typed, errors });
    }
    await reply.redirect(`/incidents/${id}/follow-ups`, 303);
  }

  /** Takes one of the forms of an incident's page: refused, with what was typed, or done, and shown once more. */
  private async take<T>(
    from: Standpoint,
    id: string,
    reply: FastifyReply,
    { form, typed, other }: { readonly form: string; readonly typed: Typed; readonly other: string },
    read: { readonly value: T } | { readonly errors: readonly FieldError[] },
    { work, word }: { readonly work: (value: T) => Promise<unknown>; readonly word: Word },
  ): Promise<void> {
    const view = await this.ended(id, from);
    if ('errors' in read) return this.showAll(from, view, reply.status(422), { form, typed, errors: read.errors });
    try {
      await work(read.value);
    } catch (refused) {
      const errors = refusedFields(refused, other);
      const now = await this.ended(id, from);
      return this.showAll(from, now, reply.status(statusOf(refused)), { form, typed, errors });
    }
    this.words.leave(reply, word);
    await reply.redirect(`/incidents/${id}/follow-ups`, 303);
  }

  /** The incident, once there is something that follows it. */
  private async ended(id: string, from: Standpoint): Promise<IncidentView> {
    const view = await this.desk.find(id, from);
    if (view.incident.status === 'open' || view.visit.drill) throw nothingFollows();
    return view;
  }

  private async task(id: string, number: string, from: Standpoint): Promise<[IncidentView, FollowUp]> {
    const view = await this.ended(id, from);
    const followUp = mayFollow(view, from)
      ? (await this.reader.of(view.incident.id)).find((one) => String(one.number) === number)
      : undefined;
    if (!followUp) throw nothingFollows();
    return [view, followUp];
  }

  private async showAll(
    from: Standpoint,
    view: IncidentView,
    reply: FastifyReply,
    refused: Refused,
    word: Word | null = null,
  ): Promise<void> {
    const after = afterPageOf(view, await this.reader.of(view.incident.id), from);
    await reply.view('after.njk', { after, word, ...shown(refused) });
  }

  private async showOne(
    from: Standpoint,
    view: IncidentView,
    followUp: FollowUp,
    reply: FastifyReply,
    refused: Refused,
    word: Word | null = null,
  ): Promise<void> {
    await reply.view('follow-up.njk', { task: taskPageOf(view, followUp, from), word, ...shown(refused) });
  }
}

const CHANGED: Readonly<Record<string, string>> = {
  done: 'It is done',
  not_needed: 'It is marked as not needed',
  open: 'It is to be done after all',
  assign: 'It is changed',
};

const FIELD_OF: Readonly<Record<string, string>> = {
  done: 'done-note',
  not_needed: 'not-needed-note',
  open: 'open-note',
  assign: 'owner',
};

const shown = ({ form, typed, errors }: Refused) => ({
  form,
  typed,
  errors: byField(errors),
  errorList: errorList(errors),
});

/** What was refused and can be mended here; for whom there is nothing here there is still nothing then. */
function refusedFields(refused: unknown, other: string): FieldError[] {
  if (!(refused instanceof Refusal) || refused.kind === 'not_found' || refused.kind === 'forbidden') throw refused;
  return refusedAt(refused, other);
}

const statusOf = (refused: unknown): number => (refused instanceof Refusal && refused.kind === 'conflict' ? 409 : 422);

const nothingFollows = (): Refusal =>
  new Refusal('not_found', 'There is nothing here. What follows an incident comes when it has ended.');
