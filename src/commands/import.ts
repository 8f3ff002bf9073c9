import 'reflect-metadata';
import { readFile } from 'node:fs/promises';
import { PostgresClock } from '../adapters/postgres/clock.js';
import { PostgresOffices } from '../adapters/postgres/offices.js';
import { PostgresOrganisations } from '../adapters/postgres/organisations.js';
import { Office } from '../application/office.js';
import { Refusal } from '../application/refusal.js';
import { onDatabase } from './database.js';

/** `npm run import -- FILE`: takes an organisation file whole, or refuses it whole with every line's fault and its mend. */
await onDatabase(async (dataSource, settings) => {
  const [file] = process.argv.slice(2);
  if (!file) {
    process.stderr.write('Name the organisation file: npm run import -- examples/office.yaml\n');
    return 2;
  }
  const text = await readFile(file, 'utf8');
  const organisations = new PostgresOrganisations(dataSource, settings.timeZone);
  const office = new Office(
    new PostgresOffices(dataSource, organisations, new PostgresClock(dataSource)),
    settings.timeZone,
  );
  try {
    const { changed, warnings, units, people } = await office.importYaml(text, 'import');
    for (const warning of warnings)
      process.stdout.write(`warning: ${place(warning.line, warning.path)}${warning.message}. ${warning.mend}\n`);
    process.stdout.write(`${changed ? 'Imported' : 'Nothing changed'}: ${units} units, ${people} people.\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    process.stderr.write(`${error.message}\n`);
    for (const fault of error.faults)
      process.stderr.write(`  ${place(fault.line ?? null, fault.field)}${fault.message}. ${fault.mend}\n`);
    return 1;
  }
});

function place(line: number | null, path: string): string {
  return [line === null ? '' : `line ${line}: `, path === '' ? '' : `${path}: `].join('');
}
