import 'reflect-metadata';
import { PostgresAccounts } from '../adapters/postgres/accounts.js';
import { PostgresClock } from '../adapters/postgres/clock.js';
import { PostgresOrganisations } from '../adapters/postgres/organisations.js';
import { sealerFor } from '../adapters/postgres/sealed.js';
import { inviteFrom } from '../application/sign-in/invite.js';
import { personNamed } from '../application/sign-in/sign-in.js';
import { showDayTime } from '../domain/time/local.js';
import { onDatabase } from './database.js';

/** `npm run invite -- PERSON`: prints a link with which that person opens an account; for the very first administrator. */
await onDatabase(async (dataSource, settings) => {
  const [id] = process.argv.slice(2);
  if (!id) {
    process.stderr.write('Name the person by their id in the organisation: npm run invite -- priya.shah\n');
    return 2;
  }
  const directory = await new PostgresOrganisations(dataSource, settings.timeZone).directory();
  const person = personNamed(id, directory);
  if (!person) {
    process.stderr.write(
      `There is nobody with the id "${id}" in the organisation. Add them first: npm run import -- FILE\n`,
    );
    return 1;
  }
  const accounts = new PostgresAccounts(dataSource, sealerFor(settings.encryptionKeys, settings.dataDir));
  const { token, expiresAt } = await inviteFrom(accounts, person, 'invite', await new PostgresClock(dataSource).now());
  const until = showDayTime(expiresAt, settings.timeZone);
  process.stdout.write(`${person.name} opens this link until ${until}, once, and chooses a password:\n`);
  process.stdout.write(`${settings.publicUrl}/invitation/${token}\n`);
  if (!person.roles.includes('administrator'))
    process.stdout.write(`They are no administrator, and cannot invite the others.\n`);
  return 0;
});
