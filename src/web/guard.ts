import {
  applyDecorators,
  Catch,
  createParamDecorator,
  Injectable,
  UseFilters,
  UseGuards,
  type ArgumentsHost,
  type CanActivate,
  type ExceptionFilter,
  type ExecutionContext,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Office } from './frame/office-now.js';
import { FormGuard } from './frame/form-guard.js';

/** Who looks at a page. With the demonstration sign-in it is whoever they say they are. */
export interface Visitor {
  readonly person: string;
  readonly name: string;
}

/** A page as it is being looked at: by whom, in which office, at what moment. */
export interface Standpoint extends Office {
  readonly visitor: Visitor;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set before a page's controller runs; null where nobody is signed in. */
    standpoint: Standpoint | null;
  }
}

class NotSignedIn extends Error {}

/** The one guard before every page; what it asks for comes from the sign-in, and real sign-in takes that one's place. */
@Injectable()
export class PageGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    if (context.switchToHttp().getRequest<FastifyRequest>().standpoint) return true;
    throw new NotSignedIn();
  }
}

/** Says why there are no pages, and what works without them. */
@Catch(NotSignedIn)
export class RefusedPage implements ExceptionFilter {
  async catch(_: NotSignedIn, host: ArgumentsHost): Promise<void> {
    await host.switchToHttp().getResponse<FastifyReply>().status(503).view('refused.njk');
  }
}

/** For a controller of pages. */
export const Page = () => applyDecorators(UseGuards(PageGuard, FormGuard), UseFilters(RefusedPage));

export const From = createParamDecorator(
  (_: unknown, context: ExecutionContext) => context.switchToHttp().getRequest<FastifyRequest>().standpoint,
);
