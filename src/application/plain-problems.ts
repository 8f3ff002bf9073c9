import type { Component } from './vital-signs.js';

/** What a part of `/health` that is DOWN means for whoever watches over people, and what to do meanwhile. */
const MEANS: Readonly<Record<string, string>> = {
  db: 'Allswell cannot reach its own records: no alarm is raised, and no text is read or sent. Use the paper diary, and ring those who are out.',
  deadlines: 'Alarms and reminders that are due are late. Look at the board, and ring whoever is past their time.',
  alerts: 'Texts that tell people of an alarm are waiting and have not gone out. Ring those people.',
  texts: 'Texts have come in and have not been read: whoever seems to be still out may have left. Ring them.',
  sweeper:
    'Nobody looks for visits that are overdue: no alarm would be raised. Look at the board, and ring whoever is past their time.',
  workers:
    'The part of Allswell that raises alarms and sends texts is not running. Look at the board, and ring whoever is past their time.',
  provider:
    'The company that carries the texts takes none, or refuses ours: nobody hears of an alarm by text. Ring people instead.',
};

/**
 * What is wrong with the service, for a manager: what it means, and the words for whoever runs the machines. While the database does
 * not answer nothing is known of the rest.
 */
export function plainProblems(components: Readonly<Record<string, Component>>): string[] {
  const down = Object.entries(components).filter(([, { status }]) => status === 'DOWN');
  const known = down.some(([name]) => name === 'db') ? down.filter(([name]) => name === 'db') : down;
  return known.map(([name, { details }]) => {
    const tell = [details['why'], details['mend']].filter((one) => typeof one === 'string').join(' ');
    return [MEANS[name], `Tell whoever runs Allswell: “${tell}”`].filter(Boolean).join(' ');
  });
}
