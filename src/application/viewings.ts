import { lookerName, through, tokenOf, type Viewer } from '../domain/record/looker.js';
import { MINUTE } from '../domain/time/instant.js';
import type { Ledger, Page } from './ports/ledger.js';

export type { TokenShown, Viewer } from '../domain/record/looker.js';

/**
 * Who looked at whom is visited, and where: each look is an entry (P11), whatever the door. Recorded before it is shown:
 * what cannot be recorded is not shown. docs/permissions.md lists what is a look.
 */
export class Viewings {
  constructor(private readonly ledger: Ledger) {}

  /**
   * Of one visit, in its own record: once for each quarter of an hour. The visit stays as it is: nobody who merely looks
   * at it has anything of it changed.
   */
  async ofVisit(visitId: string, viewer: Viewer): Promise<void> {
    await this.ledger.transaction(async (page) => {
      const known = (): Promise<boolean> =>
        page.hasViewed(visitId, viewer.by, viewer.token?.id ?? null, page.now - SAME_LOOK);
      // Asked before the lock as well: most who look have looked already, and nobody waits for them.
      if (await known()) return;
      const [visit] = await page.lockVisits([visitId]);
      if (!visit || (await known())) return;
      const text = `${nameOf(viewer, page)} looked at who is visited, and where${through(viewer)}.`;
      await page.addEntries(visitId, [{ ...entryBy(viewer, page), text, data: tokenOf(viewer) }]);
    });
  }

  /**
   * Of what a list shows, in the office's record: those of its visits (by their references) that this viewer was not shown
   * in a list within the last quarter of an hour. `how` follows on the viewer's name: "listed visits".
   */
  async ofList(viewer: Viewer, how: string, visits: readonly string[], what = WHO_AND_WHERE): Promise<void> {
    if (visits.length === 0) return;
    await this.ledger.transaction(async (page) => {
      const unseen = async (): Promise<string[]> => {
        const seen = await page.visitsViewed(viewer.by, viewer.token?.id ?? null, what, page.now - SAME_LOOK);
        return [...new Set(visits)].filter((one) => !seen.has(one));
      };
      // Asked before the record is held as well: most who look have looked already, and nobody waits for them.
      if ((await unseen()).length === 0) return;
      await page.holdOffice();
      await writeList(page, viewer, how, await unseen(), what);
    });
  }

  /** Of what is taken away: printed, or copied into a form. Each time is one, however soon. */
  async ofCopy(viewer: Viewer, how: string, visits: readonly string[]): Promise<void> {
    if (visits.length === 0) return;
    await this.ledger.transaction((page) => writeList(page, viewer, how, [...new Set(visits)], WHO_AND_WHERE));
  }
}

/** A page that is loaded again, or gone back to, is still the same looking. */
const SAME_LOOK = 15 * MINUTE;

const WHO_AND_WHERE = 'who is visited, and where';

/** All that the diary's lists show. */
export const REFERENCE_ONLY = 'by which reference somebody is visited';

async function writeList(
  page: Page,
  viewer: Viewer,
  how: string,
  visits: readonly string[],
  what: string,
): Promise<void> {
  if (visits.length === 0) return;
  const which = visits.length === 1 ? 'visit' : `${visits.length} visits,`;
  const text = `${nameOf(viewer, page)} ${how}${through(viewer)}: ${what}, of ${which} ${visits.join(', ')}.`;
  const data = { visits, what, ...tokenOf(viewer) };
  await page.writeOffice([{ ...entryBy(viewer, page), text, data }]);
}

const entryBy = ({ by }: Viewer, page: Page) =>
  ({ at: page.now, kind: 'person_viewed', clause: null, by, incidentId: null }) as const;

const nameOf = (viewer: Viewer, page: Page): string => lookerName(viewer, page.directory.person(viewer.by)?.name);
