import { Secret, TOTP } from 'otpauth';
import { AccountDesk } from '../../src/application/sign-in/account-desk.js';
import { PostgresOrganisations } from '../../src/adapters/postgres/organisations.js';
import { OFFICE } from './office.js';
import type { TestService } from './service.js';
import { Visitor, type Shown } from './visitor.js';

/** The small office, with somebody who runs it and somebody who only reads. */
export const OFFICE_WITH_ADMINISTRATORS = {
  ...OFFICE,
  people: [
    ...OFFICE.people,
    { id: 'administrator-1', name: 'Administrator One', unit: 'pdu-1', roles: ['administrator'] },
    { id: 'administrator-2', name: 'Administrator Two', unit: 'team-2', roles: ['administrator'] },
  ],
};

export const PASSWORD = 'kettle orbit mustard';

/** The first link, as `npm run invite` prints it. */
export async function invitation(service: TestService, person: string): Promise<string> {
  const directory = await service.app.get(PostgresOrganisations).directory();
  const { token } = await service.app.get(AccountDesk).invite(directory.person(person)!, 'invite');
  return `/invitation/${token}`;
}

/** An authenticator app. */
export class App {
  private readonly totp: TOTP;

  constructor(
    private readonly service: TestService,
    page: Shown,
  ) {
    const key = /app-key">([A-Z2-7 ]+)</.exec(page.html)?.[1] ?? '';
    this.totp = new TOTP({ secret: Secret.fromBase32(key.replaceAll(' ', '')) });
  }

  async code(): Promise<string> {
    return this.totp.generate({ timestamp: await this.service.now() });
  }

  /** One that was not shown before: half a minute later. */
  async nextCode(): Promise<string> {
    await this.service.advance(30_000);
    return this.code();
  }
}

/** Somebody who has opened an account by its invitation, with a second factor where one is asked for, and is signed in. */
export async function opened(service: TestService, person: string) {
  const visitor = new Visitor(service);
  const link = await invitation(service, person);
  await visitor.get(link);
  const after = await visitor.send(link, { password: PASSWORD, again: PASSWORD });
  if (!after.path.startsWith('/account/second-factor')) return { visitor, app: null, recoveryCodes: [], after };
  const app = new App(service, after);
  const proof = /name="proof" value="([^"]*)"/.exec(after.html)?.[1] ?? '';
  const codes = await visitor.send('/account/second-factor', { code: await app.code(), proof, back: '/' });
  const recoveryCodes = codes.html.match(/[A-Z0-9]{4}(?:-[A-Z0-9]{4}){3}/g) ?? [];
  return { visitor, app, recoveryCodes, after: await visitor.get('/account') };
}

/** The form of the sign-in, filled in. */
export async function signIn(visitor: Visitor, name: string, password = PASSWORD, back = '/'): Promise<Shown> {
  await visitor.get(`/sign-in?back=${encodeURIComponent(back)}`);
  return visitor.send('/sign-in', { name, password, back });
}
