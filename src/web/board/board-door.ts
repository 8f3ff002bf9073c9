import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Right } from '../../domain/permission/rights.js';
import { Frame } from '../frame/frame.js';
import type { Standpoint } from '../guard.js';
import { readFilter } from './board-filter.js';
import type { Screen } from './board-printer.js';
import { Boards } from './boards.js';
import { EventStream } from './event-stream.js';
import { LiveBoards } from './live-boards.js';
import type { Viewer } from './look.js';

export type BoardQuery = Readonly<Record<string, unknown>>;

export const viewerOf = (right: Right, { visitor, access, directory }: Standpoint, query: BoardQuery): Viewer => {
  const scope = access.scope(right);
  return { person: visitor.person, scope, filter: readFilter(query, directory, scope) };
};

/** What the board and the wall have in common: the part that changes, and the events that change it. */
@Injectable()
export class BoardDoor {
  constructor(
    private readonly boards: Boards,
    private readonly live: LiveBoards,
    private readonly frame: Frame,
  ) {}

  /** For a page that has lost its stream. It names the version that it has, and is not sent the same twice. */
  async part(screen: Screen, viewer: Viewer, from: Standpoint, request: FastifyRequest, reply: FastifyReply) {
    const { version, html } = await this.boards.one(screen, viewer, from);
    reply.header('etag', `"${version}"`).header('allswell-now', String(from.at));
    if (request.headers['if-none-match'] === `"${version}"`) return reply.status(304).send();
    return reply.type('text/html; charset=utf-8').send(html);
  }

  async events(
    screen: Screen,
    right: Right,
    from: Standpoint,
    query: BoardQuery,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<void> {
    if (request.method === 'HEAD') return void reply.type('text/event-stream').send();
    const viewer = async (): Promise<Viewer | null> => {
      const now = await this.frame.standpointNow(request);
      return now?.access.has(right) ? viewerOf(right, now, query) : null;
    };
    await this.live.follow(
      { screen, stream: new EventStream(reply), has: versionOf(request, query), viewer },
      viewerOf(right, from, query),
    );
  }
}

/** Named by the browser itself when it comes again, and by the page when it comes for the first time. */
function versionOf({ headers }: FastifyRequest, { since }: BoardQuery): string | null {
  const named = headers['last-event-id'] ?? since;
  return typeof named === 'string' ? named : null;
}
