import { Controller, Get, Header, HttpCode, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { READER, type IncidentView, type Reader } from '../../application/ports/reader.js';
import { Doorway } from '../sign-in/doorway.js';
import { CallSheets } from './call-sheets.js';
import type { Sheet } from './sheet.js';

const ROBOTS = ['x-robots-tag', 'noindex, nofollow'] as const;

/**
 * The link from a text: the call sheet for one person and a few hours, whatever the sign-in; who is visited and where stands
 * on it once they are signed in (P11). Whoever merely opens it, a preview of a messenger among them, learns nothing and
 * changes nothing; a person presses the button. The form has no token but its own address, which nobody else can guess: it
 * must work on a phone that keeps no cookies.
 */
@Controller('c/:token')
export class LinkController {
  constructor(
    @Inject(READER) private readonly reader: Reader,
    private readonly callSheets: CallSheets,
    private readonly doorway: Doorway,
  ) {}

  @Get()
  @Header(...ROBOTS)
  async page(@Param('token') token: string, @Res() reply: FastifyReply): Promise<void> {
    const link = await this.find(token);
    if (!link) return gone(reply);
    const { drill } = link.view.visit;
    await reply.view('link.njk', { action: here(token), drill, asks: await this.callSheets.asksForSignIn() });
  }

  @Post()
  @HttpCode(200)
  @Header(...ROBOTS)
  async show(@Param('token') token: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const link = await this.find(token);
    if (!link) return gone(reply);
    await this.render(token, await this.callSheets.openByLink(link.view, link.person, request), request, reply);
  }

  /** Where "sign in" leads, and where it comes back to: the same call sheet. */
  @Get('signed-in')
  @Header(...ROBOTS)
  async signedIn(
    @Param('token') token: string,
    @Query('as') as: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const link = await this.find(token);
    if (!link) return gone(reply);
    const anybody = await this.doorway.believesAnybody();
    // What asks for no sign-in is behind its button as ever: whoever fetches this address is perhaps no person.
    if (!(await this.callSheets.asksForSignIn())) return void (await reply.redirect(here(token), 303));
    if (this.doorway.hasSaidWho(request) && !(anybody && as === 'somebody-else')) {
      const sheet = await this.callSheets.openByLink(link.view, link.person, request);
      return this.render(token, sheet, request, reply);
    }
    const way = await this.doorway.wayIn(request);
    if (!anybody) return void (await reply.redirect(way ?? here(token), 303));
    await reply.view('call-sheet-who.njk', {
      back: `${here(token)}/signed-in`,
      way,
      sheet: here(token),
      sentTo: link.person,
    });
  }

  private async find(token: string): Promise<{ readonly person: string; readonly view: IncidentView } | null> {
    const link = await this.reader.link(token);
    const view = link && (await this.reader.incident(link.incidentId));
    return link && view && { person: link.person, view };
  }

  private async render(token: string, sheet: Sheet, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    // Signed in already, and it is not for them: signing in once more as the same person leads nowhere.
    const not = this.doorway.hasSaidWho(request) ? (request.standpoint?.visitor.name ?? null) : null;
    await reply.view('call-sheet.njk', { sheet, back: null, signIn: `${here(token)}/signed-in`, notFor: not });
  }
}

const here = (token: string): string => `/c/${encodeURIComponent(token)}`;

async function gone(reply: FastifyReply): Promise<void> {
  await reply.status(404).view('link-gone.njk');
}
