import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { From, Needs, Page, type Standpoint } from '../guard.js';
import { BoardDoor, viewerOf, type BoardQuery } from './board-door.js';
import { queryOf } from './board-filter.js';
import { showSecond } from './board.js';
import { Boards } from './boards.js';

/**
 * The board on a screen that everybody in the room can see, visitors too: references and units, nobody's name or telephone
 * number, and no word of which alarm it is.
 */
@Controller('wall')
@Page()
export class WallController {
  constructor(
    private readonly boards: Boards,
    private readonly door: BoardDoor,
  ) {}

  @Get()
  @Needs('see_wall')
  async page(@From() from: Standpoint, @Query() asked: BoardQuery, @Res() reply: FastifyReply): Promise<void> {
    const viewer = viewerOf('see_wall', from, asked);
    const { version, html } = await this.boards.one('wall', viewer, from);
    const query = queryOf(viewer.filter);
    await reply.view('wall.njk', {
      part: html,
      unit: viewer.filter.unit,
      live: { here: `/wall${query}`, path: '/wall/part', query, version, at: from.at, zone: from.zone },
      asAt: showSecond(from.at, from.zone),
    });
  }

  /** The part that changes, for the script that keeps the screen up to date. */
  @Get('part')
  @Needs('see_wall')
  async part(
    @From() from: Standpoint,
    @Query() query: BoardQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.door.part('wall', viewerOf('see_wall', from, query), from, request, reply);
  }

  /** Its changes as they happen (server-sent events). */
  @Get('part/events')
  @Needs('see_wall')
  async events(
    @From() from: Standpoint,
    @Query() query: BoardQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.door.events('wall', 'see_wall', from, query, request, reply);
  }
}
