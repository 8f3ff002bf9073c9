import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { From, Needs, Page, type Standpoint } from '../guard.js';
import { BoardDoor, viewerOf, type BoardQuery } from './board-door.js';
import { queryOf, sayFilter, statusChoices, unitChoices } from './board-filter.js';
import { showSecond } from './board.js';
import { Boards } from './boards.js';

/** Who is out now. */
@Controller()
@Page()
export class BoardController {
  constructor(
    private readonly boards: Boards,
    private readonly door: BoardDoor,
  ) {}

  @Get()
  @Needs('see_visits')
  async page(@From() from: Standpoint, @Query() query: BoardQuery, @Res() reply: FastifyReply): Promise<void> {
    const viewer = viewerOf('see_visits', from, query);
    const { filter, scope } = viewer;
    const { version, html } = await this.boards.one('board', viewer, from);
    await reply.view('board.njk', {
      part: html,
      unit: filter.unit,
      shows: sayFilter(filter),
      units: unitChoices(filter, scope, from.directory),
      statuses: statusChoices(filter),
      hasWall: from.access.has('see_wall'),
      live: {
        here: `/${queryOf(filter)}`,
        path: '/board',
        query: queryOf(filter),
        version,
        at: from.at,
        zone: from.zone,
      },
      asAt: showSecond(from.at, from.zone),
    });
  }

  /** The part that changes, for the script that keeps the page up to date. */
  @Get('board')
  @Needs('see_visits')
  async part(
    @From() from: Standpoint,
    @Query() query: BoardQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.door.part('board', viewerOf('see_visits', from, query), from, request, reply);
  }

  /** Its changes as they happen (server-sent events). */
  @Get('board/events')
  @Needs('see_visits')
  async events(
    @From() from: Standpoint,
    @Query() query: BoardQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.door.events('board', 'see_visits', from, query, request, reply);
  }
}
