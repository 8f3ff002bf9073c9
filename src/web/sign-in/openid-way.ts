import { Inject, Injectable } from '@nestjs/common';
import { OpenIdSignIn } from '../../application/sign-in/openid-sign-in.js';

/** Signing in with a provider, where one is set. */
@Injectable()
export class OpenIdWay {
  constructor(@Inject(OpenIdSignIn) readonly way: OpenIdSignIn | null) {}
}
