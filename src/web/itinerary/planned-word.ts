import type { Planned } from '../../application/diary.js';
import { sayDuration } from '../../domain/time/duration.js';
import { showDayTime, showTime } from '../../domain/time/local.js';
import type { Word } from '../frame/word.js';
import type { Standpoint } from '../guard.js';
import { namesOf } from '../visit-words.js';

/** What is said once something stands in the diary. `again`: it stood there already, and the form came a second time. */
export function sayPlanned(planned: readonly Planned[], again: boolean, from: Standpoint): Word {
  const [first, ...more] = planned;
  if (!first)
    return {
      title: 'This form was sent before',
      text: 'What it planned is not in the diary any more. Nothing was planned now.',
    };
  const word = more.length > 0 ? saySeries(planned) : sayOne(first, from);
  return again
    ? {
        title: word.title.replace(/(is|are) planned$/, '$1 planned already'),
        text: `The form was sent twice, and counts once. ${word.text}`,
      }
    : word;
}

function sayOne({ visit, warnings }: Planned, { directory, zone }: Standpoint): Word {
  const names = namesOf(visit, directory).join(' and ');
  if (visit.kind === 'home_safe')
    return {
      title: `Home-safe check ${visit.reference} is planned`,
      text: `${names}, home by ${showDayTime(visit.plannedEnd, zone)}. Once home, they text HOME.`,
      warnings,
    };
  const length = sayDuration(visit.plannedEnd - visit.plannedStart);
  const when = `${showDayTime(visit.plannedStart, zone)} to ${showTime(visit.plannedEnd, zone)}, ${length}`;
  return {
    title: `Visit ${visit.reference} is planned`,
    text: `${names}, ${when}. At the door they text ARRIVED 45, or for how many minutes they will be inside; when out, LEFT.`,
    warnings,
  };
}

const saySeries = (planned: readonly Planned[]): Word => ({
  title: `${planned.length} visits are planned`,
  text: `${planned.map(({ visit }) => visit.reference).join(', ')}. Each is a visit of its own: change or cancel it alone, or with the later ones.`,
  warnings: planned.flatMap(({ visit, warnings }) => warnings.map((warning) => `${visit.reference}: ${warning}`)),
});
