import { applyDecorators, Controller, UseGuards } from '@nestjs/common';
import { TokenGuard } from './token.guard.js';

/** A controller of the API: below /api/v1, and behind the token. */
export const ApiController = (path: string): ClassDecorator =>
  applyDecorators(Controller(`api/v1/${path}`), UseGuards(TokenGuard));
