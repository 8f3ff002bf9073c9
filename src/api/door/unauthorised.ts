import { UnauthorizedException } from '@nestjs/common';

/** No token, or not the right one; the answer says how to sign in (RFC 9110, 11.6.1). */
export class Unauthorised extends UnauthorizedException {
  readonly challenge = 'Bearer realm="Allswell"';
}
