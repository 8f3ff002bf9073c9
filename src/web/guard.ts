import {
  applyDecorators,
  Catch,
  createParamDecorator,
  Inject,
  Injectable,
  SetMetadata,
  UseFilters,
  UseGuards,
  type ArgumentsHost,
  type CanActivate,
  type ExceptionFilter,
  type ExecutionContext,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Access } from '../domain/permission/access.js';
import { RIGHTS, type Right } from '../domain/permission/rights.js';
import type { Office } from './frame/office-now.js';
import { FormGuard } from './frame/form-guard.js';
import { Doorway } from './sign-in/doorway.js';
import type { Visitor } from './sign-in/visitor.js';

/** A page as it is being looked at: by whom, in which office, at what moment. */
export interface Standpoint extends Office {
  readonly visitor: Visitor;
  readonly access: Access;
}

/** Who asks a use case, and what they may do. */
export const askerOf = ({ visitor, access }: Standpoint) => ({ by: visitor.person, access });

declare module 'fastify' {
  interface FastifyRequest {
    /** Set before a page's controller runs; null where nobody is signed in. */
    standpoint: Standpoint | null;
  }
}

class NotSignedIn extends Error {}

/** Signed in, and not one of those for whom this is. */
class NotAllowed extends Error {}

const NEEDS = 'allswell:needs';

/** The right without which nobody comes to this page. What of it they see, within their units, the page asks of `access`. */
export const Needs = (right: Right | 'nothing'): MethodDecorator => SetMetadata(NEEDS, right);

export const needsOf = (handler: object): Right | 'nothing' | undefined =>
  Reflect.getMetadata(NEEDS, handler) as Right | 'nothing' | undefined;

/** The one guard before every page; who somebody is was found out before. */
@Injectable()
export class PageGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const { standpoint } = context.switchToHttp().getRequest<FastifyRequest>();
    if (!standpoint) throw new NotSignedIn();
    const right = needsOf(context.getHandler());
    // Forgotten: then it is nobody's, rather than everybody's.
    if (right === undefined) throw new Error('A page has no rule of who may open it.');
    if (right !== 'nothing' && !standpoint.access.has(right)) throw new NotAllowed(RIGHTS[right].says);
    return true;
  }
}

/** Shows the way in; where there is none, why there are no pages, and what works without them. */
@Catch(NotSignedIn)
export class RefusedPage implements ExceptionFilter {
  constructor(@Inject(Doorway) private readonly doorway: Doorway) {}

  async catch(_: NotSignedIn, host: ArgumentsHost): Promise<void> {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const way = await this.doorway.wayIn(request);
    if (way === null) await reply.status(503).view('refused.njk');
    // A script that keeps a page fresh must not put the page for signing in into its middle.
    else if (request.headers['sec-fetch-dest'] === 'empty') await reply.status(401).send('Sign in again.');
    else await reply.redirect(way, 303);
  }
}

/** Says what it is that they may not do. */
@Catch(NotAllowed)
export class NotAllowedPage implements ExceptionFilter {
  async catch({ message }: NotAllowed, host: ArgumentsHost): Promise<void> {
    const { url, session, standpoint } = host.switchToHttp().getRequest<FastifyRequest>();
    // Where everybody begins is the board, which is not for those who run the office.
    if (url === '/' && session && standpoint?.access.has('manage_accounts'))
      return void (await host.switchToHttp().getResponse<FastifyReply>().redirect('/accounts', 303));
    await host.switchToHttp().getResponse<FastifyReply>().status(403).view('not-allowed.njk', { says: message });
  }
}

/** For a controller of pages; each of its routes says what it {@link Needs}. */
export const Page = () => applyDecorators(UseGuards(PageGuard, FormGuard), UseFilters(RefusedPage, NotAllowedPage));

export const From = createParamDecorator(
  (_: unknown, context: ExecutionContext) => context.switchToHttp().getRequest<FastifyRequest>().standpoint,
);
