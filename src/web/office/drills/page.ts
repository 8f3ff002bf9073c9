import type { ComparedDrill } from '../../../application/drills.js';
import type { Directory } from '../../../domain/organisation/directory.js';
import { SECOND, type Instant } from '../../../domain/time/instant.js';
import { showDated } from '../../../domain/time/dated.js';
import { stepTitle } from '../../incidents/steps.js';
import { howLongAgo } from '../../../domain/time/how-long-ago.js';
import { nameOf, type Tag } from '../../visit-words.js';
import { KIND_WORDS, sayComparison, sayLength, tagOf } from './words.js';

export interface DrillPage {
  readonly id: string;
  readonly reference: string;
  readonly incidentId: string;
  readonly running: boolean;
  readonly kind: string;
  readonly unit: string;
  readonly practitioner: string;
  readonly tag: Tag;
  readonly started: string;
  readonly ago: string;
  readonly by: string;
  /** Null while it runs. */
  readonly lasted: string | null;
  readonly steps: readonly DrillStep[];
}

export interface DrillStep {
  readonly title: string;
  readonly clause: string | null;
  readonly asked: string;
  readonly firstAnswer: string;
  readonly firstAnswerBeside: string | null;
  readonly whole: string;
  readonly wholeBeside: string | null;
}

interface Now {
  readonly at: Instant;
  readonly zone: string;
  readonly directory: Directory;
}

export function drillPage({ drill, comparison }: ComparedDrill, { at, zone, directory }: Now): DrillPage {
  return {
    id: drill.id,
    reference: drill.reference,
    incidentId: drill.incidentId,
    running: drill.endedAt === null,
    kind: KIND_WORDS[drill.kind],
    unit: directory.unit(drill.unit)?.name ?? drill.unit,
    practitioner: nameOf(directory, drill.practitioner),
    tag: tagOf(drill.outcome),
    started: showDated(drill.startedAt, zone),
    ago: howLongAgo(drill.startedAt, at, zone),
    by: drill.startedBy === 'api' ? 'A machine, through the API' : nameOf(directory, drill.startedBy),
    lasted: drill.endedAt === null ? null : sayLength((drill.endedAt - drill.startedAt) / SECOND),
    steps: drill.steps.map((step, index) => {
      const beside = comparison[index];
      return {
        title: step.step === 'police' ? 'Police step: nobody rings them' : stepTitle(step.step),
        clause: step.clause,
        asked: step.asked.length > 0 ? step.asked.map((id) => nameOf(directory, id)).join(', ') : 'Nobody',
        firstAnswer:
          step.firstAnswerAfterSeconds === null
            ? step.endedAfterSeconds === null
              ? 'Nobody yet'
              : 'Nobody answered'
            : `${sayLength(step.firstAnswerAfterSeconds)}, ${nameOf(directory, step.firstAnswerBy ?? '')}`,
        firstAnswerBeside: beside ? sayComparison(beside.firstAnswer) : null,
        whole: step.endedAfterSeconds === null ? 'Goes on' : sayLength(step.endedAfterSeconds),
        wholeBeside: beside ? sayComparison(beside.whole) : null,
      };
    }),
  };
}
