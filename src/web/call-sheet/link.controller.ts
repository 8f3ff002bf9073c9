import { Controller, Get, Header, HttpCode, Inject, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { READER, type Reader } from '../../application/ports/reader.js';
import { CallSheets } from './call-sheets.js';

/**
 * The link from a text: the call sheet for one person and a few hours, whatever the sign-in. Whoever merely opens it, a
 * preview of a messenger among them, learns nothing and changes nothing; a person presses the button. The form has no token
 * but its own address, which nobody else can guess: it must work on a phone that keeps no cookies.
 */
@Controller('c/:token')
export class LinkController {
  constructor(
    @Inject(READER) private readonly reader: Reader,
    private readonly callSheets: CallSheets,
  ) {}

  @Get()
  @Header('x-robots-tag', 'noindex, nofollow')
  async page(@Param('token') token: string, @Res() reply: FastifyReply): Promise<void> {
    const link = await this.reader.link(token);
    if (!link) return gone(reply);
    const drill = (await this.reader.incident(link.incidentId))?.visit.drill === true;
    await reply.view('link.njk', { action: `/c/${encodeURIComponent(token)}`, drill });
  }

  @Post()
  @HttpCode(200)
  @Header('x-robots-tag', 'noindex, nofollow')
  async show(@Param('token') token: string, @Res() reply: FastifyReply): Promise<void> {
    const link = await this.reader.link(token);
    const view = link && (await this.reader.incident(link.incidentId));
    if (!link || !view) return gone(reply);
    await reply.view('call-sheet.njk', { sheet: await this.callSheets.open(view, link.person, true), back: null });
  }
}

async function gone(reply: FastifyReply): Promise<void> {
  await reply.status(404).view('link-gone.njk');
}
